"""The team looks at what could tell who somebody is, and decides: place by place or all at once."""

import uuid
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fallanalyse import permissions
from fallanalyse.enums import Bearbeitungsstand, Trefferwahl
from fallanalyse.forms import Schrittformular
from fallanalyse.forms.pruefung import EntscheidungForm, ErsetzungForm, GelesenForm
from fallanalyse.models.ersetzung import umgebung
from fallanalyse.models.pruefungen import VERALTET
from fallanalyse.models.stellen import ANHAENGE
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich
from fallanalyse.views.funde import funde_in
from fallanalyse.views.laden import get_analyse, record_read
from fallanalyse.views.schritt import require_schritt
from fallanalyse.workflow import UebergangNichtMoeglich

FORMS = {form.WAHL: form for form in (EntscheidungForm, GelesenForm)}


@dataclass
class Ort:
    """One hit as the page shows it: where, and what stands around it."""

    stelle: object
    fund: object
    url: str
    anker: str = ""

    @property
    def davor(self):
        return self._umgebung[0]

    @property
    def danach(self):
        return self._umgebung[1]

    @property
    def _umgebung(self):
        treffer = self.fund.treffer
        return umgebung(self.stelle.text, treffer.start, treffer.end)


@dataclass
class Gruppe:
    """The hits that say the same word: decided together, or some of them."""

    wort: str
    grund: str
    orte: list = field(default_factory=list)
    form: object = None
    offen: bool = False

    @property
    def fund(self):
        return self.orte[0].fund

    @property
    def kann_ersetzt_werden(self):
        return any(ort.stelle.schritt != ANHAENGE for ort in self.orte)


@sensitive_post_parameters()
def pruefung(request, pk):
    """Show what is open and what was decided; a POST decides."""
    analyse = _get(request, pk)
    if request.method == "POST":
        permissions.require(permissions.can_entscheiden(request.user, analyse))
        form, fertig = _entscheide(request, analyse)
        if fertig:
            return redirect("fallanalyse:pruefung", pk)
        return _page(request, analyse, form)
    return _page(request, analyse)


def _get(request, pk):
    """Return the analysis: what the gate finds is told to its team, never to who is invited."""
    analyse = get_analyse(request, pk, lock=request.method == "POST")
    permissions.require(permissions.can_internes(request.user, analyse))
    return analyse


def _entscheide(request, analyse):
    """Do what was asked; return (the form with its mistakes or None, whether it is done)."""
    try:
        if "pruefen" in request.POST:
            analyse.pruefe_texte(neu=False)
            messages.success(request, "Alle Texte sind mit der heutigen Prüfung gelesen.")
            return None, True
        if "zurueck" in request.POST:
            analyse.nimm_entscheidung_zurueck(_uuid(request.POST["zurueck"]), durch=request.user)
            messages.success(request, "Die Stelle ist wieder offen.")
            return None, True
        kennungen = request.POST.getlist("treffer")
        form = _bound_form(request, analyse, kennungen)
        if not form.is_valid():
            return form, False
        anzahl = analyse.entscheide(
            kennungen, form.WAHL, durch=request.user, begruendung=form.cleaned_data["begruendung"]
        )
        wort = "Stelle ist" if anzahl == 1 else "Stellen sind"
        messages.success(request, f"{anzahl} {wort} entschieden.")
    except (UebergangNichtMoeglich, PruefungNichtMoeglich) as grund:
        messages.error(request, str(grund))
    return None, True


def _bound_form(request, analyse, kennungen):
    wahl = request.POST.get("wahl")
    form_class = FORMS.get(wahl, EntscheidungForm)
    worte = {
        fund.treffer.text for _stelle, fund in analyse.offene_treffer() if fund.kennung in kennungen
    }
    return form_class(request.POST, worte=worte, auto_id=_auto_id(kennungen))


def _auto_id(kennungen):
    return f"id_{kennungen[0] if kennungen else 'ohne'}_%s"


def _uuid(wert):
    try:
        return uuid.UUID(wert)
    except ValueError:
        raise UebergangNichtMoeglich(VERALTET) from None


def _page(request, analyse, form=None):
    record_read(analyse)
    kontext = {"analyse": analyse, "nicht_moeglich": "", "gruppen": [], "schwache": None}
    try:
        funde = analyse.funde()
    except PruefungNichtMoeglich as grund:
        funde, kontext["nicht_moeglich"] = [], str(grund)
    kennungen = request.POST.getlist("treffer")
    orte = [Ort(stelle, fund, _url(analyse, stelle)) for stelle, fund in funde]
    offene = [ort for ort in orte if ort.fund.is_offen]
    # A mark in the text leads to the first place that says the same text.
    for ort in {ort.fund.kennung: ort for ort in reversed(offene)}.values():
        ort.anker = f"t-{ort.fund.kennung}"
    gruppen = _gruppen([ort for ort in offene if ort.fund.is_sicher], form, kennungen)
    schwache = [ort for ort in offene if not ort.fund.is_sicher]
    if schwache:
        is_hier = isinstance(form, GelesenForm)
        kontext["schwache"] = Gruppe("", "", schwache, form if is_hier else GelesenForm(), is_hier)
    kenntnis, stellen = analyse.pruefung(), analyse.stellen()
    return render(
        request,
        "fallanalyse/pruefung.html",
        kontext
        | {
            "gruppen": gruppen,
            "gewaehlt": kennungen,
            "erledigt": len(orte) - len(offene),
            "alle": len(orte),
            # Attachments are seen by nobody from outside, whatever they are called.
            "ungeprueft": sum(
                kenntnis.funde(stelle.text) is None
                for stelle in stellen
                if stelle.schritt != ANHAENGE
            ),
            "entschiedene": _entschiedene(orte),
            "ersetzte": _ersetzte(stellen, kenntnis),
            "can_entscheiden": permissions.can_entscheiden(request.user, analyse),
            "in_arbeit": analyse.bearbeitungsstand == Bearbeitungsstand.IN_ARBEIT,
        },
    )


def _gruppen(orte, form, kennungen):
    gruppen = {}
    for ort in orte:
        treffer = ort.fund.treffer
        schluessel = (treffer.text.casefold(), treffer.art)
        gruppen.setdefault(schluessel, Gruppe(treffer.text, treffer.grund)).orte.append(ort)
    for gruppe in gruppen.values():
        eigene = [ort.fund.kennung for ort in gruppe.orte]
        is_hier = type(form) is EntscheidungForm and bool({*kennungen} & {*eigene})
        gruppe.form = form if is_hier else EntscheidungForm(auto_id=_auto_id(eigene))
        gruppe.offen = is_hier
    return list(gruppen.values())


def _url(analyse, stelle):
    if stelle.schritt == ANHAENGE:
        return reverse("fallanalyse:anhaenge", args=[analyse.pk])
    return reverse("fallanalyse:schritt", args=[analyse.pk, stelle.schritt]) + f"#{stelle.anker}"


def _entschiedene(orte):
    """Return the decisions about texts as they are now, each with the places it holds for."""
    entschiedene = {}
    for ort in orte:
        if eine := ort.fund.entscheidung:
            entschiedene.setdefault(eine.pk, {"entscheidung": eine, "orte": []})["orte"].append(ort)
    return list(entschiedene.values())


def _ersetzte(stellen, kenntnis):
    name_of = {stelle.name: stelle for stelle in stellen}
    return [
        {"entscheidung": eine, "stelle": name_of.get(eine.stelle)}
        for eine in kenntnis.entscheidungen
        if eine.wahl == Trefferwahl.ERSETZT
    ]


@sensitive_post_parameters()
def ersetzen(request, pk, treffer):
    """Show every place that says the same, and what would stand there; a POST replaces."""
    analyse = _get(request, pk)
    permissions.require(permissions.can_entscheiden(request.user, analyse))
    try:
        gefunden = analyse.vorkommen(treffer)
    except PruefungNichtMoeglich as grund:
        messages.error(request, str(grund))
        return redirect("fallanalyse:pruefung", pk)
    if gefunden is None:
        messages.error(request, VERALTET)
        return redirect("fallanalyse:pruefung", pk)
    fund, vorkommen = gefunden
    moeglich = [eines for eines in vorkommen if eines.stelle.schritt != ANHAENGE]
    form = ErsetzungForm(request.POST or None, fund=fund, vorkommen=moeglich)
    if request.method == "POST" and form.is_valid():
        try:
            schritte = analyse.ersetze(treffer, form.cleaned_data["ersatz_of"], durch=request.user)
        except (UebergangNichtMoeglich, PruefungNichtMoeglich) as grund:
            form.add_error(None, ValidationError(str(grund)))
        else:
            namen = ", ".join(f"»{schritt.label}«" for schritt in schritte)
            messages.success(
                request, f"Ersetzt. Was vorher dort stand, ist eine frühere Fassung von {namen}."
            )
            return redirect("fallanalyse:pruefung", pk)
    record_read(analyse)
    gewaehlt = request.POST.getlist("stelle") if request.method == "POST" else None
    return render(
        request,
        "fallanalyse/ersetzen.html",
        {
            "analyse": analyse,
            "fund": fund,
            "form": form,
            "formen": [
                {
                    "form": eine,
                    "feld": form.feld_of(eine),
                    "orte": [
                        {
                            "vorkommen": eines,
                            "gewaehlt": eines.is_genau
                            if gewaehlt is None
                            else eines.kennung in gewaehlt,
                        }
                        for eines in moeglich
                        if eines.form == eine
                    ],
                }
                for eine in form.formen
            ],
            "anhaenge": [eines for eines in vorkommen if eines.stelle.schritt == ANHAENGE],
            "in_arbeit": analyse.bearbeitungsstand == Bearbeitungsstand.IN_ARBEIT,
        },
    )


@sensitive_post_parameters()
@require_POST
def text_pruefen(request, pk, schritt):
    """
    Answer with what the gate finds in a form as it is typed, as a piece of HTML. Writes nothing.
    """
    analyse = get_analyse(request, pk)
    schritt = require_schritt(analyse, schritt)
    permissions.require(permissions.can_bearbeiten(request.user, analyse))
    formular = Schrittformular(analyse, schritt, request.POST)
    return render(
        request,
        "fallanalyse/_funde.html",
        {
            "analyse": analyse,
            "funde": funde_in(formular, jetzt=True),
            "getippt": True,
            "can_internes": permissions.can_internes(request.user, analyse),
        },
    )
