"""The attachments of an analysis. Nobody outside its team learns that there are any."""

from csp.decorators import csp_update
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from fallanalyse import permissions
from fallanalyse.forms import AnhangForm
from fallanalyse.models import Anhang
from fallanalyse.views.laden import get_analyse, meldung, record_read
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import ablage
from kinderschutz.dateiausgabe import als_download


@sensitive_post_parameters()
def anhaenge(request, pk):
    analyse = _get_of_team(request, pk)
    can_bearbeiten = permissions.can_bearbeiten(request.user, analyse)
    form = AnhangForm()
    if request.method == "POST":
        permissions.require(can_bearbeiten or analyse.sperre)
        # The row is locked behind this check, which takes its time, not during it (haenge_an).
        form = AnhangForm(request.POST, request.FILES)
        if form.is_valid() and _haenge_an(request, analyse, form):
            return redirect("fallanalyse:anhaenge", pk)
    record_read(analyse)
    return render(
        request,
        "fallanalyse/anhaenge.html",
        {
            "analyse": analyse,
            "anhaenge": analyse.anhang_set.order_by("reihenfolge"),
            "can_bearbeiten": can_bearbeiten,
            "gesperrt": analyse.freitext_sperre,
            "form": form,
        },
    )


def _haenge_an(request, analyse, form):
    """Say whether it is done; if not, the form says why."""
    geprueft = form.cleaned_data["datei"]
    try:
        anhang = Anhang.haenge_an(
            analyse,
            bezeichnung=form.cleaned_data["bezeichnung"],
            art=geprueft.art,
            inhalt=geprueft.inhalt,
        )
    except (UebergangNichtMoeglich, ablage.NichtGespeichert) as grund:
        form.add_error("datei", str(grund))
        return False
    messages.success(request, f"{anhang} ist gespeichert.")
    if geprueft.hinweis:
        messages.warning(request, geprueft.hinweis)
    return True


@csp_update({"sandbox": True})
def anhang(request, pk, anhang):
    """Hand out the file: to be saved, never to be shown as a page of ours."""
    eines = _get_anhang(request, pk, anhang)
    try:
        inhalt = eines.lies()
    except ablage.NichtLesbar as grund:
        messages.error(request, str(grund))
        return redirect("fallanalyse:anhaenge", pk)
    return als_download(inhalt, eines.dateiname)


def anhang_entfernen(request, pk, anhang):
    eines = _get_anhang(request, pk, anhang)
    permissions.require(permissions.can_bearbeiten(request.user, eines.analyse))
    if request.method == "POST":
        with meldung(request, f"{eines} ist entfernt."):
            eines.entferne()
        return redirect("fallanalyse:anhaenge", pk)
    record_read(eines.analyse)
    return render(
        request, "fallanalyse/anhang_entfernen.html", {"analyse": eines.analyse, "anhang": eines}
    )


def _get_of_team(request, pk):
    """Return the analysis: 404 for whoever is not in its team, also if she may read it."""
    analyse = get_analyse(request, pk)
    permissions.require_known(permissions.can_internes(request.user, analyse))
    return analyse


def _get_anhang(request, pk, anhang):
    analyse = _get_of_team(request, pk)
    rows = Anhang.objects.visible_to(request.user)
    eines = get_object_or_404(
        rows.select_for_update(of=("self",)) if request.method == "POST" else rows,
        analyse=analyse,
        pk=anhang,
    )
    eines.analyse = analyse
    return eines
