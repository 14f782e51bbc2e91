"""The analyses of the demo: who did what on which day, played through the methods of the domain."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fallanalyse import permissions
from fallanalyse.demo import recht
from fallanalyse.demo.anhaenge import haenge_an
from fallanalyse.demo.konten import person, rolle_in
from fallanalyse.demo.pruefung import pruefe
from fallanalyse.demo.texte import ORDNER, lies
from fallanalyse.demo.zeit import am
from fallanalyse.enums import Funktion, Genauigkeit, Schritt, Uebergang
from fallanalyse.models import Einladung, Fallanalyse, Praxiselement, Rechtsgrundlagenvorgabe
from fallanalyse.models.inhalt import SICHT_FELDER, sicht_feld
from kinderschutz.identity import acting_as, signed_in
from kinderschutz.system_context import system_context
from kommunen.models import Jugendamt, Projekt, Rolle

GENAUIGKEIT = {
    "Woche": Genauigkeit.WOCHE,
    "Monat": Genauigkeit.MONAT,
    "Quartal": Genauigkeit.QUARTAL,
    "Jahr": Genauigkeit.JAHR,
}
ZEILEN = {
    Schritt.BETEILIGTE: ["personen"],
    Schritt.QUELLEN: ["quellen"],
    Schritt.ZEITSTRAHL: ["ereignisse"],
    Schritt.GESETZ: ["gesetz"],
    Schritt.SCHLUESSELSITUATIONEN: ["situationen"],
    Schritt.EINFLUSSFAKTOREN: ["faktoren"],
    Schritt.BEFUNDE: ["befunde"],
    Schritt.EMPFEHLUNGEN: ["vorschlaege"],
    Schritt.RUECKKOPPLUNG: ["rueckkopplungen"],
    Schritt.SITZUNGEN: ["sitzungen", "fragen"],
}
# The Leitung of each Jugendamt settled the law for these methods; what is missing is still open.
VORGABEN = {
    "leitung.ludwigshafen": {
        "fallreflexion": "orguntersuchung",
        "fischgraeten": "orguntersuchung",
        "fallrueckschau": "orguntersuchung",
        "fallwerkstatt": "a79a2",
        "falllabor": "a79a2",
        "nzfh_fallanalyse": "a79a2",
        "scie": "a79a2",
    },
    "leitung.mainz-bingen": {
        "fallreflexion": "anonym",
        "fischgraeten": "orguntersuchung",
        "fallrueckschau": "einwilligung",
        "fallwerkstatt": "a79a2",
        "lew": "a79a2",
    },
    "leitung.kreis-bad-kreuznach": {
        "fallreflexion": "a79a2",
        "fallwerkstatt": "a79a2",
        "scie": "a79a2",
        "sonstige": "orguntersuchung",
    },
    "leitung.trier": {"fallreflexion": "orguntersuchung", "lew": "a79a2"},
}
# How long somebody from outside may read an analysis.
MODERATION = timedelta(days=365)
# So many days after any Stichtag is still to come: it becomes today.
HEUTE = 1_000


@dataclass(frozen=True)
class Szene:
    """What happens on a day; of several on one day the lower `rang` comes first."""

    tag: date
    rang: int
    spiele: object


def szenen(kalender):
    """Return everything that happens to the analyses, in no order."""
    alle = []
    for datei in sorted((ORDNER / "analysen").glob("*.toml")):
        alle += _Analyse(lies(f"analysen/{datei.name}")).szenen(kalender)
    return alle


def lege_rechtsgrundlagen_fest(kalender, abstand):
    for kurzname, methoden in VORGABEN.items():
        with system_context("demo_laden"):
            rolle = Rolle.objects.select_related("person").get(person=person(kurzname))
        with am(kalender.tag(abstand)), acting_as(rolle) as leitung:
            for methode, rechtsgrundlage in methoden.items():
                Rechtsgrundlagenvorgabe.objects.create(
                    jugendamt_id=rolle.jugendamt_id,
                    methode=methode,
                    rechtsgrundlage=rechtsgrundlage,
                    festgelegt_durch=leitung,
                )
            recht.lege_loeschfristen_fest(leitung, kurzname)


class _Analyse:
    """One file, played by the Rollen it names."""

    def __init__(self, daten):
        self.daten = daten
        self.pk = None
        self.keys = {}

    def szenen(self, kalender):
        yield self._szene(kalender, self.daten["begonnen"], 0, lambda: self._beginne(kalender))
        yield self._szene(kalender, self.daten["geschrieben"], 1, self._schreibe)
        if "eingeladen" in self.daten:
            yield self._szene(kalender, HEUTE, 1, self._lade_noch_ein)
        for rang, schritt in enumerate(self.daten["weg"], start=2):
            yield self._szene(
                kalender, schritt["tag"], rang, lambda schritt=schritt: self._gehe(**schritt)
            )

    def _szene(self, kalender, abstand, rang, spiele):
        tag = kalender.tag(abstand)

        def play():
            with am(tag):
                spiele()

        return Szene(tag, rang, play)

    def _rolle(self, kurzname):
        with system_context("demo_laden"):
            self.jugendamt = Jugendamt.objects.get(traeger__ags=self.daten["jugendamt"])
            return rolle_in(kurzname, self.jugendamt)

    def _beginne(self, kalender):
        erste, *weitere = self.daten["team"]
        with acting_as(self._rolle(erste)) as fachkraft:
            analyse = Fallanalyse.beginne(
                durch=fachkraft,
                methode=self.daten["methode"],
                projekt=Projekt.objects.get(kurztitel=self.daten["projekt"]),
            )
            self.pk = analyse.pk
            for kurzname in weitere:
                analyse.nimm_ins_team(person(kurzname), Funktion.ANALYSETEAM)
            if moderation := self.daten.get("moderation"):
                # The database knows the real day, on which a link of then is long over.
                self._lade_ein(analyse, fachkraft, moderation, gilt=MODERATION)
        if moderation:
            with signed_in(person(moderation)) as eingeladene:
                Einladung.nimm_an(self.einladung.pk, durch=eingeladene)
        if angaben := dict(self.daten.get("recht", {})):
            leitung = self._rolle(angaben.pop("durch"))
            recht.lege_fest(self.pk, leitung, kalender, **angaben)

    def _lade_ein(self, analyse, durch, kurzname, **mehr):
        # Without a letter: nobody reads the mail of a demo account.
        self.einladung = Einladung.lege_an(
            analyse,
            email=f"{kurzname}@example.org",
            bis=timezone.localdate() + MODERATION,
            durch=durch,
            **mehr,
        )

    def _lade_noch_ein(self):
        """Invite somebody who has not accepted yet."""
        with acting_as(self._rolle(self.daten["team"][0])) as fachkraft:
            analyse = Fallanalyse.objects.visible_to(fachkraft).get(pk=self.pk)
            self._lade_ein(analyse, fachkraft, self.daten["eingeladen"])

    def _schreibe(self):
        """Save every step the file says something about, as its form would."""
        with acting_as(self._rolle(self.daten["team"][0])) as fachkraft:
            analyse = Fallanalyse.objects.visible_to(fachkraft).get(pk=self.pk)
            for schritt in analyse.alle_schritte:
                inhalt = self._inhalt(schritt)
                if inhalt["kopf"] or any(inhalt["zeilen"].values()):
                    analyse.speichere_schritt(schritt, inhalt, version=0, durch=fachkraft)
            for anhang in self.daten.get("anhaenge", []):
                haenge_an(analyse, **anhang)
            pruefe(self.pk, self.daten, fachkraft)

    def _gehe(self, *, was, durch, tag, **mehr):
        uebergang = Uebergang(was)
        with acting_as(self._rolle(durch)) as handelnde:
            analyse = Fallanalyse.objects.visible_to(handelnde).get(pk=self.pk)
            if not permissions.can(handelnde, uebergang, analyse):
                raise PermissionDenied(f"{durch} may not do »{uebergang.label}« in the demo.")
            getattr(analyse, uebergang)(durch=handelnde, **mehr)

    # --- the file as the content of a step (models/inhalt.py) ------------------------------------

    def _inhalt(self, schritt):
        if schritt == Schritt.ANLASS:
            return {"kopf": self.daten["anlass"], "zeilen": {}}
        zeilen = {}
        for art in ZEILEN[schritt]:
            zeilen[art] = {}
            for index, zeile in enumerate(self.daten.get(art, [])):
                key = self._key(f"{art}/{zeile.get('id', index)}")
                zeilen[art][key] = getattr(self, f"_{art}")(zeile)
        return {"kopf": self.daten.get("kopf", {}).get(schritt, {}), "zeilen": zeilen}

    def _key(self, name):
        return self.keys.setdefault(name, str(uuid.uuid4()))

    def _verweis(self, zeile, feld, art):
        """Return the key of the row that a field of the file names by its `id`, or ""."""
        name = f"{art}/{zeile[feld]}" if zeile.get(feld) else ""
        return self.keys[name] if name else ""

    def _verweise(self, zeile, feld, art):
        return [self.keys[f"{art}/{name}"] for name in zeile.get(feld, [])]

    def _personen(self, zeile):
        self.keys[f"personen/{zeile['kuerzel']}"] = self.keys[
            f"personen/{zeile.get('id', self.daten['personen'].index(zeile))}"
        ]
        return {feld: zeile[feld] for feld in ("kuerzel", "altersband", "beziehung")}

    def _quellen(self, zeile):
        return {feld: wert for feld, wert in zeile.items() if feld != "id"}

    def _ereignisse(self, zeile):
        einheit, wert = zeile["zeit"].split()
        return {
            "ebene": zeile["ebene"],
            "zeitwert": int(wert),
            "genauigkeit": GENAUIGKEIT[einheit],
            "titel": zeile["titel"],
            "art": zeile["art"],
            "beschreibung": zeile.get("beschreibung", ""),
            "zeitwert_bis": zeile.get("bis"),
            "strittig": zeile.get("strittig", False),
            "bekannt": zeile.get("bekannt", ""),
            "beteiligte": self._verweise(zeile, "beteiligte", "personen"),
            "bekannt_wem": self._verweise(zeile, "bekannt_wem", "personen"),
            "quellen": self._verweise(zeile, "quellen", "quellen"),
        }

    def _gesetz(self, zeile):
        einheit, wert = zeile.get("zeit", "Monat -").split()
        return {
            "pflicht": zeile["pflicht"],
            "geschehen": zeile["geschehen"],
            "zeitwert": None if wert == "-" else int(wert),
            "genauigkeit": GENAUIGKEIT[einheit],
            "text": zeile.get("text", ""),
        }

    def _situationen(self, zeile):
        felder = {
            feld: zeile.get(feld, "")
            for feld in (
                "titel",
                "beschreibung",
                "bedeutung",
                "hypothesen",
                "spricht_dafuer",
                "spricht_dagegen",
                "praxis",
            )
        }
        felder["strittig"] = zeile.get("strittig", False)
        for perspektive, sicht in zeile.get("sichten", {}).items():
            for feld in SICHT_FELDER:
                felder[sicht_feld(perspektive, feld)] = sicht.get(feld, "")
        return felder | {feld: self._verweis(zeile, feld, "ereignisse") for feld in ("von", "bis")}

    def _faktoren(self, zeile):
        return {
            "ebene": zeile["ebene"],
            "richtung": zeile["richtung"],
            "text": zeile["text"],
            "gewicht": zeile.get("gewicht", ""),
            "schluesselsituation": self._verweis(zeile, "situation", "situationen"),
        }

    def _befunde(self, zeile):
        # Methods without Schlüsselsituationen rest their Befunde on Einflussfaktoren.
        art = "situationen" if "situationen" in self.daten else "faktoren"
        return {
            "titel": zeile["titel"],
            "text": zeile.get("text", ""),
            "art": zeile["art"],
            "bewaehrt": zeile["bewaehrt"],
            "typologie": zeile.get("typologie", ""),
            "verbreitung": zeile.get("verbreitung", ""),
            "praxis_vorschlag": zeile.get("praxis_vorschlag", ""),
            "praxiselement": self._praxiselement(zeile),
            "belege": [self.keys[f"{art}/{beleg}"] for beleg in zeile["belege"]],
        }

    def _vorschlaege(self, zeile):
        return {
            "text": zeile["text"],
            "art": zeile["art"],
            "adressat": zeile["adressat"],
            "befund": self._verweis(zeile, "befund", "befunde"),
        }

    def _praxiselement(self, zeile):
        name = zeile.get("praxiselement")
        return str(Praxiselement.objects.get(name=name).pk) if name else ""

    def _rueckkopplungen(self, zeile):
        return zeile

    def _sitzungen(self, zeile):
        return {
            "datum": timezone.localdate().isoformat(),
            **{feld: wert for feld, wert in zeile.items() if feld != "id"},
        }

    def _fragen(self, zeile):
        return zeile | {"sitzung": self._verweis(zeile, "sitzung", "sitzungen")}
