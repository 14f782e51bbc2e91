"""What waits in kommunen: profiles, measures and their effects, pages read in, questions."""

from itertools import groupby

from django.db.models import Count
from django.urls import reverse

from kommunen import permissions
from kommunen.anliegen import Anliegen, registriere
from kommunen.enums import Profilstatus
from kommunen.models import Anfrage, Importdokument, Massnahme, Rueckmeldung, Uebergabe
from kommunen.models.wirkung import gesetzt_von, wirkung_faellig


def registriere_alle():
    registriere(profile)
    registriere(profilentwuerfe)
    registriere(massnahmen)
    registriere(eingelesene_seiten)
    registriere(rueckmeldungen)
    registriere(anfragen)
    registriere(wirkungen)
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
        .verantwortet_von(user)
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


def eingelesene_seiten(user):
    """Yield every page that was read in and neither taken over nor dropped yet."""
    if not permissions.can_profil_importieren(user):
        return
    for dokument in Importdokument.objects.visible_to(user).offen().for_list():
        yield Anliegen(
            text=f"Eingelesene Seite wartet: {dokument}",
            url=reverse("einlesen:detail", args=[dokument.pk]),
            warum="Sie ist gelesen, aber noch nicht übernommen.",
        )


def rueckmeldungen(user):
    """Yield what the own Jugendamt was asked and has not answered."""
    if not permissions.arbeitet_im_jugendamt(user):
        return
    for eine in Rueckmeldung.objects.visible_to(user).ausstehend().for_list():
        yield Anliegen(
            text=f"Rückmeldung geben: {eine.anfrage.titel}",
            url=reverse("rueckmeldung:antwort", args=[eine.pk]),
            warum=f"Die Projektkoordination fragt {eine.teilnahme.kommune}"
            f" ({eine.anfrage.projekt}).",
            faellig_am=eine.anfrage.faellig_am,
        )


def anfragen(user):
    """Yield questions whose date is over, or that everybody has answered: to be closed."""
    for eine in Anfrage.objects.visible_to(user).offen().with_zahlen().for_list():
        fehlen = eine.gefragt - eine.geantwortet
        if not fehlen:
            text = f"Alle haben geantwortet: {eine.titel}"
        elif eine.is_ueberfaellig:
            wer = "Eine Kommune hat" if fehlen == 1 else f"{fehlen} Kommunen haben"
            text = f"{wer} noch nicht geantwortet: {eine.titel}"
        else:
            continue
        yield Anliegen(
            text=text,
            url=eine.get_absolute_url(),
            warum="Sie haben die Kommunen Ihres Projekts gefragt.",
            faellig_am=eine.faellig_am,
            anzahl=fehlen or None,
        )


def wirkungen(user):
    """Yield one Anliegen per Kommune with measures whose effect this user may judge now."""
    if not permissions.beurteilt_wirkungen(user):
        return
    faellige = (
        Massnahme.objects.visible_to(user)
        .verantwortet_von(user)
        .filter(wirkung_faellig())
        .select_related("kommune")
        .prefetch_related("schritte")
        .order_by("kommune__name", "kommune", "pk")
    )
    je_kommune = groupby(
        (massnahme for massnahme in faellige if not gesetzt_von(massnahme, user)),
        key=lambda massnahme: massnahme.kommune,
    )
    for kommune, gruppe in je_kommune:
        anzahl = len(list(gruppe))
        was = "einer Maßnahme" if anzahl == 1 else f"von {anzahl} Maßnahmen"
        yield Anliegen(
            text=f"Wirkung {was} beurteilen: {kommune}",
            url=f"{reverse('kommunen:massnahmen', args=[kommune.slug])}?zu_tun=wirkung",
            warum="Dass sie umgesetzt sind, hat jemand anderes eingetragen.",
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
