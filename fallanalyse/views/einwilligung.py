"""Consents of an analysis that rests on them: enter, correct, withdraw."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fallanalyse import permissions
from fallanalyse.forms import EinwilligungForm, WiderrufForm
from fallanalyse.models import Einwilligung
from fallanalyse.views.recht import get_lage, get_to_decide, zeige_formular


def neu(request, pk):
    lage = get_to_decide(request, pk)
    return _trage_ein(request, lage, Einwilligung(), "Einwilligung eintragen")


def berichtigen(request, pk, einwilligung):
    lage = get_to_decide(request, pk)
    eine = _get_einwilligung(request, lage, einwilligung)
    return _trage_ein(request, lage, eine, "Einwilligung berichtigen")


def _trage_ein(request, lage, eine, titel):
    form = EinwilligungForm(request.POST or None, instance=eine)
    if form.is_valid():
        form.instance.halte_fest(lage)
        messages.success(request, "Die Einwilligung ist eingetragen.")
        return redirect(lage)
    return zeige_formular(
        request,
        lage,
        form,
        titel=titel,
        einleitung="Vorher haben Sie der Person gesagt: wozu ihre Angaben dienen, was geschieht, "
        "wenn sie Nein sagt, und dass sie jederzeit widerrufen kann. Das Blatt mit Namen und "
        "Unterschrift bleibt in Ihrem Haus.",
    )


def widerrufen(request, pk, einwilligung):
    """Note a withdrawal. Whoever in the team hears of it can: it counts at once."""
    lage = get_lage(request, pk, lock=request.method == "POST")
    permissions.require(permissions.can_widerruf_vermerken(request.user, lage))
    eine = _get_einwilligung(request, lage, einwilligung)
    if eine.widerrufen_am is not None:
        messages.info(request, "Diese Einwilligung ist schon widerrufen.")
        return redirect(lage)
    form = WiderrufForm(request.POST or None, einwilligung=eine)
    if form.is_valid():
        eine.widerrufe(am=form.cleaned_data["widerrufen_am"], durch=request.user)
        messages.success(request, "Der Widerruf ist vermerkt und gilt ab sofort.")
        return redirect(lage)
    return zeige_formular(
        request,
        lage,
        form,
        titel=f"Widerruf: {eine.personenrolle}",
        einleitung="Danach ist die Fallanalyse sofort nur noch lesbar. Was freigegeben war, "
        "verschwindet überall. Die Leitung und Ihr Datenschutz erfahren es.",
        knopf="Widerruf vermerken",
        gefaehrlich=True,
    )


@require_POST
def widerruf_zuruecknehmen(request, pk, einwilligung):
    """Undo a withdrawal that was noted by mistake."""
    lage = get_to_decide(request, pk)
    _get_einwilligung(request, lage, einwilligung).nimm_widerruf_zurueck()
    messages.success(
        request, "Der Vermerk ist zurückgenommen. Was zurückgezogen wurde, bleibt zurückgezogen."
    )
    return redirect(lage)


def _get_einwilligung(request, lage, einwilligung):
    return get_object_or_404(
        Einwilligung.objects.visible_to(request.user), analyse=lage.analyse_id, pk=einwilligung
    )
