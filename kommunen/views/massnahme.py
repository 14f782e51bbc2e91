"""The measures of a Kommune: list, writing one, and how it stands."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import CreateView, TemplateView, UpdateView

from kinderschutz.models import VersionVeraltet
from kommunen import permissions
from kommunen.enums import ERREICHT, OFFEN, Massnahmenstatus
from kommunen.forms import MassnahmeForm
from kommunen.massnahmenformulare import MassnahmenstatusForm
from kommunen.models import Kommune, Massnahme, Teilnahme


class _DerKommune:
    """What all pages share: the Kommune of the address and her Teilnahmen. 404 if not hers."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        user = request.user
        self.kommune = get_object_or_404(Kommune.objects.visible_to(user), slug=kwargs["slug"])
        teilnahmen = Teilnahme.objects.visible_to(user).filter(kommune=self.kommune)
        self.teilnahmen = list(teilnahmen.for_list())
        if not permissions.can_massnahmen_sehen(user, self.kommune, self.teilnahmen):
            raise Http404
        self.eigene = [
            teilnahme
            for teilnahme in self.teilnahmen
            if permissions.can_massnahme_anlegen(user, teilnahme)
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(kommune=self.kommune, **kwargs)


class MassnahmeListView(_DerKommune, TemplateView):
    template_name = "kommunen/massnahme_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = Massnahme.objects.visible_to(user).filter(kommune=self.kommune).for_list()
        massnahmen = [
            Listenzeile(
                massnahme,
                massnahme.is_ueberfaellig(),
                permissions.can_massnahme_bearbeiten(user, massnahme),
            )
            for massnahme in rows
        ]
        return super().get_context_data(
            gruppen=_by_state(massnahmen),
            has_mehrere_projekte=len({zeile.massnahme.projekt_id for zeile in massnahmen}) > 1,
            anzahl_ueberfaellig=sum(1 for zeile in massnahmen if zeile.is_ueberfaellig),
            can_anlegen=bool(self.eigene),
            **kwargs,
        )


@dataclass(frozen=True)
class Listenzeile:
    massnahme: Massnahme
    is_ueberfaellig: bool
    can_bearbeiten: bool


def _by_state(zeilen):
    """Return (heading, lines) for what is to do, what is done and what was given up."""
    titel = {
        **dict.fromkeys(OFFEN, "In Planung und begonnen"),
        **dict.fromkeys(ERREICHT, "Erreicht"),
    }
    gruppen = {"In Planung und begonnen": [], "Erreicht": [], "Zurückgestellt oder verworfen": []}
    for zeile in zeilen:
        status = Massnahmenstatus(zeile.massnahme.status)
        gruppen[titel.get(status, "Zurückgestellt oder verworfen")].append(zeile)
    return [(text, gruppe) for text, gruppe in gruppen.items() if gruppe]


class MassnahmeCreateView(_DerKommune, CreateView):
    form_class = MassnahmeForm
    template_name = "kommunen/massnahme_form.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require(self.eigene)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "kommune": self.kommune,
            "teilnahmen": self.eigene,
        }

    def form_valid(self, form):
        form.instance.ordne_zu(form.cleaned_data.get("teilnahme") or self.eigene[0])
        form.save()
        messages.success(self.request, "Die Maßnahme ist angelegt. Sie steht in Planung.")
        return redirect("kommunen:massnahmen", self.kommune.slug)


class _VorhandeneMassnahme(_DerKommune, UpdateView):
    """Change one that is there: locked while it is written, and only if nobody was faster."""

    def get_queryset(self):
        rows = Massnahme.objects.visible_to(self.request.user).filter(kommune=self.kommune)
        if self.request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        return rows

    def get_object(self, queryset=None):
        massnahme = get_object_or_404(queryset or self.get_queryset(), pk=self.kwargs["pk"])
        permissions.require(permissions.can_massnahme_bearbeiten(self.request.user, massnahme))
        return massnahme

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        # Before the form writes the typed values into the object.
        self.gespeichert = self.stored_values(self.object)
        form = self.get_form()
        is_valid = form.is_valid()
        if "version" not in form.errors:
            # First of all: what can follow depends on what the other one did.
            try:
                self.object.require_version(form.cleaned_data["version"])
            except VersionVeraltet as grund:
                return self.show_conflict(form, str(grund))
        return self.form_valid(form) if is_valid else self.form_invalid(form)

    def show_conflict(self, form, grund):
        """Show both texts: hers stays in the fields, the other stands beside; nothing is saved."""
        form.accept_current_version(self.object.version)
        abweichend = [
            (form[name].label, wert)
            for name, wert in self.gespeichert.items()
            if name in form.fields and str(form[name].value() or "") != str(wert.roh or "")
        ]
        context = self.get_context_data(form=form, konflikt=grund, abweichend=abweichend)
        return self.render_to_response(context, status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"massnahme": self.object, "konflikt": "", "abweichend": []} | kwargs
        )


@dataclass(frozen=True)
class Gespeichert:
    """A stored value: as a form field holds it (`roh`) and as people read it."""

    roh: object
    text: str


class MassnahmeUpdateView(_VorhandeneMassnahme):
    form_class = MassnahmeForm
    template_name = "kommunen/massnahme_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "kommune": self.kommune,
            "teilnahmen": self.eigene,
        }

    def stored_values(self, massnahme):
        zieldatum = f"{massnahme.zieldatum:%d.%m.%Y}" if massnahme.zieldatum else ""
        return {
            "text": Gespeichert(massnahme.text, massnahme.text),
            "thema": Gespeichert(massnahme.thema, massnahme.thema),
            "reichweite": Gespeichert(massnahme.reichweite, massnahme.get_reichweite_display()),
            "verantwortlich": Gespeichert(massnahme.verantwortlich, massnahme.verantwortlich),
            "institution": Gespeichert(massnahme.institution_id, str(massnahme.institution or "")),
            "zieldatum": Gespeichert(zieldatum, zieldatum),
        }

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "Die Maßnahme ist gespeichert.")
        return redirect("kommunen:massnahmen", self.kommune.slug)


class MassnahmenstatusView(_VorhandeneMassnahme):
    form_class = MassnahmenstatusForm
    template_name = "kommunen/massnahme_status.html"

    def stored_values(self, massnahme):
        return {
            "status": Gespeichert(
                massnahme.status,
                f"{massnahme.get_status_display()}, seit {massnahme.status_geaendert_am:%d.%m.%Y}",
            ),
            "begruendung": Gespeichert(massnahme.begruendung, massnahme.begruendung),
        }

    def form_valid(self, form):
        neu = form.cleaned_data
        self.object.setze_status(neu["status"], am=neu["am"], begruendung=neu["begruendung"])
        messages.success(
            self.request,
            f"Status der Maßnahme seit {self.object.status_geaendert_am:%d.%m.%Y}:"
            f" {self.object.get_status_display()}.",
        )
        return redirect("kommunen:massnahmen", self.kommune.slug)
