"""Writing in a real browser on a real server: nothing is lost, nothing shows to the wrong one."""

import re

import psycopg2
import pytest
from django.conf import settings
from playwright.sync_api import expect

from kinderschutz.browser_testing import axe_violations
from kinderschutz.demo_konten import PASSWORT
from kinderschutz.tests.schreiben import feld

pytestmark = pytest.mark.browser

FACHKRAFT = "fachkraft.ludwigshafen"
KOLLEGIN = "fachkraft2.ludwigshafen"
SATZ = "Dieser Satz darf nicht verloren gehen."
SICHTBAR_GEWORDEN = "document.dispatchEvent(new Event('visibilitychange'))"
# What Word puts on the clipboard besides the plain text: paragraphs, and a list as it sees one.
AUS_WORD = """
<html><body>
<p class=MsoNormal>Die Kita <b>meldet</b> sich.</p>
<p class=MsoNormal>Der ASD ruft&nbsp;zurück.</p>
<ul><li>Auftrag</li><li>Zeit</li></ul>
<table><tr><td>Monat 3</td><td>Hausbesuch</td></tr><tr><td>Monat 4</td><td>Gespräch</td></tr></table>
</body></html>
"""


def oeffne(page, schritt="anlass"):
    """Open a step of the first analysis in work; return its address."""
    page.goto("/fallanalysen/?bearbeitungsstand=in_arbeit")
    ziel = page.get_by_role("link", name=re.compile("FA-")).first.get_attribute("href")
    url = f"{ziel}schritt/{schritt}/"
    # The page asks at once how long the session lasts; only then it listens to what comes after.
    with page.expect_response("**/sitzung/"):
        page.goto(url)
    return url


def gespeichert(page):
    expect(page.locator("[data-zwischenstand-status]")).to_contain_text("gespeichert um")


def tippe(page, text):
    feld(page, "Leitfrage").fill(text)


def melde_an(page, konto):
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("E-Mail-Adresse").fill(f"{konto}@example.org")
    dialog.get_by_label("Passwort").fill(PASSWORT)
    dialog.get_by_role("button", name="Anmelden und weiterschreiben").click()


def sql(rundgang, statement):
    database = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname=rundgang.datenbank,
        user=database["USER"],
        password=database["PASSWORD"],
        host=database["HOST"],
        port=database["PORT"] or 5432,
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else None
    connection.close()
    return rows


class TestRows:
    def test_added_and_removed_ones_are_kept_while_typing(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        oeffne(page, "beteiligte")
        rollen = feld(page, "Rolle im Fall")
        vorher = rollen.count()

        page.get_by_role("button", name="Person hinzufügen").click()
        page.get_by_role("button", name="Person hinzufügen").click()
        rollen.nth(vorher).fill("Großmutter")
        rollen.nth(vorher + 1).fill("Nachbar")
        page.get_by_role("button", name="Person 1 entfernen").click()
        gespeichert(page)
        page.reload()

        expect(rollen.nth(vorher)).to_have_value("Großmutter")
        expect(rollen.nth(vorher + 1)).to_have_value("Nachbar")
        expect(rollen.first).to_be_hidden()
        # The first can still be brought back, and the page keeps that as well.
        page.get_by_role("button", name="Rückgängig").click()
        expect(rollen.first).to_be_visible()
        gespeichert(page)
        page.reload()
        expect(rollen.first).to_be_visible()


class TestConnection:
    def test_that_is_gone_is_told_at_the_top_and_comes_back_by_itself(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT, bypass_csp=True)
        oeffne(page)
        streifen = page.get_by_role("region", name="Verbindung")

        page.context.set_offline(True)
        expect(streifen.get_by_role("status")).to_contain_text("Keine Verbindung.")
        tippe(page, SATZ)
        expect(page.locator("[data-zwischenstand-status]")).to_contain_text(
            "noch nicht gespeichert"
        )
        page.mouse.wheel(0, 2000)
        expect(streifen).to_be_in_viewport()
        assert axe_violations(page) == []
        page.context.set_offline(False)

        gespeichert(page)
        expect(streifen).to_be_hidden()
        page.reload()
        expect(feld(page, "Leitfrage")).to_have_value(SATZ)

    def test_that_is_gone_does_not_take_the_page_away(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        url = oeffne(page)
        page.context.set_offline(True)
        tippe(page, SATZ)
        page.get_by_role("button", name="Speichern", exact=True).click()
        expect(page.get_by_role("region", name="Verbindung")).to_be_visible()
        assert page.url.endswith(url)

        page.context.set_offline(False)
        gespeichert(page)
        page.get_by_role("button", name="Speichern", exact=True).click()
        expect(page.get_by_text("ist gespeichert")).to_be_visible()
        expect(feld(page, "Leitfrage")).to_have_value(SATZ)

    def test_takes_no_megabytes_and_says_so_once(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        oeffne(page)
        anfragen = []
        page.on("request", lambda request: anfragen.append(request.url))
        tippe(page, SATZ)
        # Not in the field one sees: to draw so much takes a browser longer than to send it.
        page.evaluate(
            "() => { const viel = document.createElement('input'); viel.type = 'hidden';"
            " viel.name = viel.id = 'viel'; viel.value = 'x'.repeat(7_000_000);"
            " document.querySelector('form[data-zwischenstand]').append(viel) }"
        )
        meldung = page.locator("form").get_by_role("alert")
        expect(meldung).to_contain_text("zu viel Text auf einmal", timeout=60_000)
        page.wait_for_timeout(7_000)
        versuche = [url for url in anfragen if url.endswith("/zwischenstand/")]
        assert len(versuche) == 1
        expect(page.get_by_role("region", name="Verbindung")).to_be_hidden()
        expect(feld(page, "Leitfrage")).to_have_value(SATZ)

        page.evaluate("document.getElementById('viel').remove()")
        page.get_by_role("button", name="Speichern", exact=True).click()
        expect(page.get_by_text("ist gespeichert")).to_be_visible()


class TestSession:
    def test_that_ended_gives_the_text_back_to_its_writer_only(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        oeffne(page)
        tippe(page, "Der Anfang.")
        gespeichert(page)
        sql(eigener_server, "DELETE FROM django_session")
        tippe(page, SATZ)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        expect(feld(page, "Leitfrage")).to_be_hidden()

        melde_an(page, KOLLEGIN)
        expect(dialog.get_by_role("alert")).to_contain_text("Text einer anderen Person")
        expect(feld(page, "Leitfrage")).to_be_hidden()
        assert SATZ not in page.locator("body").inner_text()
        # Nothing of it has reached the colleague, on no other page either.
        zweite = page.context.new_page()
        zweite.goto(page.url)
        assert SATZ not in zweite.content()
        assert "Der Anfang." not in zweite.content()
        zweite.close()

        melde_an(page, FACHKRAFT)
        expect(dialog).to_have_count(0)
        expect(feld(page, "Leitfrage")).to_have_value(SATZ)
        gespeichert(page)
        page.reload()
        expect(feld(page, "Leitfrage")).to_have_value(SATZ)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0

    def test_begun_again_in_another_window_opens_this_one(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT, bypass_csp=True)
        oeffne(page)
        sql(eigener_server, "DELETE FROM django_session")
        page.evaluate(SICHTBAR_GEWORDEN)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert axe_violations(page) == []

        zweite = page.context.new_page()
        zweite.goto("/konto/login/")
        zweite.fill("input[name=login]", f"{FACHKRAFT}@example.org")
        zweite.fill("input[name=password]", PASSWORT)
        zweite.click("main form button[type=submit]")
        zweite.wait_for_url("**/arbeit/")
        page.evaluate(SICHTBAR_GEWORDEN)

        expect(page.get_by_role("dialog")).to_have_count(0)
        tippe(page, SATZ)
        gespeichert(page)

    def test_that_ends_soon_can_be_kept(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT, bypass_csp=True)
        oeffne(page)
        sql(
            eigener_server,
            "UPDATE django_session SET expire_date = now() + interval '4 minutes'",
        )
        page.evaluate(SICHTBAR_GEWORDEN)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("endet in 4 Minuten")
        assert axe_violations(page) == []
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        [[bleibt]] = sql(
            eigener_server,
            "SELECT max(extract(epoch FROM expire_date - now())) FROM django_session",
        )
        assert bleibt > 7_000


class TestWhoIsHere:
    def test_two_of_a_team_see_each_other_and_nobody_else_does(self, eigener_server):
        page = eigener_server.fenster(FACHKRAFT)
        url = oeffne(page)
        hier = page.locator("[data-anwesend]")
        expect(hier).to_be_empty()
        kollegin = eigener_server.fenster(KOLLEGIN)
        kollegin.goto(url)
        expect(kollegin.locator("[data-anwesend]")).to_have_text("Gerade hier: Frida Fachkraft")
        page.evaluate(SICHTBAR_GEWORDEN)
        expect(hier).to_have_text("Gerade hier: Zora Zweitblick")
        kollegin.goto(url.replace("anlass", "befunde"))
        # Her new page has said where she is once it was told who else is there.
        expect(kollegin.locator("[data-anwesend]")).to_have_text(
            "Auch in dieser Fallanalyse: Frida Fachkraft (Anlass und Leitfrage)"
        )
        page.evaluate(SICHTBAR_GEWORDEN)
        expect(hier).to_have_text("Auch in dieser Fallanalyse: Zora Zweitblick (Befunde)")
        tippe(page, SATZ)
        gespeichert(page)

        leitung = eigener_server.fenster("leitung.ludwigshafen")
        assert leitung.goto(url).status == 404


class TestPaste:
    @pytest.fixture
    def page(self, rundgang):
        page = rundgang.fenster(FACHKRAFT, permissions=["clipboard-read", "clipboard-write"])
        # The server is for all tests that change nothing.
        page.route(re.compile("/(zwischenstand|anwesend)/$"), lambda route: route.abort())
        yield page
        page.context.close()

    def paste(self, page, field, **formate):
        page.evaluate(
            "formate => navigator.clipboard.write([new ClipboardItem(Object.fromEntries("
            "Object.entries(formate).map(([art, text]) =>"
            " ['text/' + art, new Blob([text], {type: 'text/' + art})])))])",
            formate,
        )
        field.focus()
        page.keyboard.press("Control+V")

    def test_keeps_paragraphs_and_lists_that_the_plain_text_lost(self, page):
        oeffne(page, "anlass")
        field = feld(page, "Leitfrage")
        field.fill("")
        self.paste(page, field, html=AUS_WORD, plain="Die Kita meldet sich. Der ASD ruft zurück.")
        expect(field).to_have_value(
            "Die Kita meldet sich.\n\nDer ASD ruft\xa0zurück.\n\n– Auftrag\n– Zeit\n\n"
            "Monat 3\tHausbesuch\nMonat 4\tGespräch"
        )

    def test_can_be_taken_back_with_ctrl_z(self, page):
        oeffne(page, "anlass")
        field = feld(page, "Leitfrage")
        field.fill("Vorher. ")
        field.press("End")
        self.paste(page, field, html=AUS_WORD, plain="alles in einer Zeile")
        expect(field).to_have_value(re.compile(r"^Vorher\. Die Kita"))
        page.keyboard.press("Control+Z")
        expect(field).to_have_value("Vorher. ")

    def test_leaves_plain_text_as_the_browser_pastes_it(self, page):
        oeffne(page, "anlass")
        field = feld(page, "Leitfrage")
        field.fill("")
        self.paste(page, field, plain="eins\n\nzwei", html="<p>eins</p><p>zwei</p>")
        expect(field).to_have_value("eins\n\nzwei")

    def test_of_lines_into_one_line_joins_them(self, page):
        oeffne(page, "beteiligte")
        field = feld(page, "Rolle im Fall").last
        field.fill("")
        self.paste(page, field, plain="Kind 1\r\n\r\n  Schwester")
        expect(field).to_have_value("Kind 1 Schwester")
        page.keyboard.press("Control+Z")
        expect(field).to_have_value("")
