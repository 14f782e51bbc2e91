"""What is there however many analyses there are: Jugendämter, people, projects, profiles."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from kinderschutz.models import User
from kommunen.enums import (
    Gebietstyp,
    Massnahmenstatus,
    Profilabschnitt,
    Reichweite,
    Rollenart,
    Teilnahmerolle,
)
from kommunen.models import (
    Ansprechperson,
    Bundesland,
    Cluster,
    Jugendamt,
    Kommune,
    Massnahme,
    Massnahmenschritt,
    Profil,
    Projekt,
    Rolle,
    Teilnahme,
    Zustaendigkeit,
)
from kommunen.regionen import RHEINLAND_PFALZ, importiere_regionen

# Together with the 41 of Rheinland-Pfalz 400. Nordrhein-Westfalen has the most of any Land.
WEITERE = {"05": 186, "09": 96, "08": 47, "06": 30}
GROESSTES = "07314"
SEIT = date(2024, 1, 1)
# So many analyses bring another Fachkraft; with two in a team each is in about fifty.
JE_FACHKRAFT = 25
SATZ = (
    "Die Beteiligten verabreden, wer wen wann unterrichtet, und prüfen nach einem halben Jahr, "
    "ob die Absprache im Alltag trägt."
)


@dataclass(frozen=True)
class Amt:
    """One Jugendamt as the loader needs it. `gewicht` is its share of all analyses."""

    pk: int
    bundesland: int
    gewicht: float
    personen: tuple
    projekt: int | None
    cluster: int | None


def lege_an():
    """Create it all and return the 400 Ämter, the largest first. Needs the system context."""
    zufall = random.Random(2026)
    importiere_regionen(RHEINLAND_PFALZ)
    _weitere_kommunen()
    jugendaemter = list(Jugendamt.objects.select_related("traeger").order_by("pk"))
    zufall.shuffle(jugendaemter)
    jugendaemter.sort(key=lambda jugendamt: jugendamt.traeger.ags != GROESSTES)
    personen = _personen(jugendaemter)
    bund, land = _projekte()
    teilnahmen = _teilnahmen(jugendaemter, bund, land)
    _profile(teilnahmen)
    _massnahmen(teilnahmen)
    _einzelne(bund)
    gewichte = sorted((zufall.paretovariate(1.16) for _ in jugendaemter), reverse=True)
    je_jugendamt = {}
    for teilnahme in teilnahmen:
        # Whoever takes part in both counts for the one with clusters.
        je_jugendamt.setdefault(teilnahme.jugendamt_id, teilnahme)
    return [
        Amt(
            jugendamt.pk,
            jugendamt.bundesland_id,
            gewicht,
            tuple(personen[jugendamt.pk]),
            getattr(je_jugendamt.get(jugendamt.pk), "projekt_id", None),
            getattr(je_jugendamt.get(jugendamt.pk), "cluster_id", None),
        )
        for jugendamt, gewicht in zip(jugendaemter, gewichte, strict=True)
    ]


def _weitere_kommunen():
    for schluessel, anzahl in WEITERE.items():
        land = Bundesland.objects.get(schluessel=schluessel)
        kommunen = Kommune.objects.bulk_create(
            Kommune(
                name=f"Landkreis Messwert {land.kuerzel} {nummer}",
                slug=f"messwert-{land.kuerzel.lower()}-{nummer}",
                gebietstyp=Gebietstyp.LANDKREIS,
                bundesland=land,
            )
            for nummer in range(anzahl)
        )
        jugendaemter = Jugendamt.objects.bulk_create(
            Jugendamt(
                name=kommune.name.replace("Landkreis", "Kreisjugendamt"),
                slug=kommune.slug,
                traeger=kommune,
                bundesland=land,
            )
            for kommune in kommunen
        )
        Zustaendigkeit.objects.bulk_create(
            Zustaendigkeit(jugendamt=jugendamt, kommune=jugendamt.traeger)
            for jugendamt in jugendaemter
        )


def _personen(jugendaemter):
    """Give each two Fachkräfte and a Leitung; return their keys in this order."""
    arten = (Rollenart.FACHKRAFT, Rollenart.FACHKRAFT, Rollenart.LEITUNG)
    gesperrt = make_password(None)
    personen = User.objects.bulk_create(
        User(
            email=f"{nummer}.{jugendamt.pk}@messen.test", name=f"Person {nummer}", password=gesperrt
        )
        for jugendamt in jugendaemter
        for nummer in range(len(arten))
    )
    je_jugendamt = {
        jugendamt.pk: personen[index * 3 : index * 3 + 3]
        for index, jugendamt in enumerate(jugendaemter)
    }
    Rolle.objects.bulk_create(
        Rolle(person=person, art=art, jugendamt_id=pk, von=SEIT)
        for pk, drei in je_jugendamt.items()
        for person, art in zip(drei, arten, strict=True)
    )
    return {pk: [person.pk for person in drei] for pk, drei in je_jugendamt.items()}


def stelle_ein(verteilung):
    """
    Give the Jugendämter as many Fachkräfte as their analyses need: {Jugendamt: keys}.

    `verteilung` counts the analyses of each Amt. Nobody can be in thousands of teams.
    """
    gesperrt = make_password(None)
    neue = [
        (amt, User(email=f"f{nummer}.{amt.pk}@messen.test", name="Person", password=gesperrt))
        for amt, anzahl in verteilung.items()
        for nummer in range(anzahl // JE_FACHKRAFT)
    ]
    User.objects.bulk_create([person for _amt, person in neue], batch_size=2_000)
    Rolle.objects.bulk_create(
        [
            Rolle(person=person, art=Rollenart.FACHKRAFT, jugendamt_id=amt.pk, von=SEIT)
            for amt, person in neue
        ],
        batch_size=2_000,
    )
    teams = {amt.pk: list(amt.personen[:2]) for amt in verteilung}
    for amt, person in neue:
        teams[amt.pk].append(person.pk)
    return teams


def _projekte():
    bund = Projekt.objects.create(
        titel="Bundesprojekt", kurztitel="Bund", ebene="bund", auftraggeber="Bund", beginn=SEIT
    )
    land = Projekt.objects.create(
        titel="Landesprojekt",
        kurztitel="Land",
        ebene="land",
        bundesland=Bundesland.objects.get(schluessel="07"),
        auftraggeber="Land",
        beginn=SEIT,
    )
    return bund, land


def _teilnahmen(jugendaemter, bund, land):
    """Twelve clusters with 42 Kommunen, as the real project had them, and the whole Land."""
    cluster = [Cluster.objects.create(projekt=bund, nummer=nummer) for nummer in range(1, 13)]
    im_bund = [
        Teilnahme(
            kommune=jugendamt.traeger,
            jugendamt=jugendamt,
            projekt=bund,
            cluster=cluster[index % 12],
            rolle=Teilnahmerolle.MODELL if index < 12 else Teilnahmerolle.PARTNER,
            von=SEIT,
        )
        for index, jugendamt in enumerate(jugendaemter[:42])
    ]
    im_land = [
        Teilnahme(
            kommune=jugendamt.traeger,
            jugendamt=jugendamt,
            projekt=land,
            rolle=Teilnahmerolle.MODELL,
            von=SEIT,
        )
        for jugendamt in jugendaemter
        if jugendamt.bundesland_id == land.bundesland_id
    ]
    return Teilnahme.objects.bulk_create([*im_bund, *im_land])


def _profile(teilnahmen):
    abschnitte = {abschnitt: [SATZ] * 4 for abschnitt in Profilabschnitt}
    for teilnahme in teilnahmen:
        profil = Profil(teilnahme=teilnahme, stand=SEIT)
        profil.setze_inhalt(abschnitte)
        profil.veroeffentlichen()
    Ansprechperson.objects.bulk_create(
        Ansprechperson(
            teilnahme=teilnahme,
            jugendamt_id=teilnahme.jugendamt_id,
            projekt_id=teilnahme.projekt_id,
            name="Person Muster",
            email="muster@messen.test",
            bestaetigt_am=timezone.localdate(),
        )
        for teilnahme in teilnahmen
    )


def _massnahmen(teilnahmen):
    heute = timezone.localdate()
    staende = (Massnahmenstatus.GEPLANT, Massnahmenstatus.BEGONNEN, Massnahmenstatus.UMGESETZT)
    massnahmen = Massnahme.objects.bulk_create(
        Massnahme(
            kommune_id=teilnahme.kommune_id,
            jugendamt_id=teilnahme.jugendamt_id,
            projekt_id=teilnahme.projekt_id,
            text=SATZ,
            reichweite=Reichweite.CLUSTER if nummer % 4 == 0 else Reichweite.KOMMUNAL,
            status=staende[nummer % 3],
            status_geaendert_am=heute - timedelta(days=20 * nummer),
            zieldatum=heute + timedelta(days=60 - 20 * nummer),
        )
        for teilnahme in teilnahmen
        for nummer in range(12)
    )
    Massnahmenschritt.objects.bulk_create(
        Massnahmenschritt(massnahme=eine, nach=eine.status, am=eine.status_geaendert_am)
        for eine in massnahmen
    )


def _einzelne(bund):
    """The people who look at the figures; each named by the local part of her address."""
    laender = {land.schluessel: land for land in Bundesland.objects.all()}
    for name, rolle in {
        "ministerium": {"art": Rollenart.MINISTERIUM, "bundesland": laender["07"]},
        "ministerium-nrw": {"art": Rollenart.MINISTERIUM, "bundesland": laender["05"]},
        "koordination": {"art": Rollenart.PROJEKTKOORDINATION, "projekt": bund},
        "wissenschaft": {"art": Rollenart.WISSENSCHAFT, "projekt": bund},
    }.items():
        person = User.objects.create_user(f"{name}@messen.test", name=name)
        Rolle.objects.create(person=person, von=SEIT, **rolle)
