from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from kommunen.blaettern import blaettere, gezaehlt
from kommunen.enums import Institutionskategorie
from netzwerk import permissions
from netzwerk.models import Netzwerk


@method_decorator(login_not_required, name="dispatch")
class NetzwerkListView(TemplateView):
    template_name = "netzwerk/netzwerk_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = Netzwerk.objects.visible_to(user).for_list()
        eigene = []
        if permissions.has_eigenes_netzwerk(user):
            eigene = list(rows.of_jugendaemter([user.rolle.jugendamt_id]))
        weitere = rows.exclude(pk__in=[netzwerk.pk for netzwerk in eigene])
        return super().get_context_data(
            eigene=eigene,
            anzahl=gezaehlt(weitere),
            seite=blaettere(weitere, self.request.GET, sortiert_nach="ortsname", groesse=50),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class NetzwerkDetailView(TemplateView):
    template_name = "netzwerk/netzwerk_detail.html"

    def get_context_data(self, slug, **kwargs):
        netzwerk = get_object_or_404(
            Netzwerk.objects.visible_to(self.request.user).for_page(), slug=slug
        )
        mitglieder = list(netzwerk.mitglieder.all())
        return super().get_context_data(
            netzwerk=netzwerk,
            anzahl=len(mitglieder),
            kategorien=_by_category(mitglieder),
            **kwargs,
        )


def _by_category(mitglieder):
    """Return (name of the category, members) in the order of § 3 KKG; those with members only."""
    je_kategorie = {kategorie: [] for kategorie in Institutionskategorie}
    for mitglied in mitglieder:
        je_kategorie[Institutionskategorie(mitglied.institution.kategorie)].append(mitglied)
    return [(kategorie.label, wer) for kategorie, wer in je_kategorie.items() if wer]
