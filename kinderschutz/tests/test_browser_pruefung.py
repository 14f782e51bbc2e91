"""The gate in a real browser: told while writing, decided and replaced by keyboard alone."""

import re

import pytest

from kinderschutz.browser_testing import axe_violations

pytestmark = pytest.mark.browser
FACHKRAFT = "fachkraft.ludwigshafen"
OPEN_ALL = (
    "feld => { for (let b = feld.closest('details'); b; b = b.parentElement.closest('details'))"
    " b.open = true; }"
)


def open_analyse(page, weiter):
    """Go to a page of the demo's analysis in which something is open."""
    page.goto("/fallanalysen/?methode=nzfh_fallanalyse")
    hrefs = page.locator("main a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    href = next(href for href in hrefs if re.search(r"/fallanalysen/[0-9a-f-]{36}/$", href))
    page.goto(href + weiter)


def press_until(page, key, is_there, times=120):
    """Press this key until what has the focus is what one looks for."""
    for _ in range(times):
        page.keyboard.press(key)
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {is_there}; }})()"):
            return
    raise AssertionError(f"the keyboard never came to: {is_there}")


class TestWhileWriting:
    def test_leaving_a_field_tells_what_is_in_it_and_leads_back(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        open_analyse(page, "schritt/schluesselsituationen/")
        feld = page.locator("#id_situationen-0-hypothesen")
        liste = page.locator("[data-funde]")
        feld.evaluate(OPEN_ALL)

        feld.fill("Am 01.02.2024 rief sie an.")
        feld.press("Tab")
        liste.get_by_text("01.02.2024").wait_for()
        feld.evaluate("feld => feld.closest('details').removeAttribute('open')")
        liste.get_by_role("link", name="Schlüsselsituation 1, Hypothesen").click()

        assert feld.evaluate("feld => document.activeElement === feld")
        assert feld.is_visible()
        assert feld.input_value() == "Am 01.02.2024 rief sie an."
        feld.fill("Im ersten Monat rief sie an.")
        feld.press("Tab")
        liste.get_by_text("01.02.2024").wait_for(state="detached")
        eigener_server.close()

    def test_what_it_tells_does_not_move_the_button_away_from_under_the_finger(
        self, eigener_server
    ):
        page = eigener_server.fenster(FACHKRAFT)
        open_analyse(page, "schritt/anlass/")
        page.fill("#id_auftrag", " ".join(f"Am 0{tag}.02.2024 rief sie an." for tag in range(1, 9)))
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.locator("button[data-speichern]").hover()

        # Pressing it leaves the field; the answer comes before the finger is lifted.
        with page.expect_response(re.compile("/pruefen/")):
            page.mouse.down()
        # Time enough for what must not happen.
        page.wait_for_timeout(200)
        page.mouse.up()

        page.get_by_text("ist gespeichert.").wait_for()
        assert page.locator("[data-funde]").get_by_text("08.02.2024").count()
        eigener_server.close()

    def test_saving_is_never_barred(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT, java_script_enabled=False)
        open_analyse(page, "schritt/anlass/")
        page.fill("#id_auftrag", "Verstehen, was am 01.02.2024 geschah.")
        page.click("button[data-speichern]")

        assert page.locator("#id_auftrag").input_value().endswith("01.02.2024 geschah.")
        assert page.locator("[data-funde] mark").inner_text() == "01.02.2024"
        eigener_server.close()


class TestDeciding:
    def test_by_keyboard_alone(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT, bypass_csp=True)
        open_analyse(page, "pruefung/")
        vorher = page.locator("label[for=pruefstand]").inner_text()

        press_until(page, "Tab", "e.tagName === 'SUMMARY' && /verrät/.test(e.textContent)")
        page.keyboard.press("Enter")
        press_until(page, "Tab", "e.name === 'begruendung'")
        page.keyboard.type("Das ist der Anschluss der Beratungsstelle.")
        page.keyboard.press("Enter")
        entschieden = page.get_by_text("Das ist der Anschluss der Beratungsstelle.")
        entschieden.wait_for()

        assert page.locator("label[for=pruefstand]").inner_text() != vorher
        assert axe_violations(page) == []
        press_until(page, "Tab", "/^Wieder öffnen/.test(e.getAttribute('aria-label') ?? '')")
        page.keyboard.press("Enter")
        entschieden.wait_for(state="detached")
        assert page.locator("label[for=pruefstand]").inner_text() == vorher
        eigener_server.close()

    def test_replacing_by_keyboard_alone(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        open_analyse(page, "pruefung/")

        press_until(page, "Tab", "e.getAttribute('aria-label') === 'Ersetzen: 14.03.2023'")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ersetzen/")
        press_until(page, "Tab", "e.name === 'ersatz-0'")
        page.keyboard.press("Control+A")
        page.keyboard.type("zum Gespräch im zweiten Quartal")
        page.keyboard.press("Enter")
        page.wait_for_url("**/pruefung/")

        assert "Ersetzt." in page.locator("main").inner_text()
        assert "zum Gespräch im zweiten Quartal" in page.locator("main").inner_text()
        assert page.locator("mark", has_text="14.03.2023").count() == 0
        eigener_server.close()

    def test_a_mark_in_the_text_leads_to_its_place(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        open_analyse(page, "")
        page.locator("mark a").first.click()
        page.wait_for_url("**/pruefung/#t-*")

        assert page.locator("li:target mark").is_visible()
        eigener_server.close()
