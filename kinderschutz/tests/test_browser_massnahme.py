"""A measure in a real browser: planned, begun, done with a Beleg, judged, taken over elsewhere."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LISTE = "/kommunen/stadt-ludwigshafen-am-rhein/massnahmen/"
TEXT = "Bei jedem Hausbesuch sind zwei Fachkräfte dabei"


def speichere(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def setze_status(page, url, status, tage):
    page.goto(f"{url}status/")
    page.get_by_label(status, exact=True).check()
    tag = timezone.localdate() - timedelta(days=tage)
    page.get_by_label("Seit wann?").fill(f"{tag:%d.%m.%Y}")
    speichere(page, "Status speichern")


def test_a_measure_goes_its_whole_way(eigener_server):
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    leitung.goto(f"{LISTE}neu/")
    leitung.get_by_label("Maßnahme", exact=True).fill(TEXT)
    leitung.get_by_label("Beginn").fill("01.05.2027")
    leitung.get_by_label("Zieldatum").fill("30.04.2027")
    speichere(leitung, "Speichern")
    expect(leitung.get_by_text("Das Zieldatum liegt vor dem Beginn").first).to_be_visible()
    expect(leitung.get_by_label("Maßnahme", exact=True)).to_have_value(TEXT)
    leitung.get_by_label("Zieldatum").fill("30.06.2027")
    speichere(leitung, "Speichern")
    expect(leitung.get_by_role("heading", level=1, name=TEXT)).to_be_visible()
    url = re.match(r"https?://[^/]+(/.*/massnahmen/\d+/)", leitung.url).group(1)

    setze_status(leitung, url, "begonnen", 300)
    expect(leitung.get_by_text("in Planung → begonnen")).to_be_visible()
    setze_status(leitung, url, "umgesetzt (Ergebnis)", 200)
    leitung.get_by_label("Bezeichnung").fill("Dienstanweisung Hausbesuch")
    leitung.get_by_label("Datei").set_input_files(
        {"name": "anweisung.txt", "mimeType": "text/plain", "buffer": b"Immer zu zweit."}
    )
    speichere(leitung, "Beleg speichern")
    with leitung.expect_download() as download:
        leitung.get_by_role("link", name="Dienstanweisung Hausbesuch", exact=True).click()
    assert download.value.path().read_bytes() == b"Immer zu zweit."
    expect(leitung.get_by_text("haben Sie selbst eingetragen")).to_be_visible()

    fachkraft = eigener_server.fenster("fachkraft.ludwigshafen")
    fachkraft.goto("/arbeit/")
    fachkraft.get_by_role("link", name=re.compile("Wirkung von .* beurteilen")).click()
    fachkraft.get_by_role("link", name=TEXT, exact=True).click()
    fachkraft.get_by_role("link", name="Wirkung beurteilen").click()
    for antwort in fachkraft.get_by_label("teilweise").all():
        antwort.check()
    fachkraft.get_by_label(re.compile("Woran erkennen")).fill("So steht es im Dienstplan.")
    speichere(fachkraft, "Beurteilung speichern")
    expect(fachkraft.get_by_text("So steht es im Dienstplan.")).to_be_visible()

    anderswo = eigener_server.fenster("leitung.mainz-bingen")
    assert anderswo.goto(url).status == 404
    anderswo.goto("/kommunen/landkreis-mainz-bingen/massnahmen/neu/")
    if anderswo.get_by_label("Projekt").count():
        anderswo.get_by_label("Projekt").select_option(label="Aus Fehlern lernen")
    anderswo.get_by_label("Maßnahme", exact=True).fill("Hausbesuche zu zweit")
    anderswo.get_by_label("Übernommen von").select_option(label="Stadt Ludwigshafen am Rhein")
    anderswo.get_by_label("Was haben Sie angepasst?").fill("Nur beim ersten Besuch")
    speichere(anderswo, "Speichern")
    expect(anderswo.get_by_text("von Stadt Ludwigshafen am Rhein", exact=True)).to_be_visible()
    expect(anderswo.get_by_text("Nur beim ersten Besuch")).to_be_visible()
