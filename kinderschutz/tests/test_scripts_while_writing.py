"""What a page says while somebody writes: no connection, too much text, a session that ends."""

import pytest
from playwright.sync_api import expect

from kinderschutz.tests.fake_server import pause, session_of

pytestmark = pytest.mark.browser


def test_what_was_typed_before_the_scripts_came_is_kept_too(server):
    late = []
    server.page.route("**/zwischenstand.js", lambda route: late.append(route))
    with server.page.expect_request("**/zwischenstand.js"):
        server.page.goto("http://kinderschutz.test/", wait_until="commit")
    server.page.fill("#id_titel", "Übergabe")
    [script] = late
    script.fallback()
    server.page.wait_for_load_state()
    with server.page.expect_response("**/stand/"):
        pause(server.page)
    assert server.saved[-1]["titel"] == "Übergabe"


class TestConnection:
    """What went wrong stands at the top of the page, and the form waits until its text is kept."""

    @pytest.fixture
    def streifen(self, seite):
        return seite.get_by_role("region", name="Verbindung")

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (None, "Keine Verbindung."),
            ((500, {}), "Speichern geht gerade nicht."),
            ((503, {}), "Speichern geht gerade nicht."),
            ((404, {}), "in einem anderen Fenster die Rolle gewechselt"),
        ],
    )
    def test_that_is_gone_is_told_and_the_sentence_goes_by_itself(
        self, server, seite, stand, streifen, answer, words
    ):
        server.answer = answer
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        expect(stand).to_have_attribute("data-zustand", "wartet")
        pause(seite, 100)
        expect(streifen.get_by_role("status")).to_contain_text(words)
        expect(streifen).to_contain_text("Ihr Text bleibt")
        server.answer = (200, {"gespeichert": "14:05"})
        pause(seite, 6_000)
        expect(streifen).to_be_hidden()

    def test_can_be_tried_at_once(self, server, seite, stand, streifen):
        server.answer = None
        seite.fill("#id_titel", "Übergabe")
        # Tried so often in vain that it will not be tried again by itself for half a minute.
        for _ in range(4):
            with seite.expect_event("requestfailed"):
                pause(seite, 20_000)
        expect(streifen).to_be_visible()
        server.answer = (200, {"gespeichert": "14:05"})
        streifen.get_by_role("button", name="Jetzt versuchen").press("Enter")
        expect(stand).to_have_text("gespeichert um 14:05")
        expect(streifen).to_be_hidden()
        expect(seite.locator("#inhalt")).to_be_focused()

    def test_that_is_gone_keeps_the_form_on_the_page(self, server, seite, stand, streifen):
        server.answer = None
        seite.fill("#id_titel", "Übergabe")
        seite.get_by_role("button", name="Speichern").click()
        expect(streifen).to_be_visible()
        assert seite.url == "http://kinderschutz.test/"
        pause(seite, 60_000)
        assert seite.url == "http://kinderschutz.test/", "nobody is taken away later"

        server.answer = (200, {"gespeichert": "14:05"})
        seite.get_by_role("button", name="Speichern").click()
        seite.wait_for_url("**/fertig/")
        assert server.saved[-1]["titel"] == "Übergabe"

    def test_a_form_is_sent_at_once_when_its_text_is_kept(self, server, seite, stand):
        seite.fill("#id_titel", "Übergabe")
        pause(seite)
        expect(stand).to_have_text("gespeichert um 14:03")
        seite.get_by_role("button", name="Speichern").click()
        seite.wait_for_url("**/fertig/")
        assert len(server.saved) == 1

    def test_a_form_in_conflict_is_sent_so_that_both_can_be_compared(self, server, seite):
        server.answer = (409, {"meldung": "Jemand anderes hat gespeichert."})
        seite.fill("#id_titel", "Übergabe")
        seite.get_by_role("button", name="Speichern").click()
        seite.wait_for_url("**/fertig/")

    def test_a_form_of_an_ended_session_is_sent_after_the_sign_in(self, server, seite):
        server.answer = (401, {})
        seite.fill("#id_titel", "Übergabe")
        seite.get_by_role("button", name="Speichern").click()
        dialog = seite.get_by_role("dialog")
        dialog.get_by_label("Passwort").fill("richtig")
        server.answer = (200, {"gespeichert": "14:05"})
        seite.keyboard.press("Enter")
        seite.wait_for_url("**/fertig/")

    @pytest.mark.parametrize("answer", [(413, {"meldung": "Das ist zu viel Text."}), (413, None)])
    def test_too_much_text_is_said_and_neither_sent_nor_tried_again(
        self, server, seite, stand, answer
    ):
        server.answer = answer
        seite.fill("#id_titel", "x" * 1000)
        seite.get_by_role("button", name="Speichern").click()
        expect(seite.locator("form").get_by_role("alert")).to_contain_text("zu viel Text")
        expect(stand).to_have_text("nicht gespeichert")
        pause(seite, 120_000)
        assert len(server.saved) == 1
        assert seite.input_value("#id_titel") == "x" * 1000

        server.answer = (200, {"gespeichert": "14:05"})
        seite.fill("#id_titel", "kurz")
        pause(seite)
        expect(stand).to_have_text("gespeichert um 14:05")
        expect(seite.locator("form").get_by_role("alert")).to_have_count(0)


class TestSession:
    """Told before it ends, signed in again on the page, covered for everybody else."""

    @pytest.fixture
    def dialog(self, seite):
        return seite.get_by_role("dialog")

    def test_that_ends_soon_is_told_and_can_be_kept_with_a_key(self, server, seite, dialog):
        server.session = session_of(endet_in=299)
        pause(seite, 116 * 60_000)
        expect(dialog).to_contain_text("endet in 5 Minuten")
        expect(seite).to_have_title("Noch 5 Min. – Zeitstrahl")
        expect(dialog.get_by_role("button", name="Angemeldet bleiben")).to_be_focused()
        seite.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        expect(seite).to_have_title("Zeitstrahl")
        pause(seite, 60 * 60_000)
        assert server.prolonged == 1
        expect(dialog).to_have_count(0)

    def test_counts_the_minutes_down(self, server, seite, dialog):
        server.session = session_of(endet_in=240)
        pause(seite, 116 * 60_000)
        expect(dialog).to_contain_text("endet in 4 Minuten")
        server.session = session_of(endet_in=62)
        pause(seite, 15_000)
        expect(dialog).to_contain_text("endet in einer Minute")

    def test_that_goes_on_in_another_window_takes_the_warning_back(self, server, seite, dialog):
        server.session = session_of(endet_in=240)
        pause(seite, 116 * 60_000)
        expect(dialog).to_be_visible()
        server.session = session_of()
        pause(seite, 15_000)
        expect(dialog).to_have_count(0)
        assert server.prolonged == 0

    def test_that_cannot_be_kept_says_so_once(self, server, seite, dialog):
        server.session = session_of(endet_in=240, verlaengerbar=False)
        pause(seite, 116 * 60_000)
        expect(dialog).to_contain_text("höchstens einen Arbeitstag")
        seite.keyboard.press("Enter")
        pause(seite, 60_000)
        expect(dialog).to_have_count(0)
        assert server.prolonged == 0

    def test_that_has_ended_covers_the_page_until_its_writer_is_back(self, server, seite, dialog):
        seite.fill("#id_titel", "Übergabe")
        server.session, server.answer = (401, {}), (401, {})
        pause(seite, 116 * 60_000)
        expect(dialog.get_by_label("E-Mail-Adresse")).to_be_focused()
        expect(seite.locator("#id_titel")).to_be_hidden()
        for _ in range(3):
            seite.keyboard.press("Escape")
        expect(dialog).to_be_visible()

        server.session, server.answer = session_of(), (200, {"gespeichert": "14:05"})
        dialog.get_by_label("Passwort").fill("richtig")
        seite.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        expect(seite.locator("#id_titel")).to_have_value("Übergabe")
        expect(seite.locator("#id_titel")).to_be_visible()

    def test_of_somebody_else_leaves_it_covered(self, server, seite, dialog):
        server.session = (401, {})
        pause(seite, 120 * 60_000)
        server.session = session_of(person="8")
        dialog.get_by_label("Passwort").fill("ihres")
        seite.keyboard.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text("Text einer anderen Person")
        expect(seite.locator("#id_titel")).to_be_hidden()

        server.session = session_of(person="7")
        pause(seite, 15_000)
        expect(dialog).to_have_count(0)
        expect(seite.locator("#id_titel")).to_be_visible()


class TestPaste:
    """What the clipboard says of paragraphs and lists, where its plain text has lost them."""

    def paste(self, seite, html, plain=""):
        return seite.locator("#id_anlass").evaluate(
            """(field, {html, plain}) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/html", html);
                clipboardData.setData("text/plain", plain);
                const init = {clipboardData, bubbles: true, cancelable: true};
                field.focus();
                return field.dispatchEvent(new ClipboardEvent("paste", init));
            }""",
            {"html": html, "plain": plain},
        )

    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<p>eins</p><p>zwei</p>", "eins\n\nzwei"),
            ("eins<br>zwei", "eins\nzwei"),
            ("<div>eins</div>\n<div>zwei</div>", "eins\nzwei"),
            ("<ul><li>eins</li><li><p>zwei</p></li></ul>", "– eins\n– zwei"),
            ("<ul><li>eins<ul><li>tiefer</li></ul></li><li> </li></ul>", "– eins\n– tiefer"),
            ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
            ("<style>p {color: red}</style><p style='color: red'>ein\n Satz</p><p>x</p>",
             "ein Satz\n\nx"),
            ("<script>alert(1)</script><p onclick='x()'>a &lt;b&gt;</p><p>c</p>", "a <b>\n\nc"),
        ],
    )  # fmt: skip
    def test_becomes_paragraphs_and_lists(self, seite, html, text):
        assert self.paste(seite, html, "alles in einer Zeile") is False
        expect(seite.locator("#id_anlass")).to_have_value(text)

    def test_is_left_to_the_browser_where_the_plain_text_has_as_many_lines(self, seite):
        assert self.paste(seite, "<p>eins</p><p>zwei</p>", "eins\nzwei") is True

    def test_of_a_whole_book_is_left_to_the_browser(self, seite):
        assert self.paste(seite, f"<p>{'x' * 300_000}</p><p>y</p>", "x") is True

    def test_is_saved_as_if_it_were_typed(self, server, seite, stand):
        self.paste(seite, "<p>eins</p><p>zwei</p>")
        pause(seite)
        expect(stand).to_have_text("gespeichert um 14:03")
        assert server.saved[-1]["anlass"] == "eins\r\n\r\nzwei"
