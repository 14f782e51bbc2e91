"""
What the gate knows: which passage was looked at by which detectors, and what the team decided.

Both are kept by a fingerprint of the text, not by its place: what says something else by a single
letter was not looked at and is not decided.
"""

import hmac
import json
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Schritt, Trefferwahl
from fallanalyse.models.bearbeitung import AmSchritt
from fallanalyse.models.stellen import ANHAENGE, texte_of
from fallanalyse.models.vorhang import roh
from fallanalyse.pseudonymisierung import PruefungNichtMoeglich, Treffer
from kinderschutz import identity
from kinderschutz.fields import EncryptedTextField
from kinderschutz.row_protection import ProtectedModel

# A date is made relative or goes; nobody can say of it that it tells nobody.
DATUM = frozenset({"datum", "geburtsdatum"})


def abdruck_of(analyse_id, text):
    """
    Return the fingerprint of a passage: keyed, so that nobody without the key can try out names.

    A new DJANGO_SECRET_KEY makes every passage an unchecked one, and every decision is asked again.
    """
    # Two analyses that say the same have nothing in common in the database.
    botschaft = f"fallanalyse.pruefung\n{analyse_id}\n{roh(text)}"
    return hmac.digest(settings.SECRET_KEY.encode(), botschaft.encode(), "sha256").hex()[:32]


class Textpruefung(AmSchritt):
    """
    What the detectors of `stand` found in the passages of one step. Written with the step itself.

    `ergebnis` is JSON: {fingerprint: [[start, end, art, grund, sicher, ersatz], …]}. A passage that
    is not in it was not checked. The names of the attachments are kept as a step of their own.
    """

    schritt = models.CharField(
        "Schritt", max_length=30, choices=[*Schritt.choices, (ANHAENGE, "Anhänge")]
    )
    stand = models.CharField("Stand der Prüfung", max_length=64, editable=False)
    ergebnis = EncryptedTextField()

    class Meta:
        verbose_name = "Textprüfung"
        verbose_name_plural = "Textprüfungen"
        constraints = [
            models.UniqueConstraint(
                name="textpruefung_eine_je_schritt",
                fields=["analyse", "schritt"],
                violation_error_message="Dieser Schritt ist schon geprüft.",
            )
        ]

    def __str__(self):
        return f"Prüfung: {self.get_schritt_display()}"

    @classmethod
    def fuehre_nach(cls, analyse, schritt, inhalt):
        """
        Check what this content says anew. Where no detector can run, it stays unchecked.

        Writing is never barred by it.
        """
        alt = cls.objects.filter(analyse=analyse, schritt=schritt).first()
        texte = texte_of(type(analyse), schritt, inhalt).values()
        cls._schreibe(analyse, schritt, texte, alt, is_pflicht=False)

    @classmethod
    def pruefe(cls, analyse, stellen, *, neu):
        """
        Let today's detectors look at these passages: all of the analysis.

        `neu`: also at what they have seen before.

        :raises PruefungNichtMoeglich: if a detector cannot run
        """
        vorhanden = {row.schritt: row for row in cls.objects.filter(analyse=analyse)}
        for schritt in (*Schritt, ANHAENGE):
            texte = [stelle.text for stelle in stellen if stelle.schritt == schritt]
            alt = vorhanden.get(schritt)
            cls._schreibe(analyse, schritt, texte, alt, is_pflicht=True, neu=neu)

    @classmethod
    def _schreibe(cls, analyse, schritt, texte, alt, *, is_pflicht, neu=False):
        texte = {abdruck_of(analyse.pk, text): roh(text) for text in texte}
        if alt is None and not texte:
            return
        gewusst = json.loads(alt.ergebnis) if alt else {}
        stand, ergebnis = alt.stand if alt else "", {}
        try:
            stand = pseudonymisierung.stand()
            bekannt = dict(gewusst) if alt and alt.stand == stand and not neu else {}
            for abdruck, text in texte.items():
                ergebnis[abdruck] = (
                    bekannt[abdruck]
                    if abdruck in bekannt
                    else _plain(pseudonymisierung.pruefe(text))
                )
        except PruefungNichtMoeglich:
            if is_pflicht:
                raise
            if alt is None:
                return
            if alt.stand == stand:
                ergebnis |= {eines: gewusst[eines] for eines in texte if eines in gewusst}
        if alt and (alt.stand, gewusst) == (stand, ergebnis):
            return
        row = alt or cls(analyse=analyse, jugendamt_id=analyse.jugendamt_id, schritt=schritt)
        row.stand, row.ergebnis = stand, json.dumps(ergebnis)
        row.save()
        forget(analyse.pk)


def _plain(treffer):
    return [
        [einer.start, einer.end, einer.art, einer.grund, einer.sicher, einer.ersatz]
        for einer in treffer
    ]


class Trefferentscheidung(ProtectedModel):
    """
    What the team decided about one hit. It holds for the text it was decided in, letter by letter.

    What was replaced (`wahl` ersetzt) is told for the place, so that the second person sees it; the
    word that stood there (`wort`) is forgotten when the analysis leaves its team.
    """

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="trefferentscheidung_set"
    )
    wahl = models.CharField("Entscheidung", max_length=20, choices=Trefferwahl)
    stelle = models.CharField("Stelle", max_length=120, editable=False)
    abdruck = models.CharField(max_length=32, editable=False)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    sicher = models.BooleanField(editable=False)
    art = models.CharField(max_length=40, editable=False)
    grund = models.CharField(max_length=200, editable=False)
    wort = EncryptedTextField("Wort", blank=True)
    ersatz = EncryptedTextField("ersetzt durch", blank=True)
    begruendung = EncryptedTextField("Begründung", blank=True)
    durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    am = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Entscheidung über einen Treffer"
        verbose_name_plural = "Entscheidungen über Treffer"
        constraints = [
            models.UniqueConstraint(
                name="trefferentscheidung_eine_je_treffer",
                fields=["analyse", "abdruck", "start", "end", "sicher"],
                condition=~models.Q(wahl=Trefferwahl.ERSETZT),
                violation_error_message="Darüber ist schon entschieden.",
            )
        ]

    def __str__(self):
        return f"{self.get_wahl_display()}: {self.grund}"


@dataclass(frozen=True)
class Fund:
    """A hit in a text, with what was decided about it."""

    abdruck: str
    treffer: Treffer
    entscheidung: Trefferentscheidung | None = None

    @property
    def kennung(self):
        """Return what a form calls it. Another text has other ones: an old page decides nothing."""
        return f"{self.abdruck}-{self.treffer.start}-{self.treffer.end}"

    @property
    def is_offen(self):
        return self.entscheidung is None

    @property
    def is_sicher(self):
        return self.treffer.sicher

    @property
    def is_datum(self):
        return self.treffer.sicher and self.treffer.art in DATUM


class Pruefung:
    """
    What is known of the texts of one analysis, in two queries.

    `nachholen`: let the detectors look at what they have not seen yet, without keeping it.
    """

    def __init__(self, analyse_id, *, nachholen=False):
        self.analyse_id, self.nachholen = analyse_id, nachholen
        self.stand = self._stand()
        self.ergebnis = {}
        for row in Textpruefung.objects.filter(analyse=analyse_id):
            if row.stand == self.stand:
                self.ergebnis |= json.loads(row.ergebnis)
        self.entscheidungen = list(
            Trefferentscheidung.objects.filter(analyse=analyse_id).order_by("am", "pk")
        )
        self._entschieden = {
            (eine.abdruck, eine.start, eine.end, eine.sicher): eine
            for eine in self.entscheidungen
            if eine.wahl != Trefferwahl.ERSETZT
        }

    def _stand(self):
        try:
            return pseudonymisierung.stand()
        except PruefungNichtMoeglich:
            if self.nachholen:
                raise
            # Nothing was ever checked by detectors that are not there.
            return None

    def funde(self, text):
        """
        Return the hits in this text, None if nobody looked at it yet.

        :raises PruefungNichtMoeglich: if `nachholen` and a detector cannot run
        """
        abdruck = abdruck_of(self.analyse_id, text)
        if abdruck not in self.ergebnis:
            if not self.nachholen:
                return None
            self.ergebnis[abdruck] = _plain(pseudonymisierung.pruefe(roh(text)))
        return [self._fund(abdruck, roh(text), *einer) for einer in self.ergebnis[abdruck]]

    def _fund(self, abdruck, text, start, end, art, grund, sicher, ersatz):
        treffer = Treffer(start, end, text[start:end], art, grund, sicher, ersatz)
        return Fund(abdruck, treffer, self._entscheidung(abdruck, start, end, art, sicher))

    def _entscheidung(self, abdruck, start, end, art, sicher):
        eine = self._entschieden.get((abdruck, start, end, sicher))
        if eine is None or (sicher and (art in DATUM or eine.wahl != Trefferwahl.KEIN_NAME)):
            return None
        return eine

    @cached_property
    def freie(self):
        """Return the fingerprints of the passages without an open hit."""
        return {
            abdruck
            for abdruck, treffer in self.ergebnis.items()
            if all(
                self._entscheidung(abdruck, start, end, art, sicher)
                for start, end, art, _grund, sicher, _ersatz in treffer
            )
        }

    def is_frei(self, text):
        return not text or abdruck_of(self.analyse_id, text) in self.freie

    @property
    def offen(self):
        """Return how many hits are open in what is kept: (sure ones, weak ones)."""
        offene = [
            sicher
            for abdruck, treffer in self.ergebnis.items()
            for start, end, art, _grund, sicher, _ersatz in treffer
            if self._entscheidung(abdruck, start, end, art, sicher) is None
        ]
        return sum(offene), len(offene) - sum(offene)

    def zusammenfassung(self):
        """Return how much was decided in which way, for the second person: [(wahl, number)]."""
        gelten = [
            eine
            for eine in self.entscheidungen
            if eine.wahl == Trefferwahl.ERSETZT or eine.abdruck in self.ergebnis
        ]
        return [
            (wahl.label, anzahl)
            for wahl in Trefferwahl
            if (anzahl := sum(eine.wahl == wahl for eine in gelten))
        ]

    @property
    def ersetzte(self):
        """Return what was replaced, by the name of its place."""
        ersetzte = {}
        for eine in self.entscheidungen:
            if eine.wahl == Trefferwahl.ERSETZT:
                ersetzte.setdefault(eine.stelle, []).append(eine)
        return ersetzte


def freie_abdruecke(analyse_id):
    """Return the fingerprints of what somebody from outside may read, asked once per request."""
    gemerkt = identity.current().remembered
    key = ("freie_abdruecke", analyse_id)
    if key not in gemerkt:
        gemerkt[key] = Pruefung(analyse_id).freie
    return gemerkt[key]


def forget(analyse_id):
    """Let what was remembered be asked again: it changed."""
    identity.current().remembered.pop(("freie_abdruecke", analyse_id), None)
