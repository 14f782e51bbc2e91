"""
The law of one analysis, by its Kennung: for its team to read, for Leitung and Datenschutz to keep.

None of these pages shows what the analysis says.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django_filters.views import FilterView

from fallanalyse import permissions
from fallanalyse.enums import Rechtsgrundlage
from fallanalyse.filters import RechtslageFilter
from fallanalyse.forms import (
    BeauftragungForm,
    FristenForm,
    GenehmigungForm,
    LoeschenForm,
    RechtsgrundlageForm,
)
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe, Rechtslage
from fallanalyse.models.rechtsbedingungen import Sperrt
from fallanalyse.rechtsgrundlagen import ERKLAERUNGEN
from fallanalyse.seitenweise import seite
from fallanalyse.views.laden import meldung
from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.blaettern import gezaehlt

ANGABEN = {
    Rechtsgrundlage.A79A2: BeauftragungForm,
    Rechtsgrundlage.FORSCHUNG75: GenehmigungForm,
}


class RechtslageListView(FilterView):
    """All analyses of the Jugendamt by their Kennung, drafts among them."""

    filterset_class = RechtslageFilter
    template_name = "fallanalyse/rechtslage_list.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require(permissions.can_recht(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Rechtslage.objects.visible_to(self.request.user).order_by("-begonnen_datum", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        audit.record(Aktion.GELESEN, objektart="rechtslage")
        zeilen, weiter = seite(self.object_list, self.request.GET, key="begonnen_datum")
        return context | {
            "zeilen": [
                {
                    "lage": lage,
                    "kurz": ERKLAERUNGEN[Rechtsgrundlage(lage.geltende())].kurz,
                    "stand": _stand(lage),
                }
                for lage in Rechtslage.with_umstaende(zeilen)
            ],
            "weiter": weiter,
            "anzahl_text": f"{gezaehlt(self.object_list)} Fallanalysen",
        }


def rechtsgrundlage(request, pk):
    """What it rests on, what that means, what is missing, who consented, when it ends."""
    lage = get_lage(request, pk)
    audit.record(Aktion.GELESEN, lage)
    geltend = Rechtsgrundlage(lage.geltende())
    user = request.user
    return render(
        request,
        "fallanalyse/rechtsgrundlage.html",
        {
            "lage": lage,
            "grundlage": geltend,
            "erklaerung": ERKLAERUNGEN[geltend],
            "sperre": lage.sperre(),
            "fehlt": [eine for eine in lage.bedingungen if eine.sperrt in OFFEN],
            "warnungen": lage.warnungen,
            "mit_angaben": geltend in ANGABEN,
            "mit_einwilligungen": geltend == Rechtsgrundlage.EINWILLIGUNG
            or bool(lage.umstaende.einwilligungen),
            "can_recht": permissions.can_recht(user),
            "can_widerruf": permissions.can_widerruf_vermerken(user, lage),
            "can_loeschen": permissions.can_loeschen(user),
            "verlaengert": _verlaengert(lage, mit_namen=permissions.can_recht(user)),
            "can_lesen": Fallanalyse.objects.visible_to(user).filter(pk=pk).exists(),
        },
    )


def aendern(request, pk):
    """Let this analysis rest on something else than its method says."""
    lage = get_to_decide(request, pk)
    vorgabe = Rechtsgrundlagenvorgabe.rechtsgrundlage_for(lage.jugendamt_id, lage.methode)
    form = RechtsgrundlageForm(request.POST or None, lage=lage, vorgabe=vorgabe)
    if form.is_valid():
        with meldung(request, "Die Rechtsgrundlage ist festgelegt."):
            lage.lege_fest(form.cleaned_data["rechtsgrundlage"], durch=request.user)
        return redirect(lage)
    return zeige_formular(
        request,
        lage,
        form,
        titel="Rechtsgrundlage ändern",
        einleitung="Die Wahl gilt nur für diese Fallanalyse. Ihre Löschfrist richtet sich danach.",
        erklaerungen=[
            (grundlage.label, ERKLAERUNGEN[grundlage])
            for grundlage in Rechtsgrundlage
            if grundlage != Rechtsgrundlage.OFFEN
        ],
    )


def angaben(request, pk):
    """What the Rechtsgrundlage needs to be told: the commission, or the approval."""
    lage = get_to_decide(request, pk)
    form_class = ANGABEN.get(lage.geltende())
    if form_class is None:
        return redirect(lage)
    form = form_class(request.POST or None, instance=lage, user=request.user)
    if form.is_valid():
        form.instance.speichere()
        messages.success(request, "Die Angaben sind gespeichert.")
        return redirect(lage)
    return zeige_formular(
        request,
        lage,
        form,
        titel="Angaben zur Rechtsgrundlage",
        einleitung=ERKLAERUNGEN[Rechtsgrundlage(lage.geltende())].noetig,
    )


def fristen(request, pk):
    lage = get_to_decide(request, pk)
    form = FristenForm(request.POST or None, instance=lage, user=request.user)
    if form.is_valid():
        lage.setze_loeschdatum(
            form.cleaned_data["loeschen_datum"],
            begruendung=form.cleaned_data["laenger_begruendung"],
            durch=request.user,
        )
        lage.speichere()
        messages.success(
            request, f"Die Fallanalyse wird am {lage.loeschen_datum:%d.%m.%Y} gelöscht."
        )
        return redirect(lage)
    return zeige_formular(
        request,
        lage,
        form,
        titel="Löschen und aufbewahren",
        einleitung="Früher löschen können Sie immer, später nur mit Begründung.",
    )


def loeschen(request, pk):
    """Have it deleted before its time, or take that back while it is still there."""
    lage = get_lage(request, pk, lock=request.method == "POST")
    permissions.require(permissions.can_loeschen(request.user))
    if lage.is_vorgemerkt:
        if request.method == "POST" and "zuruecknehmen" in request.POST:
            lage.nimm_vormerkung_zurueck()
            messages.success(request, "Die Fallanalyse wird nicht vorzeitig gelöscht.")
        return redirect(lage)
    form = LoeschenForm(request.POST or None, lage=lage)
    if form.is_valid():
        lage.merke_zum_loeschen_vor(grund=form.cleaned_data["grund"], durch=request.user)
        messages.success(
            request,
            "Die Fallanalyse ist verschlossen und wird in der kommenden Nacht gelöscht. Bis dahin "
            "können Sie das zurücknehmen.",
        )
        return redirect(lage)
    return zeige_formular(
        request,
        lage,
        form,
        titel="Vorzeitig löschen",
        einleitung=f"Die Fallanalyse {lage.kennung} ist danach sofort für alle verschlossen und "
        "wird in der kommenden Nacht gelöscht: mit allen Texten, Fassungen, Zwischenständen und "
        "Anhängen. Freigegebene Befunde werden zurückgezogen.",
        knopf="Löschen",
        gefaehrlich=True,
    )


def verschlossen_oder_404(request, pk):
    """Answer for an analysis that is not to be read: who may know of it hears why."""
    lage = Rechtslage.objects.visible_to(request.user).filter(analyse=pk).first()
    if lage is None or not lage.is_verschlossen:
        raise Http404
    return redirect(lage)


OFFEN = {Sperrt.FREIGABE, Sperrt.TEXT}
STAND = {
    Sperrt.ALLES: ("gesperrt", "danger"),
    Sperrt.TEXT: ("es fehlt etwas", "danger"),
    Sperrt.FREIGABE: ("vor der Freigabe fehlt etwas", "warning"),
    Sperrt.NICHTS: ("vollständig", "success"),
}


def _verlaengert(lage, *, mit_namen):
    """Return when it was prolonged, and for those who answer for it by whom."""
    if not lage.is_verlaengert:
        return ""
    wann = f"am {lage.laenger_am:%d.%m.%Y}"
    return f"{wann} von {lage.laenger_durch}" if mit_namen else wann


def _stand(lage):
    """Return (word, colour) of how it stands with the conditions."""
    schwerste = max((eine.sperrt for eine in lage.bedingungen), default=Sperrt.NICHTS)
    return STAND[schwerste]


def get_lage(request, pk, *, lock=False):
    """Return the row of the law: 404 if the user may not know of it."""
    rows = Rechtslage.objects.visible_to(request.user).select_related(
        "dritte_institution", "laenger_durch"
    )
    return get_object_or_404(rows.select_for_update(of=("self",)) if lock else rows, analyse=pk)


def get_to_decide(request, pk):
    """Return the row of the law, locked if it is to be changed: 403 if not hers to decide."""
    lage = get_lage(request, pk, lock=request.method == "POST")
    permissions.require(permissions.can_recht(request.user))
    return lage


def zeige_formular(request, lage, form, **mehr):
    """Return the page of a form of the law; that somebody read it is kept."""
    audit.record(Aktion.GELESEN, lage)
    return render(
        request,
        "fallanalyse/rechtslage_form.html",
        {
            "lage": lage,
            "form": form,
            "knopf": "Speichern",
            "gefaehrlich": False,
            "erklaerungen": [],
            "can_recht": permissions.can_recht(request.user),
        }
        | mehr,
    )
