"""What the scripts add to a page, in a real browser under the strict content policy."""

import pytest
from playwright.sync_api import expect

from kinderschutz.tests.fake_server import Eingabe, pause

pytestmark = pytest.mark.browser


class TestAutosave:
    def test_sends_the_whole_form_after_a_pause(self, server, seite, stand):
        seite.fill("#id_titel", "Übergabe am Freitag")
        seite.fill("[name=z-0-was]", "Meldung")
        assert server.saved == []
        pause(seite)
        expect(stand).to_have_text("gespeichert um 14:03")
        (sent,) = server.saved
        assert sent["titel"] == "Übergabe am Freitag"
        assert sent["z-0-was"] == "Meldung"
        assert "anlage" not in sent

    def test_never_lets_an_older_text_overtake_a_newer_one(self, server, seite, stand):
        server.waiting = []
        seite.fill("#id_titel", "alt")
        pause(seite)
        seite.fill("#id_titel", "neu")
        pause(seite)
        assert [sent["titel"] for sent in server.saved] == ["alt"]
        (first,), server.waiting = server.waiting, None
        server._json(first, server.answer)
        expect(stand).to_have_text("gespeichert um 14:03")
        with seite.expect_response("**/stand/"):
            pause(seite)
        assert [sent["titel"] for sent in server.saved] == ["alt", "neu"]

    def test_sends_nothing_while_nobody_types(self, server, seite):
        pause(seite, 60_000)
        assert server.saved == []

    def test_tries_again_until_the_connection_is_back(self, server, seite, stand):
        server.answer = None
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        expect(stand).to_contain_text("noch nicht gespeichert – Ihr Text bleibt hier stehen")
        server.answer = (200, {"gespeichert": "14:05"})
        pause(seite, 6_000)
        expect(stand).to_have_text("gespeichert um 14:05")
        assert seite.input_value("#id_titel") == "Übergabe"

    def test_tries_again_after_an_error_of_the_server(self, server, seite, stand):
        server.answer = (500, {})
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        expect(stand).to_have_attribute("data-zustand", "wartet")

    def test_lets_one_sign_in_on_the_page(self, server, seite, stand):
        server.answer = (401, {})
        server.sign_in_answer = (400, {"fehler": "E-Mail-Adresse oder Passwort stimmen nicht."})
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        dialog = seite.get_by_role("dialog")
        expect(dialog.get_by_label("E-Mail-Adresse")).to_be_focused()
        seite.keyboard.type("fachkraft@ludwigshafen.example")
        dialog.get_by_label("Passwort").fill("falsch")
        seite.keyboard.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text("stimmen nicht")

        server.answer, server.sign_in_answer = (
            (200, {"gespeichert": "14:07"}),
            (200, {"csrf": "neu"}),
        )
        dialog.get_by_label("Passwort").fill("richtig")
        seite.keyboard.press("Enter")
        expect(stand).to_have_text("gespeichert um 14:07")
        expect(dialog).to_have_count(0)
        assert server.sign_ins[-1]["login"] == "fachkraft@ludwigshafen.example"
        assert server.saved[-1]["titel"] == "Übergabe"
        assert server.saved[-1]["csrfmiddlewaretoken"] == "neu"

    def test_sends_one_to_another_window_for_the_second_factor(self, server, seite, stand):
        server.answer, server.sign_in_answer = (401, {}), (409, {"weiter": "/konto/2fa/"})
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        dialog = seite.get_by_role("dialog")
        dialog.get_by_label("Passwort").fill("richtig")
        seite.keyboard.press("Enter")
        link = dialog.get_by_role("link", name="Zweiten Faktor eingeben")
        expect(link).to_have_attribute("href", "/konto/2fa/")
        expect(link).to_have_attribute("target", "_blank")
        server.answer = (200, {"gespeichert": "14:09"})
        dialog.get_by_role("button", name="Erledigt").click()
        expect(stand).to_have_text("gespeichert um 14:09")

    def test_shows_that_somebody_else_was_faster(self, server, seite, stand):
        server.answer = (409, {"meldung": "Jemand hat <b>gespeichert</b>.", "url": "/vergleich/"})
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        notice = seite.locator("form").get_by_role("alert")
        expect(notice).to_contain_text("Jemand hat <b>gespeichert</b>.")
        expect(notice.get_by_role("link")).to_have_attribute("target", "_blank")
        expect(stand).to_have_text("nicht gespeichert")
        assert seite.input_value("#id_titel") == "Übergabe"

    def test_warns_before_leaving_only_while_something_is_unsaved(self, server, seite, stand):
        asked = []
        seite.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        seite.fill("#id_titel", "Übergabe")
        server.open()
        assert asked == ["beforeunload"]
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        expect(stand).to_have_text("gespeichert um 14:03")
        server.open()
        assert asked == ["beforeunload"]

    def test_keeps_no_text_in_the_storage_of_the_browser(self, seite, stand):
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        expect(stand).to_have_text("gespeichert um 14:03")
        state = seite.context.storage_state()
        assert state == {"cookies": [], "origins": []}


class TestRows:
    def test_a_new_row_gets_the_focus_and_is_announced(self, server, seite):
        seite.get_by_role("button", name="Ereignis hinzufügen").click()
        expect(seite.locator("[name=z-1-was]")).to_be_focused()
        expect(seite.locator("#ansage")).to_have_text("Ereignis 2 hinzugefügt.")
        assert seite.input_value("[name=z-TOTAL_FORMS]") == "2"
        seite.keyboard.type("Hausbesuch")
        pause(seite)
        expect(seite.locator("[data-zwischenstand-status]")).to_contain_text("gespeichert")
        assert server.saved[-1]["z-1-was"] == "Hausbesuch"

    def test_no_more_rows_than_the_formset_takes(self, seite):
        add = seite.get_by_role("button", name="Ereignis hinzufügen")
        add.click()
        add.click()
        expect(add).to_be_hidden()

    def test_a_removed_row_can_be_taken_back(self, seite):
        seite.get_by_role("button", name="Ereignis 1 entfernen").click()
        expect(seite.locator("[name=z-0-was]")).to_be_hidden()
        expect(seite.locator("#ansage")).to_have_text("Ereignis 1 wird beim Speichern entfernt.")
        assert seite.is_checked("[name=z-0-DELETE]")
        undo = seite.get_by_role("button", name="Rückgängig")
        expect(undo).to_be_focused()
        undo.click()
        expect(seite.locator("[name=z-0-was]")).to_be_visible()
        assert not seite.is_checked("[name=z-0-DELETE]")


class TestComforts:
    def test_a_list_of_errors_gets_the_focus(self, server):
        server.form = Eingabe({})
        page = server.open()
        expect(page.locator("[data-fehlerliste]")).to_be_focused()
        expect(page).to_have_title("Fehler: Zeitstrahl")

    def test_a_menu_closes_on_escape_and_by_going_elsewhere(self, seite):
        menu, summary = seite.locator("details.menue"), seite.locator("summary")
        summary.click()
        expect(menu).to_have_attribute("open", "")
        seite.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(summary).to_be_focused()
        summary.click()
        seite.locator("h1").click()
        expect(menu).not_to_have_attribute("open", "")

    def test_a_long_text_shows_how_much_room_is_left(self, seite):
        seite.fill("#id_anlass", "x" * 59)
        expect(seite.get_by_text("noch 1 Zeichen")).to_be_visible()

    def test_a_table_stops_the_keyboard_only_where_it_scrolls(self, seite):
        table = seite.get_by_role("region", name="Schmal")
        expect(table).to_have_attribute("tabindex", "-1")
        seite.evaluate("document.querySelector('.tabelle td').textContent = 'x'.repeat(999)")
        expect(table).to_have_attribute("tabindex", "0")
