"""A Projekt: what everybody may know of it, and the target dates of all its Teilnahmen."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from kommunen import permissions
from kommunen.enums import Meilensteinart
from kommunen.forms import ProjektmeilensteineForm
from kommunen.models import Cluster, Meilenstein, Projekt, Teilnahme


@method_decorator(login_not_required, name="dispatch")
class ProjektDetailView(TemplateView):
    template_name = "kommunen/projekt_detail.html"

    def get_context_data(self, slug, **kwargs):
        user = self.request.user
        projekt = get_object_or_404(
            Projekt.objects.visible_to(user).select_related("bundesland"), slug=slug
        )
        teilnahmen = Teilnahme.objects.visible_to(user).zuletzt_gueltig().for_list()
        return super().get_context_data(
            projekt=projekt,
            cluster=Cluster.objects.visible_to(user)
            .filter(projekt=projekt)
            .prefetch_related(Prefetch("teilnahmen", teilnahmen))
            .order_by("nummer"),
            ohne_cluster=teilnahmen.filter(projekt=projekt, cluster=None),
            can_koordinieren=permissions.can_projekt_koordinieren(user, projekt.pk),
            **kwargs,
        )


@dataclass(frozen=True)
class Ueberblick:
    """How one milestone stands in the whole Projekt; `ziel` is None where target dates differ."""

    text: str
    ziel: date | None
    verschiedene: int
    ohne_ziel: int
    erreicht: int
    ueberfaellig: int


class ProjektmeilensteineView(FormView):
    form_class = ProjektmeilensteineForm
    template_name = "kommunen/projektmeilensteine.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        user = request.user
        self.projekt = get_object_or_404(Projekt.objects.visible_to(user), slug=kwargs["slug"])
        permissions.require_known(permissions.can_projekt_koordinieren(user, self.projekt.pk))
        self.teilnahmen = (
            Teilnahme.objects.visible_to(user).zuletzt_gueltig().filter(projekt=self.projekt)
        )
        self.ueberblick = self._overview()

    def get_form_kwargs(self):
        cluster = Cluster.objects.visible_to(self.request.user).filter(projekt=self.projekt)
        return super().get_form_kwargs() | {
            "projekt": self.projekt,
            "cluster": cluster.order_by("nummer"),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            projekt=self.projekt,
            ueberblick=self.ueberblick,
            anzahl=self.anzahl,
            **kwargs,
        )

    def form_valid(self, form):
        teilnahmen = self.teilnahmen
        if nummer := form.nummer():
            teilnahmen = teilnahmen.filter(cluster__nummer=nummer)
        anzahl = Meilenstein.setze_fuer_alle(
            teilnahmen, form.termine(), ueberschreiben=form.is_ueberall
        )
        if anzahl:
            was = "Ein Zieldatum ist" if anzahl == 1 else f"{anzahl} Zieldaten sind"
            messages.success(self.request, f"{was} gesetzt.")
        else:
            messages.info(self.request, "Es gab nichts zu ändern.")
        return redirect("projekt:meilensteine", self.projekt.slug)

    def _overview(self):
        keys = [teilnahme.pk for teilnahme in self.teilnahmen]
        self.anzahl = len(keys)
        rows = Meilenstein.objects.visible_to(self.request.user).filter(teilnahme__in=keys)
        je_art = {art: [] for art in Meilensteinart.values}
        for stein in rows:
            je_art[stein.art].append(stein)
        return [self._line(text, je_art[art]) for art, text in Meilensteinart.choices]

    def _line(self, text, steine):
        heute = timezone.localdate()
        ziele = {stein.soll for stein in steine if stein.soll}
        return Ueberblick(
            text=text,
            ziel=next(iter(ziele)) if len(ziele) == 1 else None,
            verschiedene=len(ziele),
            ohne_ziel=self.anzahl - sum(1 for stein in steine if stein.soll),
            erreicht=sum(1 for stein in steine if stein.is_erreicht),
            ueberfaellig=sum(1 for stein in steine if stein.is_ueberfaellig(heute)),
        )
