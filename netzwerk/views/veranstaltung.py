"""Meetings: list, page, invitation, and calling one off."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, TemplateView, UpdateView, View

from kinderschutz.dateiausgabe import als_download
from kinderschutz.edit_conflict import ConflictView
from kinderschutz.models import VersionVeraltet
from kommunen.eingabe import nummer
from kommunen.permissions import require, require_known
from netzwerk import permissions
from netzwerk.forms import VeranstaltungForm
from netzwerk.kalender import einladung
from netzwerk.models import Aufgabe, Veranstaltung


def visible_to(user):
    """Return the meetings the user may know of. 404 where her Rolle has none at all."""
    require_known(permissions.can_veranstaltungen_sehen(user))
    return Veranstaltung.objects.visible_to(user)


def get_to_change(request, pk):
    """Return the meeting, locked on POST. 404 if it is not visible, 403 if others organise it."""
    rows = visible_to(request.user).for_list()
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    veranstaltung = get_object_or_404(rows, pk=pk)
    require(permissions.can_veranstaltung_bearbeiten(request.user, veranstaltung))
    return veranstaltung


class VeranstaltungListView(TemplateView):
    template_name = "netzwerk/veranstaltung_list.html"

    def get_context_data(self, **kwargs):
        rows = visible_to(self.request.user).for_list()
        jahre = [tag.year for tag in visible_to(self.request.user).vergangen().jahre()]
        jahr = self.request.GET.get("jahr", "")
        if jahr:
            if jahr not in map(str, jahre):
                raise Http404
            gezeigt = rows.vergangen().filter(beginn__year=int(jahr))
        else:
            gezeigt = rows.kommend()
        reiter = [{"text": "Kommende", "url": "?", "aktiv": not jahr}] + [
            {"text": str(eines), "url": f"?jahr={eines}", "aktiv": str(eines) == jahr}
            for eines in jahre
        ]
        return super().get_context_data(
            veranstaltungen=gezeigt,
            jahr=jahr,
            reiter=reiter,
            can_anlegen=permissions.can_veranstaltung_anlegen(self.request.user),
            **kwargs,
        )


class VeranstaltungDetailView(TemplateView):
    template_name = "netzwerk/veranstaltung_detail.html"

    def get_context_data(self, pk, **kwargs):
        user = self.request.user
        veranstaltung = get_object_or_404(visible_to(user).for_list(), pk=pk)
        can_bearbeiten = permissions.can_veranstaltung_bearbeiten(user, veranstaltung)
        can_protokoll = permissions.can_protokoll_lesen(user, veranstaltung)
        return super().get_context_data(
            veranstaltung=veranstaltung,
            is_vorbei=veranstaltung.ende < timezone.now(),
            can_bearbeiten=can_bearbeiten,
            can_protokoll=can_protokoll,
            ergebnis=_outcome(veranstaltung) if can_protokoll else None,
            **kwargs,
        )


def _outcome(veranstaltung):
    """Return what the page shows of what became of the meeting."""
    teilnehmende = list(veranstaltung.teilnehmende.select_related("institution").order_by("pk"))
    return {
        "teilnehmende": teilnehmende,
        "personen": sum(eine.anzahl for eine in teilnehmende),
        "beschluesse": veranstaltung.beschluesse.order_by("nummer"),
        "aufgaben": [
            (aufgabe, aufgabe.is_ueberfaellig())
            for aufgabe in veranstaltung.aufgaben.select_related("institution").order_by(
                "erledigt_am", "faellig_am", "pk"
            )
        ],
    }


class KalenderView(View):
    """The invitation as a file for the calendar: the same address gives the newest state."""

    def get(self, request, pk):
        veranstaltung = get_object_or_404(visible_to(request.user), pk=pk)
        url = request.build_absolute_uri(veranstaltung.get_absolute_url())
        name = slugify(veranstaltung.titel)[:60] or "veranstaltung"
        return als_download(einladung(veranstaltung, url), f"{name}.ics")


class _Einladung:
    form_class = VeranstaltungForm
    template_name = "netzwerk/veranstaltung_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}


class VeranstaltungCreateView(_Einladung, CreateView):
    def dispatch(self, request, *args, **kwargs):
        require_known(permissions.can_veranstaltungen_sehen(request.user))
        require(permissions.can_veranstaltung_anlegen(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        neue = Veranstaltung(**permissions.veranstalter(self.request.user))
        return super().get_form_kwargs() | {"instance": neue}

    def form_valid(self, form):
        veranstaltung = form.save()
        messages.success(self.request, "Die Veranstaltung ist angelegt.")
        return redirect(veranstaltung)


class VeranstaltungUpdateView(ConflictView, _Einladung, UpdateView):
    def get_object(self, queryset=None):
        return get_to_change(self.request, self.kwargs["pk"])

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "Die Veranstaltung ist gespeichert.")
        return redirect(self.object)


@require_POST
def absagen(request, pk):
    get_to_change(request, pk).sage_ab()
    messages.success(
        request,
        "Die Veranstaltung ist abgesagt. Wer die Einladung noch einmal herunterlädt, sieht das "
        "auch im Kalender.",
    )
    return redirect("veranstaltung:detail", pk)


@require_POST
def protokoll_freigeben(request, pk):
    veranstaltung = get_to_change(request, pk)
    try:
        veranstaltung.require_version(nummer(request.POST.get("version")))
    except VersionVeraltet:
        messages.warning(
            request,
            "Inzwischen hat jemand anderes etwas geändert. Bitte lesen Sie es noch einmal, bevor "
            "alle Eingeladenen es sehen.",
        )
    else:
        veranstaltung.gib_protokoll_frei()
        messages.success(request, "Das Protokoll sehen jetzt alle Eingeladenen.")
    return redirect("veranstaltung:detail", pk)


@require_POST
def aufgabe_erledigt(request, pk, aufgabe):
    veranstaltung = get_to_change(request, pk)
    aufgabe = get_object_or_404(
        Aufgabe.objects.visible_to(request.user).filter(veranstaltung=veranstaltung), pk=aufgabe
    )
    aufgabe.setze_erledigt(request.POST.get("erledigt") == "1")
    # Whoever writes the minutes now must not take it back unseen.
    veranstaltung.save()
    messages.success(
        request, "Die Aufgabe ist erledigt." if aufgabe.erledigt_am else "Die Aufgabe ist offen."
    )
    return redirect("veranstaltung:detail", pk)
