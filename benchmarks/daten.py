"""Thousands of analyses with their parts, over Jugendämter of Pareto size, always the same."""

import itertools
import random
from datetime import datetime, timedelta

from django.utils import timezone

from benchmarks.datenbank import NICHTS, Ladung, laden
from fallanalyse import models
from fallanalyse.enums import Bearbeitungsstand, Befundart, Freigabestufe, Methode, Schritt
from fallanalyse.models.fallanalyse import KENNUNG_ALPHABET
from fallanalyse.workflow import BEIM_TEAM, IN_DER_BIBLIOTHEK
from kinderschutz.fields import encrypt

SAAT = 2026
# How often which state occurs, in percent.
ZUSTAENDE = (
    (35, Bearbeitungsstand.IN_ARBEIT, Freigabestufe.TEAM),
    (10, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.TEAM),
    (4, Bearbeitungsstand.IN_ARBEIT, Freigabestufe.ZURUECKGEGEBEN),
    (2, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.ZURUECKGEZOGEN),
    (6, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.EINGEREICHT),
    (10, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.LESERKREIS),
    (5, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.GEPRUEFT),
    (6, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.CLUSTER),
    (14, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.PROJEKT),
    (8, Bearbeitungsstand.ABGESCHLOSSEN, Freigabestufe.LAND),
)
# Above this only every tenth analysis has parts: no page reads those of more than one.
MIT_ALLEN_TEILEN = 100_000
EREIGNISSE = 10
ARTEN = [art.value for art in Befundart]
WOERTER = [
    *("Familie", "Fachkraft", "Gespräch", "Schule", "Hausbesuch", "Einschätzung", "Verfahren"),
    *("Absprache", "Vertretung", "Meldung", "Hilfeplan", "Geschwister", "Wohnung", "Klinik"),
    *("Rückmeldung", "Sorge", "Verantwortung", "Übergabe", "Team", "Beratung", "Frage", "Zeit"),
    *("Entlastung", "Vertrauen", "Beobachtung", "Krise", "Begleitung", "Termin", "Regel"),
]
_TEILE = {
    "personen": models.Personenrolle,
    "ereignisse": models.Ereignis,
    "situationen": models.Schluesselsituation,
    "sichten": models.Sicht,
    "faktoren": models.Einflussfaktor,
    "befunde": models.Befund,
    "belege": models.Beleg,
    "vorschlaege": models.Empfehlungsvorschlag,
    "staende": models.Schrittstand,
    "wechsel": models.Wechsel,
    "freie_befunde": models.FreigegebenerBefund,
    "freie_vorschlaege": models.FreigegebenerVorschlag,
    "herkunft": models.Herkunft,
}
TABELLEN = [models.Fallanalyse, models.Rechtslage, models.Teammitglied, *_TEILE.values()]


def verteile(aemter, anzahl):
    """Return the Amt of each analysis."""
    zufall = random.Random(SAAT)
    return zufall.choices(aemter, [amt.gewicht for amt in aemter], k=anzahl)


class Fuellung:
    """Writes the analyses of a database; `aemter` has the Amt of each, `teams` who may be in it."""

    def __init__(self, cursor, aemter, teams):
        self.cursor, self.aemter, self.teams = cursor, aemter, teams
        self.anzahl = len(aemter)
        self.zufall = random.Random(SAAT)
        self.jetzt = timezone.now().replace(microsecond=0)
        stempel = {"created_at": self.jetzt, "updated_at": self.jetzt}
        self.koepfe = Ladung(
            cursor,
            models.Fallanalyse,
            created_at=self.jetzt,
            version=3,
            rechtsgrundlage="orguntersuchung",
            anlass="exemplarisch",
            fallstatus="abgeschlossen",
            anhaengige_verfahren="f",
            ist_demo="t",
        )
        self.lagen = Ladung(
            cursor,
            models.Rechtslage,
            **stempel,
            version=1,
            rechtsgrundlage="orguntersuchung",
            loeschen_regulaer="2030-01-01",
            loeschen_datum="2030-01-01",
        )
        self.team = Ladung(cursor, models.Teammitglied, funktion="analyseteam", **stempel)
        fest = {
            "personen": {"altersband": "nicht_erhoben", "kuerzel": "Kind 1"},
            "ereignisse": {"genauigkeit": "monat_rel", "art": "hausbesuch"},
            "situationen": {"von_id": NICHTS, "bis_id": NICHTS, "praxis": "beides"},
            "sichten": {"einvernehmen": "ja"},
            "faktoren": {"ebene": "organisation", "richtung": "hinderlich"},
            "befunde": {"bewaehrt": "teils"},
            "belege": {"einflussfaktor_id": NICHTS},
            "vorschlaege": {"adressat": "asd"},
            "staende": {"version": 1},
            "wechsel": {
                "uebergang": "abschliessen",
                "von_stand": "in_arbeit",
                "von_stufe": "team",
                "nach_stand": "abgeschlossen",
                "nach_stufe": "team",
                "am": self.jetzt,
                "begruendung": "",
            },
            "freie_befunde": {"anzahl_belege": 1, "ist_demo": "t", "bewaehrt": "teils"},
            "freie_vorschlaege": {"anzahl_belege": 1, "ist_demo": "t", "adressat": "land"},
            "herkunft": {},
        }
        self.teile = {
            name: Ladung(
                cursor,
                model,
                **fest[name],
                **(stempel if hasattr(model, "created_at") else {}),
            )
            for name, model in _TEILE.items()
        }
        self.saetze = [self._satz(self.zufall.randint(8, 40)) for _ in range(200)]
        # Ciphertext costs a millisecond each hundred; a page decrypts them the same from a pool.
        self.geheim = [encrypt(satz) for satz in self.saetze]
        # For fields of one line, which refuse what is longer than a title.
        self.titel = [encrypt(self._satz(self.zufall.randint(3, 12))) for _ in range(200)]

    def run(self):
        """Load all rows; return how many."""
        zustaende = [zustand for prozent, *zustand in ZUSTAENDE for _ in range(prozent)]
        methoden = list(Methode)
        nummern = {amt.pk: itertools.count() for amt in self.aemter}
        alle_mit_teilen = self.anzahl <= MIT_ALLEN_TEILEN
        with laden(self.cursor, TABELLEN):
            for nummer, amt in enumerate(self.aemter):
                stand, stufe = self.zufall.choice(zustaende)
                if stufe in IN_DER_BIBLIOTHEK and amt.projekt is None:
                    stufe = Freigabestufe.GEPRUEFT
                self._analyse(
                    amt,
                    kennung=_kennung(next(nummern[amt.pk])),
                    methode=self.zufall.choice(methoden),
                    stand=stand,
                    stufe=stufe,
                    mit_teilen=alle_mit_teilen or nummer % 10 == 0,
                )
            alle = [self.koepfe, self.lagen, self.team, *self.teile.values()]
            for ladung in alle:
                ladung.flush()
        self.cursor.execute("VACUUM (ANALYZE)")
        return sum(ladung.anzahl for ladung in alle)

    def _analyse(self, amt, *, kennung, methode, stand, stufe, mit_teilen):
        analyse, text = self._key(), self.zufall.choice
        zuletzt = self.jetzt - timedelta(seconds=self.zufall.randrange(900 * 86_400))
        begonnen = zuletzt - timedelta(days=40)
        is_fertig = stand == Bearbeitungsstand.ABGESCHLOSSEN
        self.koepfe.add(
            updated_at=zuletzt,
            id=analyse,
            jugendamt_id=amt.pk,
            kennung=kennung,
            projekt_id=amt.projekt or NICHTS,
            methode=methode.value,
            anlass_text=text(self.geheim),
            leitfrage=text(self.geheim),
            bearbeitungsstand=stand.value,
            freigabestufe=stufe.value,
            leserkreis="" if stufe in BEIM_TEAM or stufe == "eingereicht" else "asd",
            begonnen_datum=begonnen.date(),
            abgeschlossen_am=zuletzt if is_fertig else NICHTS,
        )
        self.lagen.add(
            id=self._key(),
            jugendamt_id=amt.pk,
            analyse_id=analyse,
            kennung=kennung,
            methode=methode.value,
            begonnen_datum=begonnen.date(),
        )
        team = self.zufall.sample(self.teams[amt.pk], 2)
        for person in team:
            self.team.add(id=self._key(), jugendamt_id=amt.pk, analyse_id=analyse, person_id=person)
        # The one whose pages are measured finds everything in hers.
        if mit_teilen or amt.personen[0] in team:
            self._teile_of(amt, analyse)
            befunde = self._befunde_of(amt, analyse)
            if is_fertig:
                self.teile["wechsel"].add(
                    id=self._key(),
                    jugendamt_id=amt.pk,
                    analyse_id=analyse,
                    durch_id=amt.personen[0],
                )
            if stufe in IN_DER_BIBLIOTHEK:
                self._kopien_of(amt, analyse, stufe, zuletzt, befunde)

    def _teile_of(self, amt, analyse):
        teile, text = self.teile, self.zufall.choice
        wo = {"jugendamt_id": amt.pk, "analyse_id": analyse}
        for nummer in range(3):
            teile["personen"].add(
                id=self._key(), reihenfolge=nummer, beziehung=text(self.titel), **wo
            )
        for nummer in range(EREIGNISSE):
            teile["ereignisse"].add(
                id=self._key(),
                reihenfolge=nummer,
                ebene=("familie", "hilfesystem", "hilfeprozess", "einschaetzungen")[nummer % 4],
                zeitwert=nummer,
                lage=nummer * 52 / 12,
                titel=text(self.titel),
                beschreibung=text(self.geheim),
                **wo,
            )
        for schritt in Schritt:
            teile["staende"].add(id=self._key(), schritt=schritt.value, **wo)

    def _befunde_of(self, amt, analyse):
        """Write what the Befunde rest on, them, and what follows; return (Befund, Vorschlag)."""
        teile, text = self.teile, self.zufall.choice
        wo = {"jugendamt_id": amt.pk, "analyse_id": analyse}
        situation = self._key()
        teile["situationen"].add(
            id=situation,
            reihenfolge=0,
            titel=text(self.titel),
            beschreibung=text(self.geheim),
            bedeutung=text(self.geheim),
            hypothesen=text(self.geheim),
            **wo,
        )
        for nummer, perspektive in enumerate(("fachkraft", "kooperation", "eltern")):
            teile["sichten"].add(
                id=self._key(),
                reihenfolge=nummer,
                schluesselsituation_id=situation,
                perspektive=perspektive,
                damals=text(self.geheim),
                heute=text(self.geheim),
                **wo,
            )
        paare = []
        for nummer in range(3):
            befund, vorschlag = self._key(), self._key()
            teile["faktoren"].add(
                id=self._key(),
                reihenfolge=nummer,
                text=text(self.geheim),
                schluesselsituation_id=situation,
                **wo,
            )
            art = self.zufall.choice(ARTEN)
            teile["befunde"].add(
                id=befund,
                reihenfolge=nummer,
                titel=text(self.titel),
                text=text(self.geheim),
                art=art,
                **wo,
            )
            teile["belege"].add(
                id=self._key(),
                reihenfolge=0,
                befund_id=befund,
                schluesselsituation_id=situation,
                **wo,
            )
            if nummer < 2:
                teile["vorschlaege"].add(
                    id=vorschlag,
                    reihenfolge=nummer,
                    text=text(self.geheim),
                    art=art,
                    befund_id=befund,
                    **wo,
                )
            paare.append((befund, vorschlag if nummer < 2 else None, art))
        return paare

    def _kopien_of(self, amt, analyse, stufe, zuletzt, befunde):
        teile, text = self.teile, self.zufall.choice
        gemeinsam = {
            "projekt_id": amt.projekt,
            "cluster_id": amt.cluster or NICHTS,
            "bundesland_id": amt.bundesland,
            "stufe": stufe.value,
            "quartal": _quartal(zuletzt),
        }
        for befund, vorschlag, art in befunde:
            frei = self._key()
            teile["freie_befunde"].add(
                id=frei, titel=text(self.saetze)[:400], text=text(self.saetze), art=art, **gemeinsam
            )
            self._herkunft(amt, analyse, befund_id=befund, freigegebener_befund_id=frei)
            if vorschlag:
                freier = self._key()
                teile["freie_vorschlaege"].add(
                    id=freier, text=text(self.saetze), art=art, befund_id=frei, **gemeinsam
                )
                self._herkunft(
                    amt, analyse, vorschlag_id=vorschlag, freigegebener_vorschlag_id=freier
                )

    def _herkunft(self, amt, analyse, **verweise):
        leer = dict.fromkeys(
            ("befund_id", "vorschlag_id", "freigegebener_befund_id", "freigegebener_vorschlag_id"),
            NICHTS,
        )
        self.teile["herkunft"].add(
            id=self._key(), jugendamt_id=amt.pk, analyse_id=analyse, **leer | verweise
        )

    def _key(self):
        return f"{self.zufall.getrandbits(128):032x}"

    def _satz(self, laenge):
        return " ".join(self.zufall.choices(WOERTER, k=laenge)) + "."


def _kennung(nummer):
    """Return the number as a code: here it need not be random, only unlike the others."""
    zeichen = ""
    for _ in range(4):
        nummer, rest = divmod(nummer, len(KENNUNG_ALPHABET))
        zeichen += KENNUNG_ALPHABET[rest]
    return f"FA-{zeichen}"


def _quartal(am):
    return datetime(am.year, (am.month - 1) // 3 * 3 + 1, 1).date()  # noqa: DTZ001
