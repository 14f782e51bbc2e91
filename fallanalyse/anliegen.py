"""What waits in case analyses: one's own work, and what others handed over."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import Exact
from django.urls import reverse

from fallanalyse import anliegen_recht, permissions
from fallanalyse.enums import (
    Bearbeitungsstand,
    Freigabestufe,
    Methode,
    Rechtsgrundlage,
    Uebergang,
)
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe, Wechsel
from fallanalyse.workflow import BEIM_TEAM
from kommunen.anliegen import Anliegen, registriere

# More than this is a list, not work for today.
HOECHSTENS = 20


def registriere_alle():
    registriere(eigene)
    registriere(zur_freigabe)
    registriere(zur_bestaetigung)
    registriere(offene_vorgaben)
    registriere(anliegen_recht.loeschungen)
    registriere(anliegen_recht.bedingungen)


def eigene(user):
    """Yield what this user's teams are working on, and what came back to them."""
    if not permissions.can_list(user):
        return
    analysen = Fallanalyse.objects.visible_to(user).filter(
        team__person=user,
        bearbeitungsstand=Bearbeitungsstand.IN_ARBEIT,
        freigabestufe__in=BEIM_TEAM,
    )
    for analyse in analysen.order_by("-updated_at")[:HOECHSTENS]:
        zurueck = analyse.freigabestufe == Freigabestufe.ZURUECKGEGEBEN
        yield Anliegen(
            text=f"Fallanalyse {analyse.kennung} "
            + ("überarbeiten" if zurueck else "weiterschreiben"),
            url=analyse.get_absolute_url(),
            warum=(
                "Sie kam mit einer Begründung an Ihr Team zurück."
                if zurueck
                else "Sie sind im Team dieser Fallanalyse."
            ),
        )


def zur_freigabe(user):
    """Yield what lies with the Leitung, and how far it could go from there."""
    if not permissions.can_freigeben(user):
        return
    # Beyond the Jugendamt only what why_not() would let go there.
    weiter = Q(freigabestufe=Freigabestufe.GEPRUEFT, projekt__isnull=False) & ~Q(
        _zuletzt(Uebergang.BESTAETIGEN, user)
    )
    analysen = (
        Fallanalyse.objects.visible_to(user)
        .filter(Q(freigabestufe=Freigabestufe.EINGEREICHT) | weiter)
        .unbeteiligt(user)
    )
    for analyse in analysen.order_by("updated_at")[:HOECHSTENS]:
        eingereicht = analyse.freigabestufe == Freigabestufe.EINGEREICHT
        yield Anliegen(
            text=f"Fallanalyse {analyse.kennung} "
            + ("lesen und freigeben" if eingereicht else "für Cluster oder Projekt freigeben"),
            url=analyse.get_absolute_url(),
            warum=(
                "Das Team hat sie bei der Leitung eingereicht."
                if eingereicht
                else "Die zweite Person hat sie bestätigt."
            ),
        )


def zur_bestaetigung(user):
    """Yield what needs a second person, to those who may be it."""
    if not permissions.can_second_person(user):
        return
    analysen = (
        Fallanalyse.objects.visible_to(user)
        .filter(freigabestufe=Freigabestufe.LESERKREIS)
        .unbeteiligt(user)
        .exclude(_zuletzt(Uebergang.FREIGEBEN, user))
    )
    for analyse in analysen.order_by("updated_at")[:HOECHSTENS]:
        yield Anliegen(
            text=f"Fallanalyse {analyse.kennung} auf Wiedererkennbarkeit prüfen",
            url=analyse.get_absolute_url(),
            warum="Eine zweite Person, die nicht mitgeschrieben hat, muss sie bestätigen.",
        )


def offene_vorgaben(user):
    """Yield the methods for which nobody has settled the Rechtsgrundlage."""
    if not permissions.can_vorgeben(user):
        return
    festgelegt = set(
        Rechtsgrundlagenvorgabe.objects.visible_to(user)
        .exclude(rechtsgrundlage=Rechtsgrundlage.OFFEN)
        .values_list("methode", flat=True)
    )
    offen = [methode.label for methode in Methode if methode not in festgelegt]
    if offen:
        yield Anliegen(
            text=f"Rechtsgrundlage festlegen: {', '.join(offen)}",
            url=reverse("fallanalyse:vorgaben"),
            warum="Solange sie offen ist, kann niemand Texte eingeben.",
            anzahl=len(offen),
        )


def _zuletzt(uebergang, user):
    """Return the condition that it was this user who did this last."""
    letzte = Wechsel.objects.filter(analyse=OuterRef("pk"), uebergang=uebergang).order_by("-am")
    return Exact(Subquery(letzte.values("durch")[:1]), user.pk)
