"""From a released Empfehlung to a Massnahme of the own Jugendamt, and back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from fallanalyse import permissions
from fallanalyse.models import FreigegebenerVorschlag, Umsetzung
from kinderschutz.identity import rolle_of
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
    return render(
        request,
        "fallanalyse/empfehlung.html",
        {
            "vorschlag": vorschlag,
            # The Land reads Empfehlungen, not the Befunde behind them.
            "befund": None if permissions.sees_only_vorschlaege(request.user) else vorschlag.befund,
            "massnahmen": [umsetzung.massnahme for umsetzung in umsetzungen],
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
            Umsetzung(vorschlag=vorschlag, massnahme=massnahme).save()
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
