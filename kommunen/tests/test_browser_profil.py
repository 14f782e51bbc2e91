"""A profile from the keyboard to the public: write, move, look, publish."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

KOMMUNE = "/kommunen/stadt-ludwigshafen-am-rhein/"
PROFIL = f"{KOMMUNE}profil/aus-fehlern-lernen/"


def test_edit_by_keyboard_then_preview_then_publish_then_everybody_sees_it(eigener_server):
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    leitung.goto(f"{PROFIL}bearbeiten/")
    themen = leitung.locator("[data-profilabschnitt=themen]")
    eintraege = themen.locator("textarea[name=themen-text]")

    # Add a point, write it, and bring it to the top without the mouse.
    themen.get_by_role("button", name="Eintrag hinzufügen").press("Enter")
    expect(eintraege).to_have_count(4)
    leitung.keyboard.type("Wir lernen aus Fällen")
    for _ in range(3):
        leitung.keyboard.press("Alt+ArrowUp")
    expect(eintraege.first).to_have_value("Wir lernen aus Fällen")
    expect(eintraege.first).to_be_focused()

    # Move another with its button, take one away and have it back.
    themen.get_by_role("button", name="Eintrag 2 nach unten").press("Enter")
    themen.get_by_role("button", name="Eintrag 4 entfernen").press("Enter")
    expect(eintraege).to_have_count(3)
    themen.get_by_role("button", name="Zurückholen").press("Enter")
    expect(eintraege).to_have_count(4)
    stand = [eintraege.nth(nummer).input_value() for nummer in range(4)]

    leitung.get_by_role("button", name="Speichern und Vorschau").press("Enter")
    leitung.wait_for_url("**/vorschau/")
    expect(leitung.get_by_text("Wir lernen aus Fällen")).to_be_visible()

    public = eigener_server.fenster()
    public.goto(KOMMUNE)
    expect(public.get_by_text("Wir lernen aus Fällen")).to_have_count(0)

    leitung.get_by_role("button", name="Entwurf veröffentlichen").press("Enter")
    expect(leitung.get_by_text("Alle können es jetzt lesen")).to_be_visible()

    public.reload()
    themen = public.locator("section:has(> #themen) li")
    assert themen.all_inner_texts() == stand
