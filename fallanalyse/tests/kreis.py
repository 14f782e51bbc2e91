"""What the tests of the meetings share: a circle with two meetings, and how its forms are sent."""

from datetime import date

from fallanalyse.enums import Fragenstand, Schritt
from fallanalyse.models import Fallanalyse, Sitzungsfrage
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import SitzungFactory, SitzungsfrageFactory
from fallanalyse.tests.formulare import lies_formular
from fallanalyse.tests.seiten import url_of
from kinderschutz.system_context import system_context


def schritt_of(analyse):
    return url_of("schritt", analyse, Schritt.SITZUNGEN)


def sende(client, url, *, an=None, **felder):
    """Send the form of this page, with these fields changed, to itself or to another address."""
    return client.post(an or url, lies_formular(client.get(url)) | felder)


def zeile_of(daten, art, pk):
    """Return the prefix of the row with this key in the form."""
    return next(
        name.removesuffix("-id")
        for name, (wert, *_mehr) in daten.items()
        if name.startswith(f"{art}-") and name.endswith("-id") and wert == str(pk)
    )


def beginne_zu_zweit(eines):
    """Begin an analysis in whose team are Fachkraft and Kollegin."""
    analyse = eines.beginne()
    with system_context("Test"):
        analyse.leitfrage = "Was half der Familie?"
        analyse.save()
        analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
    return analyse


def trifft_sich(analyse):
    """Add two earlier meetings and three questions: the first settled, one open, one postponed."""
    with system_context("Test"):
        erste = SitzungFactory(analyse=analyse, datum=date(2026, 9, 1), anwesend_fachkraft=3)
        SitzungFactory(analyse=analyse, datum=date(2026, 10, 1), protokoll="Wir lasen weiter.")
        SitzungsfrageFactory(
            analyse=analyse,
            frage="Wer wusste davon?",
            stand=Fragenstand.BESPROCHEN,
            beschluss="Die Schule.",
            sitzung=erste,
        )
        SitzungsfrageFactory(analyse=analyse, frage="Wer rief zurück?")
        SitzungsfrageFactory(analyse=analyse, frage="Gilt das überall?", stand=Fragenstand.VERTAGT)
    return analyse


def beginne_heute(client, analyse):
    """Begin the meeting of today; return its key."""
    return client.post(url_of("sitzung_beginnen", analyse)).url.split("/")[-2]


def frage(text):
    """Return the saved question of these words."""
    with system_context("Test"):
        return next(eine for eine in Sitzungsfrage.objects.all() if eine.frage == text)


def stand():
    """Return the rows of the step as they are saved now."""
    with system_context("Test"):
        return inhalte.lies(Fallanalyse.objects.get(), Schritt.SITZUNGEN)["zeilen"]
