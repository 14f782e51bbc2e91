"""Cluster progress: the page on which the Projektkoordination sees who owes what."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from kinderschutz.identity import rolle_of
from kommunen import permissions
from kommunen.forms import StichtagForm
from kommunen.fortschritt import fortschritt
from kommunen.models import Cluster


class FortschrittView(TemplateView):
    """All Kommunen of the own Projekt, those without a cluster too; with a slug one cluster."""

    template_name = "kommunen/fortschritt.html"
    # One Jugendamt alone, where it looks at what is told of it.
    nur_jugendamt = None

    def get_context_data(self, slug=None, **kwargs):
        user = self.request.user
        projekt_id = getattr(rolle_of(user), "projekt_id", None)
        if not permissions.can_cluster_fortschritt(user, projekt_id):
            raise Http404
        cluster = None
        if slug is not None:
            rows = Cluster.objects.visible_to(user).filter(projekt=projekt_id)
            cluster = get_object_or_404(rows.select_related("projekt"), slug=slug)
        wahl = StichtagForm(self.request.GET, user=user, laufend=True)
        if not wahl.is_valid():
            raise Http404
        stichtag = wahl.cleaned_data["stichtag"]
        staende = fortschritt(user, cluster=cluster, stichtag=stichtag)
        if self.nur_jugendamt is not None:
            staende = [
                eines for eines in staende if eines.teilnahme.jugendamt_id == self.nur_jugendamt
            ]
        mit_offenem = [eines for eines in staende if eines.offen]
        nur_offene = self.request.GET.get("offen") == "1"
        return super().get_context_data(
            cluster=cluster,
            projekt=cluster.projekt if cluster else user.rolle.projekt,
            wahl=wahl,
            stichtag=stichtag,
            reiter=self._tabs(staende, mit_offenem, nur_offene),
            nur_offene=nur_offene,
            gruppen=_by_cluster(mit_offenem if nur_offene else staende),
            anzahl=len(staende),
            anzahl_offen=len(mit_offenem),
            profile=sum(1 for eines in staende if eines.is_veroeffentlicht),
            erreicht=sum(eines.massnahmen.erreicht for eines in staende),
            ueberfaellig=sum(eines.massnahmen.ueberfaellig for eines in staende),
            **kwargs,
        )

    def _tabs(self, staende, mit_offenem, nur_offene):
        query = self.request.GET.copy()
        query.pop("offen", None)
        alle = f"?{query.urlencode()}"
        query["offen"] = "1"
        return [
            {"text": "Alle", "url": alle, "aktiv": not nur_offene, "anzahl": len(staende)},
            {
                "text": "Mit offenen Punkten",
                "url": f"?{query.urlencode()}",
                "aktiv": nur_offene,
                "anzahl": len(mit_offenem),
            },
        ]


def _by_cluster(staende):
    return [
        (cluster, list(gruppe))
        for cluster, gruppe in groupby(staende, key=lambda eines: eines.teilnahme.cluster)
    ]
