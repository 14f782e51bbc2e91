"""From a question to all Kommunen to a frozen report in the hand, in a real browser."""

import io
import re
from datetime import timedelta

import docx
import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FRAGE = "Wie viele Plätze brauchen Sie in der Werkstatt?"
ANTWORT = "Zwölf, darunter drei aus der Kinderklinik."


def herunterladen(page, name):
    with page.expect_download() as wartet:
        page.get_by_role("link", name=name, exact=True).click()
    return wartet.value


def test_a_question_is_answered_and_told_in_a_frozen_report(eigener_server):
    koordination = eigener_server.fenster("koordination")
    leitung = eigener_server.fenster("leitung.ludwigshafen")
    heute = timezone.localdate()

    koordination.goto("/rueckmeldungen/neu/")
    koordination.get_by_label("Worum geht es?").fill("Plätze")
    koordination.get_by_label("Ihre Frage").fill(FRAGE)
    koordination.get_by_label("Antwort bis").fill(f"{heute + timedelta(days=7):%d.%m.%Y}")
    koordination.get_by_role("button", name="Fragen", exact=True).click()
    expect(koordination.get_by_text(re.compile(r"\d+ Kommunen sind gefragt"))).to_be_visible()
    anfrage = koordination.url

    leitung.goto("/arbeit/")
    leitung.get_by_role("link", name="Rückmeldung geben: Plätze").click()
    expect(leitung.get_by_text(FRAGE)).to_be_visible()
    leitung.get_by_label("Wir antworten").check()
    leitung.get_by_label("Antwort oder Begründung").fill(ANTWORT)
    leitung.get_by_role("button", name="Rückmeldung geben").click()
    expect(leitung.get_by_text("Ihre Rückmeldung ist bei der Projektkoordination")).to_be_visible()

    koordination.goto(anfrage)
    expect(koordination.get_by_text(ANTWORT)).to_be_visible()
    koordination.get_by_role("link", name=re.compile("^Erinnern")).first.click()
    expect(koordination.get_by_label("Text zum Kopieren")).to_have_value(re.compile("Plätze"))

    koordination.goto("/berichte/neu/")
    koordination.get_by_label("Titel").fill("Bericht für den Auftraggeber")
    koordination.get_by_label("Zeitraum bis").fill(f"{heute:%d.%m.%Y}")
    koordination.get_by_label("Kurz gesagt").fill("Die Kommunen bereiten ihre Werkstatt vor.")
    koordination.get_by_role("button", name="Entwurf speichern").click()
    koordination.get_by_role("link", name="Einfrieren").click()
    koordination.get_by_role("button", name="Einfrieren").click()
    expect(koordination.get_by_text("Unverändert seit dem Einfrieren")).to_be_visible()
    expect(koordination.get_by_role("row", name=re.compile("^Plätze"))).to_be_visible()

    word = herunterladen(koordination, "Word")
    assert word.suggested_filename == "zwischenbericht.docx"
    with open(word.path(), "rb") as datei:
        bericht = docx.Document(io.BytesIO(datei.read()))
    zellen = [zelle.text for tabelle in bericht.tables for zelle in tabelle._cells]
    assert "Plätze" in zellen
    assert ANTWORT not in "\n".join([*zellen, *(absatz.text for absatz in bericht.paragraphs)])
    assert herunterladen(koordination, "PDF").suggested_filename == "zwischenbericht.pdf"
    politik = herunterladen(koordination, "Eine Seite für die Politik")
    assert politik.suggested_filename == "politik.pdf"
