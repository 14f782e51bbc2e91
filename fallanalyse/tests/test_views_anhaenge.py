"""The page of attachments: for the team, in German whatever goes wrong, nothing left behind."""

import errno
import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Funktion
from fallanalyse.models import Anhang, FreigegebenerBefund
from fallanalyse.models.anhang import HOECHSTENS
from fallanalyse.tests.factories import AnhangFactory, amt, amt_im_cluster, vollstaendig
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import ablage
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of, make_rolle
from kinderschutz.tests.dateien import GOOD, NAME, image, parts_of, pdf

pytestmark = pytest.mark.django_db

WORD = "Kanarienvogel"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ANHAENGE_DIR = tmp_path / "anhaenge"
    return settings.ANHAENGE_DIR


def url_of(analyse, *mehr):
    return reverse("fallanalyse:anhaenge", args=[analyse.pk]) + "".join(f"{eins}/" for eins in mehr)


def schicke(client, analyse, content=GOOD["docx"], name="Protokoll.docx", bezeichnung="Protokoll"):
    datei = SimpleUploadedFile(name, content)
    return client.post(url_of(analyse), {"bezeichnung": bezeichnung, "datei": datei}, follow=True)


def haenge_an(amt, analyse, bezeichnung="Protokoll", inhalt=b"Inhalt"):
    with acting_as(amt.fachkraft):
        return Anhang.haenge_an(analyse, bezeichnung=bezeichnung, art=Dateiart.TXT, inhalt=inhalt)


def anhaenge_of(analyse):
    with system_context("Test"):
        return list(Anhang.objects.filter(analyse=analyse).order_by("reihenfolge"))


def entries(aktion):
    with system_context("Test"):
        rows = Protokolleintrag.objects.filter(aktion=aktion, objektart="anhang")
        return [(row.kennung, row.jugendamt) for row in rows]


def files(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


class TestAttaching:
    def test_keeps_the_file_and_what_it_is_called(self, client, analyse, folder):
        response = schicke(client, analyse, bezeichnung="Protokoll der zweiten Sitzung")

        page = response.content.decode()
        assert "Anhang 1 ist gespeichert." in page
        assert "Protokoll der zweiten Sitzung" in page
        assert "Word-Dokument" in page
        [anhang] = anhaenge_of(analyse)
        assert anhang.jugendamt_id == analyse.jugendamt_id
        assert files(folder) == [anhang.datei]
        assert entries(Aktion.ANGELEGT) == [(f"{analyse.kennung}-Anhang-1", analyse.jugendamt_id)]

    @pytest.mark.parametrize("art", GOOD)
    def test_takes_every_kind(self, client, analyse, art):
        schicke(client, analyse, GOOD[art], f"a.{art}")
        assert [anhang.art for anhang in anhaenge_of(analyse)] == [art]

    def test_keeps_nothing_of_the_name_the_file_had(self, client, analyse, folder):
        response = schicke(client, analyse, name=f"{WORD}.docx")
        assert WORD not in response.content.decode()
        [anhang] = anhaenge_of(analyse)
        assert WORD not in repr(vars(anhang))

    def test_what_is_kept_says_nothing_about_its_author(self, client, analyse):
        schicke(client, analyse, image(), "foto.jpg")
        [anhang] = anhaenge_of(analyse)
        assert NAME.encode() not in ablage.lies(anhang.datei)

    def test_tells_when_a_pdf_still_names_its_author(self, client, analyse):
        response = schicke(client, analyse, pdf(info=b"/Author (a (b) c)"), "a.pdf")
        assert "Anhang 1 ist gespeichert." in response.content.decode()
        assert "wer sie geschrieben hat" in response.content.decode()

    def test_numbers_do_not_change_when_one_goes(self, client, eines, analyse):
        for name in ("Erstes", "Zweites", "Drittes"):
            haenge_an(eines, analyse, name)
        client.post(url_of(analyse, anhaenge_of(analyse)[0].pk, "entfernen"))
        assert [str(anhang) for anhang in anhaenge_of(analyse)] == ["Anhang 2", "Anhang 3"]
        haenge_an(eines, analyse)
        assert str(anhaenge_of(analyse)[-1]) == "Anhang 4"

    def test_works_as_a_plain_form(self, client, analyse):
        """Without a script: one form, sent by the browser, with a button."""
        page = client.get(url_of(analyse)).content.decode()
        [form] = re.findall(r"<form[^>]*enctype=\"multipart/form-data\".*?</form>", page, re.S)
        assert 'method="post"' in form
        assert 'type="file"' in form
        assert 'type="submit"' in form
        assert "data-" not in form


class TestRefusing:
    def check(self, response, sentence, analyse, folder):
        page = response.content.decode()
        assert response.status_code == 200
        assert sentence in page
        assert 'value="Mein Titel"' in page, "what was typed is lost"
        assert "feld__fehler" in page, "the sentence does not stand at its place"
        assert anhaenge_of(analyse) == []
        assert files(folder) == []
        assert entries(Aktion.ANGELEGT) == []

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("a.docx", b"", "Die Datei ist leer."),
            ("a.pdf", GOOD["docx"], "passen nicht zusammen"),
            ("a.exe", b"MZ\0", "Programme nehmen wir nicht an"),
            ("a.txt", b"a" * 25 * 1024 * 1024, "möglich sind 20 MB"),
        ],
        ids=["empty", "mismatch", "program", "25 MB"],
    )
    def test_is_a_sentence_at_its_place(self, client, analyse, folder, name, content, sentence):
        response = schicke(client, analyse, content, name, "Mein Titel")
        self.check(response, sentence, analyse, folder)

    def test_without_a_file(self, client, analyse, folder):
        response = client.post(url_of(analyse), {"bezeichnung": "Mein Titel"})
        self.check(response, "Bitte wählen Sie eine Datei.", analyse, folder)

    def test_a_full_disk(self, client, analyse, folder, monkeypatch, log_lines):
        def full(descriptor):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            response = schicke(client, analyse, bezeichnung="Mein Titel")

        self.check(response, "Auf dem Server ist kein Platz mehr.", analyse, folder)
        assert "ENOSPC" in log_lines.getvalue()
        assert "Anhang 1 ist gespeichert" in schicke(client, analyse).content.decode()

    def test_a_scanner_that_is_not_there(self, client, analyse, folder, settings):
        settings.CLAMAV_SOCKET = "/nirgends/clamd.sock"
        response = schicke(client, analyse, bezeichnung="Mein Titel")
        self.check(response, "antwortet gerade nicht", analyse, folder)

    def test_what_the_scanner_finds(self, client, analyse, folder, settings, monkeypatch):
        settings.CLAMAV_SOCKET = "127.0.0.1:3310"
        monkeypatch.setattr("kinderschutz.virenpruefung._ask", lambda inhalt: "stream: X FOUND")
        response = schicke(client, analyse, bezeichnung="Mein Titel")
        self.check(response, "vermutlich ein Schadprogramm", analyse, folder)

    @pytest.mark.parametrize(
        ("bezeichnung", "sentence"),
        [
            ("", "Bitte schreiben Sie, was das für eine Datei ist."),
            ("a" * 121, "120 Zeichen"),
            ("Protokoll\u202egpj", "unsichtbare Steuerzeichen"),
            ("Protokoll vom 12.03.2024", "Schreiben Sie lieber"),
        ],
    )
    def test_what_it_cannot_be_called(self, client, analyse, bezeichnung, sentence):
        response = schicke(client, analyse, bezeichnung=bezeichnung)
        assert sentence in response.content.decode()
        assert anhaenge_of(analyse) == []

    def test_not_because_the_check_of_the_words_cannot_run(self, client, analyse, monkeypatch):
        """It refuses what leaves the team, and this does not."""
        monkeypatch.setattr("fallanalyse.pseudonymisierung.DETEKTOREN", [])
        assert "Anhang 1 ist gespeichert" in schicke(client, analyse).content.decode()

    def test_more_than_there_may_be(self, client, eines, analyse, monkeypatch):
        monkeypatch.setattr("fallanalyse.models.anhang.HOECHSTENS", 1)
        haenge_an(eines, analyse)
        assert "Mehr als 1 Anhänge" in schicke(client, analyse).content.decode()
        assert HOECHSTENS >= 20

    def test_while_the_law_is_open(self, client, login_as):
        eines = amt(geklaert=False)
        analyse = eines.beginne()
        login_as(eines.fachkraft)
        page = client.get(url_of(analyse)).content.decode()
        assert "Die Rechtsgrundlage ist noch offen" in page
        assert "multipart" not in page
        assert "können Sie nichts anhängen" in schicke(client, analyse).content.decode()
        assert anhaenge_of(analyse) == []

    def test_when_somebody_finished_the_analysis_meanwhile(self, eines):
        analyse = eines.analyse(Freigabestufe.TEAM)
        with system_context("Test"):
            vollstaendig(analyse)
        eines.tut("fachkraft", "abschliessen", analyse)
        with pytest.raises(UebergangNichtMoeglich, match="inzwischen abgeschlossen"):
            haenge_an(eines, analyse)


class TestDownload:
    def test_hands_out_what_was_kept_as_a_download(self, client, eines, analyse):
        schicke(client, analyse)
        [anhang] = anhaenge_of(analyse)

        response = client.get(url_of(analyse, anhang.pk))

        assert "word/document.xml" in parts_of(response.content)
        assert response["Content-Disposition"] == (
            f'attachment; filename="{analyse.kennung}-Anhang-1.docx"'
        )
        assert response["Content-Type"].endswith("wordprocessingml.document")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"
        assert "sandbox" in response["Content-Security-Policy"].split("; ")
        assert entries(Aktion.GELESEN) == [(f"{analyse.kennung}-Anhang-1", analyse.jugendamt_id)]

    def test_of_a_file_that_is_gone_is_a_sentence(self, client, eines, analyse, folder):
        anhang = haenge_an(eines, analyse)
        (folder / anhang.datei).unlink()
        response = client.get(url_of(analyse, anhang.pk), follow=True)
        assert "lässt sich nicht mehr öffnen" in response.content.decode()
        assert entries(Aktion.GELESEN) == []

    def test_needs_no_more_queries_with_more_files(self, eines, analyse, assert_constant_queries):
        assert_constant_queries(url_of(analyse), add_row=lambda: AnhangFactory(analyse=analyse))


class TestRemoving:
    def test_asks_first_and_then_takes_the_file_too(
        self, client, eines, analyse, folder, django_capture_on_commit_callbacks
    ):
        anhang = haenge_an(eines, analyse, "Ein Formular")
        url = url_of(analyse, anhang.pk, "entfernen")

        page = client.get(url).content.decode()
        assert "»Ein Formular« wird gelöscht." in page
        assert files(folder) == [anhang.datei]

        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, follow=True)

        assert "Anhang 1 ist entfernt." in response.content.decode()
        assert anhaenge_of(analyse) == []
        assert files(folder) == []
        assert [kennung for kennung, _ in entries(Aktion.ENTFERNT)] == [
            f"{analyse.kennung}-Anhang-1"
        ]
        assert client.post(url).status_code == 404


class TestWhoMay:
    """Nobody outside the team learns that there is anything, whatever the Freigabestufe."""

    def codes(self, rolle, analyse, anhang):
        client = browser_of(rolle)
        datei = SimpleUploadedFile("a.docx", GOOD["docx"])
        entfernen = url_of(analyse, anhang.pk, "entfernen")
        return [
            client.get(url_of(analyse)).status_code,
            client.get(url_of(analyse, anhang.pk)).status_code,
            client.post(url_of(analyse), {"bezeichnung": "a", "datei": datei}).status_code,
            client.get(entfernen).status_code,
            client.post(entfernen).status_code,
        ]

    def test_not_another_jugendamt_the_leitung_or_a_colleague(self, eines):
        analyse = eines.analyse(Freigabestufe.TEAM)
        anhang = haenge_an(eines, analyse)
        with system_context("Test"):
            vollstaendig(analyse)
        eines.tut("fachkraft", "abschliessen", analyse)
        eines.tut("fachkraft", "einreichen", analyse)
        eines.tut("leitung", "freigeben", analyse)
        fremd = amt()
        for rolle in (eines.leitung, eines.kollegin, fremd.fachkraft, fremd.leitung):
            assert self.codes(rolle, analyse, anhang) == [404] * 5, rolle
        # Her own team reads, and changes nothing any more.
        assert self.codes(eines.fachkraft, analyse, anhang) == [200, 200, 403, 403, 403]
        assert len(anhaenge_of(analyse)) == 1

    def test_not_the_moderation_of_another_analysis(self, eines):
        analyse, andere = eines.beginne(), eines.beginne()
        anhang = haenge_an(eines, analyse)
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=andere.pk)
        with system_context("Test"):
            for jede in (analyse, andere):
                jede.nimm_ins_team(rolle.person, Funktion.MODERATION)
        assert self.codes(rolle, analyse, anhang) == [404] * 5

    def test_not_the_moderation_of_this_analysis(self, eines):
        """Nobody looks into a file for what tells who somebody is."""
        analyse = eines.beginne()
        anhang = haenge_an(eines, analyse)
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        with system_context("Test"):
            analyse.nimm_ins_team(rolle.person, Funktion.MODERATION)
        assert self.codes(rolle, analyse, anhang) == [404] * 5

    def test_no_file_through_the_address_of_another_analysis(self, client, eines, analyse):
        andere = eines.beginne()
        anhang = haenge_an(eines, andere)
        assert client.get(url_of(analyse, anhang.pk)).status_code == 404
        assert client.post(url_of(analyse, anhang.pk, "entfernen")).status_code == 404
        assert client.get(url_of(andere, anhang.pk)).status_code == 200

    def test_what_it_is_called_goes_through_the_gate_like_every_text(self, eines):
        analyse = eines.analyse(Freigabestufe.TEAM)
        haenge_an(eines, analyse, "Protokoll vom 12.03.2024")
        with system_context("Test"):
            vollstaendig(analyse)
        eines.tut("fachkraft", "abschliessen", analyse)
        with pytest.raises(UebergangNichtMoeglich, match="Anhang 1, Feld »Bezeichnung«"):
            eines.tut("fachkraft", "einreichen", analyse)

    def test_nothing_of_it_goes_to_the_library(self, login_as, client):
        eines = amt_im_cluster()
        analyse = eines.analyse(Freigabestufe.TEAM)
        haenge_an(eines, analyse, f"{WORD} in der Bezeichnung", WORD.encode())
        with system_context("Test"):
            vollstaendig(analyse)
        for wer, was in (
            ("fachkraft", "abschliessen"),
            ("fachkraft", "einreichen"),
            ("leitung", "freigeben"),
            ("zweite", "bestaetigen"),
            ("leitung", "freigeben_cluster"),
        ):
            eines.tut(wer, was, analyse)
        login_as(eines.kollegin)
        with system_context("Test"):
            befund = FreigegebenerBefund.objects.get()
        for url in (
            analyse.get_absolute_url(),
            reverse("bibliothek:list"),
            reverse("bibliothek:detail", args=[befund.pk]),
        ):
            page = client.get(url).content.decode()
            assert WORD not in page
            assert "nhang" not in page


class TestNothingIsLeftBehind:
    def test_in_logs_audit_addresses_or_session(self, client, analyse, folder, log_lines):
        content = f"{WORD} im Text".encode()
        responses = [
            schicke(client, analyse, content, f"{WORD}.txt", f"{WORD} in der Bezeichnung"),
            schicke(client, analyse, content, f"{WORD}.exe", f"{WORD} in der Bezeichnung"),
        ]
        [anhang] = anhaenge_of(analyse)
        responses.append(client.get(url_of(analyse, anhang.pk)))
        assert responses[-1].content == content
        responses.append(client.post(url_of(analyse, anhang.pk, "entfernen"), follow=True))

        with system_context("Test"):
            assert WORD not in repr(list(Protokolleintrag.objects.values_list()))
        assert WORD not in log_lines.getvalue()
        assert WORD not in repr(dict(client.session)) + repr(client.cookies)
        for response in responses:
            assert WORD not in repr(response.headers) + response.request["PATH_INFO"]
        for path in folder.iterdir():
            assert WORD.encode() not in path.read_bytes()

    def test_by_a_failure_with_the_file_in_hand(
        self, client, analyse, folder, log_lines, monkeypatch
    ):
        def fail(self, *args, **kwargs):
            raise ValueError(f"{WORD} {self.bezeichnung}")

        monkeypatch.setattr(Anhang, "save", fail)
        client.raise_request_exception = False
        content = f"{WORD} im Text".encode()

        response = schicke(client, analyse, content, "a.txt", f"{WORD} in der Bezeichnung")

        assert response.status_code == 500
        assert WORD not in response.content.decode() + log_lines.getvalue()
        assert "ValueError" in log_lines.getvalue()
        assert files(folder) == []


@pytest.mark.django_db(transaction=True)
def test_a_request_that_fails_after_the_file_was_written_leaves_none(
    client, login_as, folder, monkeypatch
):
    eines = amt()
    analyse = eines.beginne()
    login_as(eines.fachkraft)

    def fail(*args):
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr("fallanalyse.views.anhaenge.messages.success", fail)
        client.raise_request_exception = False
        assert schicke(client, analyse).status_code == 500
    assert files(folder) == []
    assert anhaenge_of(analyse) == []

    assert schicke(client, analyse).status_code == 200
    [anhang] = anhaenge_of(analyse)
    assert files(folder) == [anhang.datei]
    client.post(url_of(analyse, anhang.pk, "entfernen"))
    assert files(folder) == []
