"""What the acting Rolle may do. The only place of this app that compares roles."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from fallanalyse.enums import Funktion, Uebergang
from fallanalyse.workflow import BEIM_TEAM, uebergaenge_from
from kinderschutz.identity import rolle_of
from kommunen.enums import Rollenart
from kommunen.permissions import can_massnahme_anlegen, can_massnahme_bearbeiten

SCHREIBENDE = {Rollenart.FACHKRAFT, Rollenart.LEITUNG, Rollenart.MODERATION}
TEAM = {Rollenart.FACHKRAFT, Rollenart.LEITUNG}

# Who does what; whether he must or must not be in the team stands beside it.
ROLLEN = {
    Uebergang.ABSCHLIESSEN: (TEAM, True),
    Uebergang.WIEDER_OEFFNEN: (TEAM, True),
    Uebergang.EINREICHEN: (TEAM, True),
    Uebergang.ZURUECKGEBEN: ({Rollenart.LEITUNG, Rollenart.FACHKRAFT}, False),
    Uebergang.FREIGEBEN: ({Rollenart.LEITUNG}, False),
    Uebergang.BESTAETIGEN: ({Rollenart.LEITUNG, Rollenart.FACHKRAFT}, False),
    Uebergang.FREIGEBEN_CLUSTER: ({Rollenart.LEITUNG}, False),
    Uebergang.FREIGEBEN_PROJEKT: ({Rollenart.LEITUNG}, False),
    Uebergang.FREIGEBEN_LAND: ({Rollenart.LEITUNG}, False),
    Uebergang.ZURUECKZIEHEN: (TEAM, None),
}


def require(allowed):
    """:raises PermissionDenied: if not allowed: visible but not for this Rolle, 403"""
    if not allowed:
        raise PermissionDenied


def require_known(known):
    """:raises Http404: if this Rolle is not even to know that there is such a page"""
    if not known:
        raise Http404


def _art(user):
    rolle = rolle_of(user)
    return rolle.art if rolle else None


def can_list(user):
    return can_list_as(rolle_of(user))


def can_list_as(rolle):
    return rolle is not None and rolle.art in SCHREIBENDE | {Rollenart.NETZWERKKOORDINATION}


def can_beginnen(user):
    return _art(user) in TEAM


def can_vorgeben(user):
    """Say whether she may set the Rechtsgrundlage of a method."""
    return can_recht_as(rolle_of(user))


def can_recht_as(rolle):
    """Say whether this Rolle answers for the law of a Jugendamt: also of what it may not read."""
    return (
        rolle is not None
        and rolle.jugendamt_id is not None
        and rolle.art in {Rollenart.LEITUNG, Rollenart.DATENSCHUTZ}
    )


def can_recht(user):
    return can_recht_as(rolle_of(user))


def can_widerruf_vermerken(user, lage):
    """Say whether she may note a withdrawal: whoever hears of it, so that it counts at once."""
    return can_recht(user) or (_art(user) in TEAM and lage.has_im_team(user))


def hears_of_loeschung(user):
    """Say whether she is told before an analysis is deleted: its team and the Leitung are."""
    return _art(user) in SCHREIBENDE


def hears_of_recht(user):
    """Say whether she is told what the law of an analysis still asks for, or has shut."""
    return can_recht(user) or _art(user) in SCHREIBENDE


def can_loeschen(user):
    """Say whether she may have an analysis deleted before its time: the Verantwortliche decides."""
    return _art(user) == Rollenart.LEITUNG


def can_freigeben(user):
    return _art(user) == Rollenart.LEITUNG


def can_second_person(user):
    return _art(user) in TEAM


def q_teamfaehig(analyse):
    """Return the condition for Rollen whose persons can join the team of this analysis."""
    return Q(art__in=TEAM) | Q(art=Rollenart.MODERATION, analyse=analyse.pk)


def funktion_of(rolle):
    """Return as what a person of this Rolle joins a team."""
    return Funktion.MODERATION if rolle.art == Rollenart.MODERATION else Funktion.ANALYSETEAM


def can_bibliothek(rolle):
    return rolle is not None and rolle.art in {
        Rollenart.FACHKRAFT,
        Rollenart.LEITUNG,
        Rollenart.PROJEKTKOORDINATION,
        Rollenart.WISSENSCHAFT,
        Rollenart.MINISTERIUM,
        Rollenart.LANDESJUGENDAMT,
    }


def can_umsetzen(user, teilnahme):
    """Say whether she can adopt an Empfehlung for this Kommune: her own Jugendamt does."""
    return _art(user) in {Rollenart.FACHKRAFT, Rollenart.LEITUNG} and can_massnahme_anlegen(
        user, teilnahme
    )


def can_verbinden(user, massnahme):
    """Say whether she may tell which Empfehlung this measure of her own Jugendamt carries out."""
    return _art(user) in {Rollenart.FACHKRAFT, Rollenart.LEITUNG} and can_massnahme_bearbeiten(
        user, massnahme
    )


def can_aus_bibliothek_nehmen(user, befund):
    """Say whether she may take back what an analysis left that is deleted by now."""
    return _art(user) == Rollenart.LEITUNG and befund.has_geloeschte_herkunft()


def can_katalog_pflegen(user):
    """Say whether she keeps the shared catalogue: the projects do (domain.md 7.4)."""
    return _art(user) in {Rollenart.PROJEKTKOORDINATION, Rollenart.WISSENSCHAFT}


def sees_only_vorschlaege(user):
    """The Land reads released Empfehlungen, not Befunde (design.md 2)."""
    return _art(user) in {Rollenart.MINISTERIUM, Rollenart.LANDESJUGENDAMT}


def can_merken(user, analyse):
    """Say whether her text is kept, even where she is too late to save it."""
    return _art(user) in SCHREIBENDE and analyse.has_im_team(user)


def can_bearbeiten(user, analyse):
    return analyse.is_beschreibbar and can_merken(user, analyse)


def can_team_aendern(user, analyse):
    """Say whether she decides who reads the draft: its Jugendamt does, never who is invited."""
    return _art(user) in TEAM and can_bearbeiten(user, analyse)


def can_einladen(user, analyse):
    """Say whether she invites somebody from outside: who is invited herself never does."""
    return can_team_aendern(user, analyse)


def can_einladungen(user, analyse):
    """Say whether she sees who was invited, and ends it: the Jugendamt's own in the team."""
    return _art(user) in TEAM and analyse.has_im_team(user)


def can_gelesen(user, analyse):
    """Say whether she hears which groups read: the Leitung, and the Jugendamt's own in the team."""
    return _art(user) == Rollenart.LEITUNG or can_einladungen(user, analyse)


def q_kollegium(analyse):
    """Return the condition for Rollen of those who work in the Jugendamt of this analysis."""
    return Q(jugendamt=analyse.jugendamt_id) & ~Q(art=Rollenart.MODERATION)


def can_fassungen(user, analyse):
    """Say whether she reads how a text came about: only the team does, and who it is."""
    return _art(user) in SCHREIBENDE and analyse.has_im_team(user)


def can_internes(user, analyse):
    """
    Say whether she sees what stays inside the Jugendamt: earlier versions, attachments, the gate.

    Who was invited from outside sees what was looked at, and these cannot be.
    """
    return _art(user) in TEAM and analyse.has_im_team(user)


def can_entscheiden(user, analyse):
    """Say whether she decides what tells who somebody is: the team does, while it has it."""
    return analyse.freigabestufe in BEIM_TEAM and can_internes(user, analyse)


def can_begruendungen(user, analyse):
    """Say whether she reads what Leitung and team wrote to each other on the way."""
    return can_internes(user, analyse) or _art(user) == Rollenart.LEITUNG


def can(user, uebergang, analyse):
    arten, im_team = ROLLEN[uebergang]
    if _art(user) not in arten:
        return False
    is_im_team = analyse.has_im_team(user)
    if uebergang == Uebergang.ZURUECKZIEHEN:
        return is_im_team or _art(user) == Rollenart.LEITUNG
    return is_im_team == im_team


def uebergaenge_for(user, analyse):
    """Return the Uebergaenge this user gets to see: what the state and the Rolle both allow."""
    return [
        uebergang
        for uebergang in uebergaenge_from(
            analyse.bearbeitungsstand, analyse.freigabestufe, mit_cluster=analyse.mit_cluster()
        )
        if can(user, uebergang, analyse)
    ]
