"""Who may do what in kommunen. The only place of this app that compares roles for actions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kinderschutz.identity import rolle_of
from kommunen.enums import IM_JUGENDAMT, IM_LAND, Rollenart
from kommunen.models import Projekt, Teilnahme


def require(allowed):
    """
    Go on if it is allowed.

    :raises PermissionDenied: which becomes a 403
    """
    if not allowed:
        raise PermissionDenied


def require_known(known):
    """:raises Http404: if this Rolle is not even to know that there is such a page"""
    if not known:
        raise Http404


def handelt_als(user, *arten):
    """Return whether the user acts in a Rolle of one of these arts."""
    rolle = rolle_of(user)
    return rolle is not None and rolle.art in arten


def arbeitet_im_jugendamt(user):
    """Return whether profile and measures of the own Jugendamt are this user's work."""
    return handelt_als(user, *IM_JUGENDAMT)


def _in_jugendamt(user, jugendamt_id, *arten):
    return (
        jugendamt_id is not None
        and handelt_als(user, *arten)
        and user.rolle.jugendamt_id == jugendamt_id
    )


def _koordiniert(user, projekt_id):
    return (
        projekt_id is not None
        and handelt_als(user, Rollenart.PROJEKTKOORDINATION)
        and user.rolle.projekt_id == projekt_id
    )


def can_profil_bearbeiten(user, teilnahme):
    """Whoever works in the Jugendamt of the Teilnahme, or coordinates its Projekt."""
    return _in_jugendamt(user, teilnahme.jugendamt_id, *IM_JUGENDAMT) or _koordiniert(
        user, teilnahme.projekt_id
    )


def can_profil_veroeffentlichen(user, teilnahme):
    """The Leitung answers for it; the coordination only where no Jugendamt uses the application."""
    if teilnahme.jugendamt_id is None:
        return _koordiniert(user, teilnahme.projekt_id)
    return _in_jugendamt(user, teilnahme.jugendamt_id, Rollenart.LEITUNG)


def can_massnahme_anlegen(user, teilnahme):
    return can_profil_bearbeiten(user, teilnahme)


def can_massnahme_bearbeiten(user, massnahme):
    return _in_jugendamt(user, massnahme.jugendamt_id, *IM_JUGENDAMT) or _koordiniert(
        user, massnahme.projekt_id
    )


def can_kontakt_bearbeiten(user, teilnahme):
    return _in_jugendamt(
        user, teilnahme.jugendamt_id, *IM_JUGENDAMT, Rollenart.NETZWERKKOORDINATION
    ) or _koordiniert(user, teilnahme.projekt_id)


def can_teilnahme_sehen(user, teilnahme):
    """Milestones and contacts: whoever works in the Jugendamt, or coordinates the Projekt."""
    return can_kontakt_bearbeiten(user, teilnahme)


def kennt_teilnahmen(user):
    """Return whether the Rolle can see any Teilnahme from inside at all."""
    return handelt_als(
        user, *IM_JUGENDAMT, Rollenart.NETZWERKKOORDINATION, Rollenart.PROJEKTKOORDINATION
    )


def pflegt_kontakte(user):
    return handelt_als(user, Rollenart.LEITUNG, Rollenart.NETZWERKKOORDINATION)


def can_meilensteine_bearbeiten(user, teilnahme):
    """Target dates bind the Jugendamt: its Leitung, and the coordination."""
    return _in_jugendamt(user, teilnahme.jugendamt_id, Rollenart.LEITUNG) or _koordiniert(
        user, teilnahme.projekt_id
    )


def can_swot_schreiben(user, teilnahme):
    """Whoever writes the profile writes where it starts from."""
    return can_profil_bearbeiten(user, teilnahme)


def can_projekt_koordinieren(user, projekt_id):
    """Set the target dates of all Teilnahmen, change who leads a cluster."""
    return _koordiniert(user, projekt_id)


def can_cluster_fortschritt(user, projekt_id):
    """The coordination follows the clusters of her Projekt, nobody else does."""
    return _koordiniert(user, projekt_id)


def can_anfragen(user, projekt_id):
    """The coordination asks the Kommunen of her Projekt, and reports on it."""
    return _koordiniert(user, projekt_id)


def can_rueckmelden(user, rueckmeldung):
    """The Jugendamt that is asked; the coordination only where none uses the application."""
    if rueckmeldung.jugendamt_id is None:
        return _koordiniert(user, rueckmeldung.projekt_id)
    return _in_jugendamt(user, rueckmeldung.jugendamt_id, *IM_JUGENDAMT)


def is_koordination(user):
    return handelt_als(user, Rollenart.PROJEKTKOORDINATION)


def can_organisation_sehen(user):
    """Whoever works in the Jugendamt sees how it is staffed."""
    return handelt_als(user, *IM_JUGENDAMT)


def can_organisation_bearbeiten(user):
    """The Leitung says how it is; the page is about an office, not about workers."""
    return handelt_als(user, Rollenart.LEITUNG)


def can_landesuebersicht(user):
    return handelt_als(user, *IM_LAND)


def can_fortschritt_as(rolle):
    """For the navigation, which knows the Rolle only."""
    return rolle is not None and rolle.art == Rollenart.PROJEKTKOORDINATION


def can_landesuebersicht_as(rolle):
    return rolle is not None and rolle.art in IM_LAND


def can_massnahmen_sehen(user, kommune, teilnahmen):
    """Whoever works on them through one of the Teilnahmen, and the Land of the Kommune."""
    return any(can_massnahme_anlegen(user, teilnahme) for teilnahme in teilnahmen) or (
        handelt_als(user, *IM_LAND) and user.rolle.bundesland_id == kommune.bundesland_id
    )


def can_profil_importieren(user):
    """Whoever works in a Jugendamt brings her page, the coordination that of any Kommune."""
    return handelt_als(user, *IM_JUGENDAMT, Rollenart.PROJEKTKOORDINATION)


def projekte_zum_einlesen(user):
    """Return the Projekte whose pages this user may bring."""
    if handelt_als(user, Rollenart.PROJEKTKOORDINATION):
        return Projekt.objects.filter(pk=user.rolle.projekt_id)
    if handelt_als(user, *IM_JUGENDAMT):
        return (
            Projekt.objects.filter(teilnahmen__jugendamt=user.rolle.jugendamt_id)
            .distinct()
            .order_by("beginn", "pk")
        )
    return Projekt.objects.none()


def teilnahmen_in_obhut(user):
    """Return the Teilnahmen whose profile and measures wait for this user, None if she has none."""
    if handelt_als(user, Rollenart.LEITUNG):
        return Teilnahme.objects.filter(jugendamt=user.rolle.jugendamt_id)
    if handelt_als(user, Rollenart.PROJEKTKOORDINATION):
        return Teilnahme.objects.filter(projekt=user.rolle.projekt_id)
    return None


def warum_obhut(user):
    """Return why such things come to this user."""
    if handelt_als(user, Rollenart.LEITUNG):
        return "Sie verantworten Profil und Maßnahmen Ihres Jugendamts."
    return "Sie begleiten die Kommunen Ihres Projekts."


def can_protokoll_as(rolle):
    """Datenschutz of a Jugendamt reads its audit trail, nobody else does."""
    return rolle is not None and rolle.sees_protokoll and rolle.jugendamt_id is not None


def can_belege_sehen(user, massnahme):
    """Minutes name people: the Jugendamt whose measure it is and the coordination, not the Land."""
    return can_massnahme_bearbeiten(user, massnahme)


def beurteilt_wirkungen(user):
    """Whoever works on measures at all; which of them says `gesetzt_von`."""
    return handelt_als(user, *IM_JUGENDAMT, Rollenart.PROJEKTKOORDINATION)


def can_anteil_bearbeiten(user, anteil):
    """Who answers for the measure, and the Jugendamt whose share it is."""
    return can_massnahme_bearbeiten(user, anteil.massnahme) or _in_jugendamt(
        user, anteil.teilnahme.jugendamt_id, *IM_JUGENDAMT
    )


def can_gebiete(user):
    """Who plans handovers and dissolves Kommunen."""
    return handelt_als(user, Rollenart.ADMINISTRATION)


def can_gebiete_as(rolle):
    """For the navigation, which knows the Rolle only."""
    return rolle is not None and rolle.is_administration


def leitet_jugendamt(user):
    return handelt_als(user, Rollenart.LEITUNG)


def can_uebergabe_zustimmen(user, uebergabe):
    """The Leitung of one of the two Jugendämter agrees for it."""
    return handelt_als(user, Rollenart.LEITUNG) and (
        uebergabe.seite_of(user.rolle.jugendamt_id) is not None
    )
