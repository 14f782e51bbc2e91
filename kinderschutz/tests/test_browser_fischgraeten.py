"""The Fischgräten picture and the Ergebnisblatt as somebody sees and prints them."""

import itertools
import json
import re

import pytest
from playwright.sync_api import expect

from kinderschutz.browser_testing import axe_violations

pytestmark = pytest.mark.browser

FACHKRAFT = "fachkraft.ludwigshafen"
LEITFRAGE = "Warum fahren wir trotz klarer Regel noch immer allein zu ersten Hausbesuchen?"
EBENEN = (
    *("familie", "fachkraft", "rolle", "team", "arbeitsbedingungen", "organisation"),
    *("kooperation", "infrastruktur", "recht_politik"),
)
SAETZE = (
    "Der Tagdienst ist mit einer Person besetzt. Wer begleitet, verlässt dafür eigene Termine.",
    "Allein zu fahren gilt als Rücksicht auf die anderen.",
    "Die Gefährdungseinschätzung im Zusammenwirken mehrerer Fachkräfte fand erst spät statt.",
    "Für den Stadtteil gibt es nur ein Dienstfahrzeug; mit der Bahn dauert es doppelt so lang.",
    "Hohe Fallzahl",
)
BEFUND = "Eine Regel ohne geregelte Ausnahme wird unter Druck still gebrochen, auch von Erfahrenen."
EMPFEHLUNG = (
    "Wer keine Begleitung findet, ruft die Leitung an. Sie entscheidet und hält die Ausnahme fest."
)
SITUATION = (
    "Die Kita ruft an, niemand ist zuständig, und der Rückruf geht im Wechsel verloren. " * 2
)
# Runs in the database of the server: a draft of the Fachkraft, newest in her list.
SCHREIBEN = """
import itertools, json
from fallanalyse.models import *
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.models import Rolle
was = json.loads({was!r})
with system_context("Test"):
    rollen = Rolle.objects.select_related("person")
    rolle = rollen.get(person__email="{konto}@example.org", art="fachkraft")
with acting_as(rolle) as person:
    analyse = Fallanalyse.beginne(durch=person, methode=was["methode"])
    analyse.leitfrage = was["leitfrage"]
    for art, model in (
        ("faktoren", Einflussfaktor),
        ("situationen", Schluesselsituation),
        ("befunde", Befund),
        ("vorschlaege", Empfehlungsvorschlag),
    ):
        for nummer, felder in enumerate(was.get(art, ())):
            model(analyse=analyse, reihenfolge=nummer, **felder).save()
    analyse.save()
"""
# Where the words of different causes stand, and the bones: from the picture as it is painted.
GEMALT = """() => {
  const kasten = (element) => {
    const {x, y, width, height} =
      element.tagName === "svg"
        ? Object.fromEntries(
            ["x", "y", "width", "height"].map((name) => [name, +element.getAttribute(name)]),
          )
        : element.getBBox();
    return {text: element.textContent.trim(), x, y, rechts: x + width, unten: y + height};
  };
  const alle = (auswahl) => [...document.querySelectorAll(`.fisch ${auswahl}`)];
  return {
    aeste: alle("g.ast").map((ast) => [...ast.querySelectorAll("text, svg")].map(kasten)),
    schilder: alle(".fisch__schild, .fisch__kopf").map(kasten),
    namen: alle(".fisch__name").map(kasten),
    graeten: alle(".fisch__graete").map((weg) => {
      const laenge = weg.getTotalLength();
      return Array.from({length: 40}, (_, stelle) => {
        const {x, y} = weg.getPointAtLength((laenge * stelle) / 39);
        return [x, y];
      });
    }),
    schrift: document.fonts.check("14px 'Fira Sans'"),
  };
}"""


def faktoren(anzahl, ebenen=EBENEN):
    return [
        {"ebene": ebene, "richtung": richtung, "gewicht": gewicht, "text": text}
        for _nummer, ebene, richtung, gewicht, text in zip(
            range(anzahl),
            itertools.cycle(ebenen),
            itertools.cycle(("hinderlich", "foerderlich", "hinderlich", "beides")),
            itertools.cycle(("stark", "mittel", "schwach", "")),
            itertools.cycle(SAETZE),
            strict=False,
        )
    ]


def ergebnisse(anzahl):
    return {
        "befunde": [{"titel": BEFUND, "art": "verfahren", "bewaehrt": "nein"}] * anzahl,
        "vorschlaege": [{"text": EMPFEHLUNG, "art": "verfahren", "adressat": "leitung"}] * anzahl,
    }


@pytest.fixture
def schreibe(eigener_server):
    """Return a function that writes an analysis and returns its address."""
    page = eigener_server.fenster(FACHKRAFT)

    def schreibe(**was):
        was = {"leitfrage": LEITFRAGE} | was
        code = SCHREIBEN.format(was=json.dumps(was), konto=FACHKRAFT)
        eigener_server.manage("shell", "--no-imports", "-c", code)
        page.goto("/fallanalysen/")
        links = page.locator("main a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        return next(link for link in links if re.search("/fallanalysen/[0-9a-f-]{36}/$", link))

    return schreibe


def seiten(page):
    """Print the page as the browser would; return the size of each sheet in points."""
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(re.findall(rb"/MediaBox", pdf))
    return [
        (round(float(breite)), round(float(hoehe)))
        for breite, hoehe in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    ]


def ueberdecken(einer, anderer):
    return (
        einer["x"] < anderer["rechts"]
        and anderer["x"] < einer["rechts"]
        and einer["y"] < anderer["unten"]
        and anderer["y"] < einer["unten"]
    )


def test_thirty_causes_on_the_screen_on_the_telephone_and_on_paper(eigener_server, schreibe):
    url = schreibe(methode="fischgraeten", faktoren=faktoren(30))
    # axe is put into the page as a script, which the page itself would rightly refuse.
    page = eigener_server.fenster(FACHKRAFT, bypass_csp=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{url}fischgraeten/")

    expect(page.get_by_role("img", name=re.compile("30 Einflussfaktoren"))).to_be_visible()
    assert page.locator(".fischgraeten__gruppe li").count() == 30
    gemalt = page.evaluate(GEMALT)
    assert gemalt["schrift"]
    assert len(gemalt["aeste"]) == 30
    worte = [kasten for ast in gemalt["aeste"] for kasten in ast]
    assert [
        (einer, anderer)
        for ast, andere in itertools.combinations(gemalt["aeste"], 2)
        for einer, anderer in itertools.product(ast, andere)
        if ueberdecken(einer, anderer)
    ] == []
    assert [
        (wort, schild)
        for wort, schild in itertools.product(worte, gemalt["schilder"])
        if ueberdecken(wort, schild)
    ] == []
    assert [
        (wort, punkt)
        for wort in worte
        for graete in gemalt["graeten"]
        for punkt in graete
        if wort["x"] < punkt[0] < wort["rechts"] and wort["y"] < punkt[1] < wort["unten"]
    ] == []
    for name in gemalt["namen"]:
        assert any(
            schild["x"] <= name["x"] and name["rechts"] <= schild["rechts"]
            for schild in gemalt["schilder"]
        ), name
    blaetter = seiten(page)
    assert set(blaetter) == {(842, 595)}, "A4 across"
    assert 2 <= len(blaetter) <= 4

    probleme = []
    for width, scheme in itertools.product((1280, 360), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        probleme += axe_violations(page)
    assert probleme == []
    expect(page.locator(".fisch")).to_be_hidden()
    expect(page.get_by_text(LEITFRAGE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("anzahl", [1, 60])
def test_one_cause_and_sixty_keep_the_page_in_its_bounds(eigener_server, schreibe, anzahl):
    url = schreibe(methode="fischgraeten", faktoren=faktoren(anzahl))
    page = eigener_server.fenster(FACHKRAFT)
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(f"{url}fischgraeten/")

    bild = page.locator(".fisch").bounding_box()
    assert bild["x"] >= 0
    assert bild["x"] + bild["width"] <= 1280
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_what_a_light_method_found_fits_one_page(eigener_server, schreibe):
    page = eigener_server.fenster(FACHKRAFT)

    url = schreibe(methode="fischgraeten", faktoren=faktoren(12), **ergebnisse(4))
    page.goto(f"{url}ergebnisblatt/")
    assert seiten(page) == [(842, 595)]
    expect(page.get_by_text("Im Bild gekürzte Einflussfaktoren")).to_have_count(0)

    situationen = [
        {"titel": f"Der {nummer}. Abend ohne Rückruf", "bedeutung": SITUATION, "praxis": "beides"}
        for nummer in range(1, 5)
    ]
    url = schreibe(methode="fallreflexion", situationen=situationen, **ergebnisse(4))
    page.goto(f"{url}ergebnisblatt/")
    assert seiten(page) == [(595, 842)]


def test_what_is_more_goes_on_on_the_next_page(eigener_server, schreibe):
    page = eigener_server.fenster(FACHKRAFT)
    url = schreibe(methode="fischgraeten", faktoren=faktoren(30), **ergebnisse(9))

    page.goto(f"{url}ergebnisblatt/")

    assert 2 <= len(seiten(page)) <= 3
    expect(page.get_by_text("Im Bild gekürzte Einflussfaktoren")).to_be_visible()


def open_ergebnisblatt(page):
    page.goto("/fallanalysen/?methode=fischgraeten")
    page.get_by_role("link", name=re.compile("^FA-")).first.click()
    page.goto(f"{page.url}ergebnisblatt/")


def test_a_button_prints_the_sheet(rundgang):
    page = rundgang.fenster(FACHKRAFT)
    page.add_init_script("window.print = () => { document.title = 'gedruckt'; }")
    open_ergebnisblatt(page)

    page.get_by_role("button", name="Drucken oder als PDF sichern").click()

    assert page.title() == "gedruckt"
    expect(page.get_by_text("Strg + P")).to_be_hidden()


def test_without_javascript_a_sentence_says_how_to_print(rundgang):
    page = rundgang.fenster(FACHKRAFT, java_script_enabled=False)
    open_ergebnisblatt(page)

    expect(page.get_by_text("Strg + P")).to_be_visible()
    expect(page.get_by_role("button", name="Drucken oder als PDF sichern")).to_be_hidden()
