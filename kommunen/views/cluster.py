from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from kommunen import permissions
from kommunen.models import Cluster, Profilpunkt, Teilnahme


@method_decorator(login_not_required, name="dispatch")
class ClusterListView(TemplateView):
    template_name = "kommunen/cluster_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        cluster = (
            Cluster.objects.visible_to(user)
            .select_related("projekt")
            .prefetch_related(
                Prefetch(
                    "teilnahmen", Teilnahme.objects.visible_to(user).zuletzt_gueltig().for_list()
                )
            )
            .order_by("projekt__beginn", "projekt", "nummer")
        )
        return super().get_context_data(
            projekte=[
                (projekt, [Besetzung(eines) for eines in gruppe])
                for projekt, gruppe in groupby(cluster, key=lambda eines: eines.projekt)
            ],
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class ClusterDetailView(TemplateView):
    template_name = "kommunen/cluster_detail.html"

    def get_context_data(self, slug, **kwargs):
        user = self.request.user
        cluster = get_object_or_404(
            Cluster.objects.visible_to(user)
            .select_related("projekt")
            .prefetch_related(
                Prefetch(
                    "teilnahmen", Teilnahme.objects.visible_to(user).zuletzt_gueltig().for_list()
                )
            ),
            slug=slug,
        )
        return super().get_context_data(
            besetzung=Besetzung(cluster),
            themen=_themes(user, cluster),
            can_fortschritt=permissions.can_cluster_fortschritt(user, cluster.projekt_id),
            **kwargs,
        )


class Besetzung:
    """A cluster with who takes part in it, from its prefetched Teilnahmen or those named."""

    def __init__(self, cluster, teilnahmen=None):
        self.cluster = cluster
        self.teilnahmen = list(cluster.teilnahmen.all() if teilnahmen is None else teilnahmen)
        self.modell = [eine for eine in self.teilnahmen if eine.is_modellkommune]
        self.partner = [eine for eine in self.teilnahmen if not eine.is_modellkommune]
        self.laender = sorted({eine.kommune.bundesland.name for eine in self.teilnahmen})

    @property
    def is_laenderuebergreifend(self):
        return len(self.laender) > 1


def _themes(user, cluster):
    """Return (Kommune, points) of every published profile of the cluster, in its order."""
    punkte = (
        Profilpunkt.objects.visible_to(user)
        .themen()
        .filter(profil__teilnahme__in=cluster.teilnahmen.all())
        .select_related("profil__teilnahme__kommune")
    )
    je_kommune = {}
    for punkt in punkte:
        je_kommune.setdefault(punkt.profil.teilnahme.kommune, []).append(punkt)
    return list(je_kommune.items())
