"""A meeting in a real browser: invite, put it into the calendar, write down what came of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_from_the_invitation_to_the_task_that_is_done(eigener_server):
    page = eigener_server.fenster("netzwerk.ludwigshafen")
    page.goto("/veranstaltungen/neu/")
    page.get_by_label("Art", exact=True).select_option("runder_tisch")
    page.get_by_label("Titel").fill("Runder Tisch Kita")
    page.get_by_label("Tag", exact=True).fill(
        f"{timezone.localdate() + timedelta(days=9):%d.%m.%Y}"
    )
    page.get_by_label("Von", exact=True).fill("9:00")
    page.get_by_label("Bis", exact=True).fill("8:00")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_label("Titel")).to_have_value("Runder Tisch Kita")
    expect(page.get_by_role("link", name=re.compile("nicht nach dem Beginn"))).to_be_visible()
    page.get_by_label("Bis", exact=True).fill("11:30")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Runder Tisch Kita")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name="In den Kalender").click()
    assert download.value.suggested_filename == "runder-tisch-kita.ics"
    page.get_by_role("link", name="Protokoll schreiben").click()
    page.get_by_label("Was besprochen wurde").fill("Die Kita ruft künftig immer zurück.")
    page.locator("[name=teilnehmende-0-stelle]").fill("Kitas")
    page.locator("[name=teilnehmende-0-anzahl]").fill("12")
    page.get_by_role("button", name="Beschluss hinzufügen").click()
    page.locator("[name=beschluesse-0-text]").fill("Jede Meldung bekommt eine Antwort.")
    page.locator("[name=aufgaben-0-text]").fill("Liste verschicken")
    page.locator("[name=aufgaben-0-stelle]").fill("Koordination")
    page.get_by_role("button", name="Speichern").click()

    expect(page.get_by_text("Jede Meldung bekommt eine Antwort.")).to_be_visible()
    expect(page.get_by_role("row", name="zusammen 12")).to_be_visible()
    page.get_by_role("button", name="Erledigt: Liste verschicken").click()
    expect(page.get_by_text("Die Aufgabe ist erledigt.")).to_be_visible()
