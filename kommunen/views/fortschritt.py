"""Cluster progress: the pages on which the Projektkoordination sees who owes what."""

from functools import cached_property
from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from kinderschutz import audit, pdf
from kinderschutz.dateiausgabe import als_download
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion
from kommunen import permissions
from kommunen.ausgabe import FORMATE, schreibe
from kommunen.erinnerung import Erinnerung
from kommunen.filters import FortschrittFilter
from kommunen.fortschritt import fortschritt
from kommunen.fortschrittsausgabe import ausgabe
from kommunen.meilensteintafel import meilensteintafel
from kommunen.models import Cluster, Teilnahme
from kommunen.themen import themenmatrix
from kommunen.verlauf import verlauf


class Fortschrittsseite:
    """What the address asks for, loaded when it is needed: page and export read the same."""

    def __init__(self, request, slug=None, ansicht=None, nur_jugendamt=None):
        user = self.user = request.user
        projekt_id = getattr(rolle_of(user), "projekt_id", None)
        permissions.require_known(permissions.can_cluster_fortschritt(user, projekt_id))
        self.projekt = user.rolle.projekt
        query = request.GET.copy()
        if slug is not None:
            rows = Cluster.objects.visible_to(user).filter(projekt=projekt_id)
            query["cluster"] = get_object_or_404(rows, slug=slug).slug
        rows = Teilnahme.objects.visible_to(user).zuletzt_gueltig().filter(projekt=projekt_id)
        if nur_jugendamt is not None:
            rows = rows.filter(jugendamt=nur_jugendamt)
        self.filter = FortschrittFilter(query, queryset=rows.for_list(), request=request)
        if not self.filter.form.is_valid():
            raise Http404
        gewaehlt = self.filter.form.cleaned_data
        self.cluster = gewaehlt["cluster"]
        self.ansicht = gewaehlt["ansicht"] if ansicht is None else ansicht
        self.offen = gewaehlt["offen"]
        self.stichtag = self.filter.tag
        self.angaben = tuple(self.filter.angaben)
        query.pop("ansicht", None)
        self.auswahl = query.urlencode()

    @cached_property
    def alle(self):
        return fortschritt(self.user, self.filter.qs, stichtag=self.stichtag)

    @cached_property
    def staende(self):
        return [stand for stand in self.alle if not self.offen or stand.schuldet(self.offen)]

    @property
    def schuldner(self):
        """Who owes something, the most pressing first."""
        return sorted(
            (stand for stand in self.staende if stand.offen), key=lambda stand: stand.dringlichkeit
        )

    @cached_property
    def teilnahmen(self):
        """Those that are shown; what they owe is asked only where somebody filters by it."""
        if self.offen:
            return [stand.teilnahme for stand in self.staende]
        return list(self.filter.qs)

    @cached_property
    def themen(self):
        return themenmatrix(self.user, self.teilnahmen)

    @cached_property
    def verlauf(self):
        return verlauf(self.user, self.teilnahmen)

    @cached_property
    def meilensteine(self):
        return meilensteintafel(self.user, self.teilnahmen)

    @property
    def gruppen(self):
        """(Cluster or None, its Stände), in their order."""
        return [
            (cluster, list(gruppe))
            for cluster, gruppe in groupby(self.staende, key=lambda stand: stand.teilnahme.cluster)
        ]

    @property
    def kacheln(self):
        return [
            ("Kommunen", len(self.alle)),
            ("mit offenen Punkten", sum(1 for stand in self.alle if stand.offen)),
            (
                "davon überfällig",
                sum(1 for stand in self.alle if stand.schuldet("ueberfaellig")),
            ),
            ("Profile veröffentlicht", sum(1 for stand in self.alle if stand.is_veroeffentlicht)),
            ("Maßnahmen erreicht", sum(stand.massnahmen.erreicht for stand in self.alle)),
        ]


class FortschrittView(TemplateView):
    """All Kommunen of the own Projekt, those without a cluster too; with a slug one cluster."""

    template_name = "kommunen/fortschritt.html"
    # One Jugendamt alone, where it looks at what is told of it.
    nur_jugendamt = None

    def get_context_data(self, slug=None, **kwargs):
        ansicht = None if self.nur_jugendamt is None else "stand"
        seite = Fortschrittsseite(self.request, slug, ansicht, self.nur_jugendamt)
        query = f"?ansicht={seite.ansicht}&{seite.auswahl}"
        return super().get_context_data(
            seite=seite,
            teil=f"kommunen/fortschritt/_{seite.ansicht or 'schulden'}.html",
            ausgaben=[
                (format.upper(), reverse("cluster:fortschritt_ausgabe", args=[format]) + query)
                for format in FORMATE
            ],
            **kwargs,
        )


@require_GET
def fortschritt_ausgabe(request, format):
    """Hand out what the page shows with the same filters."""
    seite = Fortschrittsseite(request)
    if format not in FORMATE:
        raise Http404
    try:
        inhalt = schreibe(ausgabe(seite), format)
    except pdf.PdfNichtMoeglich as grund:
        messages.error(request, str(grund))
        return redirect("cluster:fortschritt")
    name = f"fortschritt-{seite.ansicht or 'offen'}.{format}"
    audit.record(Aktion.EXPORTIERT, objektart="fortschritt", kennung=name)
    return als_download(inhalt, name)


class ErinnernView(TemplateView):
    """A ready mail to one Kommune, to be sent by the own mail program or copied."""

    template_name = "kommunen/erinnern.html"

    def get_context_data(self, pk, **kwargs):
        user = self.request.user
        rows = Teilnahme.objects.visible_to(user).select_related(
            "kommune", "projekt", "cluster", "jugendamt"
        )
        teilnahme = get_object_or_404(rows, pk=pk)
        permissions.require_known(permissions.can_cluster_fortschritt(user, teilnahme.projekt_id))
        [stand] = fortschritt(user, [teilnahme])
        return super().get_context_data(
            stand=stand, teilnahme=teilnahme, mail=Erinnerung(user, stand), **kwargs
        )
