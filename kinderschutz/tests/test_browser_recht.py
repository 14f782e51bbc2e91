"""The law in a real browser: presets by the Datenschutz, a withdrawal, a longer period."""

import re

import pytest
from playwright.sync_api import expect

from fallanalyse.enums import Methode
from kinderschutz.tests.schreiben import schreibe_analyse

pytestmark = pytest.mark.browser

EINTRAGEN = "Einwilligung eintragen"


def speichere(page, name="Speichern"):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def lage(page, kennung):
    """Go to the law of the analysis of this Kennung, as who may not read it does."""
    page.goto(f"/recht/?kennung={kennung}")
    page.get_by_role("link", name=kennung).click()
    expect(page.get_by_role("heading", name="Rechtsgrundlage und Löschen")).to_be_visible()


def kennung_of(page, url):
    page.goto(url)
    return re.search(r"FA-\w{4}", page.title()).group()


def test_the_datenschutz_settles_the_law_of_a_method_without_reading_a_case(eigener_server):
    datenschutz = eigener_server.fenster("datenschutz.ludwigshafen")
    fachkraft = eigener_server.fenster("fachkraft.ludwigshafen")
    datenschutz.goto("/arbeit/")
    datenschutz.get_by_role("link", name=re.compile("Rechtsgrundlage festlegen")).click()
    auswahl = datenschutz.locator(f"[name={Methode.LEW}-rechtsgrundlage]")
    assert auswahl.locator("option[value=anonym]").count() == 0

    auswahl.select_option("a79a2")
    speichere(datenschutz)

    expect(datenschutz.get_by_text("Gespeichert.")).to_be_visible()
    url = schreibe_analyse(fachkraft, Methode.LEW)
    kennung = kennung_of(fachkraft, url)
    assert datenschutz.goto(url).status == 404
    lage(datenschutz, kennung)
    expect(datenschutz.get_by_text("wer mit der Analyse beauftragt ist")).to_be_visible()
    datenschutz.get_by_role("link", name="Angaben eintragen").click()
    datenschutz.get_by_label("oder eine andere Stelle").fill("Institut für Beispiele")
    datenschutz.get_by_label("Beauftragt am").fill("31.02.2026")
    speichere(datenschutz)
    expect(datenschutz.get_by_label("oder eine andere Stelle")).to_have_value(
        "Institut für Beispiele"
    )
    datenschutz.get_by_label("Beauftragt am").fill("28.02.2026")
    speichere(datenschutz)

    expect(datenschutz.get_by_text("Institut für Beispiele")).to_be_visible()
    fachkraft.goto(url)
    fachkraft.get_by_role("link", name="Rechtsgrundlage und Löschen").click()
    expect(fachkraft.get_by_text("Institut für Beispiele")).to_be_visible()


def test_a_withdrawn_consent_shuts_the_analysis_at_once(eigener_server):
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    fachkraft = eigener_server.fenster("fachkraft.ludwigshafen")
    url = schreibe_analyse(fachkraft, Methode.FALLREFLEXION)
    kennung = kennung_of(fachkraft, url)
    lage(leitung, kennung)
    leitung.get_by_role("link", name="Rechtsgrundlage ändern").click()
    leitung.get_by_label(re.compile("^Einwilligung der betroffenen")).check()
    speichere(leitung)
    leitung.get_by_role("link", name=EINTRAGEN).click()
    leitung.get_by_label("Wer hat eingewilligt?").fill("Mutter")
    leitung.get_by_label("Auswertung der Akte").check()
    leitung.get_by_label("Erteilt am").fill("01.02.2026")
    leitung.get_by_label("schriftlich", exact=True).check()
    speichere(leitung)
    expect(leitung.get_by_role("cell", name="gilt")).to_be_visible()
    fachkraft.goto(f"{url}schritt/anlass/")
    fachkraft.get_by_label("Leitfrage").fill("Was hat sie uns gesagt?")

    leitung.get_by_role("link", name="Widerruf vermerken").click()
    leitung.get_by_label("Widerrufen am").fill("31.01.2026")
    speichere(leitung, "Widerruf vermerken")
    expect(leitung.get_by_text("Der Widerruf liegt vor der Einwilligung").first).to_be_visible()
    leitung.get_by_label("Widerrufen am").fill("03.02.2026")
    speichere(leitung, "Widerruf vermerken")

    expect(leitung.get_by_text("gilt ab sofort")).to_be_visible()
    fachkraft.locator("[data-speichern]").click()
    expect(fachkraft.get_by_text("Was Sie getippt haben, steht noch hier")).to_be_visible()
    expect(fachkraft.get_by_label("Leitfrage")).to_have_value("Was hat sie uns gesagt?")
    fachkraft.goto(url)
    expect(fachkraft.get_by_text("Gesperrt")).to_be_visible()
    expect(fachkraft.get_by_role("link", name="Weiterschreiben")).to_have_count(0)
    fachkraft.goto("/arbeit/")
    expect(fachkraft.get_by_text(f"Fallanalyse {kennung} ist gesperrt")).to_be_visible()


def test_the_day_of_deletion_is_prolonged_with_a_reason(eigener_server):
    fachkraft = eigener_server.fenster("fachkraft2.ludwigshafen")
    fachkraft.goto("/arbeit/")
    fachkraft.get_by_role("link", name=re.compile("wird bald gelöscht")).click()
    expect(fachkraft).to_have_title(re.compile(r"FA-\w{4}"))
    kennung = re.search(r"FA-\w{4}", fachkraft.title()).group()
    datenschutz = eigener_server.fenster("datenschutz.ludwigshafen")
    lage(datenschutz, kennung)
    datenschutz.get_by_role("link", name="Fristen ändern").click()

    datenschutz.get_by_label("Löschen am").fill("31.12.2029")
    speichere(datenschutz)
    expect(datenschutz.get_by_text("Bitte schreiben Sie, warum").first).to_be_visible()
    expect(datenschutz.get_by_label("Löschen am")).to_have_value("31.12.2029")
    datenschutz.get_by_label(re.compile("^Länger, weil")).fill("Die Querauswertung endet später.")
    speichere(datenschutz)

    expect(datenschutz.get_by_text("Die Querauswertung endet später.")).to_be_visible()
    fachkraft.reload()
    expect(fachkraft.get_by_text("31.12.2029")).to_be_visible()
    fachkraft.goto("/arbeit/")
    expect(fachkraft.get_by_text("wird bald gelöscht")).to_have_count(0)


def test_the_leitung_downloads_what_the_office_needs(eigener_server):
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    leitung.goto("/recht/unterlagen/")
    for format, anfang in (("PDF", b"%PDF-"), ("Word", b"PK")):
        with leitung.expect_download() as download:
            leitung.get_by_role("link", name=f"{format}: Muster einer Dienstvereinbarung").click()
        with open(download.value.path(), "rb") as datei:
            assert datei.read(5).startswith(anfang)
