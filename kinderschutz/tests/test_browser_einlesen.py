"""The five pages of the brochure, read in in the browser, corrected by keyboard, published."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ORDNER = Path(__file__).resolve().parents[2] / "kommunen" / "tests" / "profile"
ERWARTET = json.loads((ORDNER / "erwartet.json").read_text(encoding="utf-8"))
# The coordination publishes for a Kommune whose Jugendamt does not use the application.
SEITEN = {
    "landkreis-friesland": "koordination",
    "stadt-bad-kreuznach": "leitung.stadt-bad-kreuznach",
    "stadt-bremerhaven": "koordination",
    "stadt-leipzig": "koordination",
    "stadt-ludwigshafen": "leitung.ludwigshafen",
}
# Without the five pages the demo begins where a project begins.
LEEREN = (
    "from kinderschutz.system_context import system_context\n"
    "from kommunen.models import Importdokument, Profil\n"
    "with system_context('Test'):\n"
    "    Importdokument.objects.all().delete()\n"
    "    Profil.objects.all().delete()\n"
)
ABSCHNITTE = (
    "interesse",
    "teilnehmende",
    "themen",
    "ergebnisse_kommunal",
    "kommunal_in_planung",
    "clusteruebergreifend",
    "clusteruebergreifend_in_planung",
    "besonderheiten",
    "fussnoten",
)


def words(text):
    """Return the words as one line; signs of lists and the way of wrapping do not count."""
    return re.sub(r"[\s\u00a0•]+", " ", text).strip()


def expected_words(name):
    for abschnitt in ABSCHNITTE:
        for eintrag in ERWARTET[name][abschnitt] or []:
            for zeile in eintrag.split("\n"):
                # The sign of a footnote may be raised, and the letter of a sub-point be a mark.
                yield words(re.sub(r"^(?:\*|[a-z]\))\s*", "", zeile).split("*")[0])


def bring(page, name):
    """Paste a page, go on by keyboard alone, and return the address of what was read."""
    page.goto("/einlesen/neu/")
    page.fill("textarea[name=text]", (ORDNER / f"{name}.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Einlesen", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"/einlesen/[0-9a-f-]{36}/$"))
    return page.url


def take_over(page):
    page.get_by_role("button", name="Verglichen und geprüft").press("Enter")
    page.get_by_role("button", name="Als Entwurf übernehmen").press("Enter")
    page.wait_for_url("**/kommunen/**")


def correct_without_javascript(eigener_server):
    """Correct a misspelt name and a broken line of the page that waits in the demo."""
    page = eigener_server.fenster("koordination", java_script_enabled=False)
    page.goto("/einlesen/")
    page.get_by_role("link", name="Stadt Wolfburg").press("Enter")

    page.get_by_role("button", name="»Stadt Wolfsburg« einsetzen").press("Enter")
    expect(page.get_by_label("Kommune", exact=True)).to_have_value("Stadt Wolfsburg")
    page.locator(".abgleich__warnung button").press("Enter")
    expect(page.locator(".abgleich__warnung button")).to_have_count(0)
    take_over(page)

    punkt = "Einrichtung einer trägerübergreifenden Koordinierungsstelle"
    assert page.get_by_text(punkt, exact=True).is_visible()
    assert page.get_by_role("heading", level=1).inner_text() == "Stadt Wolfsburg"


def test_pages_are_read_in_corrected_and_published(eigener_server):
    correct_without_javascript(eigener_server)
    eigener_server.manage("shell", "-c", LEEREN)
    fenster = {konto: eigener_server.fenster(konto) for konto in set(SEITEN.values())}
    oeffentlich = eigener_server.fenster()
    for name, konto in SEITEN.items():
        page = fenster[konto]
        eingelesen = bring(page, name)
        if name == "landkreis-friesland":
            # A second time: nothing changes, and the page says so.
            assert bring(page, name) == eingelesen
            assert page.get_by_text("Es hat sich nichts geändert.").is_visible()

        take_over(page)
        page.get_by_role("button", name="Profil veröffentlichen").press("Enter")
        page.get_by_text("Das Profil ist veröffentlicht.").wait_for()

        oeffentlich.goto(page.url)
        gelesen = words(oeffentlich.locator("main").inner_text())
        assert words(ERWARTET[name]["kommune"]) in gelesen
        assert [wort for wort in expected_words(name) if wort not in gelesen] == []
