"""Territory through time: handing a Jugendamt over, dissolving a Kommune."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from kommunen import permissions
from kommunen.forms import AufloesungForm, UebergabeForm, ZustimmungForm
from kommunen.models import Kommune, Uebergabe
from kommunen.models.uebergabe import UebergabeNichtMoeglich
from kommunen.uebergabevorschau import vorschau


class _NurAdministration:
    def dispatch(self, request, *args, **kwargs):
        permissions.require_known(permissions.can_gebiete(request.user))
        return super().dispatch(request, *args, **kwargs)


class GebieteView(_NurAdministration, TemplateView):
    template_name = "kommunen/gebiete.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            uebergaben=Uebergabe.objects.visible_to(user).for_list(),
            aufgeloeste=Kommune.objects.visible_to(user).endende(),
            **kwargs,
        )


class UebergabeCreateView(_NurAdministration, FormView):
    form_class = UebergabeForm
    template_name = "kommunen/uebergabe_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        form.instance.plane(durch=self.request.user)
        messages.success(
            self.request, "Die Übergabe ist geplant. Die Leitungen sehen sie unter »Meine Arbeit«."
        )
        return redirect("gebiete:uebergabe", form.instance.pk)


class UebergabeView(FormView):
    """What moves and what stays; the Leitungen of both sides agree here."""

    form_class = ZustimmungForm
    template_name = "kommunen/uebergabe.html"

    def dispatch(self, request, *args, **kwargs):
        self.uebergabe = get_object_or_404(
            Uebergabe.objects.visible_to(request.user).for_list(), pk=kwargs["pk"]
        )
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        permissions.require(permissions.can_uebergabe_zustimmen(request.user, self.uebergabe))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.uebergabe.stimme_zu(durch=self.request.user)
        except UebergabeNichtMoeglich as grund:
            messages.error(self.request, str(grund))
        else:
            messages.success(self.request, "Sie haben für Ihr Jugendamt zugestimmt.")
        return redirect("gebiete:uebergabe", self.uebergabe.pk)

    def get_context_data(self, **kwargs):
        user, uebergabe = self.request.user, self.uebergabe
        can_zustimmen = permissions.can_uebergabe_zustimmen(user, uebergabe)
        return super().get_context_data(
            uebergabe=uebergabe,
            vorschau=vorschau(user, uebergabe),
            can_zustimmen=can_zustimmen and uebergabe.fragt(user.rolle.jugendamt_id),
            can_verwerfen=permissions.can_gebiete(user) and uebergabe.is_offen,
            can_gebiete=permissions.can_gebiete(user),
            **kwargs,
        )


@require_POST
def verwerfen(request, pk):
    uebergabe = get_object_or_404(Uebergabe.objects.visible_to(request.user), pk=pk)
    permissions.require(permissions.can_gebiete(request.user))
    try:
        uebergabe.verwirf()
    except UebergabeNichtMoeglich as grund:
        messages.error(request, str(grund))
    else:
        messages.success(request, "Die Übergabe ist verworfen. Beide Jugendämter bleiben.")
    return redirect("gebiete:uebergabe", pk)


class AufloesungView(_NurAdministration, FormView):
    """First shows what would happen, then does it."""

    form_class = AufloesungForm
    template_name = "kommunen/aufloesung.html"

    def form_valid(self, form):
        aenderung = form.cleaned_data["aenderung"]
        if self.request.POST.get("bestaetigt") != aenderung.abdruck:
            return self.render_to_response(self.get_context_data(form=form, aenderung=aenderung))
        try:
            aenderung.fuehre_durch(durch=self.request.user)
        except UebergabeNichtMoeglich as grund:
            form.add_error(None, str(grund))
            return self.form_invalid(form)
        messages.success(self.request, "Die Gebietsänderung ist eingetragen.")
        return redirect("gebiete:list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"aenderung": None} | kwargs)
