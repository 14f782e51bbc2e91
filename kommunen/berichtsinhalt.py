"""
What a Zwischenbericht says: plain words and figures, so that it can be frozen and stays readable.

Everything is a text, a list or a dictionary of them. Case-related figures are those of the frozen
Stichtag, as the small-cell rule lets them leave the Projekt; answers of Kommunen are only counted.
"""

from collections import Counter, defaultdict

from django.utils import timezone

from kommunen import berichtsquellen, kennzahlentabelle
from kommunen.enums import (
    AUFGEGEBEN,
    ERREICHT,
    Berichtsabschnitt,
    Massnahmenstatus,
    Rueckmeldestand,
)
from kommunen.fortschritt import ANALYSEN
from kommunen.fortschrittsausgabe import QUELLE
from kommunen.kennzahlen import alle_kennzahlen
from kommunen.meilensteintafel import meilensteintafel
from kommunen.models import Massnahme, Profil, Rueckmeldung, Teilnahme
from kommunen.schreibweise import gekuerzt
from kommunen.sortierung import ortsname
from kommunen.themen import haeufigste

# The page for politics is one page.
KURZ_ERREICHT, KURZ_THEMEN, KURZ_ZEICHEN, KURZ_THEMA = 4, 5, 150, 85


def inhalt_von(user, bericht):
    """Return the content of this report as it is at this moment."""
    return _Lage(user, bericht).inhalt()


class _Lage:
    """The Kommunen of the report and what several sections need."""

    def __init__(self, user, bericht):
        self.user, self.bericht = user, bericht
        self.von, self.bis = bericht.von, bericht.bis
        # Of a Projekt that is over it is told who took part in it on its last day.
        tag = min(self.bis, bericht.projekt.ende or self.bis)
        rows = Teilnahme.objects.visible_to(user).gueltig(tag)
        rows = rows.filter(projekt=bericht.projekt_id)
        if bericht.cluster_id is not None:
            rows = rows.filter(cluster=bericht.cluster_id)
        self.teilnahmen = list(rows.for_list())
        massnahmen = Massnahme.objects.visible_to(user).filter(
            projekt=bericht.projekt_id,
            kommune__in=[teilnahme.kommune_id for teilnahme in self.teilnahmen],
        )
        self.massnahmen = [
            massnahme
            for massnahme in massnahmen.with_status_am(self.bis)
            .select_related("kommune")
            .order_by("erreicht_am", "pk")
            if massnahme.status_am
        ]
        self.profile = {
            profil.teilnahme_id: profil
            for profil in Profil.objects.visible_to(user).filter(teilnahme__in=self.teilnahmen)
        }

    def inhalt(self):
        projekt = self.bericht.projekt
        return {
            "titel": self.bericht.titel,
            "projekt": projekt.titel,
            "auftraggeber": projekt.auftraggeber,
            "durchfuehrung": projekt.durchfuehrung,
            "geltung": str(self.bericht.cluster) if self.bericht.cluster else "alle Kommunen",
            "zeitraum": f"{_tag(self.von)} bis {_tag(self.bis)}",
            "stand": _tag(timezone.localdate()),
            "stichtag": str(self.bericht.stichtag) if self.bericht.stichtag else "",
            "kommunen": [str(teilnahme.kommune) for teilnahme in self.teilnahmen],
            "vorwort": self.bericht.texte.get("vorwort", ""),
            "ausblick": self.bericht.texte.get("ausblick", ""),
            "abschnitte": [
                self._abschnitt(abschnitt)
                for abschnitt in Berichtsabschnitt
                if abschnitt in self.bericht.abschnitte
            ],
            "kurzfassung": self._kurzfassung(),
        }

    def _abschnitt(self, abschnitt):
        absaetze, tabelle, quelle = self._aussage(abschnitt)
        return {
            "name": abschnitt.value,
            "titel": abschnitt.label,
            "text": self.bericht.texte.get(abschnitt.value, ""),
            "absaetze": absaetze,
            "tabelle": tabelle,
            "quelle": quelle,
        }

    def _aussage(self, abschnitt):
        if abschnitt == Berichtsabschnitt.VERANSTALTUNGEN:
            teil = berichtsquellen.teil(abschnitt, self.user, self.bericht)
            return (
                list(teil.absaetze),
                _tabelle(teil.titel, teil.kopf, teil.zeilen),
                teil.quelle,
            )
        return getattr(self, f"_{abschnitt.value}")()

    def _meilensteine(self):
        tafel = meilensteintafel(self.user, self.teilnahmen, self.bis)
        zahlen = tafel.zaehle(self.von, self.bis)
        return (
            [
                f"{zahlen['erreicht']} von {zahlen['geplant']} geplanten Meilensteinen sind"
                f" erreicht, {zahlen['im_zeitraum']} davon im Berichtszeitraum."
                f" Überfällig: {zahlen['ueberfaellig']}."
            ],
            _tabelle(
                "Meilensteine je Kommune",
                ("Kommune", *(art.label for art in tafel.arten)),
                (
                    (str(zeile.teilnahme.kommune), *(feld.text for feld in zeile.felder))
                    for zeile in tafel.zeilen
                ),
            ),
            f"{QUELLE}, Stand {_tag(self.bis)}",
        )

    def _profile(self):
        anzahl = sum(1 for profil in self.profile.values() if profil.is_veroeffentlicht)
        return (
            [f"{anzahl} von {len(self.teilnahmen)} Kommunen haben ihr Profil veröffentlicht."],
            _tabelle(
                "Profile je Kommune",
                ("Kommune", "Profil", "Stand"),
                (self._profilzeile(teilnahme) for teilnahme in self.teilnahmen),
            ),
            f"{QUELLE}, Stand {_tag(timezone.localdate())}",
        )

    def _profilzeile(self, teilnahme):
        profil = self.profile.get(teilnahme.pk)
        if profil is None:
            return str(teilnahme.kommune), "fehlt", ""
        stand = _tag(profil.stand) if profil.is_veroeffentlicht else ""
        return str(teilnahme.kommune), profil.get_status_display(), stand

    def _analysen(self):
        tabelle = self._kennzahlen()
        zeilen = sorted(
            tabelle.zeilen, key=lambda zeile: (ortsname(zeile.jugendamt.name), zeile.jugendamt.pk)
        )
        return (
            [
                "Gezählt sind alle Fallanalysen der beteiligten Jugendämter bis zum Stichtag, auch"
                " solche außerhalb dieses Projekts. Ein Punkt heißt geheim gehalten: eine kleine"
                " Zahl, oder eine, aus der sie sich errechnen ließe."
            ],
            _tabelle(
                "Fallanalysen je Jugendamt",
                ("Jugendamt", *(spalte.titel for spalte in tabelle.spalten)),
                [
                    *((str(zeile.jugendamt), *map(str, zeile.zellen)) for zeile in zeilen),
                    ("zusammen", *map(str, tabelle.summen)),
                ],
            ),
            "; ".join(dict.fromkeys(spalte.quelle for spalte in tabelle.spalten))
            + f"; Stichtag {self.bericht.stichtag}",
        )

    def _kennzahlen(self):
        """Return the published figures: what anybody outside of the Projekt may see."""
        bekannt = {kennzahl.name for kennzahl in alle_kennzahlen()}
        return kennzahlentabelle.lies(
            self.user,
            namen=[name for name in ANALYSEN if name in bekannt],
            jugendaemter={teilnahme.jugendamt_id for teilnahme in self.teilnahmen} - {None},
            stichtag=self.bericht.stichtag,
            nach_aussen=True,
        )

    def _massnahmen(self):
        je_kommune = defaultdict(Counter)
        for massnahme in self.massnahmen:
            je_kommune[massnahme.kommune_id][_stufe(massnahme.status_am)] += 1
        stufen = ("in Planung", "begonnen", "erreicht", "aufgegeben")
        gesamt = sum(je_kommune.values(), Counter())
        neue = self._neu_erreicht()
        return (
            [
                f"Am {_tag(self.bis)} waren {gesamt['in Planung']} Maßnahmen in Planung,"
                f" {gesamt['begonnen']} begonnen und {gesamt['erreicht']} erreicht;"
                f" {len(neue)} davon wurden im Berichtszeitraum erreicht.",
                *(f"Erreicht: {massnahme.text} ({massnahme.kommune})" for massnahme in neue),
            ],
            _tabelle(
                "Maßnahmen je Kommune",
                ("Kommune", "in Planung", "begonnen", "erreicht", "zurückgestellt oder verworfen"),
                [
                    *(
                        (
                            str(teilnahme.kommune),
                            *(str(je_kommune[teilnahme.kommune_id][stufe]) for stufe in stufen),
                        )
                        for teilnahme in self.teilnahmen
                    ),
                    ("zusammen", *(str(gesamt[stufe]) for stufe in stufen)),
                ],
            ),
            f"{QUELLE}, Stand {_tag(self.bis)}",
        )

    def _neu_erreicht(self):
        return [
            massnahme
            for massnahme in self.massnahmen
            if massnahme.status_am in ERREICHT
            and massnahme.erreicht_am
            and self.von <= massnahme.erreicht_am <= self.bis
        ]

    def _rueckmeldungen(self):
        je_anfrage = {}
        rows = (
            Rueckmeldung.objects.visible_to(self.user)
            .filter(
                teilnahme__in=self.teilnahmen,
                anfrage__gestellt_am__lte=self.bis,
                anfrage__faellig_am__gte=self.von,
            )
            .select_related("anfrage")
            .order_by("anfrage__gestellt_am", "anfrage__titel", "anfrage", "pk")
        )
        for eine in rows:
            je_anfrage.setdefault(eine.anfrage, Counter())[eine.stand] += 1
        return (
            [
                "Im Berichtszeitraum wurde nichts gefragt."
                if not je_anfrage
                else "Was die Projektkoordination die Kommunen im Berichtszeitraum gefragt hat:"
            ],
            _tabelle(
                "Anfragen und Rückmeldungen",
                ("Anfrage", "Frist", "gefragt", "geantwortet", "nicht nötig", "stehen aus"),
                (
                    (
                        anfrage.titel,
                        _tag(anfrage.faellig_am),
                        str(sum(zahlen.values())),
                        str(zahlen[Rueckmeldestand.BEANTWORTET]),
                        str(zahlen[Rueckmeldestand.NICHT_NOETIG]),
                        str(zahlen[Rueckmeldestand.OFFEN]),
                    )
                    for anfrage, zahlen in je_anfrage.items()
                ),
            ),
            f"{QUELLE}, Stand {_tag(timezone.localdate())}",
        )

    def _kurzfassung(self):
        """Return the page for politics: no case, no person, few figures."""
        neue = self._neu_erreicht()
        erreicht = sum(1 for massnahme in self.massnahmen if massnahme.status_am in ERREICHT)
        offen = sum(
            1
            for massnahme in self.massnahmen
            if massnahme.status_am not in (*ERREICHT, *AUFGEGEBEN)
        )
        zahlen = [
            ["Kommunen machen mit", str(len(self.teilnahmen))],
            ["Maßnahmen erreicht", str(erreicht)],
            ["Maßnahmen in Arbeit", str(offen)],
            [
                "Profile veröffentlicht",
                str(sum(1 for profil in self.profile.values() if profil.is_veroeffentlicht)),
            ],
        ]
        if Berichtsabschnitt.ANALYSEN in self.bericht.abschnitte and self.bericht.stichtag:
            summe = self._kennzahlen().summe("analysen_abgeschlossen")
            # A withheld figure is no news; the long report explains the sign.
            if summe.wert is not None:
                zahlen.append(["Fälle gemeinsam ausgewertet", str(summe)])
        return {
            "text": self.bericht.texte.get("kurz", ""),
            "zahlen": zahlen,
            "erreicht": [
                f"{gekuerzt(massnahme.text, KURZ_ZEICHEN)} ({massnahme.kommune})"
                for massnahme in neue[-KURZ_ERREICHT:]
            ],
            "themen": [
                gekuerzt(text, KURZ_THEMA)
                for text in haeufigste(self.user, self.teilnahmen, KURZ_THEMEN)
            ],
        }


def _stufe(status):
    if status in ERREICHT:
        return "erreicht"
    if status in AUFGEGEBEN:
        return "aufgegeben"
    return "begonnen" if status == Massnahmenstatus.BEGONNEN else "in Planung"


def _tabelle(titel, kopf, zeilen):
    return {"titel": titel, "kopf": list(kopf), "zeilen": [list(zeile) for zeile in zeilen]}


def _tag(datum):
    return f"{datum:%d.%m.%Y}"
