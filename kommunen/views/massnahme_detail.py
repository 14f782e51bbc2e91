"""The page of one measure: the chain from where it came from to who took it over."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render

from kommunen import permissions
from kommunen.enums import Reichweite
from kommunen.massnahmenherkunft import Herkunft, herkunft_von
from kommunen.models import (
    Massnahme,
    Massnahmenanteil,
    Massnahmenbeleg,
    Massnahmenschritt,
    Profilpunkt,
    Teilnahme,
    Wirkungsbeurteilung,
)
from kommunen.models.wirkung import gesetzt_von, wirkungsplan


def get_massnahme(request, slug, pk):
    """Return the measure, locked while something is written to it; 404 if not to be known."""
    rows = Massnahme.objects.visible_to(request.user).select_related(
        "kommune", "projekt", "institution", "uebernommen_von"
    )
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, kommune__slug=slug, pk=pk)


def massnahme_detail(request, slug, pk):
    user = request.user
    massnahme = get_massnahme(request, slug, pk)
    can_bearbeiten = permissions.can_massnahme_bearbeiten(user, massnahme)
    can_belege = permissions.can_belege_sehen(user, massnahme)
    belege = list(
        Massnahmenbeleg.objects.visible_to(user).filter(massnahme=massnahme).in_order()
        if can_belege
        else ()
    )
    plan = wirkungsplan(
        massnahme, Wirkungsbeurteilung.objects.visible_to(user).filter(massnahme=massnahme)
    )
    herkunft = [*herkunft_von(user, massnahme), *_profilpunkte(user, massnahme)]
    uebernahmen = _uebernahmen(user, massnahme)
    anteile = list(Massnahmenanteil.objects.visible_to(user).filter(massnahme=massnahme).for_page())
    for anteil in anteile:
        anteil.massnahme = massnahme
    return render(
        request,
        "kommunen/massnahme_detail.html",
        {
            "kommune": massnahme.kommune,
            "massnahme": massnahme,
            "is_ueberfaellig": massnahme.is_ueberfaellig(),
            "can_bearbeiten": can_bearbeiten,
            "can_belege": can_belege,
            "can_liste": _can_liste(user, massnahme.kommune),
            "herkunft": herkunft,
            "vorbild": _vorbild(user, massnahme),
            "schritte": Massnahmenschritt.objects.visible_to(user)
            .filter(massnahme=massnahme)
            .order_by("-pk"),
            "belege": belege,
            "plan": plan,
            "is_wirkung_faellig": any(stufe.is_faellig for stufe in plan),
            "has_selbst_gesetzt": can_bearbeiten and gesetzt_von(massnahme, user),
            "uebernahmen": uebernahmen,
            "is_clusteruebergreifend": massnahme.reichweite == Reichweite.CLUSTER,
            "anteile": [
                (anteil, permissions.can_anteil_bearbeiten(user, anteil)) for anteil in anteile
            ],
            "kette": _kette(massnahme, herkunft, belege if can_belege else None, plan, uebernahmen),
        },
    )


@dataclass(frozen=True)
class Glied:
    """One link of the chain: its name, where it stands on the page, how far it is."""

    titel: str
    anker: str
    text: str
    is_da: bool


def _kette(massnahme, herkunft, belege, plan, uebernahmen):
    if massnahme.uebernommen_von:
        woher = f"von {massnahme.uebernommen_von}"
    else:
        woher = herkunft[0].art if herkunft else "eigene Idee"
    glieder = [
        Glied("Woher", "woher", woher, bool(herkunft or massnahme.uebernommen_von)),
        Glied("Maßnahme", "schritte", massnahme.get_status_display(), massnahme.is_erreicht),
    ]
    if belege is not None:
        text = {0: "noch keiner", 1: "ein Beleg"}.get(len(belege), f"{len(belege)} Belege")
        glieder.append(Glied("Beleg", "belege", text, bool(belege)))
    beurteilt = [stufe for stufe in plan if stufe.beurteilung]
    if any(stufe.is_faellig for stufe in plan):
        text = "jetzt zu beurteilen"
    elif beurteilt:
        text = f"beurteilt nach {beurteilt[-1].monate} Monaten"
    elif plan:
        text = f"ab {plan[0].ab:%d.%m.%Y}"
    elif massnahme.is_erreicht:
        text = "Tag der Umsetzung fehlt"
    else:
        text = "nach der Umsetzung"
    glieder.append(Glied("Wirkung", "wirkung", text, bool(beurteilt)))
    kommunen = sorted({kommune.name for kommune, _url in uebernahmen})
    text = {0: "noch nicht bekannt", 1: f"von {kommunen[0]}" if kommunen else ""}.get(
        len(kommunen), f"von {len(kommunen)} Kommunen"
    )
    glieder.append(Glied("Übernommen", "uebernommen", text, bool(kommunen)))
    return glieder


def _profilpunkte(user, massnahme):
    punkte = (
        Profilpunkt.objects.visible_to(user)
        .filter(massnahme=massnahme)
        .select_related("profil__teilnahme__projekt")
        .order_by("pk")
    )
    for punkt in punkte:
        projekt = punkt.profil.teilnahme.projekt
        yield Herkunft(
            art=f"Profil, {projekt}",
            text=punkt.text,
            url=f"{massnahme.kommune.get_absolute_url()}?projekt={projekt.slug}",
        )


def _vorbild(user, massnahme):
    """Return the measure it follows if this user may see it."""
    if massnahme.vorbild_id is None:
        return None
    return (
        Massnahme.objects.visible_to(user)
        .select_related("kommune")
        .filter(pk=massnahme.vorbild_id)
        .first()
    )


def _uebernahmen(user, massnahme):
    """
    Return (Kommune, where to read it) of those who took it over.

    Only those whose measure this user sees, or who say it in a published profile: nobody learns
    here what a Kommune has not told.
    """
    gesehen = [
        (eine.kommune, eine.get_absolute_url())
        for eine in Massnahme.objects.visible_to(user)
        .filter(vorbild=massnahme)
        .select_related("kommune")
        .order_by("kommune__name", "pk")
    ]
    bekannte = {kommune.pk for kommune, _url in gesehen}
    punkte = (
        Profilpunkt.objects.visible_to(user)
        .filter(massnahme__vorbild=massnahme)
        .select_related("profil__teilnahme__kommune")
        .order_by("profil__teilnahme__kommune__name", "pk")
    )
    for punkt in punkte:
        kommune = punkt.profil.teilnahme.kommune
        if kommune.pk not in bekannte:
            bekannte.add(kommune.pk)
            gesehen.append((kommune, kommune.get_absolute_url()))
    return gesehen


def _can_liste(user, kommune):
    teilnahmen = Teilnahme.objects.visible_to(user).filter(kommune=kommune)
    return permissions.can_massnahmen_sehen(user, kommune, teilnahmen)
