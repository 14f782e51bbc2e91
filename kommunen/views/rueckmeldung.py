"""What the coordination asks of all, and the answers of the Kommunen."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, TemplateView, UpdateView

from kinderschutz.edit_conflict import ConflictView
from kinderschutz.identity import rolle_of
from kommunen import permissions
from kommunen.enums import Rueckmeldestand
from kommunen.forms import AnfrageForm, FristForm, RueckmeldungForm
from kommunen.models import Anfrage, Rueckmeldung
from kommunen.models.rueckmeldung import AnfrageNichtMoeglich


class ListeView(TemplateView):
    """The coordination sees what she asked, a Jugendamt what it was asked."""

    def get_template_names(self):
        if permissions.is_koordination(self.request.user):
            return ["kommunen/anfrage_list.html"]
        return ["kommunen/rueckmeldung_list.html"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        if permissions.is_koordination(user):
            kwargs["anfragen"] = Anfrage.objects.visible_to(user).with_zahlen().for_list()
            kwargs["projekt"] = user.rolle.projekt
        else:
            permissions.require_known(permissions.arbeitet_im_jugendamt(user))
            kwargs["rueckmeldungen"] = Rueckmeldung.objects.visible_to(user).for_list()
        return super().get_context_data(**kwargs)


class AnfrageCreateView(CreateView):
    form_class = AnfrageForm
    template_name = "kommunen/anfrage_form.html"

    def dispatch(self, request, *args, **kwargs):
        projekt_id = getattr(rolle_of(request.user), "projekt_id", None)
        permissions.require_known(permissions.can_anfragen(request.user, projekt_id))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        user = self.request.user
        return super().get_form_kwargs() | {
            "user": user,
            "instance": Anfrage(projekt_id=user.rolle.projekt_id),
        }

    def form_valid(self, form):
        try:
            anzahl = form.instance.stelle()
        except AnfrageNichtMoeglich as grund:
            form.add_error("cluster", str(grund))
            return self.form_invalid(form)
        wer = "Eine Kommune ist" if anzahl == 1 else f"{anzahl} Kommunen sind"
        messages.success(
            self.request, f"{wer} gefragt. Die Anfrage steht bei ihnen in »Meine Arbeit«."
        )
        return redirect(form.instance)


class _DerAnfrage:
    """404 for whoever does not coordinate its Projekt."""

    def get_queryset(self):
        rows = Anfrage.objects.visible_to(self.request.user)
        if self.request.method == "POST":
            return rows.select_for_update(of=("self",))
        return rows.select_related("cluster", "projekt")

    def get_object(self, queryset=None):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class AnfrageView(_DerAnfrage, TemplateView):
    template_name = "kommunen/anfrage_detail.html"

    def get_context_data(self, **kwargs):
        anfrage = self.get_object()
        rows = Rueckmeldung.objects.visible_to(self.request.user).filter(anfrage=anfrage)
        rueckmeldungen = list(rows.for_list())
        for eine in rueckmeldungen:
            eine.can_eintragen = anfrage.is_offen and permissions.can_rueckmelden(
                self.request.user, eine
            )
        return super().get_context_data(
            anfrage=anfrage,
            ausstehend=[eine for eine in rueckmeldungen if eine.is_offen],
            gegeben=[eine for eine in rueckmeldungen if not eine.is_offen],
            verspaetet=sum(1 for eine in rueckmeldungen if eine.is_verspaetet),
            nicht_noetig=sum(
                1 for eine in rueckmeldungen if eine.stand == Rueckmeldestand.NICHT_NOETIG
            ),
            anzahl=len(rueckmeldungen),
            **kwargs,
        )


class FristView(ConflictView, _DerAnfrage, UpdateView):
    form_class = FristForm
    template_name = "kommunen/anfrage_frist.html"

    def form_valid(self, form):
        try:
            self.object.setze_frist(form.cleaned_data["faellig_am"])
        except AnfrageNichtMoeglich as grund:
            form.add_error(None, str(grund))
            return self.form_invalid(form)
        messages.success(
            self.request, f"Die Frist ist jetzt der {self.object.faellig_am:%d.%m.%Y}."
        )
        return redirect(self.object)


@require_POST
@transaction.atomic
def schliessen(request, pk):
    return _wechsle(request, pk, Anfrage.schliesse, "Die Anfrage ist geschlossen.")


@require_POST
@transaction.atomic
def wieder_oeffnen(request, pk):
    return _wechsle(request, pk, Anfrage.oeffne_wieder, "Die Anfrage ist wieder offen.")


def _wechsle(request, pk, schritt, satz):
    rows = Anfrage.objects.visible_to(request.user).select_for_update()
    anfrage = get_object_or_404(rows, pk=pk)
    try:
        schritt(anfrage)
        messages.success(request, satz)
    except AnfrageNichtMoeglich as grund:
        messages.warning(request, str(grund))
    return redirect(anfrage)


class AntwortView(ConflictView, UpdateView):
    form_class = RueckmeldungForm
    template_name = "kommunen/rueckmeldung_form.html"

    def get_object(self, queryset=None):
        rows = Rueckmeldung.objects.visible_to(self.request.user)
        if self.request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        rows = rows.select_related("anfrage__projekt", "anfrage__cluster", "teilnahme__kommune")
        rueckmeldung = get_object_or_404(rows, pk=self.kwargs["pk"])
        permissions.require(permissions.can_rueckmelden(self.request.user, rueckmeldung))
        return rueckmeldung

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "rueckmeldung": self.object,
                "anfrage": self.object.anfrage,
                "ist_koordination": permissions.is_koordination(self.request.user),
            }
            | kwargs
        )

    def form_valid(self, form):
        try:
            self.object.beantworte(form.cleaned_data["stand"], form.cleaned_data["text"])
        except AnfrageNichtMoeglich as grund:
            form.add_error(None, str(grund))
            return self.form_invalid(form)
        messages.success(self.request, "Danke, Ihre Rückmeldung ist bei der Projektkoordination.")
        if permissions.is_koordination(self.request.user):
            return redirect(self.object.anfrage)
        return redirect("rueckmeldung:list")
