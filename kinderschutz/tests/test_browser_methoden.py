"""Every method from its first thought to »abgeschlossen«, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from fallanalyse.enums import Methode, Schritt
from fallanalyse.workflow import SCHRITTE
from kinderschutz.tests.schreiben import BEFUND, EMPFEHLUNG, feld, schreibe_analyse

pytestmark = pytest.mark.browser


def lege_rechtsgrundlagen_fest(page):
    """Settle the law for every method that is still open, as the Leitung does."""
    page.goto("/fallanalysen/rechtsgrundlagen/")
    for methode in Methode:
        auswahl = page.locator(f"[name={methode.value}-rechtsgrundlage]")
        if auswahl.input_value() == "offen":
            auswahl.select_option("a79a2")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()


def schliesse_ab(page):
    page.get_by_role("main").get_by_role("link", name="Abschließen", exact=True).click()
    page.get_by_role("main").get_by_role("button", name="Abschließen", exact=True).click()
    expect(page.locator(".kern-badge", has_text="abgeschlossen").first).to_be_visible()


def test_every_method_leads_to_a_finished_analysis(eigener_server):
    lege_rechtsgrundlagen_fest(eigener_server.fenster("leitung.ludwigshafen"))
    fachkraft = eigener_server.fenster("fachkraft.ludwigshafen")

    for methode in Methode:
        url = schreibe_analyse(fachkraft, methode)
        fachkraft.goto(url)
        assert "Vor dem Abschließen nötig" not in fachkraft.get_by_role("main").inner_text()
        schliesse_ab(fachkraft)

        seite = fachkraft.get_by_role("main").inner_text()
        assert methode.label in seite
        assert BEFUND in seite
        assert EMPFEHLUNG in seite
        assert ("Die Vertretung war nicht geregelt." in seite) == (
            Schritt.GESETZ in SCHRITTE[methode]
        )
        assert ("Aus ihrer Sicht kam die Hilfe zu spät." in seite) == (
            Schritt.RUECKKOPPLUNG in SCHRITTE[methode]
        )


def test_what_is_missing_leads_to_its_place(eigener_server):
    page = eigener_server.fenster("fachkraft.ludwigshafen")
    page.goto("/fallanalysen/?methode=nzfh_fallanalyse")
    page.get_by_role("link", name=re.compile("FA-")).first.click()

    page.get_by_role("main").get_by_role("link", name="Rückkopplung", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Rückkopplung")
    assert page.url.endswith("#id_rueckkopplungen-0-perspektive")
    expect(feld(page, "Gehört wurde")).to_be_in_viewport()


def test_the_method_changes_and_everything_written_stays(eigener_server):
    page = eigener_server.fenster("fachkraft.ludwigshafen")
    page.goto("/fallanalysen/?methode=nzfh_fallanalyse")
    page.get_by_role("link", name=re.compile("FA-")).first.click()
    geschrieben = (
        "Akte und Gesprächsvermerke",
        "Die Eltern lehnen eine Familienhilfe ab",
        "Die Jugendliche wartet auf dem Flur",
        "Sprachmittlung muss zwei Tage vorher beantragt werden",
    )
    vorher = page.get_by_role("main").inner_text()
    assert all(text in vorher for text in geschrieben)

    page.get_by_role("link", name="Methode wechseln").click()
    page.locator("[name=methode][value=fischgraeten]").check()
    page.get_by_role("button", name="Mit dieser Methode weiter").click()

    expect(page.get_by_text("Alles Geschriebene ist noch da.")).to_be_visible()
    nachher = page.get_by_role("main").inner_text()
    assert [text for text in geschrieben if text not in nachher] == []
