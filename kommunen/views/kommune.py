from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from kinderschutz.identity import rolle_of
from kommunen import permissions
from kommunen.altersstruktur import altersstruktur
from kommunen.blaettern import blaettere, gezaehlt
from kommunen.filters import KommuneFilter
from kommunen.models import Jugendamt, Kommune, Profil, Teilnahme
from kommunen.profilseite import profilseite
from kommunen.seitenabschnitte import abschnitte_fuer
from kommunen.views.altersstruktur import pyramide_of


@method_decorator(login_not_required, name="dispatch")
class KommuneListView(TemplateView):
    template_name = "kommunen/kommune_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = Kommune.objects.visible_to(user).im_verzeichnis()
        gefiltert = KommuneFilter(self.request.GET, queryset=rows, request=self.request)
        if gefiltert.is_unknown:
            raise Http404
        profile = Profil.objects.visible_to(user).filter(teilnahme=OuterRef("pk"))
        teilnahmen = (
            Teilnahme.objects.visible_to(user)
            .for_list()
            .annotate(has_profil=Exists(profile.veroeffentlicht()))
        )
        rows = gefiltert.qs.prefetch_related(
            Prefetch("teilnahmen", teilnahmen),
            Prefetch("jugendaemter", Jugendamt.objects.visible_to(user).gueltig()),
        )
        return super().get_context_data(
            filter=gefiltert,
            anzahl=gezaehlt(gefiltert.qs),
            seite=blaettere(rows, self.request.GET, sortiert_nach="ortsname"),
            can_einlesen=permissions.can_profil_importieren(user),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class KommuneDetailView(TemplateView):
    template_name = "kommunen/kommune_detail.html"

    def get_context_data(self, slug, **kwargs):
        user = self.request.user
        kommune = get_object_or_404(
            Kommune.objects.visible_to(user).select_related("bundesland"), slug=slug
        )
        teilnahmen = list(Teilnahme.objects.visible_to(user).for_page(kommune))
        profile = {
            profil.teilnahme_id: profil
            for profil in Profil.objects.visible_to(user)
            .filter(teilnahme__in=teilnahmen)
            .with_punkte()
        }
        jugendaemter = list(Jugendamt.objects.visible_to(user).gueltig().for_kommune(kommune))
        teilnahme = self._chosen(teilnahmen, profile)
        profil = profile.get(teilnahme.pk) if teilnahme else None
        struktur, warum_keine = altersstruktur(user, kommune)
        return super().get_context_data(
            kommune=kommune,
            nachfolger=_by_name(user, vorgaenger=kommune) if kommune.gueltig_bis else [],
            vorgaenger=_by_name(user, nachfolger=kommune),
            fruehere_jugendaemter=Jugendamt.objects.visible_to(user).beendet().of_traeger(kommune),
            teilnahme=teilnahme,
            reiter=self._tabs(teilnahmen, teilnahme),
            profil=profil,
            inhalt=profilseite(profil.inhalt()) if profil else {},
            cluster_mitglieder=self._neighbours(teilnahme),
            jugendaemter=jugendaemter,
            altersstruktur=struktur,
            pyramide=pyramide_of(struktur),
            warum_keine_altersstruktur=warum_keine,
            abschnitte=abschnitte_fuer(user, kommune, jugendaemter),
            can_massnahmen_sehen=permissions.can_massnahmen_sehen(user, kommune, teilnahmen),
            can_profil_bearbeiten=(
                teilnahme is not None and permissions.can_profil_bearbeiten(user, teilnahme)
            ),
            can_profil_veroeffentlichen=(
                profil is not None and permissions.can_profil_veroeffentlichen(user, teilnahme)
            ),
            **kwargs,
        )

    def _chosen(self, teilnahmen, profile):
        """
        Return the Teilnahme to show: the one asked for, the own one, one with a profile, any.

        :raises Http404: if the Kommune takes no part in the Projekt asked for
        """
        if gesucht := self.request.GET.get("projekt"):
            for teilnahme in teilnahmen:
                if teilnahme.projekt.slug == gesucht:
                    return teilnahme
            raise Http404
        rolle = rolle_of(self.request.user)
        eigenes_projekt = getattr(rolle, "projekt_id", None)
        return max(
            teilnahmen,
            key=lambda teilnahme: (
                teilnahme.projekt_id == eigenes_projekt,
                teilnahme.pk in profile,
            ),
            default=None,
        )

    def _tabs(self, teilnahmen, gezeigt):
        return [
            {
                "text": str(teilnahme.projekt),
                "url": f"?projekt={teilnahme.projekt.slug}",
                "aktiv": teilnahme == gezeigt,
            }
            for teilnahme in teilnahmen
        ]

    def _neighbours(self, teilnahme):
        if teilnahme is None or teilnahme.cluster_id is None:
            return []
        return Teilnahme.objects.visible_to(self.request.user).beside(teilnahme)


def _by_name(user, **kriterien):
    return list(Kommune.objects.visible_to(user).filter(**kriterien).order_by("name", "pk"))
