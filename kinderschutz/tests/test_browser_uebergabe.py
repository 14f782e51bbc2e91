"""A town hands its Jugendamt to the Kreis, as people click through it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kinderschutz.database_testing import manage

pytestmark = pytest.mark.browser

STADT, KREIS = "stadt-bad-kreuznach", "kreis-bad-kreuznach"


class TestHandover:
    def test_from_the_plan_to_working_on_in_the_kreis(self, eigener_server):
        # In the town somebody begins an analysis.
        fachkraft = eigener_server.fenster(f"fachkraft.{STADT}")
        fachkraft.goto("/fallanalysen/neu/")
        fachkraft.get_by_label(re.compile("Fallreflexion")).check()
        fachkraft.get_by_role("button", name="Beginnen").click()
        fachkraft.wait_for_url(re.compile("/fallanalysen/[0-9a-f-]{36}/"))
        analyse = re.search("/fallanalysen/[0-9a-f-]{36}/", fachkraft.url)[0]

        # The Administration drops the plan of the demo, and plans another for today.
        verwaltung = eigener_server.fenster("administration")
        verwaltung.goto("/gebiete/")
        verwaltung.get_by_role("link", name="Stadtjugendamt Bad Kreuznach").click()
        verwaltung.get_by_role("button", name="Übergabe verwerfen").click()
        expect(verwaltung.get_by_text("Die Übergabe ist verworfen.")).to_be_visible()
        verwaltung.goto("/gebiete/uebergaben/neu/")
        for label, name in (
            ("Welches Jugendamt gibt ab?", "Stadtjugendamt Bad Kreuznach"),
            ("Welches nimmt auf?", "Kreisjugendamt Bad Kreuznach"),
        ):
            verwaltung.get_by_label(label).select_option(label=name)
        verwaltung.get_by_label("Ab welchem Tag").fill(timezone.localdate().isoformat())
        verwaltung.get_by_role("button", name="Übergabe planen").click()
        expect(verwaltung.get_by_text("wartet auf die Zustimmung")).to_be_visible()

        # Both Leitungen find it in their work, read it and agree.
        for seite in (STADT, KREIS):
            leitung = eigener_server.fenster(f"leitung.{seite}")
            leitung.goto("/arbeit/")
            leitung.get_by_role("link", name=re.compile("^Übergabe zum")).click()
            leitung.get_by_label("Ich habe gelesen").check()
            leitung.get_by_role("button", name="Der Übergabe zustimmen").click()
            expect(leitung.get_by_text("Sie haben für Ihr Jugendamt zugestimmt.")).to_be_visible()

        manage(eigener_server.datenbank, "uebergib_jugendamt", "--wet-run")

        # The Fachkraft goes on where she was, in the Kreis now.
        fachkraft.goto(f"{analyse}schritt/anlass/")
        expect(fachkraft.get_by_role("banner")).to_contain_text("Kreisjugendamt Bad Kreuznach")
        fachkraft.get_by_label("ruhend", exact=True).check()
        fachkraft.get_by_role("button", name="Speichern", exact=True).click()
        expect(
            fachkraft.get_by_text(re.compile("gespeichert", re.IGNORECASE)).first
        ).to_be_visible()

        fachkraft.goto(analyse)
        expect(fachkraft.get_by_text("übergeben von: Stadtjugendamt Bad Kreuznach")).to_be_visible()

        # Nobody else sees the draft: neither her new colleague nor a stranger.
        for konto in (f"fachkraft.{KREIS}", f"leitung.{KREIS}", "fachkraft.ludwigshafen"):
            andere = eigener_server.fenster(konto)
            assert andere.goto(analyse).status == 404

        # The public page of the town says who answers for it now.
        offen = eigener_server.fenster()
        offen.goto("/kommunen/stadt-bad-kreuznach/")
        expect(offen.get_by_text("Seither ist zuständig: Kreisjugendamt")).to_be_visible()
