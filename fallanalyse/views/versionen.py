"""What a step said before: what changed with every saving, and the way back to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from fallanalyse import permissions
from fallanalyse.enums import Schritt
from fallanalyse.forms import FassungenwahlForm, Schrittformular
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.wiederherstellung import (
    heutiger_inhalt,
    stelle_wieder_her,
    verweisende_schritte,
)
from fallanalyse.seitenweise import seite
from fallanalyse.unterschied import ENTFERNT, unterscheide
from fallanalyse.views.beschriftung import Beschriftung
from fallanalyse.views.laden import get_analyse, get_to_edit, record_read, rueckweg
from kinderschutz.models import VersionVeraltet

ZUERST_SPEICHERN = (
    "In diesem Schritt haben Sie etwas getippt und noch nicht gespeichert. Speichern oder "
    "verwerfen Sie zuerst diesen Zwischenstand, damit er nicht verloren geht."
)

LEER = {"kopf": {}, "zeilen": {}}


def fassungen(request, pk, schritt):
    """Only the team reads how a text came about; who wrote what stays inside it."""
    analyse, schritt = _get_fassungen(request, pk, schritt)
    versionen = list(
        _versionen(analyse, schritt)
        .order_by("-version")
        .values_list("version", "am", "person__name")
    )
    vergleich = {"von", "bis"} & request.GET.keys()
    form = FassungenwahlForm(request.GET if vergleich else None, versionen=versionen)
    if vergleich and form.is_valid():
        return _vergleich(request, analyse, schritt, form)
    revisionen = (
        analyse.revision_set.filter(schritt=schritt).select_related("person").order_by("-am", "-pk")
    )
    zeilen, weiter = seite(revisionen, request.GET, key="am")
    formular = Schrittformular(analyse, schritt)
    inhalt_of = _inhalte(analyse, schritt, zeilen)
    return render(
        request,
        "fallanalyse/fassungen.html",
        _kontext(request, analyse, schritt)
        | {
            "form": form if len(versionen) > 1 else None,
            "newest": versionen[0][0] if versionen else None,
            "fassungen": [
                {
                    "revision": revision,
                    "name": _name(revision.version),
                    **_fassung(formular, revision, inhalt_of),
                }
                for revision in zeilen
            ],
            "weiter": weiter,
        },
    )


def fassung(request, pk, schritt, version):
    """The whole of one version, to read."""
    analyse, schritt = _get_fassungen(request, pk, schritt)
    revision = _get_revision(analyse, schritt, version)
    inhalt = revision.inhalt
    return render(
        request,
        "fallanalyse/fassung.html",
        _kontext(request, analyse, schritt)
        | {
            "revision": revision,
            "name": _name(revision.version),
            "newest": analyse.version_of(schritt),
            "gruppen": Beschriftung(Schrittformular(analyse, schritt), inhalt).ganz(inhalt),
        },
    )


def wiederherstellen(request, pk, schritt, version):
    """Show what would change if this version came back; a POST lets it come back."""
    analyse = get_to_edit(request, pk)
    schritt = _require_schritt(analyse, schritt)
    permissions.require(permissions.can_internes(request.user, analyse))
    revision = _get_revision(analyse, schritt, version)
    entwurf = analyse.zwischenstand_set.filter(schritt=schritt, person=request.user).first()
    if request.method != "POST":
        return _bestaetigung(request, revision, entwurf)
    if entwurf:
        return _bestaetigung(request, revision, entwurf, status=409)
    gesehen = request.POST.get("version", "")
    davor = int(gesehen) if gesehen.isdecimal() and len(gesehen) < 9 else -1
    try:
        stelle_wieder_her(revision, version=davor, durch=request.user)
    except VersionVeraltet as grund:
        return _bestaetigung(request, revision, entwurf, veraltet=str(grund), status=409)
    messages.success(
        request,
        rueckweg(f"{_name(version)} ist wiederhergestellt.", analyse, schritt, davor),
    )
    return redirect("fallanalyse:schritt", analyse.pk, schritt)


def _bestaetigung(request, revision, entwurf, *, veraltet="", status=200):
    analyse, schritt = revision.analyse, Schritt(revision.schritt)
    record_read(analyse)
    jetzt = inhalte.lies(analyse, schritt)
    dann, verloren = heutiger_inhalt(revision)
    unterschied = unterscheide(jetzt, dann)
    entfernt = [zeile.pk for zeile in unterschied.zeilen if zeile.was == ENTFERNT]
    beschriften = Beschriftung(Schrittformular(analyse, schritt), jetzt, dann)
    return render(
        request,
        "fallanalyse/wiederherstellen.html",
        _kontext(request, analyse, schritt)
        | {
            "revision": revision,
            "name": _name(revision.version),
            "newest": analyse.version_of(schritt),
            "unterschied": beschriften.unterschied(unterschied) if unterschied else None,
            "verloren": verloren,
            "verweisende": verweisende_schritte(analyse, schritt, entfernt),
            "entwurf": ZUERST_SPEICHERN if entwurf else "",
            "veraltet": veraltet,
        },
        status=status,
    )


def _vergleich(request, analyse, schritt, form):
    von, bis = (_get_revision(analyse, schritt, version) for version in form.paar)
    inhalt_von, inhalt_bis = von.inhalt, bis.inhalt
    unterschied = unterscheide(inhalt_von, inhalt_bis)
    beschriften = Beschriftung(Schrittformular(analyse, schritt), inhalt_von, inhalt_bis)
    return render(
        request,
        "fallanalyse/fassungen_vergleich.html",
        _kontext(request, analyse, schritt)
        | {
            "von": von,
            "von_name": _name(von.version),
            "bis": bis,
            "form": form,
            "unterschied": beschriften.unterschied(unterschied) if unterschied else None,
        },
    )


# --- loading -------------------------------------------------------------------------------------


def _get_fassungen(request, pk, schritt):
    analyse = get_analyse(request, pk)
    schritt = _require_schritt(analyse, schritt)
    permissions.require(permissions.can_internes(request.user, analyse))
    record_read(analyse)
    return analyse, schritt


def _require_schritt(analyse, schritt):
    if schritt not in analyse.alle_schritte:
        raise Http404
    return Schritt(schritt)


def _versionen(analyse, schritt):
    """Return the saved versions, without what lost in a conflict."""
    return analyse.revision_set.filter(schritt=schritt, verworfen=False)


def _get_revision(analyse, schritt, version):
    rows = _versionen(analyse, schritt).select_related("person")
    return get_object_or_404(rows, version=version)


def _kontext(request, analyse, schritt):
    return {
        "analyse": analyse,
        "schritt": schritt,
        "can_bearbeiten": permissions.can_bearbeiten(request.user, analyse),
    }


def _name(version):
    return f"Fassung\N{NO-BREAK SPACE}{version}" if version else "Anfang"


# --- one entry of the list -----------------------------------------------------------------------


def _inhalte(analyse, schritt, revisionen):
    """Return {version: content} of these revisions and of the one before the oldest."""
    gespeichert = {eine.version: eine for eine in revisionen if not eine.verworfen}
    gebraucht = {eine.version - (not eine.verworfen) for eine in revisionen}
    fehlen = gebraucht - gespeichert.keys()
    gespeichert |= {
        eine.version: eine for eine in _versionen(analyse, schritt).filter(version__in=fehlen)
    }
    return {version: eine.inhalt for version, eine in gespeichert.items()}


def _fassung(formular, revision, inhalt_of):
    """Return what this entry shows: what changed, all that was new at first, or what lost."""
    neu = inhalt_of[revision.version]
    if revision.verworfen:
        beschriften = Beschriftung(formular, neu)
        paare = [(tuple(name.split("/")), wert) for name, wert in revision.inhalt.items()]
        return {
            "verworfen": [
                {"ort": beschriften.ort(schluessel), "wert": beschriften.wert(schluessel, wert)}
                for schluessel, wert in paare
            ]
        }
    alt = inhalt_of.get(revision.version - 1)
    if alt is None or not unterscheide(LEER, alt):
        return {"ganz": Beschriftung(formular, neu).ganz(neu)}
    unterschied = unterscheide(alt, neu)
    beschriften = Beschriftung(formular, alt, neu)
    return {"unterschied": beschriften.unterschied(unterschied) if unterschied else None}
