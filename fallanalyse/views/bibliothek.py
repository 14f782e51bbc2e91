"""The library: what other offices released, without any case."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django_filters.views import FilterView

from fallanalyse import permissions
from fallanalyse.enums import Befundart, Bewaehrt, Freigabestufe
from fallanalyse.filters import BefundFilter
from fallanalyse.models import (
    Fallanalyse,
    FreigegebenerBefund,
    FreigegebenerVorschlag,
    bibliothek_kopien,
)
from fallanalyse.seitenweise import seite
from kinderschutz.identity import rolle_of
from kommunen.blaettern import gezaehlt


class BibliothekView(FilterView):
    filterset_class = BefundFilter
    template_name = "fallanalyse/bibliothek_list.html"
    # Of one analysis alone, in the Vorschau: what else there is in the library is no part of it.
    nur_von = None

    def dispatch(self, request, *args, **kwargs):
        permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return self._rows(FreigegebenerBefund.objects.visible_to(self.request.user))

    def _rows(self, rows):
        if self.nur_von is not None:
            rows = rows.filter(pk__in=self.nur_von)
        return rows.select_related("projekt").order_by("-quartal", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        zeilen, weiter = seite(self.object_list, self.request.GET, key="quartal")
        arten, bewaehrt, stufen = (
            dict(liste.choices) for liste in (Befundart, Bewaehrt, Freigabestufe)
        )
        vorschlaege, weitere_vorschlaege = seite(
            self._rows(FreigegebenerVorschlag.objects.visible_to(self.request.user)),
            self.request.GET,
            key="quartal",
            name="vorschlaege_nach",
        )
        return context | {
            "zeilen": [
                {
                    "befund": befund,
                    "art": arten[befund.art],
                    "bewaehrt": bewaehrt[befund.bewaehrt],
                    "stufe": stufen[befund.stufe],
                }
                for befund in zeilen
            ],
            "weiter": weiter,
            "anzahl_text": f"{gezaehlt(self.object_list)} Befunde",
            "befunde_sichtbar": not permissions.sees_only_vorschlaege(self.request.user),
            "vorschlaege": [
                {"vorschlag": vorschlag, "art": arten.get(vorschlag.art, "")}
                for vorschlag in vorschlaege
            ],
            "weitere_vorschlaege": weitere_vorschlaege,
        }


def detail(request, pk):
    """Show one released Befund; who owns the analysis it came from finds the way back."""
    permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
    befund = get_object_or_404(
        FreigegebenerBefund.objects.visible_to(request.user).select_related(
            "projekt", "cluster", "praxiselement", "risikomuster"
        ),
        pk=pk,
    )
    herkunft = (
        Fallanalyse.objects.visible_to(request.user)
        .filter(herkunft_set__freigegebener_befund=befund)
        .first()
    )
    return render(
        request,
        "fallanalyse/bibliothek_detail.html",
        {
            "befund": befund,
            "herkunft": herkunft,
            "can_zuruecknehmen": permissions.can_aus_bibliothek_nehmen(request.user, befund),
            "belegt": _belegt(befund),
            "vorschlaege": FreigegebenerVorschlag.objects.visible_to(request.user).filter(
                befund=befund
            ),
        },
    )


def zuruecknehmen(request, pk):
    """Take back what a deleted analysis left behind: only the Leitung whose it was."""
    permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
    befund = get_object_or_404(FreigegebenerBefund.objects.visible_to(request.user), pk=pk)
    permissions.require(permissions.can_aus_bibliothek_nehmen(request.user, befund))
    if request.method == "POST":
        bibliothek_kopien.nimm_zurueck(befund, jugendamt_id=request.user.rolle.jugendamt_id)
        messages.success(request, "Der Befund ist zurückgezogen.")
        return redirect("bibliothek:list")
    return render(request, "fallanalyse/bibliothek_zuruecknehmen.html", {"befund": befund})


def _belegt(befund):
    """Say how many analyses support it, by the rule of small cells."""
    schwelle = settings.SMALL_CELL_THRESHOLD
    if befund.anzahl_belege < schwelle:
        return f"weniger als {schwelle} Fallanalysen"
    return f"{befund.anzahl_belege} Fallanalysen"
