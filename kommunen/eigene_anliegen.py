"""What waits in kommunen: missing profiles, old drafts, overdue measures."""

from django.db.models import Count
from django.urls import reverse

from kommunen import permissions
from kommunen.anliegen import Anliegen, registriere
from kommunen.enums import Profilstatus
from kommunen.models import Massnahme, Uebergabe


def registriere_alle():
    registriere(profile)
    registriere(massnahmen)
    registriere(uebergaben)


def profile(user):
    """Yield a Teilnahme without profile, and a draft that nobody published yet."""
    teilnahmen = permissions.teilnahmen_in_obhut(user)
    if teilnahmen is None:
        return
    warum = permissions.warum_obhut(user)
    offen = (
        teilnahmen.gueltig()
        .exclude(profil__status=Profilstatus.VEROEFFENTLICHT)
        .select_related("kommune", "projekt", "profil")
        .order_by("kommune__name", "pk")
    )
    for teilnahme in offen:
        profil = getattr(teilnahme, "profil", None)
        stand = (
            f"Profil ist Entwurf seit {profil.status_seit:%d.%m.%Y}" if profil else "Profil fehlt"
        )
        yield Anliegen(
            text=f"{stand}: {teilnahme.kommune}, {teilnahme.projekt}",
            url=teilnahme.kommune.get_absolute_url(),
            warum=warum,
        )


def massnahmen(user):
    """Yield one Anliegen per Kommune with overdue measures."""
    teilnahmen = permissions.teilnahmen_in_obhut(user)
    if teilnahmen is None:
        return
    warum = permissions.warum_obhut(user)
    kommunen = (
        Massnahme.objects.visible_to(user)
        .ueberfaellig()
        .order_by("kommune__name")
        .values_list("kommune__name", "kommune__slug")
        .annotate(Count("pk"))
    )
    for name, slug, anzahl in kommunen:
        was = "Eine Maßnahme ist" if anzahl == 1 else f"{anzahl} Maßnahmen sind"
        yield Anliegen(
            text=f"{was} überfällig: {name}",
            url=reverse("kommunen:massnahmen", args=[slug]),
            warum=warum,
            anzahl=anzahl,
        )


def uebergaben(user):
    """Yield a planned Uebergabe to which this Leitung has yet to agree for her Jugendamt."""
    if not permissions.leitet_jugendamt(user):
        return
    for uebergabe in Uebergabe.objects.visible_to(user).offen().for_list():
        if uebergabe.fragt(user.rolle.jugendamt_id):
            yield Anliegen(
                text=f"Übergabe zum {uebergabe.am:%d.%m.%Y}: {uebergabe}",
                url=reverse("gebiete:uebergabe", args=[uebergabe.pk]),
                warum="Sie stimmen für Ihr Jugendamt zu, oder sprechen mit der Administration.",
            )
