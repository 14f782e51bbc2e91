"""What is there after a crash: in the database, and on the pages the people see."""

import io
from html.parser import HTMLParser

from django.core.management import CommandError, call_command
from django.http import QueryDict

from benchmarks.ausfall.buch import (
    VERLOREN,
    Fassung,
    Stand,
    Verstoss,
    mit_lf,
    stuecke_of,
    texte_in,
    texte_of,
    verstoesse,
)
from benchmarks.ausfall.seite import formular_mit
from fallanalyse.models import Fallanalyse
from fallanalyse.models import inhalt as inhalte
from kinderschutz.system_context import system_context


def pruefe(buch, pfad, schritte, namen, hole, *, alle_fassungen):
    """
    Return all Verstöße in these steps of one analysis.

    :param alle_fassungen: look at the page of every version, not only at that of the newest
    :param hole: returns the HTML of this path as this person sees it
    """
    gefunden = []
    for schritt in schritte:
        stand = _lies(pfad, schritt)
        for name in namen:
            formular = formular_mit(hole(name, f"{pfad}schritt/{schritt}/"), "data-zwischenstand")
            stand.seiten[name] = formular.wert("version"), texte_of(formular.daten)
        stellen = {name: buch.stelle(pfad, schritt, name) for name in namen}
        gefunden += verstoesse(stellen, stand, str(schritt))
        buch.finde_offene(stellen.values(), stand)
        for fassung in stand.fassungen[0 if alle_fassungen else -1 :]:
            html = hole(namen[0], f"{pfad}schritt/{schritt}/fassungen/{fassung.version}/")
            gefunden += _fassung(html, fassung, schritt)
    return gefunden


def pruefe_protokoll():
    """Return (whether all chains of the audit trail are whole, what the command says)."""
    gesagt = io.StringIO()
    try:
        call_command("pruefe_protokoll", stdout=gesagt)
    except CommandError as gebrochen:
        return False, f"{gesagt.getvalue().strip()} {gebrochen}"
    return True, gesagt.getvalue().strip()


def _lies(pfad, schritt):
    with system_context("ausfall"):
        analyse = Fallanalyse.objects.get(pk=pfad.split("/")[2])
        fassungen = {}
        # What was not chosen comes after the version it belongs to.
        for revision in analyse.revision_set.filter(schritt=schritt).order_by(
            "version", "verworfen"
        ):
            texte = texte_in(_werte(revision.inhalt))
            if revision.verworfen:
                fassungen[revision.version].verworfen += texte
            else:
                fassungen[revision.version] = Fassung(revision.version, texte)
        entwuerfe = analyse.zwischenstand_set.filter(schritt=schritt).select_related("person")
        return Stand(
            fassungen=list(fassungen.values()),
            aktuell=texte_in(_werte(inhalte.lies(analyse, schritt))),
            entwuerfe={
                entwurf.person.name: {
                    name: [mit_lf(wert) for wert in werte]
                    for name, werte in QueryDict(entwurf.formular).lists()
                }
                for entwurf in entwuerfe
            },
        )


def _werte(inhalt):
    """Yield every value in this content, however deep."""
    if isinstance(inhalt, dict):
        for wert in inhalt.values():
            yield from _werte(wert)
    elif isinstance(inhalt, list):
        for wert in inhalt:
            yield from _werte(wert)
    else:
        yield inhalt


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data):
        self.text += data


def _fassung(html, fassung, ort):
    """What a version says stands, whole, on its page."""
    leser = _Text()
    leser.feed(html)
    fehlt = set(stuecke_of(fassung.texte)) - set(stuecke_of([leser.text]))
    if fehlt:
        yield Verstoss(
            VERLOREN, f"{ort}, Seite der Fassung {fassung.version}", ", ".join(sorted(fehlt)[:5])
        )
