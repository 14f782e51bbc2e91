"""Who it was: the Datenschutz asks for one object, gives a reason, and sees names for a day."""

from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView
from django_filters.views import FilterView

from kinderschutz.identity import rolle_of
from kinderschutz.models import Protokolleintrag
from kommunen import permissions
from kommunen.filters import EinsichtFilter, schreibweisen
from kommunen.forms import EinsichtForm
from kommunen.models import Einsichtnahme
from kommunen.views.protokoll import seite


class BegruendenView(FormView):
    form_class = EinsichtForm
    template_name = "kommunen/einsicht_begruenden.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require_known(permissions.can_protokoll_as(rolle_of(request.user)))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"kennung": self.request.GET.get("kennung", "").strip()[:80]}

    def form_valid(self, form):
        eintrag = (
            Protokolleintrag.objects.visible_to(self.request.user)
            .filter(kennung__in=schreibweisen(form.cleaned_data["kennung"]))
            .first()
        )
        if eintrag is None:
            form.add_error("kennung", "Dazu steht im Protokoll Ihres Jugendamts nichts.")
            return self.form_invalid(form)
        eine = Einsichtnahme.begruende(
            durch=self.request.user, kennung=eintrag.kennung, grund=form.cleaned_data["grund"]
        )
        return redirect("einsicht_detail", eine.pk)


class EinsichtView(FilterView):
    """The entries of one Kennung with names; her own reason opens it, until it is a day old."""

    filterset_class = EinsichtFilter
    template_name = "kommunen/einsicht.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require_known(permissions.can_protokoll_as(rolle_of(request.user)))
        self.einsichtnahme = get_object_or_404(
            Einsichtnahme.objects.visible_to(request.user), pk=kwargs["pk"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return self.einsichtnahme.eintraege()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        zeilen, weiter = seite(self.object_list, self.request.GET)
        return context | {
            "einsichtnahme": self.einsichtnahme,
            "zeilen": zeilen,
            "weiter": weiter,
        }
