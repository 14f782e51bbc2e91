"""What waits in kommunen: missing profiles, old drafts, overdue measures."""

from django.db.models import Count
from django.urls import reverse

from kommunen import permissions
from kommunen.anliegen import Anliegen, registriere
from kommunen.enums import Profilstatus
from kommunen.models import Massnahme


def registriere_alle():
    registriere(profile)
    registriere(profilentwuerfe)
    registriere(massnahmen)


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


def profilentwuerfe(user):
    """Yield a draft beside a published profile, for who can publish it."""
    teilnahmen = permissions.teilnahmen_in_obhut(user)
    if teilnahmen is None:
        return
    mit_entwurf = (
        teilnahmen.filter(profil__entwurf_version__isnull=False)
        .select_related("kommune", "projekt")
        .order_by("kommune__name", "pk")
    )
    for teilnahme in mit_entwurf:
        if permissions.can_profil_veroeffentlichen(user, teilnahme):
            yield Anliegen(
                text=f"Geändertes Profil ist noch nicht veröffentlicht: {teilnahme.kommune}",
                url=reverse(
                    "kommunen:profil_unterschied",
                    args=[teilnahme.kommune.slug, teilnahme.projekt.slug],
                ),
                warum=permissions.warum_obhut(user),
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
