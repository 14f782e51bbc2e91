"""What is mine in kommunen: the profiles and measures of the own Jugendamt."""

from django.db.models import Count, Q
from django.urls import reverse

from kommunen import permissions
from kommunen.eigenes import Eigenes, registriere
from kommunen.enums import ERREICHT, OFFEN, Rueckmeldestand
from kommunen.models import Massnahme, Profil, Rueckmeldung, Teilnahme


def registriere_alle():
    registriere(eigene_kommunen)
    registriere(eigene_rueckmeldungen)


def eigene_kommunen(user):
    """Yield profile and measures of every Kommune that the own Jugendamt takes part with."""
    if not permissions.arbeitet_im_jugendamt(user):
        return
    teilnahmen = (
        Teilnahme.objects.visible_to(user)
        .zuletzt_gueltig()
        .filter(jugendamt=user.rolle.jugendamt_id)
        .for_list()
    )
    profile = {
        profil.teilnahme_id: profil
        for profil in Profil.objects.visible_to(user).filter(teilnahme__in=teilnahmen)
    }
    kommunen = {}
    for teilnahme in teilnahmen:
        kommunen[teilnahme.kommune_id] = teilnahme.kommune
        profil = profile.get(teilnahme.pk)
        yield Eigenes(
            titel=f"Profil {teilnahme.kommune}",
            url=f"{teilnahme.kommune.get_absolute_url()}?projekt={teilnahme.projekt.slug}",
            stand=f"{teilnahme.projekt}: "
            + (profil.get_status_display() if profil else "noch kein Profil"),
        )
    yield from _measures(user, kommunen)


def _measures(user, kommunen):
    zahlen = (
        Massnahme.objects.visible_to(user)
        .filter(kommune__in=kommunen)
        .order_by()
        .values_list("kommune")
        .annotate(
            offen=Count("pk", filter=Q(status__in=OFFEN)),
            erreicht=Count("pk", filter=Q(status__in=ERREICHT)),
        )
    )
    je_kommune = {key: (offen, erreicht) for key, offen, erreicht in zahlen}
    for key, kommune in kommunen.items():
        offen, erreicht = je_kommune.get(key, (0, 0))
        yield Eigenes(
            titel=f"Maßnahmen {kommune}",
            url=reverse("kommunen:massnahmen", args=[kommune.slug]),
            stand=f"{offen} in Planung, {erreicht} erreicht",
        )


def eigene_rueckmeldungen(user):
    """Yield one line with what the own Jugendamt was asked, once it was."""
    if not permissions.arbeitet_im_jugendamt(user):
        return
    alle = Rueckmeldung.objects.visible_to(user)
    zahlen = alle.aggregate(
        offen=Count("pk", filter=Q(stand=Rueckmeldestand.OFFEN, anfrage__geschlossen_am=None)),
        gegeben=Count("pk", filter=~Q(stand=Rueckmeldestand.OFFEN)),
    )
    if any(zahlen.values()):
        yield Eigenes(
            titel="Rückmeldungen an die Projektkoordination",
            url=reverse("rueckmeldung:list"),
            stand=f"{zahlen['offen']} offen, {zahlen['gegeben']} gegeben",
        )
