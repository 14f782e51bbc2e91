"""A circle meets: one records for all in the room, a colleague writes Befunde, minutes are printed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

GESPEICHERT = re.compile(r"gespeichert um \d\d:\d\d")
# The page asks for new Befunde every ten seconds.
GEDULD = 30_000


def fallanalyse_of(page):
    """Return the address of the analysis in whose team both colleagues are."""
    page.goto("/fallanalysen/?methode=nzfh_fallanalyse")
    page.get_by_role("link", name=re.compile("FA-")).first.click()
    return re.match(r"https?://[^/]+(/fallanalysen/[^/]+/)", page.url).group(1)


def beginne(page, url):
    page.goto(f"{url}schritt/sitzungen/")
    page.get_by_role("button", name="Sitzung beginnen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sitzung am")


def fragen(page):
    return page.get_by_role("textbox", name="Frage", exact=True)


def die_frage(page, text):
    """Return the box of the question that says this."""
    return page.locator(".frage", has=page.get_by_text(text))


def test_a_circle_of_two_meets_decides_and_prints_its_minutes(eigener_server):
    schreibt = eigener_server.fenster(
        "fachkraft.ludwigshafen", viewport={"width": 1280, "height": 720}
    )
    andere = eigener_server.fenster("fachkraft2.ludwigshafen")
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    url = fallanalyse_of(schreibt)
    beginne(schreibt, url)
    leitfrage = schreibt.get_by_role("region", name="Leitfrage")

    anwesend = schreibt.locator(".anwesende")
    anwesend.get_by_label("fallführende Fachkraft").fill("3")
    anwesend.get_by_label("Kooperationspartner").fill("1")
    expect(anwesend.locator("summary")).to_contain_text("4")

    # The agenda without the mouse: each Enter is a new question.
    vorher = fragen(schreibt).count()
    fragen(schreibt).nth(vorher - 1).focus()
    for text in ("Wer spricht zuerst mit dem Kind?", "Was wissen wir von der Schule?"):
        schreibt.keyboard.press("Enter")
        schreibt.keyboard.type(text)
    assert fragen(schreibt).count() == vorher + 2
    fragen(schreibt).nth(vorher).focus()
    schreibt.keyboard.press("Alt+2")
    schreibt.keyboard.type("Die Fachkraft, allein und vor den Eltern.")
    schreibt.keyboard.press("Tab")
    schreibt.keyboard.type("Die Kinderklinik will dabei sein.")
    expect(schreibt.get_by_text(GESPEICHERT)).to_be_visible()
    expect(leitfrage, "it stays in sight however far one has scrolled").to_be_in_viewport()

    # Meanwhile the colleague writes a Befund.
    andere.goto(f"{url}schritt/befunde/")
    andere.get_by_role("button", name="Befund hinzufügen").click()
    neuer = andere.get_by_role("group", name=re.compile(r"^Befund \d+$")).last
    neuer.get_by_label("Befund in einem Satz").fill("Kinder werden zuerst gehört")
    andere.get_by_role("button", name="Speichern", exact=True).click()
    expect(andere.get_by_text("ist gespeichert")).to_be_visible()
    befunde = schreibt.get_by_role("complementary", name="Befunde")
    expect(befunde.get_by_text("Kinder werden zuerst gehört")).to_be_visible(timeout=GEDULD)
    expect(fragen(schreibt).nth(vorher + 1)).to_have_value("Was wissen wir von der Schule?")

    schreibt.get_by_role("button", name="Speichern und zum Protokoll").click()
    protokoll = schreibt.get_by_role("article")
    for text in (
        "Vertraulich – nur für das Team",
        "Zusammen 4 Personen",
        "Wer spricht zuerst mit dem Kind?",
        "Die Fachkraft, allein und vor den Eltern.",
        "Die Kinderklinik will dabei sein.",
        "Was wissen wir von der Schule?",
        "Kinder werden zuerst gehört",
        "Betrachtet wird die Organisation, nicht die Person.",
    ):
        expect(protokoll).to_contain_text(text)
    schreibt.evaluate("window.print = () => { window.gedruckt = true; }")
    schreibt.get_by_role("button", name="Drucken oder als PDF sichern").click()
    assert schreibt.evaluate("window.gedruckt")
    schreibt.emulate_media(media="print")
    expect(schreibt.get_by_role("banner")).to_be_hidden()
    expect(schreibt.get_by_role("contentinfo")).to_be_hidden()
    expect(protokoll).to_be_visible()

    minuten = schreibt.url
    assert andere.goto(minuten).status == 200
    assert leitung.goto(minuten).status == 404


def test_who_begins_again_the_same_day_goes_on_in_the_same_meeting(eigener_server):
    erste = eigener_server.fenster("fachkraft.ludwigshafen")
    andere = eigener_server.fenster("fachkraft2.ludwigshafen")
    url = fallanalyse_of(erste)

    beginne(erste, url)
    andere.goto(f"{url}schritt/sitzungen/")
    andere.get_by_role("button", name="Weiter in der Sitzung von heute").click()

    expect(andere).to_have_url(erste.url)


def test_a_circle_meets_without_javascript(eigener_server):
    page = eigener_server.fenster("fachkraft.ludwigshafen", java_script_enabled=False)
    url = fallanalyse_of(page)
    beginne(page, url)

    page.locator(".anwesende").get_by_label("Eltern / Sorgeberechtigte").fill("2")
    page.get_by_role("button", name="Frage hinzufügen").click()
    expect(page.locator(".anwesende").get_by_label("Eltern / Sorgeberechtigte")).to_have_value("2")
    fragen(page).last.fill("Wer schreibt das Protokoll?")
    page.get_by_role("button", name="Speichern", exact=True).click()
    frage = die_frage(page, "Wer schreibt das Protokoll?")
    frage.get_by_text("Beschluss festhalten").click()
    frage.get_by_label("Was haben wir beschlossen?").fill("Reihum.")
    frage.get_by_label("besprochen").check()
    page.get_by_role("button", name="Speichern und aktualisieren").click()
    expect(page.get_by_role("region", name="In dieser Sitzung besprochen")).to_contain_text(
        "Wer schreibt das Protokoll?"
    )
    page.get_by_role("button", name="Speichern und zum Protokoll").click()

    protokoll = page.get_by_role("article")
    expect(protokoll).to_contain_text("Reihum.")
    expect(protokoll).to_contain_text("Eltern / Sorgeberechtigte")
