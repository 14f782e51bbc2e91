"""One case analysis travels from the Jugendamt to the Landesübersicht, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from fallanalyse.enums import Methode
from kinderschutz.tests.schreiben import BEFUND, EMPFEHLUNG, feld, schreibe_analyse

pytestmark = pytest.mark.browser

FORTSCHRITT = "/cluster/fortschritt/?ansicht=stand"


def zeile(page, url, name):
    """Return the texts of the cells in the row of this name."""
    page.goto(url)
    row = page.get_by_role("row").filter(has_text=name).first
    return row.get_by_role("cell").all_inner_texts()


def uebergang(page, url, name):
    page.goto(url)
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_a_fallreflexion_travels_from_the_jugendamt_to_the_land(eigener_server):
    fachkraft = eigener_server.fenster("fachkraft.ludwigshafen")
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    zweite = eigener_server.fenster("fachkraft2.ludwigshafen")
    koordination = eigener_server.fenster("koordination")
    ministerium = eigener_server.fenster("ministerium")
    anderswo = eigener_server.fenster("leitung.trier")
    fortschritt_vorher = zeile(koordination, FORTSCHRITT, "Ludwigshafen")
    land_vorher = zeile(ministerium, "/land/", "Ludwigshafen")

    url = schreibe_analyse(fachkraft, Methode.FALLREFLEXION)
    assert leitung.goto(url).status == 404, "a draft belongs to its team"
    uebergang(fachkraft, url, "Abschließen")
    uebergang(fachkraft, url, "Bei der Leitung einreichen")
    expect(fachkraft.get_by_text("Die Fallanalyse liegt jetzt bei der Leitung.")).to_be_visible()

    leitung.goto("/arbeit/")
    kennung = re.search(r"FA-\w{4}", fachkraft.title()).group()
    leitung.get_by_role("link", name=re.compile(f"{kennung} lesen und freigeben")).click()
    assert zweite.goto(url).status == 404, "the Leitung alone decides who reads"
    uebergang(leitung, url, "Für den Leserkreis freigeben")

    zweite.goto("/arbeit/")
    zweite.get_by_role("link", name=re.compile(f"{kennung} auf Wiedererkennbarkeit")).click()
    zweite.get_by_role("link", name="Als zweite Person bestätigen").click()
    # All questions, but none of the combinations below them: those want a reason.
    for box in zweite.locator("input[type=checkbox]:not([name=kombinationen])").all():
        box.check()
    zweite.get_by_role("button", name="Als zweite Person bestätigen").click()
    expect(zweite.get_by_text("auf Wiedererkennbarkeit geprüft").first).to_be_visible()

    for name in ("Für das Cluster freigeben", "Für das Projekt freigeben"):
        uebergang(leitung, url, name)
    fortschritt_nachher = zeile(koordination, FORTSCHRITT, "Ludwigshafen")
    assert fortschritt_nachher != fortschritt_vorher, "the coordination sees it at once"
    uebergang(leitung, url, "Für das Land freigeben")
    assert zeile(ministerium, "/land/", "Ludwigshafen") == land_vorher, "frozen at the Stichtag"

    koordination.goto("/bibliothek/")
    expect(koordination.get_by_text(BEFUND)).to_be_visible()
    eigener_server.manage("stichtag_setzen", "2026-11-22", "--wet-run")
    assert zeile(ministerium, "/land/", "Ludwigshafen") != land_vorher, "the next Stichtag tells"
    ministerium.goto("/bibliothek/")
    expect(ministerium.get_by_text(EMPFEHLUNG)).to_be_visible()

    assert anderswo.goto(url).status == 404
    anderswo.goto("/fallanalysen/")
    assert kennung not in anderswo.content()
    assert ministerium.goto(url).status == 404
    assert koordination.goto(url).status == 404


def test_two_colleagues_write_at_once_and_no_text_is_lost(eigener_server):
    erste = eigener_server.fenster("fachkraft.ludwigshafen")
    erste.goto("/fallanalysen/?bearbeitungsstand=in_arbeit")
    erste.get_by_role("link", name=re.compile("FA-")).first.click()
    url = re.match(r"https?://[^/]+(/fallanalysen/[^/]+/)", erste.url).group(1)
    nachbar = eigener_server.fenster("fachkraft.ludwigshafen")
    for page, frage in ((erste, "Meine neue Leitfrage?"), (nachbar, "Ihre neue Leitfrage?")):
        page.goto(f"{url}schritt/anlass/")
        feld(page, "Leitfrage").fill(frage)

    nachbar.get_by_role("button", name="Speichern", exact=True).click()
    expect(nachbar.get_by_text("ist gespeichert")).to_be_visible()
    erste.get_by_role("button", name="Speichern", exact=True).click()

    expect(erste.get_by_role("heading", name=re.compile("Zwei Fassungen"))).to_be_visible()
    expect(erste.get_by_text("Meine neue Leitfrage?")).to_be_visible()
    expect(erste.get_by_text("Ihre neue Leitfrage?")).to_be_visible()
    erste.get_by_label(re.compile("Meins")).check()
    erste.get_by_role("button", name="So zusammenführen").click()
    expect(erste.get_by_label("Leitfrage")).to_have_value("Meine neue Leitfrage?")
    erste.get_by_role("link", name="Frühere Fassungen dieses Schritts").click()
    expect(erste.get_by_role("heading", name="Nicht gewählt beim Vergleich")).to_be_visible()
    expect(erste.get_by_text("Ihre neue Leitfrage?").first).to_be_visible()


def test_a_session_that_ends_while_typing_keeps_the_text(eigener_server):
    page = eigener_server.fenster("fachkraft.ludwigshafen")
    page.goto("/fallanalysen/?bearbeitungsstand=in_arbeit")
    page.get_by_role("link", name=re.compile("FA-")).first.click()
    with page.expect_response("**/sitzung/"):
        page.get_by_role("link", name="Weiterschreiben").click()
    page.context.clear_cookies(name="sessionid")

    feld(page, "Leitfrage").fill("Dieser Satz darf nicht verloren gehen.")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("E-Mail-Adresse").fill("fachkraft.ludwigshafen@example.org")
    dialog.get_by_label("Passwort").fill("gemeinsam-hinsehen")
    dialog.get_by_role("button", name="Anmelden und weiterschreiben").click()

    expect(page.get_by_text(re.compile("gespeichert um"))).to_be_visible()
    page.reload()
    expect(feld(page, "Leitfrage")).to_have_value("Dieser Satz darf nicht verloren gehen.")
    assert (
        page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    )


def test_everything_can_be_entered_without_javascript(eigener_server):
    page = eigener_server.fenster("fachkraft.ludwigshafen", java_script_enabled=False)
    page.goto("/fallanalysen/?bearbeitungsstand=in_arbeit")
    page.get_by_role("link", name=re.compile("FA-")).first.click()
    url = re.match(r"https?://[^/]+(/fallanalysen/[^/]+/)", page.url).group(1)
    page.goto(f"{url}schritt/beteiligte/")
    zeilen = feld(page, "Rolle im Fall").count()

    page.get_by_role("button", name="Person hinzufügen").click()
    feld(page, "Rolle im Fall").nth(zeilen).fill("Großmutter")
    page.get_by_role("button", name="Speichern", exact=True).click()

    expect(page.get_by_text("ist gespeichert")).to_be_visible()
    expect(feld(page, "Rolle im Fall").nth(zeilen)).to_have_value("Großmutter")
