"""The shared catalogue: to read for all who read the library, to keep for the projects."""

from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from fallanalyse import permissions
from fallanalyse.enums import Praxisart
from fallanalyse.forms import PraxiselementForm, RisikomusterForm
from fallanalyse.models import FreigegebenerBefund, Praxiselement, Risikomuster
from kinderschutz import audit
from kinderschutz.edit_conflict import conflict
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion

FORMS = {"praxiselement": PraxiselementForm, "risikomuster": RisikomusterForm}
# So many proposals are shown at once; who takes one up sees the next.
VORSCHLAEGE = 50


def katalog(request):
    permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
    can_pflegen = permissions.can_katalog_pflegen(request.user)
    elemente = list(Praxiselement.objects.visible_to(request.user).order_by("name"))
    return render(
        request,
        "fallanalyse/katalog.html",
        {
            "gruppen": [
                (art.label, [eines for eines in elemente if eines.art == art]) for art in Praxisart
            ],
            "risikomuster": Risikomuster.objects.visible_to(request.user).order_by("titel"),
            "can_pflegen": can_pflegen,
            "befunde_sichtbar": not permissions.sees_only_vorschlaege(request.user),
            "vorschlaege": _vorschlaege(request.user) if can_pflegen else [],
        },
    )


def _vorschlaege(user):
    """Return what released Befunde proposed and nobody has taken up yet."""
    offene = FreigegebenerBefund.objects.visible_to(user).filter(praxiselement__isnull=True)
    return (
        offene.exclude(praxis_vorschlag="")
        .order_by("praxis_vorschlag")
        .values_list("praxis_vorschlag", flat=True)
        .distinct()[:VORSCHLAEGE]
    )


def eintrag(request, kind, pk=None):
    """Write an entry, or change one; `?name=` is the proposal it comes from."""
    if kind not in FORMS:
        raise Http404
    permissions.require_known(permissions.can_bibliothek(rolle_of(request.user)))
    permissions.require(permissions.can_katalog_pflegen(request.user))
    form_class = FORMS[kind]
    rows = form_class.Meta.model.objects.visible_to(request.user)
    if request.method == "POST":
        rows = rows.select_for_update()
    instance = get_object_or_404(rows, pk=pk) if pk else None
    gespeichert = form_class(instance=copy(instance))
    form = form_class(
        request.POST or None,
        instance=instance,
        initial={"name": request.GET.get("name", "")[:120]} if not pk else None,
    )
    kontext = {"form": form, "kind": kind, "pk": pk}
    if pk and request.method == "POST" and form.is_outdated():
        kontext |= conflict(form, gespeichert)
        return render(request, "fallanalyse/katalog_eintrag.html", kontext, status=409)
    if form.is_valid():
        eintrag = form.save()
        if kind == "praxiselement":
            _verbinde(request.user, eintrag)
        audit.record(Aktion.GEAENDERT if pk else Aktion.ANGELEGT, eintrag)
        messages.success(request, f"»{eintrag}« steht im Katalog.")
        return redirect("bibliothek:katalog")
    return render(request, "fallanalyse/katalog_eintrag.html", kontext)


def _verbinde(user, element):
    """Let the released Befunde that proposed it point to it now."""
    FreigegebenerBefund.objects.visible_to(user).filter(
        praxiselement__isnull=True, praxis_vorschlag__iexact=element.name
    ).update(praxiselement=element)
