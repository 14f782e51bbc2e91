"""Somebody from outside is invited to moderate: by the team, and what the invited one sees."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from fallanalyse import permissions
from fallanalyse.forms import EinladungForm, EinladungscodeForm, NeuesKontoForm
from fallanalyse.models import Einladung
from fallanalyse.models.einladung import EinladungUngueltig, NichtVerschickt
from fallanalyse.views.laden import get_analyse
from kinderschutz import audit
from kinderschutz.accounts import has_account, open_account
from kinderschutz.identity import SESSION_KEY
from kinderschutz.models import Aktion
from kommunen.models import Rolle

EINLADUNG_KEY = "einladung"
ZU_OFT = "Das war zu oft hintereinander. Bitte warten Sie einige Minuten."


class EinladungenView(FormView):
    """Whom the team invited, and the form to invite somebody."""

    form_class = EinladungForm
    template_name = "fallanalyse/einladungen.html"

    def dispatch(self, request, *args, **kwargs):
        self.analyse = get_analyse(request, kwargs["pk"], lock=request.method == "POST")
        permissions.require(permissions.can_einladungen(request.user, self.analyse))
        self.can_einladen = permissions.can_einladen(request.user, self.analyse)
        permissions.require(request.method != "POST" or self.can_einladen)
        rows = Einladung.objects.visible_to(request.user).filter(analyse=self.analyse)
        self.einladungen = list(rows.select_related("person", "eingeladen_durch").for_list())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kollegium = (
            Rolle.objects.visible_to(self.request.user)
            .gueltig()
            .filter(permissions.q_kollegium(self.analyse))
            .values_list("person__email", flat=True)
        )
        return super().get_form_kwargs() | {
            "vergeben": [eine.email for eine in self.einladungen if eine.is_offen]
            + [eine.email for eine in self.einladungen if eine.has_zugang],
            "kollegium": [email.lower() for email in kollegium],
        }

    def get_context_data(self, **kwargs):
        audit.record(Aktion.GELESEN, objektart="einladung", kennung=self.analyse.kennung)
        return super().get_context_data(**kwargs) | {
            "analyse": self.analyse,
            "can_einladen": self.can_einladen,
            "einladungen": self.einladungen,
        }

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="einladung_senden"):
            form.add_error(None, ZU_OFT)
            return self.form_invalid(form)
        try:
            with transaction.atomic():
                Einladung.lade_ein(
                    self.analyse,
                    **form.cleaned_data,
                    durch=self.request.user,
                    adresse=self.request.build_absolute_uri(reverse("einladung:oeffnen")),
                )
        except NichtVerschickt as grund:
            form.add_error("email", str(grund))
            return self.form_invalid(form)
        messages.success(self.request, "Die Einladung ist unterwegs.")
        return redirect("fallanalyse:einladungen", self.analyse.pk)


@require_POST
def beenden(request, pk, einladung):
    """Withdraw an invitation, or end the access it gave: with this click."""
    analyse = get_analyse(request, pk, lock=True)
    permissions.require(permissions.can_einladungen(request.user, analyse))
    rows = Einladung.objects.visible_to(request.user).select_for_update(of=("self",))
    eine = get_object_or_404(rows, analyse=analyse, pk=einladung)
    hatte_zugang = eine.has_zugang
    eine.beende()
    messages.success(
        request,
        "Der Zugang ist beendet. Ab sofort gibt es die Fallanalyse für diese Person nicht mehr."
        if hatte_zugang
        else "Die Einladung ist zurückgezogen. Der Link in der E-Mail öffnet nichts mehr.",
    )
    return redirect("fallanalyse:einladungen", analyse.pk)


# --- what the invited one sees -------------------------------------------------------------------


def _record_refusal():
    audit.record(Aktion.VERWEIGERT, objektart="einladung")


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class OeffnenView(FormView):
    """Take the code of the link. Looking at the page does nothing; a click sends the code."""

    form_class = EinladungscodeForm
    template_name = "fallanalyse/einladung_oeffnen.html"

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="einladung_oeffnen"):
            form.add_error("code", ZU_OFT)
            return self.form_invalid(form)
        try:
            pk = Einladung.key_of(form.cleaned_data["code"])
            Einladung.oeffne(pk)
        except EinladungUngueltig as grund:
            _record_refusal()
            form.add_error("code", str(grund))
            return self.form_invalid(form)
        self.request.session[EINLADUNG_KEY] = str(pk)
        return redirect("einladung:annehmen")


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class AnnehmenView(FormView):
    """Accept, signed in with the invited address; or make an account for it and accept."""

    form_class = NeuesKontoForm
    template_name = "fallanalyse/einladung_annehmen.html"

    def dispatch(self, request, *args, **kwargs):
        """Show the sentence that says why, where the link opens nothing (any more)."""
        try:
            self.pk = uuid.UUID(request.session.get(EINLADUNG_KEY, ""))
        except ValueError:
            return redirect("einladung:oeffnen")
        try:
            self.einladung = Einladung.oeffne(self.pk)
            if request.user.is_authenticated:
                self.einladung.require_email(request.user.email)
            return super().dispatch(request, *args, **kwargs)
        except EinladungUngueltig as grund:
            if request.method == "POST":
                _record_refusal()
            return render(request, self.template_name, {"grund": str(grund)})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"einladung": self.einladung}

    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return self._accept()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="einladung_oeffnen"):
            form.add_error(None, ZU_OFT)
            return self.form_invalid(form)
        konto = form.cleaned_data
        try:
            self.einladung.require_email(konto["email"])
        except EinladungUngueltig as grund:
            _record_refusal()
            form.add_error("email", str(grund))
            return self.form_invalid(form)
        if has_account(konto["email"]):
            form.add_error(
                "email",
                "Zu dieser Adresse gibt es schon ein Konto. Bitte melden Sie sich oben damit an.",
            )
            return self.form_invalid(form)
        open_account(
            self.request, email=konto["email"], name=konto["name"], password=konto["passwort"]
        )
        return self._accept()

    def _accept(self):
        einladung = Einladung.nimm_an(self.pk, durch=self.request.user)
        session = self.request.session
        session.pop(EINLADUNG_KEY, None)
        session[SESSION_KEY] = str(self.request.user.rolle.pk)
        messages.success(
            self.request,
            "Willkommen. Sie moderieren jetzt diese Fallanalyse, bis zum "
            f"{einladung.bis:%d.%m.%Y}.",
        )
        return redirect("fallanalyse:detail", einladung.analyse_id)
