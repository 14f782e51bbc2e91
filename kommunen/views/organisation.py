"""How the own Jugendamt is staffed and organised, year by year, and beside its Land."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from kinderschutz.edit_conflict import ConflictView
from kommunen import permissions
from kommunen.forms import JahrForm, OrganisationForm
from kommunen.models import Jugendamt, Organisationsstand
from kommunen.organisationsvergleich import vergleiche


class OrganisationView(TemplateView):
    template_name = "kommunen/organisation.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        permissions.require_known(permissions.can_organisation_sehen(user))
        staende = list(
            Organisationsstand.objects.visible_to(user).neueste_zuerst().select_related("jugendamt")
        )
        gesucht = self.request.GET.get("jahr", "")
        stand = next((eines for eines in staende if str(eines.jahr) == gesucht), None)
        if gesucht and stand is None:
            raise Http404
        stand = stand or next(iter(staende), None)
        return super().get_context_data(
            jugendamt=user.rolle.jugendamt,
            stand=stand,
            reiter=[
                {
                    "text": str(eines.jahr),
                    "url": f"?jahr={eines.jahr}",
                    "aktiv": eines == stand,
                }
                for eines in staende
            ],
            vergleich=stand and vergleiche(user, stand),
            can_bearbeiten=permissions.can_organisation_bearbeiten(user),
            **kwargs,
        )


class OrganisationBearbeitenView(ConflictView, FormView):
    form_class = OrganisationForm
    template_name = "kommunen/organisation_form.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        user = request.user
        permissions.require_known(permissions.can_organisation_sehen(user))
        permissions.require(permissions.can_organisation_bearbeiten(user))
        wahl = JahrForm(request.GET)
        if not wahl.is_valid():
            raise Http404
        self.jahr = wahl.cleaned_data["jahr"]
        self.jugendamt = user.rolle.jugendamt
        if request.method == "POST":
            # The row of the year may not be there yet: the office stands for it.
            Jugendamt.objects.visible_to(user).select_for_update(no_key=True, of=("self",)).get(
                pk=self.jugendamt.pk
            )
        rows = Organisationsstand.objects.visible_to(user).filter(jahr=self.jahr)
        self.stand = rows.first() or Organisationsstand(jugendamt=self.jugendamt, jahr=self.jahr)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.stand}

    def get_context_data(self, **kwargs):
        return super().get_context_data(jahr=self.jahr, jugendamt=self.jugendamt, **kwargs)

    def form_valid(self, form):
        form.save()
        messages.success(self.request, f"Die Angaben zu {self.jahr} sind gespeichert.")
        return redirect("organisation:uebersicht")
