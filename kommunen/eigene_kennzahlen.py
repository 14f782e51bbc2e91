"""The Kennzahlen of kommunen itself: all Verwaltungsvorgänge, counted from their small tables."""

from django.db.models import CharField, Count, F, IntegerField, Value
from django.db.models.functions import Coalesce, Concat, ExtractYear

from kommunen.enums import (
    IM_JUGENDAMT,
    IM_LAND,
    Massnahmenstatus,
    Profilstatus,
    Reichweite,
    Rollenart,
    Teilnahmerolle,
)
from kommunen.kennzahlen import Kennzahl, Klasse, Zaehlwert, registriere
from kommunen.models import Massnahme, Profil, Teilnahme


def werte(rows, jugendaemter, *, jugendamt, projekt, jahr, auspraegung=None):
    """
    Group the rows by these expressions and yield how many there are of each.

    `jugendaemter`: only theirs; None means all.
    """
    if jugendaemter is not None:
        rows = rows.filter(**{f"{jugendamt}__in": jugendaemter})
    rows = rows.filter(**{f"{jugendamt}__isnull": False}).order_by()
    gruppen = rows.values_list(
        F(jugendamt),
        F(projekt) if projekt else Value(None, output_field=IntegerField()),
        jahr,
        auspraegung or Value("", output_field=CharField()),
    ).annotate(Count("pk", distinct=True))
    for row in gruppen:
        yield Zaehlwert(*row)


def _teilnahmen(jugendaemter=None):
    return werte(
        Teilnahme.objects.gueltig(),
        jugendaemter,
        jugendamt="jugendamt",
        projekt="projekt",
        jahr=ExtractYear(Coalesce("von", "projekt__beginn")),
        auspraegung=F("rolle"),
    )


def _profile(jugendaemter=None):
    return werte(
        Profil.objects.filter(status=Profilstatus.VEROEFFENTLICHT),
        jugendaemter,
        jugendamt="teilnahme__jugendamt",
        projekt="teilnahme__projekt",
        jahr=ExtractYear("stand"),
    )


def _massnahmen(jugendaemter=None):
    return werte(
        Massnahme.objects.all(),
        jugendaemter,
        jugendamt="jugendamt",
        projekt="projekt",
        jahr=ExtractYear("status_geaendert_am"),
        auspraegung=Concat("reichweite", Value("."), "status"),
    )


def registriere_alle():
    registriere(
        Kennzahl(
            name="teilnahmen",
            bezeichnung="Teilnahmen",
            klasse=Klasse.VERWALTUNGSVORGANG,
            quelle="Teilnahmen in dieser Anwendung",
            zaehlung=_teilnahmen,
            jahr_bedeutung="Jahr des Beginns",
            dimension="Rolle",
            auspraegungen=dict(Teilnahmerolle.choices),
            null_ist_bekannt=True,
        )
    )
    registriere(
        Kennzahl(
            name="profile",
            bezeichnung="veröffentlichte Profile",
            klasse=Klasse.VERWALTUNGSVORGANG,
            quelle="Profile in dieser Anwendung",
            zaehlung=_profile,
            jahr_bedeutung="Jahr des Standes",
            null_ist_bekannt=True,
        )
    )
    registriere(
        Kennzahl(
            name="massnahmen",
            bezeichnung="Maßnahmen",
            klasse=Klasse.VERWALTUNGSVORGANG,
            quelle="Angaben der Jugendämter zu ihren Maßnahmen",
            zaehlung=_massnahmen,
            jahr_bedeutung="Jahr, in dem der Status zuletzt gesetzt oder bestätigt wurde",
            dimension="Reichweite und Status",
            auspraegungen={
                f"{reichweite.value}.{status.value}": f"{reichweite.label}, {status.label}"
                for reichweite in Reichweite
                for status in Massnahmenstatus
            },
            sichtbar_fuer=frozenset({*IM_JUGENDAMT, *IM_LAND, Rollenart.PROJEKTKOORDINATION}),
        )
    )
