"""Contacts, SWOT and change of role of a Teilnahme."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.views.generic import CreateView, FormView, UpdateView, View

from kinderschutz.edit_conflict import ConflictView
from kommunen import permissions
from kommunen.forms import AnsprechpersonForm, RollenwechselForm, SwotForm
from kommunen.models import Ansprechperson, Cluster, Swot
from kommunen.views.teilnahme import DerTeilnahme


class _Kontakt(DerTeilnahme):
    form_class = AnsprechpersonForm
    template_name = "kommunen/ansprechperson_form.html"

    def is_allowed(self, user):
        return permissions.can_kontakt_bearbeiten(user, self.teilnahme)

    def get_queryset(self):
        rows = Ansprechperson.objects.visible_to(self.request.user).filter(teilnahme=self.teilnahme)
        if self.request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        return rows

    def form_valid(self, form):
        form.instance.teilnahme = self.teilnahme
        form.instance.bestaetige()
        return self.zur_teilnahme("Die Ansprechperson ist gespeichert und heute bestätigt.")


class AnsprechpersonCreateView(_Kontakt, CreateView):
    pass


class AnsprechpersonUpdateView(ConflictView, _Kontakt, UpdateView):
    def get_object(self, queryset=None):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])


class _KontaktAktion(_Kontakt, View):
    """One thing done to a contact, by POST only."""

    def get(self, request, *args, **kwargs):
        return HttpResponseNotAllowed(["POST"])

    def post(self, request, *args, **kwargs):
        return self.zur_teilnahme(self.tue(get_object_or_404(self.get_queryset(), pk=kwargs["pk"])))


class AnsprechpersonBestaetigenView(_KontaktAktion):
    def tue(self, person):
        person.bestaetige()
        return "Danke. Die Ansprechperson ist heute bestätigt."


class AnsprechpersonEntfernenView(_KontaktAktion):
    def tue(self, person):
        person.delete()
        return "Die Ansprechperson ist entfernt, mit Namen, Telefon und E-Mail-Adresse."


class _Analyse(DerTeilnahme):
    form_class = SwotForm
    template_name = "kommunen/swot_form.html"

    def is_allowed(self, user):
        return permissions.can_swot_schreiben(user, self.teilnahme)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        # So that the form can say that there is one of this day already.
        form.instance.teilnahme = self.teilnahme
        return form

    def form_valid(self, form):
        form.save()
        return self.zur_teilnahme("Die SWOT-Analyse ist gespeichert.")


class SwotCreateView(_Analyse, CreateView):
    pass


class SwotUpdateView(ConflictView, _Analyse, UpdateView):
    def get_object(self, queryset=None):
        rows = Swot.objects.visible_to(self.request.user).filter(teilnahme=self.teilnahme)
        if self.request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class RollenwechselView(DerTeilnahme, FormView):
    form_class = RollenwechselForm
    template_name = "kommunen/rollenwechsel.html"

    def is_allowed(self, user):
        return permissions.can_projekt_koordinieren(user, self.teilnahme.projekt_id)

    def get_form_kwargs(self):
        cluster = Cluster.objects.visible_to(self.request.user).filter(
            projekt=self.teilnahme.projekt
        )
        return super().get_form_kwargs() | {
            "teilnahme": self.teilnahme,
            "cluster": cluster.order_by("nummer"),
        }

    def form_valid(self, form):
        neu = form.cleaned_data
        try:
            self.teilnahme.wechsle(rolle=neu["rolle"], cluster=neu["cluster"], am=neu["am"])
        except ValidationError as grund:
            for feld, saetze in grund.update_error_dict({}).items():
                form.add_error(feld if feld in form.fields else None, saetze)
            # The page shows what is stored, not what was refused.
            self.teilnahme.refresh_from_db()
            return self.form_invalid(form)
        return self.zur_teilnahme(
            f"Seit {neu['am']:%d.%m.%Y}: {self.teilnahme.get_rolle_display()}."
        )
