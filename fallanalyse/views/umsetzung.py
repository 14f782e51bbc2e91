"""From a released Empfehlung to a Massnahme of the own Jugendamt, and back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from fallanalyse import permissions
from fallanalyse.forms import VerbindenForm
from fallanalyse.models import FreigegebenerVorschlag, Umsetzung
from kinderschutz.identity import rolle_of
from kommunen.enums import Massnahmenstatus
from kommunen.forms import MassnahmeForm
from kommunen.models import Massnahme, Teilnahme


def empfehlung(request, pk):
    """One Empfehlung, the Befund behind it and the measures it became, as far as one sees them."""
    vorschlag = _get_vorschlag(request, pk)
    umsetzungen = (
        Umsetzung.objects.visible_to(request.user)
        .filter(vorschlag=vorschlag)
        .select_related("massnahme__kommune")
        .order_by("massnahme__kommune__name", "pk")
    )
    for umsetzung in umsetzungen:
        umsetzung.can_loesen = permissions.can_verbinden(request.user, umsetzung.massnahme)
    return render(
        request,
        "fallanalyse/empfehlung.html",
        {
            "vorschlag": vorschlag,
            # The Land reads Empfehlungen, not the Befunde behind them.
            "befund": None if permissions.sees_only_vorschlaege(request.user) else vorschlag.befund,
            "umsetzungen": umsetzungen,
            "can_umsetzen": bool(_teilnahmen(request, vorschlag)),
        },
    )


def umsetzen(request, pk):
    """Make a Massnahme of it: the same form as for any other, filled in with its words."""
    vorschlag = _get_vorschlag(request, pk)
    teilnahmen = _teilnahmen(request, vorschlag)
    permissions.require(teilnahmen)
    form = MassnahmeForm(
        request.POST or None,
        initial={"text": vorschlag.text},
        instance=Massnahme(),
        user=request.user,
        kommune=teilnahmen[0].kommune,
        teilnahmen=teilnahmen,
    )
    if request.method == "POST" and form.is_valid():
        massnahme = form.instance
        massnahme.ordne_zu(form.cleaned_data.get("teilnahme") or teilnahmen[0])
        massnahme.vorbild_id = form.vorbild_id()
        massnahme.formular = form.cleaned_data["formular"]
        if massnahme.lege_an():
            Umsetzung.verbinde(vorschlag, massnahme)
            messages.success(request, "Die Maßnahme ist angelegt. Sie steht in Planung.")
            return redirect(massnahme)
        messages.info(
            request, "Diese Maßnahme ist schon angelegt; eine zweite ist nicht entstanden."
        )
        rows = Massnahme.objects.visible_to(request.user)
        return redirect(get_object_or_404(rows, formular=massnahme.formular))
    return render(
        request,
        "fallanalyse/empfehlung_umsetzen.html",
        {"vorschlag": vorschlag, "kommune": teilnahmen[0].kommune, "form": form},
    )


def verbinden(request, pk):
    """Say that a Massnahme which is there already carries it out."""
    vorschlag = _get_vorschlag(request, pk)
    teilnahmen = _teilnahmen(request, vorschlag)
    permissions.require(teilnahmen)
    massnahmen = (
        Massnahme.objects.visible_to(request.user)
        .verantwortet_von(request.user)
        .filter(projekt=vorschlag.projekt_id)
        .exclude(status=Massnahmenstatus.VERWORFEN)
        .exclude(umsetzungen__vorschlag=vorschlag)
        .for_list()
    )
    form = VerbindenForm(request.POST or None, massnahmen=massnahmen)
    if request.method == "POST" and form.is_valid():
        Umsetzung.verbinde(vorschlag, form.cleaned_data["massnahme"])
        messages.success(request, "Die Maßnahme ist mit der Empfehlung verbunden.")
        return redirect("bibliothek:empfehlung", vorschlag.pk)
    return render(
        request,
        "fallanalyse/empfehlung_verbinden.html",
        {"vorschlag": vorschlag, "kommune": teilnahmen[0].kommune, "form": form},
    )


@require_POST
def loesen(request, pk):
    """Take back that a Massnahme carries out an Empfehlung: both stay as they are."""
    permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
    rows = Umsetzung.objects.visible_to(request.user).select_related("massnahme")
    umsetzung = get_object_or_404(rows, pk=pk)
    permissions.require(permissions.can_verbinden(request.user, umsetzung.massnahme))
    umsetzung.delete()
    messages.success(
        request, "Die Verbindung ist gelöst. Die Maßnahme und die Empfehlung bleiben, wie sie sind."
    )
    return redirect("bibliothek:empfehlung", umsetzung.vorschlag_id)


def _get_vorschlag(request, pk):
    permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
    rows = FreigegebenerVorschlag.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("projekt", "befund"), pk=pk)


def _teilnahmen(request, vorschlag):
    """Return with which Teilnahmen of her own Jugendamt she can adopt it: those of its Projekt."""
    return [
        teilnahme
        for teilnahme in Teilnahme.objects.visible_to(request.user)
        .zuletzt_gueltig()
        .filter(projekt=vorschlag.projekt_id)
        .for_list()
        if permissions.can_umsetzen(request.user, teilnahme)
    ]
