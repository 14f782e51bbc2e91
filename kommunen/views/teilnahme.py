"""A Teilnahme from inside: milestones, contacts, SWOT – for its Jugendamt and the coordination."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from kinderschutz.edit_conflict import ConflictView
from kommunen import permissions
from kommunen.enums import Meilensteinart
from kommunen.forms import MeilensteineForm
from kommunen.models import Ansprechperson, Kommune, Meilenstein, Swot, Teilnahme


class DerTeilnahme:
    """
    What all pages of a Teilnahme share: the one of the address, locked while somebody writes.

    Of several in one Projekt (the role changed) the newest. 404 if the user is not to see it, 403
    if she may not do what the page is for (`is_allowed`).
    """

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        user = request.user
        self.kommune = get_object_or_404(Kommune.objects.visible_to(user), slug=kwargs["slug"])
        rows = (
            Teilnahme.objects.visible_to(user)
            .for_page(self.kommune)
            .select_related("kommune", "jugendamt")
        )
        if request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        self.teilnahme = get_object_or_404(rows, projekt__slug=kwargs["projekt"])
        if not permissions.can_teilnahme_sehen(user, self.teilnahme):
            raise Http404

    def dispatch(self, request, *args, **kwargs):
        permissions.require(self.is_allowed(request.user))
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user):
        return True

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs
            | {
                "kommune": self.kommune,
                "teilnahme": self.teilnahme,
                "projekt": self.teilnahme.projekt,
            }
        )

    def zur_teilnahme(self, meldung):
        """Return to the page of the Teilnahme with this message."""
        messages.success(self.request, meldung)
        return redirect("kommunen:teilnahme", self.kommune.slug, self.teilnahme.projekt.slug)


class TeilnahmeView(DerTeilnahme, TemplateView):
    template_name = "kommunen/teilnahme.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            meilensteine=_in_order(
                Meilenstein.objects.visible_to(user).filter(teilnahme=self.teilnahme)
            ),
            ansprechpersonen=Ansprechperson.objects.visible_to(user)
            .filter(teilnahme=self.teilnahme)
            .order_by("name", "pk"),
            swot_analysen=Swot.objects.visible_to(user)
            .filter(teilnahme=self.teilnahme)
            .neueste_zuerst(),
            frueher=Teilnahme.objects.visible_to(user).frueher_als(self.teilnahme),
            can_kontakt=permissions.can_kontakt_bearbeiten(user, self.teilnahme),
            can_swot=permissions.can_swot_schreiben(user, self.teilnahme),
            can_koordinieren=permissions.can_projekt_koordinieren(user, self.teilnahme.projekt_id),
            can_meilensteine=permissions.can_meilensteine_bearbeiten(user, self.teilnahme),
            **kwargs,
        )


def _in_order(rows):
    """Return (name of the milestone, the milestone or None) for all of them, in their order."""
    vorhanden = {stein.art: stein for stein in rows}
    for stein in vorhanden.values():
        stein.ueberfaellig = stein.is_ueberfaellig()
    return [(text, vorhanden.get(art)) for art, text in Meilensteinart.choices]


class MeilensteineView(ConflictView, DerTeilnahme, FormView):
    form_class = MeilensteineForm
    template_name = "kommunen/meilensteine.html"

    def is_allowed(self, user):
        return permissions.can_meilensteine_bearbeiten(user, self.teilnahme)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Meilenstein.objects.visible_to(request.user).filter(teilnahme=self.teilnahme)
        self.steine = {stein.art: stein for stein in rows}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"projekt": self.teilnahme.projekt}

    def get_initial(self):
        version = sum(stein.version for stein in self.steine.values())
        return {"version": version} | {
            name: wert
            for art, stein in self.steine.items()
            for name, wert in (
                (f"soll_{art}", stein.soll),
                (f"erreicht_{art}", stein.erreicht_am),
            )
        }

    def form_valid(self, form):
        Meilenstein.halte_fest(self.teilnahme, form.angaben())
        return self.zur_teilnahme("Die Meilensteine sind gespeichert.")
