"""The circle meets: the recorder's page, the Befunde beside it, the minutes. For the team only."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from fallanalyse import permissions
from fallanalyse.enums import Fragenstand, Schritt
from fallanalyse.forms import Schrittformular
from fallanalyse.forms.gespraech import SitzungsfrageForm
from fallanalyse.forms.tagesordnung import Tagesordnung
from fallanalyse.models.gespraech import ANWESENDE
from fallanalyse.views.laden import get_analyse, record_read
from fallanalyse.views.schritt import bearbeite, schritt_page, sent_version
from fallanalyse.views.vergleich import adds_something
from kinderschutz.background import background

ERST_SPEICHERN = (
    "Im Schritt »Sitzungen« liegt noch ein Zwischenstand von Ihnen. Bitte speichern oder verwerfen "
    "Sie ihn hier, dann geht es weiter in der Sitzung."
)


def _get_for_team(request, pk, *, lock=False):
    """Return the analysis; for everybody but its team there are no meetings."""
    analyse = get_analyse(request, pk, lock=lock)
    permissions.require_known(permissions.can_fassungen(request.user, analyse))
    return analyse


def _url(name, analyse, *args):
    return reverse(f"fallanalyse:{name}", args=[analyse.pk, *args])


# --- beginning ------------------------------------------------------------------------------------


@sensitive_post_parameters()
@require_POST
def beginnen(request, pk):
    """Begin the meeting of today, or go on in it. What was typed in the step comes along."""
    analyse = _get_for_team(request, pk, lock=True)
    hier = _url("schritt", analyse, Schritt.SITZUNGEN)
    if "version" in request.POST and not _says_nothing_new(request, analyse):
        return bearbeite(
            request, analyse, Schritt.SITZUNGEN, page=schritt_page, hier=hier, danach=_beginne
        )
    permissions.require(permissions.can_bearbeiten(request.user, analyse))
    if "version" not in request.POST and _has_zwischenstand(request, analyse):
        messages.info(request, ERST_SPEICHERN)
        return redirect(hier)
    return redirect(_beginne(request, analyse, Schritt.SITZUNGEN))


def _beginne(request, analyse, schritt):
    return _url("sitzung", analyse, analyse.beginne_sitzung(durch=request.user).pk)


def _says_nothing_new(request, analyse):
    """Say whether the form that came along says what is saved already, and nothing wrong."""
    formular = Schrittformular(analyse, Schritt.SITZUNGEN, request.POST)
    return formular.is_valid() and not adds_something(formular, sent_version(request))


def _has_zwischenstand(request, analyse):
    return analyse.zwischenstand_set.filter(schritt=Schritt.SITZUNGEN, person=request.user).exists()


# --- the recorder's page --------------------------------------------------------------------------


@sensitive_post_parameters()
def sitzung(request, pk, sitzung):
    """Write the step Sitzungen while the circle meets: the same form, in large type."""
    analyse = _get_for_team(request, pk, lock=request.method == "POST")
    key = str(sitzung)
    # Somebody may have removed the meeting while it was written: what is sent is not lost.
    if not _exists(analyse, key) and key not in request.POST.values():
        raise Http404
    return bearbeite(
        request,
        analyse,
        Schritt.SITZUNGEN,
        page=partial(_sitzung_page, sitzung=key),
        hier=_url("sitzung", analyse, key),
        danach=partial(_danach, sitzung=key),
    )


def _exists(analyse, sitzung):
    return analyse.sitzung_set.filter(pk=sitzung).exists()


def _danach(request, analyse, schritt, *, sitzung):
    if not _exists(analyse, sitzung):
        return _url("schritt", analyse, schritt)
    return _url("sitzung_protokoll" if "protokoll" in request.POST else "sitzung", analyse, sitzung)


def _sitzung_page(request, analyse, schritt, formular, version, entwurf=None, *, sitzung):
    ordnung = Tagesordnung(formular, sitzung)
    if ordnung.jetzt is None:
        # Typed before this meeting began, or a form that came incomplete.
        if request.method == "GET":
            messages.info(request, ERST_SPEICHERN)
        return schritt_page(request, analyse, schritt, formular, version, entwurf)
    if request.method == "POST":
        record_read(analyse)
    return render(
        request,
        "fallanalyse/sitzung.html",
        {
            "analyse": analyse,
            "schritt": schritt,
            "formular": formular,
            "version": version,
            "entwurf": entwurf,
            "gesperrt": analyse.freitext_sperre,
            "ordnung": ordnung,
            "jetzt": ordnung.jetzt,
            "in_sitzung": SitzungsfrageForm.IN_SITZUNG,
            "anwesende": [ordnung.jetzt.form[feld] for feld in ANWESENDE],
            "befunde": _befunde(analyse),
            "befunde_stand": analyse.version_of(Schritt.BEFUNDE),
        },
    )


def _befunde(analyse):
    return list(analyse.befund_set.order_by("reihenfolge"))


@background
@require_GET
def befunde(request, pk):
    """
    Answer with the Befunde as they are now: {"stand", "html"}, or 204 where `stand` still holds.

    Asked again and again: only an answer that shows something is kept as a reading.
    """
    analyse = _get_for_team(request, pk)
    stand = str(analyse.version_of(Schritt.BEFUNDE))
    if request.GET.get("stand") == stand:
        return HttpResponse(status=204)
    record_read(analyse)
    html = render_to_string("fallanalyse/_befunde_im_kreis.html", {"befunde": _befunde(analyse)})
    return JsonResponse({"stand": stand, "html": html})


# --- the minutes ----------------------------------------------------------------------------------


@require_GET
def protokoll(request, pk, sitzung):
    analyse = _get_for_team(request, pk)
    eine = get_object_or_404(analyse.sitzung_set, pk=sitzung)
    record_read(analyse)
    fragen = analyse.sitzungsfrage_set.order_by("reihenfolge")
    anwesende = [
        (eine._meta.get_field(feld).verbose_name, getattr(eine, feld)) for feld in ANWESENDE
    ]
    can_bearbeiten = permissions.can_bearbeiten(request.user, analyse)
    return render(
        request,
        "fallanalyse/sitzung_protokoll.html",
        {
            "analyse": analyse,
            "sitzung": eine,
            "anwesende": [(wer, anzahl) for wer, anzahl in anwesende if anzahl],
            "anwesend": sum(anzahl or 0 for _wer, anzahl in anwesende),
            "besprochen": fragen.filter(sitzung=eine, stand=Fragenstand.BESPROCHEN),
            "offen": fragen.exclude(stand=Fragenstand.BESPROCHEN),
            "befunde": _befunde(analyse),
            "jetzt": timezone.now(),
            "can_bearbeiten": can_bearbeiten,
            "ungespeichert": can_bearbeiten and _has_zwischenstand(request, analyse),
        },
    )
