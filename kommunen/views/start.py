"""The public start page, and »Meine Arbeit« behind the sign-in."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from kinderschutz.identity import rolle_of
from kinderschutz.navigation import navigation_for
from kommunen.anliegen import anliegen_fuer
from kommunen.eigenes import eigenes_von
from kommunen.models import Cluster, Profil, Projekt, Teilnahme


@method_decorator(login_not_required, name="dispatch")
class StartView(TemplateView):
    template_name = "kommunen/start.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        teilnahmen = Teilnahme.objects.visible_to(user).zuletzt_gueltig()
        projekte = (
            Projekt.objects.visible_to(user)
            .select_related("bundesland")
            .annotate(
                kommunen=Count(
                    "teilnahmen__kommune", filter=Q(teilnahmen__in=teilnahmen), distinct=True
                )
            )
            .order_by("beginn", "pk")
        )
        profile = Profil.objects.visible_to(user).filter(teilnahme__in=teilnahmen)
        return super().get_context_data(
            projekte=projekte,
            anzahl_kommunen=teilnahmen.aggregate(n=Count("kommune", distinct=True))["n"],
            anzahl_cluster=Cluster.objects.visible_to(user).count(),
            anzahl_profile=profile.veroeffentlicht().count(),
            **kwargs,
        )


class ArbeitView(TemplateView):
    template_name = "kommunen/arbeit.html"

    def get_context_data(self, **kwargs):
        user, pfad = self.request.user, self.request.path
        rolle = rolle_of(user)
        return super().get_context_data(
            vorname=user.name.split()[0] if user.name else "",
            rolle_bezeichnung=rolle.bezeichnung if rolle else "",
            anliegen=anliegen_fuer(user) if rolle else [],
            eigenes=eigenes_von(user) if rolle else [],
            wege=[eintrag for eintrag in navigation_for(rolle, pfad) if eintrag["url"] != pfad],
            heute=timezone.localdate(),
            **kwargs,
        )
