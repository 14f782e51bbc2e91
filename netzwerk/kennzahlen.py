"""The Kennzahlen of netzwerk: Verwaltungsvorgänge, counted live."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, ExtractYear

from kommunen.eigene_kennzahlen import werte
from kommunen.kennzahlen import Kennzahl, Klasse, registriere
from netzwerk.enums import Netzwerkebene
from netzwerk.models import Netzwerk, Netzwerkmitglied

# Where the year is not known: a row must not vanish from the total.
_OHNE_JAHR = Value(0)


def _netzwerke(jugendaemter=None):
    return werte(
        Netzwerk.objects.all(),
        jugendaemter,
        jugendamt="jugendaemter",
        projekt=None,
        jahr=Coalesce("gegruendet", _OHNE_JAHR),
        auspraegung=F("ebene"),
    )


def _mitglieder(jugendaemter=None):
    return werte(
        Netzwerkmitglied.objects.gueltig(),
        jugendaemter,
        jugendamt="netzwerk__jugendaemter",
        projekt=None,
        jahr=Coalesce(ExtractYear("seit"), _OHNE_JAHR),
    )


def registriere_alle():
    registriere(
        Kennzahl(
            name="netzwerke",
            bezeichnung="Netzwerke",
            klasse=Klasse.VERWALTUNGSVORGANG,
            quelle="Netzwerke in dieser Anwendung",
            zaehlung=_netzwerke,
            jahr_bedeutung="Jahr der Gründung",
            dimension="Ebene",
            auspraegungen=dict(Netzwerkebene.choices),
            # A joint network counts for each of its Jugendämter.
            summierbar=False,
        )
    )
    registriere(
        Kennzahl(
            name="netzwerkmitglieder",
            bezeichnung="Mitglieder der Netzwerke",
            klasse=Klasse.VERWALTUNGSVORGANG,
            quelle="Netzwerke in dieser Anwendung",
            zaehlung=_mitglieder,
            jahr_bedeutung="Jahr des Beitritts",
            einheit="Institutionen",
            summierbar=False,
        )
    )
