"""What belongs to one measure: Belege, the effect, shares, and who has something like it."""

from copy import copy

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from kinderschutz import ablage
from kinderschutz.dateiausgabe import als_download
from kinderschutz.edit_conflict import conflict
from kommunen import permissions
from kommunen.enums import Reichweite
from kommunen.forms import AnteilForm, BelegForm, WirkungForm
from kommunen.models import (
    Kommune,
    Massnahmenanteil,
    Massnahmenbeleg,
    Teilnahme,
    Wirkungsbeurteilung,
)
from kommunen.models.beleg import ZuVieleBelege
from kommunen.models.wirkung import SELBST, WirkungNichtMoeglich, faellige_stufe, gesetzt_von
from kommunen.views.massnahme_detail import get_massnahme
from kommunen.vorbilder import vorbilder


@sensitive_post_parameters()
def beleg_neu(request, slug, pk):
    massnahme = get_massnahme(request, slug, pk)
    permissions.require(permissions.can_massnahme_bearbeiten(request.user, massnahme))
    form = BelegForm(
        request.POST or None,
        request.FILES or None,
        instance=Massnahmenbeleg(massnahme=massnahme),
    )
    if request.method == "POST" and form.is_valid() and _fuege_hinzu(request, form):
        return redirect(f"{massnahme.get_absolute_url()}#belege")
    return render(
        request,
        "kommunen/beleg_form.html",
        {"kommune": massnahme.kommune, "massnahme": massnahme, "form": form},
    )


def _fuege_hinzu(request, form):
    """Say whether it is done; if not, the form says why."""
    beleg, geprueft = form.instance, form.cleaned_data["datei"]
    beleg.formular = form.cleaned_data["formular"]
    try:
        is_neu = beleg.fuege_hinzu(geprueft)
    except (ZuVieleBelege, ablage.NichtGespeichert) as grund:
        form.add_error(None, str(grund))
        return False
    if is_neu:
        messages.success(request, "Der Beleg ist gespeichert.")
    else:
        messages.info(request, "Dieser Beleg ist schon gespeichert.")
    if is_neu and geprueft and geprueft.hinweis:
        messages.warning(request, geprueft.hinweis)
    return True


@csp_update({"sandbox": True})
def beleg(request, slug, pk, beleg):
    """Hand out the file: to be saved, never to be shown as a page of ours."""
    massnahme, eines = _get_beleg(request, slug, pk, beleg)
    if not eines.datei:
        raise Http404
    try:
        inhalt = eines.lies()
    except ablage.NichtLesbar as grund:
        messages.error(request, str(grund))
        return redirect(massnahme)
    return als_download(inhalt, eines.dateiname)


def beleg_entfernen(request, slug, pk, beleg):
    massnahme, eines = _get_beleg(request, slug, pk, beleg)
    permissions.require(permissions.can_massnahme_bearbeiten(request.user, massnahme))
    if request.method == "POST":
        eines.entferne()
        messages.success(request, "Der Beleg ist entfernt.")
        return redirect(f"{massnahme.get_absolute_url()}#belege")
    return render(
        request,
        "kommunen/beleg_entfernen.html",
        {"kommune": massnahme.kommune, "massnahme": massnahme, "beleg": eines},
    )


def _get_beleg(request, slug, pk, beleg):
    massnahme = get_massnahme(request, slug, pk)
    permissions.require_known(permissions.can_belege_sehen(request.user, massnahme))
    rows = Massnahmenbeleg.objects.visible_to(request.user).filter(massnahme=massnahme)
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    return massnahme, get_object_or_404(rows, pk=beleg)


def wirkung(request, slug, pk):
    """Judge the effect; what is not due, or not by her, says so and leads back."""
    massnahme = get_massnahme(request, slug, pk)
    permissions.require(permissions.can_massnahme_bearbeiten(request.user, massnahme))
    stufe = faellige_stufe(massnahme)
    if request.method == "GET" and (grund := _warum_nicht(request, massnahme, stufe)):
        messages.info(request, grund)
        return redirect(massnahme)
    form = WirkungForm(request.POST or None, instance=Wirkungsbeurteilung(massnahme=massnahme))
    if request.method == "POST" and form.is_valid():
        try:
            form.instance.halte_fest(durch=request.user)
        except WirkungNichtMoeglich as grund:
            form.add_error(None, str(grund))
        else:
            messages.success(request, "Die Wirkung ist beurteilt.")
            return redirect(f"{massnahme.get_absolute_url()}#wirkung")
    return render(
        request,
        "kommunen/wirkung_form.html",
        {"kommune": massnahme.kommune, "massnahme": massnahme, "form": form, "stufe": stufe},
    )


def _warum_nicht(request, massnahme, stufe):
    if stufe is None:
        return "Die Wirkung dieser Maßnahme steht jetzt nicht zur Beurteilung an."
    if gesetzt_von(massnahme, request.user):
        return SELBST
    beurteilt = Wirkungsbeurteilung.objects.visible_to(request.user).filter(
        massnahme=massnahme, erreicht_am=massnahme.erreicht_am, nach_monaten=stufe
    )
    return "Die Wirkung ist zu diesem Zeitpunkt schon beurteilt." if beurteilt.exists() else ""


def anteil_neu(request, slug, pk):
    massnahme = get_massnahme(request, slug, pk)
    permissions.require(permissions.can_massnahme_bearbeiten(request.user, massnahme))
    teilnahmen = _ohne_anteil(request, massnahme)
    if massnahme.reichweite != Reichweite.CLUSTER or not teilnahmen:
        messages.info(
            request,
            "Anteile hat nur eine clusterübergreifende Maßnahme."
            if massnahme.reichweite != Reichweite.CLUSTER
            else "Alle Kommunen, die mitmachen können, haben schon einen Anteil.",
        )
        return redirect(massnahme)
    form = AnteilForm(
        request.POST or None,
        instance=Massnahmenanteil(massnahme=massnahme),
        teilnahmen=teilnahmen,
    )
    if request.method == "POST" and form.is_valid():
        form.instance.teilnahme = form.cleaned_data["teilnahme"]
        form.save()
        messages.success(request, f"{form.instance} ist gespeichert.")
        return redirect(f"{massnahme.get_absolute_url()}#anteile")
    return _anteilseite(request, massnahme, form)


def _ohne_anteil(request, massnahme):
    """Return who of the same cluster (or, without one, Projekt) has no share yet."""
    teilnahmen = (
        Teilnahme.objects.visible_to(request.user)
        .zuletzt_gueltig()
        .filter(projekt=massnahme.projekt_id)
    )
    eigene = teilnahmen.filter(kommune=massnahme.kommune_id).first()
    if eigene is not None and eigene.cluster_id:
        teilnahmen = teilnahmen.filter(cluster=eigene.cluster_id)
    mit = Massnahmenanteil.objects.visible_to(request.user).filter(massnahme=massnahme)
    return list(teilnahmen.exclude(pk__in=mit.values("teilnahme")).for_list())


def anteil(request, slug, pk, anteil):
    massnahme = get_massnahme(request, slug, pk)
    rows = Massnahmenanteil.objects.visible_to(request.user).select_related("teilnahme__kommune")
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    eines = get_object_or_404(rows, massnahme=massnahme, pk=anteil)
    permissions.require(permissions.can_anteil_bearbeiten(request.user, eines))
    gespeichert = AnteilForm(instance=copy(eines))
    form = AnteilForm(request.POST or None, instance=eines)
    if request.method == "POST" and form.is_outdated():
        kontext = conflict(form, gespeichert)
        return _anteilseite(request, massnahme, form, eines, status=409, **kontext)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"{eines} ist gespeichert.")
        return redirect(f"{massnahme.get_absolute_url()}#anteile")
    return _anteilseite(request, massnahme, form, eines)


def _anteilseite(request, massnahme, form, eines=None, *, status=200, **kontext):
    kontext |= {
        "kommune": massnahme.kommune,
        "massnahme": massnahme,
        "anteil": eines,
        "form": form,
    }
    return render(request, "kommunen/anteil_form.html", kontext, status=status)


def wer_hat_das_schon(request, slug):
    """Find measures of other Kommunen on a theme: what everybody may read, or this user sees."""
    kommune = get_object_or_404(Kommune.objects.visible_to(request.user), slug=slug)
    teilnahmen = list(
        Teilnahme.objects.visible_to(request.user).filter(kommune=kommune).select_related("projekt")
    )
    permissions.require_known(permissions.can_massnahmen_sehen(request.user, kommune, teilnahmen))
    # A database knows no character 0.
    thema = " ".join(request.GET.get("thema", "").replace("\0", " ").split())[:120]
    funde = vorbilder(request.user, kommune=kommune, thema=thema) if thema else []
    return render(
        request,
        "kommunen/vorbilder.html",
        {
            "kommune": kommune,
            "thema": thema,
            "aehnliche": [eins for eins in funde if eins.is_aehnlich_gross],
            "andere": [eins for eins in funde if not eins.is_aehnlich_gross],
            "can_anlegen": any(
                permissions.can_massnahme_anlegen(request.user, teilnahme)
                for teilnahme in teilnahmen
            ),
        },
    )
