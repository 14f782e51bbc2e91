"""What the tests of the law share."""

from datetime import date

from fallanalyse.models import Einwilligung, Fallanalyse, Rechtslage
from fallanalyse.tests.formulare import lies_formular
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context

GENEHMIGUNG = {
    "genehmigung_behoerde": "Ministerium",
    "genehmigung_dritter": "Hochschule",
    "genehmigung_daten": "Verläufe",
    "genehmigung_personenkreis": "Familien mit Hilfen",
    "genehmigung_vorhaben": "Unauffällige Kinder",
    "genehmigt_am": date(2026, 1, 10),
    "verarbeitung_bis": date(2099, 12, 31),
}
KOPF = {
    "leitfrage": "Was half?",
    "anlass": "",
    "anlass_text": "",
    "fallstatus": "",
    "anhaengige_verfahren": False,
}


def sende(client, url, **felder):
    """Send the form of this page, with these fields changed."""
    return client.post(url, lies_formular(client.get(url), auswahl="novalidate") | felder)


def fehler(response):
    """Return {field: its first error} of a form that came back."""
    assert response.status_code == 200
    return {feld: texte[0] for feld, texte in response.context["form"].errors.items()}


def lage_of(analyse):
    with system_context("Test"):
        return Rechtslage.objects.get(analyse=analyse)


def setze(analyse, grundlage, **felder):
    """Let the analysis rest on this, as if Leitung or Datenschutz had entered it."""
    with system_context("Test"):
        Rechtslage.objects.filter(analyse=analyse).update(rechtsgrundlage=grundlage, **felder)


def willige_ein(analyse, eines, rolle="Mutter", umfang=("akte",), am=date(2026, 1, 15)):
    with acting_as(eines.leitung) as leitung:
        einwilligung = Einwilligung(
            personenrolle=rolle, umfang=list(umfang), form="schriftlich", erteilt_am=am
        )
        lage = Rechtslage.objects.visible_to(leitung).get(analyse=analyse.pk)
        einwilligung.halte_fest(lage)
    return einwilligung


def widerrufe(einwilligung, rolle, am=date(2026, 2, 1)):
    with acting_as(rolle) as person:
        Einwilligung.objects.get(pk=einwilligung.pk).widerrufe(am=am, durch=person)


def sperren(analyse):
    with system_context("Test"):
        lage = Rechtslage.objects.get(analyse=analyse)
        return [eine.sperrt for eine in (*lage.bedingungen, *lage.warnungen)]


def frisch(analyse):
    with system_context("Test"):
        return Fallanalyse.objects.get(pk=analyse.pk)
