"""The documents of the office: filled from what is really there, whole, and nothing of a case."""

import io
import zipfile

import docx
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from fallanalyse.enums import Rechtsgrundlage
from fallanalyse.models import Loeschfrist
from fallanalyse.models.teile import Teil
from fallanalyse.tests.factories import amt_im_cluster
from fallanalyse.unterlagen import UNTERLAGEN, dienstvereinbarung
from fallanalyse.unterlagen.tatsachen import SIEHT, tatsachen_for
from kinderschutz import pdf
from kinderschutz.dokument import stuecke
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kinderschutz.word import docx as word
from kommunen.enums import Rollenart

pytestmark = pytest.mark.django_db

ALLE = [pytest.param(name, id=name) for name in UNTERLAGEN]


@pytest.fixture
def eines():
    return amt_im_cluster()


@pytest.fixture
def tatsachen(eines):
    with acting_as(eines.leitung) as leitung:
        return tatsachen_for(leitung)


def text_of(dokument):
    """Return all that stands in a document."""
    texte = [dokument.titel, dokument.vorspann]
    for abschnitt in dokument.abschnitte:
        texte.append(abschnitt.titel)
        for block in abschnitt.inhalt:
            match block.art:
                case "absatz":
                    texte.append(block.text)
                case "liste":
                    texte += block.punkte
                case "tabelle":
                    texte += [block.titel, *block.kopf, *(t for z in block.zeilen for t in z)]
    return "\n".join(texte)


def word_text(content):
    datei = docx.Document(io.BytesIO(content))
    zellen = [
        zelle.text for tabelle in datei.tables for zeile in tabelle.rows for zelle in zeile.cells
    ]
    return "\n".join([absatz.text for absatz in datei.paragraphs] + zellen)


class TestContent:
    @pytest.mark.parametrize("name", ALLE)
    def test_cites_no_law_that_is_gone(self, tatsachen, name):
        text = text_of(UNTERLAGEN[name].dokument(tatsachen))

        assert "78a SGB X" not in text
        assert "§ 78a" not in text
        assert tatsachen.jugendamt in text

    def test_every_rolle_is_told_with_what_it_sees(self, tatsachen):
        assert set(SIEHT) == set(Rollenart.values)
        for name in ("verzeichnis", "dienstvereinbarung", "folgenabschaetzung"):
            text = text_of(UNTERLAGEN[name].dokument(tatsachen))
            for _art, bezeichnung in Rollenart.choices:
                assert bezeichnung in text

    def test_every_part_and_field_of_an_analysis_is_named(self, tatsachen):
        text = text_of(UNTERLAGEN["verzeichnis"].dokument(tatsachen))
        for teil in Teil.__subclasses__():
            for feld in teil._meta.concrete_fields:
                if feld.editable and not feld.is_relation:
                    assert str(feld.verbose_name) in text, f"{teil.__name__}.{feld.name}"

    def test_the_periods_are_those_of_the_office(self, eines):
        with acting_as(eines.leitung) as leitung:
            Loeschfrist(rechtsgrundlage=Rechtsgrundlage.A79A2, monate=17).lege_fest(durch=leitung)
            tatsachen = tatsachen_for(leitung)

        assert "17 Monate" in text_of(UNTERLAGEN["information"].dokument(tatsachen))
        assert (
            f"{round(settings.RETENTION_DAYS * 12 / 365)} Monate"
            in dict(tatsachen.fristen).values()
        )

    def test_the_second_factor_is_told_as_it_is(self, eines, settings):
        saetze = set()
        for settings.SECOND_FACTOR_REQUIRED in (True, False):
            with acting_as(eines.leitung) as leitung:
                text = text_of(UNTERLAGEN["verzeichnis"].dokument(tatsachen_for(leitung)))
            saetze.add("nicht erzwungen" in text)
        assert saetze == {True, False}

    def test_nobody_is_watched(self, tatsachen):
        text = text_of(dienstvereinbarung.dokument(tatsachen))
        assert "Niemand wird überwacht" in text
        assert "nicht der Kontrolle von Leistung oder Verhalten" in text

    def test_what_only_the_office_knows_is_a_gap(self):
        assert list(stuecke("Bei ⟦Stelle⟧ melden")) == [
            ("Bei ", False),
            ("Stelle", True),
            (" melden", False),
        ]


class TestFiles:
    @pytest.mark.parametrize("name", ALLE)
    def test_word_holds_every_text_with_headings_and_tables(self, tatsachen, name):
        dokument = UNTERLAGEN[name].dokument(tatsachen)

        content = word(dokument)

        drin = word_text(content).replace("[", "⟦").replace("]", "⟧")
        for satz in text_of(dokument).split("\n"):
            assert satz in drin
        datei = docx.Document(io.BytesIO(content))
        assert sum(a.style.name == "Heading 1" for a in datei.paragraphs) == len(
            dokument.abschnitte
        )
        with zipfile.ZipFile(io.BytesIO(content)) as archiv:
            assert b'w:lang w:val="de-DE"' in archiv.read("word/styles.xml")
            assert b"w:tblHeader" in archiv.read("word/document.xml") or not datei.tables

    @pytest.mark.parametrize("name", ALLE)
    def test_pdf_shows_the_same(self, tatsachen, name):
        dokument = UNTERLAGEN[name].dokument(tatsachen)
        html = render_to_string("fallanalyse/unterlage_pdf.html", {"dokument": dokument})

        for satz in text_of(dokument).split("\n"):
            stueck = max((text for text, _luecke in stuecke(satz)), key=len)
            assert stueck.strip() in html, satz
        assert pdf.pdf(html).startswith(b"%PDF-")

    def test_what_somebody_called_the_jugendamt_stays_text(self, eines):
        with system_context("Test"):
            eines.jugendamt.name = "Amt <b>& Söhne</b> {{ 1 }}"
            eines.jugendamt.save()
        rolle = make_rolle("leitung", jugendamt=eines.jugendamt)
        with acting_as(rolle) as leitung:
            dokument = UNTERLAGEN["verzeichnis"].dokument(tatsachen_for(leitung))

        assert "Amt <b>& Söhne</b> {{ 1 }}" in word_text(word(dokument))
        html = render_to_string("fallanalyse/unterlage_pdf.html", {"dokument": dokument})
        assert "Amt &lt;b&gt;&amp; Söhne&lt;/b&gt; {{ 1 }}" in html


class TestViews:
    @pytest.mark.parametrize("format", ["docx", "pdf"])
    @pytest.mark.parametrize("wer", ["leitung", "datenschutz"])
    def test_every_export_is_kept(self, client, login_as, wer, format):
        login_as(wer)

        response = client.get(reverse("recht:unterlage", args=["information", format]))

        assert response.status_code == 200
        assert response["Content-Disposition"] == f'attachment; filename="information.{format}"'
        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(aktion=Aktion.EXPORTIERT)
            assert (eintrag.objektart, eintrag.kennung) == ("unterlage", f"information.{format}")

    @pytest.mark.parametrize("args", [("gibtesnicht", "pdf"), ("information", "exe")])
    def test_what_there_is_not_is_not_there(self, client, login_as, args):
        login_as("leitung")
        assert client.get(reverse("recht:unterlage", args=args)).status_code == 404

    def test_without_pdf_the_page_says_so_and_word_goes_on(self, client, login_as, monkeypatch):
        def fehlt():
            raise pdf.PdfNichtMoeglich("PDF gibt es hier gerade nicht: …")

        monkeypatch.setattr(pdf, "_weasyprint", fehlt)
        login_as("leitung")

        seite = client.get(reverse("recht:unterlagen")).content.decode()
        direkt = client.get(reverse("recht:unterlage", args=["information", "pdf"]), follow=True)

        assert "PDF gibt es hier gerade nicht" in seite
        assert 'aria-label="PDF' not in seite
        assert "PDF gibt es hier gerade nicht" in direkt.content.decode()
        word = client.get(reverse("recht:unterlage", args=["information", "docx"]))
        assert word.status_code == 200
        with system_context("Test"):
            assert Protokolleintrag.objects.filter(aktion=Aktion.EXPORTIERT).count() == 1
