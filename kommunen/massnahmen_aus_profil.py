"""Every result a profile page names is a measure, planned or reached."""

from django.utils import timezone

from kommunen.enums import Massnahmenstatus, Profilabschnitt, Reichweite
from kommunen.models import Massnahme

MASSNAHMEN = {
    Profilabschnitt.ERG_KOMMUNAL: (Reichweite.KOMMUNAL, Massnahmenstatus.UMGESETZT),
    Profilabschnitt.PLAN_KOMMUNAL: (Reichweite.KOMMUNAL, Massnahmenstatus.GEPLANT),
    Profilabschnitt.ERG_CLUSTER: (Reichweite.CLUSTER, Massnahmenstatus.UMGESETZT),
    Profilabschnitt.PLAN_CLUSTER: (Reichweite.CLUSTER, Massnahmenstatus.GEPLANT),
}


def massnahmen_aus_profil(profil, punkte_je_abschnitt):
    """
    Return ({(Profilabschnitt, place of the point): Massnahme}, how many of them are new).

    Takes the points as they were read, for they know which of them are headings. A measure of the
    same words is taken again as it stands.
    """
    zuordnung, neue = {}, 0
    for abschnitt, (reichweite, status) in MASSNAHMEN.items():
        for reihenfolge, text, thema in _results_in(punkte_je_abschnitt.get(abschnitt) or []):
            merkmale = {"reichweite": reichweite, "text": text}
            verwendet = {massnahme.pk for massnahme in zuordnung.values()}
            massnahme = _existing(profil.teilnahme, merkmale, status, verwendet)
            if massnahme is None:
                massnahme = _new(profil, status=status, thema=thema, **merkmale)
                neue += 1
            zuordnung[abschnitt, reihenfolge] = massnahme
    return zuordnung, neue


def _results_in(punkte):
    """
    Yield (Reihenfolge, text, Thema) of every point that is a measure.

    A heading inside the section is none: it is the theme of the points below it. One without
    points below is text like any other.
    """
    thema = ""
    for reihenfolge, punkt in enumerate(punkte):
        danach = punkte[reihenfolge + 1 : reihenfolge + 2]
        if punkt.ist_zwischentitel and danach and not danach[0].ist_absatz:
            laenge = Massnahme._meta.get_field("thema").max_length
            thema = punkt.text.strip().removesuffix(":").strip()[:laenge]
            continue
        if punkt.ist_absatz:
            thema = ""
        yield reihenfolge, punkt.text.strip(), thema


def _existing(teilnahme, merkmale, status, verwendet):
    """Return the measure of these words, of this status first: it may have moved on since."""
    gleiche = Massnahme.objects.filter(
        kommune=teilnahme.kommune, projekt=teilnahme.projekt, **merkmale
    ).exclude(pk__in=verwendet)
    return min(
        gleiche, key=lambda massnahme: (massnahme.status != status, massnahme.pk), default=None
    )


def _new(profil, **felder):
    teilnahme = profil.teilnahme
    return Massnahme.objects.create(
        kommune=teilnahme.kommune,
        projekt=teilnahme.projekt,
        jugendamt=teilnahme.jugendamt,
        status_geaendert_am=profil.stand or timezone.localdate(),
        **felder,
    )
