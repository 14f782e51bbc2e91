"""The measures of a Kommune: list, writing one, and how it stands."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import CreateView, TemplateView, UpdateView

from kinderschutz.edit_conflict import ConflictView
from kommunen import permissions
from kommunen.enums import ERREICHT, OFFEN, Massnahmenstatus
from kommunen.filters import MassnahmeFilter
from kommunen.forms import MassnahmeForm, MassnahmenstatusForm
from kommunen.massnahmen_aus_profil import MASSNAHMEN
from kommunen.models import Kommune, Massnahme, Massnahmenanteil, Profil, Profilpunkt, Teilnahme
from kommunen.models.wirkung import wirkung_faellig
from kommunen.vorbilder import vorbild


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
        mit_belegen = bool(self.eigene)
        rows = Massnahme.objects.visible_to(user).filter(kommune=self.kommune)
        gefiltert = MassnahmeFilter(
            self.request.GET, queryset=rows, request=self.request, mit_belegen=mit_belegen
        )
        steht_an = ExpressionWrapper(wirkung_faellig(), BooleanField())
        zeilen = [
            Listenzeile(
                massnahme,
                massnahme.is_ueberfaellig(),
                massnahme.wirkung_steht_an,
                mit_belegen and massnahme.is_erreicht and not massnahme.has_beleg,
                permissions.can_massnahme_bearbeiten(user, massnahme),
            )
            for massnahme in gefiltert.qs.for_list()
            .with_beleg()
            .annotate(wirkung_steht_an=steht_an)
        ]
        return super().get_context_data(
            filter=gefiltert,
            is_gefiltert=any(self.request.GET.get(name) for name in gefiltert.filters),
            gruppen=_by_state(zeilen),
            has_mehrere_projekte=len({zeile.massnahme.projekt_id for zeile in zeilen}) > 1,
            anzahl_ueberfaellig=sum(1 for zeile in zeilen if zeile.is_ueberfaellig),
            anzahl_wirkung=sum(1 for zeile in zeilen if zeile.is_wirkung_faellig),
            beteiligt=self._shares(user),
            punkte=self._points_without(user),
            can_anlegen=bool(self.eigene),
            **kwargs,
        )

    def _shares(self, user):
        """Return the shares of this Kommune in measures that another one answers for."""
        return (
            Massnahmenanteil.objects.visible_to(user)
            .filter(teilnahme__in=self.teilnahmen)
            .exclude(massnahme__kommune=self.kommune)
            .select_related("massnahme__kommune")
            .order_by("massnahme__kommune__name", "pk")
        )

    def _points_without(self, user):
        """Return the results on the profile page that nobody made a measure of yet."""
        return (
            Profilpunkt.objects.visible_to(user)
            .filter(
                profil__teilnahme__in=self.eigene,
                abschnitt__in=MASSNAHMEN,
                massnahme=None,
                ist_absatz=False,
            )
            .in_order()
        )


@dataclass(frozen=True)
class Listenzeile:
    massnahme: Massnahme
    is_ueberfaellig: bool
    is_wirkung_faellig: bool
    is_ohne_beleg: bool
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
    """Freely, from a point of the profile (`?punkt=`) or after another Kommune (`?vorlage=`)."""

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

    def get_initial(self):
        if punkt := self._point(self.request.GET.get("punkt", "")):
            reichweite, _status = MASSNAHMEN[punkt.abschnitt]
            return {"text": punkt.text, "reichweite": reichweite, "punkt": punkt.pk}
        vorlage = self.request.GET.get("vorlage", "")
        if gefunden := vorbild(self.request.user, vorlage, kommune=self.kommune):
            return {
                "text": gefunden.text,
                "thema": self.request.GET.get("thema", "")[:120],
                "uebernommen_von": gefunden.kommune,
                "vorlage": vorlage,
            }
        return {}

    def _point(self, key):
        """Return the point of the own profile with this key, None if there is none."""
        # More digits than a key has would be an error of the database.
        if not re.fullmatch(r"\d{1,18}", str(key), re.ASCII):
            return None
        return (
            Profilpunkt.objects.visible_to(self.request.user)
            .filter(
                pk=key,
                profil__teilnahme__in=self.eigene,
                abschnitt__in=MASSNAHMEN,
                massnahme=None,
            )
            .select_related("profil__teilnahme")
            .first()
        )

    def form_valid(self, form):
        punkt = self._point(form.cleaned_data["punkt"] or "")
        if punkt:
            # Whoever saves the page now waits, and whoever has just saved it gave the point anew.
            profile = Profil.objects.visible_to(self.request.user)
            profil = profile.select_for_update(of=("self",)).get(pk=punkt.profil_id)
            punkt = profil.punkte.filter(
                abschnitt=punkt.abschnitt, text=punkt.text, massnahme=None
            ).first()
        massnahme = form.instance
        massnahme.ordne_zu(
            punkt.profil.teilnahme
            if punkt
            else form.cleaned_data.get("teilnahme") or self.eigene[0]
        )
        massnahme.vorbild_id = form.vorbild_id()
        massnahme.formular = form.cleaned_data["formular"]
        if not massnahme.lege_an():
            messages.info(
                self.request, "Diese Maßnahme ist schon angelegt; eine zweite ist nicht entstanden."
            )
            vorhanden = Massnahme.objects.visible_to(self.request.user)
            return redirect(get_object_or_404(vorhanden, formular=massnahme.formular))
        if punkt:
            punkt.massnahme = massnahme
            punkt.save(update_fields=["massnahme"])
        messages.success(self.request, "Die Maßnahme ist angelegt. Sie steht in Planung.")
        return redirect(massnahme)


class _VorhandeneMassnahme(ConflictView, _DerKommune, UpdateView):
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

    def get_context_data(self, **kwargs):
        return super().get_context_data(massnahme=self.object, **kwargs)


class MassnahmeUpdateView(_VorhandeneMassnahme):
    form_class = MassnahmeForm
    template_name = "kommunen/massnahme_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "kommune": self.kommune,
            "teilnahmen": self.eigene,
        }

    def form_valid(self, form):
        form.instance.vorbild_id = form.vorbild_id()
        form.save()
        messages.success(self.request, "Die Maßnahme ist gespeichert.")
        return redirect(form.instance)


class MassnahmenstatusView(_VorhandeneMassnahme):
    form_class = MassnahmenstatusForm
    template_name = "kommunen/massnahme_status.html"

    def get_stored_kwargs(self):
        # The page asks for these anew.
        massnahme = self.object
        gespeichert = {"am": massnahme.status_geaendert_am, "begruendung": massnahme.begruendung}
        return super().get_stored_kwargs() | {"initial": gespeichert}

    def form_valid(self, form):
        neu, davor = form.cleaned_data, self.object.status
        self.object.setze_status(neu["status"], am=neu["am"], begruendung=neu["begruendung"])
        messages.success(
            self.request,
            f"Status der Maßnahme seit {self.object.status_geaendert_am:%d.%m.%Y}:"
            f" {self.object.get_status_display()}.",
        )
        if self.object.status == Massnahmenstatus.UMGESETZT and davor != self.object.status:
            # Asked, not forced: who has none at hand goes on without.
            return redirect("kommunen:beleg_neu", self.kommune.slug, self.object.pk)
        return redirect(self.object)
