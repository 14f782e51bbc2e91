"""What waits and what is mine around a Teilnahme: milestones, and the way to its page."""

from django.db.models import Count, Q
from django.urls import reverse

from kommunen import anliegen, eigenes, permissions, seitenabschnitte
from kommunen.anliegen import Anliegen
from kommunen.eigenes import Eigenes
from kommunen.enums import Meilensteinart
from kommunen.models import Ansprechperson, Meilenstein, Teilnahme
from kommunen.seitenabschnitte import Abschnitt


def registriere_alle():
    anliegen.registriere(meilensteine)
    anliegen.registriere(kontakte)
    eigenes.registriere(eigene_teilnahmen)
    eigenes.registriere(eigenes_projekt)
    seitenabschnitte.registriere(teilnahmen_der_kommune)


def _url(kommune, projekt):
    return reverse("kommunen:teilnahme", args=[kommune, projekt])


def meilensteine(user):
    """Yield one Anliegen per Teilnahme with overdue milestones."""
    teilnahmen = permissions.teilnahmen_in_obhut(user)
    if teilnahmen is None:
        return
    warum = permissions.warum_obhut(user)
    faellige = (
        Meilenstein.objects.visible_to(user)
        .ueberfaellig()
        .filter(teilnahme__in=teilnahmen.gueltig())
        .select_related("teilnahme__kommune", "teilnahme__projekt")
        .order_by("soll", "pk")
    )
    je_teilnahme = {}
    for stein in faellige:
        je_teilnahme.setdefault(stein.teilnahme, []).append(stein)
    for teilnahme, steine in je_teilnahme.items():
        was = (
            f"Meilenstein »{steine[0]}« ist"
            if len(steine) == 1
            else f"{len(steine)} Meilensteine sind"
        )
        yield Anliegen(
            text=f"{was} überfällig: {teilnahme.kommune}, {teilnahme.projekt}",
            url=_url(teilnahme.kommune.slug, teilnahme.projekt.slug),
            warum=warum,
            faellig_am=steine[0].soll,
            anzahl=len(steine),
        )


def kontakte(user):
    """Yield the own Teilnahmen with a contact that nobody confirmed for a year."""
    if not permissions.pflegt_kontakte(user):
        return
    personen = (
        Ansprechperson.objects.visible_to(user)
        .unbestaetigt()
        .filter(teilnahme__in=Teilnahme.objects.gueltig())
        .select_related("teilnahme__kommune", "teilnahme__projekt")
        .order_by("teilnahme__kommune__name", "pk")
    )
    for teilnahme in dict.fromkeys(person.teilnahme for person in personen):
        yield Anliegen(
            text=f"Stimmt die Ansprechperson noch? {teilnahme.kommune}, {teilnahme.projekt}",
            url=_url(teilnahme.kommune.slug, teilnahme.projekt.slug),
            warum="Seit über einem Jahr hat sie niemand bestätigt.",
        )


def eigene_teilnahmen(user):
    """Yield the way to every Teilnahme of the own Jugendamt and how far it is."""
    if not permissions.arbeitet_im_jugendamt(user):
        return
    teilnahmen = (
        Teilnahme.objects.visible_to(user)
        .zuletzt_gueltig()
        .filter(jugendamt=user.rolle.jugendamt_id)
        .for_list()
        .annotate(erreicht=Count("meilensteine", filter=Q(meilensteine__erreicht_am__isnull=False)))
    )
    for teilnahme in teilnahmen:
        yield Eigenes(
            titel=f"Im Projekt {teilnahme.projekt}: {teilnahme.kommune}",
            url=_url(teilnahme.kommune.slug, teilnahme.projekt.slug),
            stand=f"{teilnahme.erreicht} von {len(Meilensteinart)} Meilensteinen erreicht",
        )


def eigenes_projekt(user):
    """Yield the Projekt that the user coordinates."""
    if permissions.is_koordination(user):
        projekt = user.rolle.projekt
        yield Eigenes(
            titel=f"Projekt {projekt}",
            url=reverse("projekt:detail", args=[projekt.slug]),
            stand=projekt.zeitraum,
        )


def teilnahmen_der_kommune(user, kommune, jugendaemter):
    """Return the section that leads from the page of a Kommune into her Teilnahmen."""
    if not permissions.kennt_teilnahmen(user):
        return None
    teilnahmen = [
        teilnahme
        for teilnahme in Teilnahme.objects.visible_to(user).for_page(kommune)
        if permissions.can_teilnahme_sehen(user, teilnahme)
    ]
    if not teilnahmen:
        return None
    return Abschnitt(
        titel="Im Projekt",
        template="kommunen/teilnahme/_in_kommune.html",
        daten={"kommune": kommune, "teilnahmen": teilnahmen},
    )
