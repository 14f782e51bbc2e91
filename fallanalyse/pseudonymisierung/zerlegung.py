"""
Taking German words apart, with the probabilities of HanTa's model.

It says what HanTa's own tagger says (a test compares them), in a third of its time and memory: the
tagger asks for each part of a word and each of 150 kinds whether the model has it, this asks once
for the part, and keeps nothing that only lemmas and whole sentences need.
"""

import gzip
import math
import pickle

EMPTY, START, UNKNOWN = 0, 1, 3
# Less likely is impossible; three states at each letter are followed, and what comes near them.
_MINDESTENS = -1e6
_STRAFE = 4.6


class Zerlegung:
    """
    HanTa's model of German. Safe to share between threads: it is only read.

    `haeufige` are the tags of each frequent word, most frequent first; `name_of_tag` their names.
    """

    def __init__(self, pfad):
        with gzip.open(pfad, "rb") as datei:
            modell = pickle.load(datei)  # noqa: S301 (a file of the package, as its code is)
        (
            _,
            self.name_of_tag,
            self._endungen,
            self._laengen,
            self._grundgewicht,
            self._seltene,
            uebergaenge,
            morpheme,
            *_,
            haeufige,
        ) = modell
        # Thousands of words share a few lists of tags.
        gleiche = {}
        self.haeufige = {
            wort: gleiche.setdefault(tags := tuple(tag for tag, _ in gewichte), tags)
            for wort, gewichte in haeufige.items()
        }
        self.name_of_tag |= {EMPTY: "EMPTY", UNKNOWN: "UNKNOWN"}
        self._weiter = {
            zustand: {tag: gewicht for tag, gewicht in folgende.items() if tag > 0}
            for zustand, folgende in uebergaenge.items()
        }
        self._ende = {
            zustand: [(-tag, gewicht) for tag, gewicht in folgende.items() if tag < 0]
            for zustand, folgende in uebergaenge.items()
        }
        self._morpheme = {}
        for tag, gewichte in morpheme.items():
            for morphem, gewicht in gewichte.items():
                paar = (tag, gewicht)
                paare = (*self._morpheme.get(morphem, ()), gleiche.setdefault(paar, paar))
                self._morpheme[morphem] = gleiche.setdefault(paare, paare)

    def bekannt(self, wort):
        """Return [(tag, weight)] of a word made of known parts only, most likely first; or []."""
        return self._analysiere(wort, self._teil)

    def vermutet(self, wort):
        """Return [(tag, weight)] of any word, most likely first; an unknown part by its ending."""
        return self._analysiere(wort, self._teil_auch_unbekannt)

    def _analysiere(self, wort, teil):
        laenge = len(wort)
        spalten = [{} for _ in range(laenge + 1)]
        spalten[0][EMPTY, START] = 0
        for anfang, zustaende in enumerate(spalten[:-1]):
            if not zustaende:
                continue
            grenze = _MINDESTENS
            if len(zustaende) > 3:
                grenze = sorted(zustaende.values(), reverse=True)[3] - 1
            offene = [
                (zustand[1], gewicht, self._weiter.get(zustand, {}))
                for zustand, gewicht in zustaende.items()
                if gewicht >= grenze
            ]
            for ende in range(anfang + 1, laenge + 1):
                moeglich = teil(wort[anfang:ende], laenge)
                if not moeglich:
                    continue
                ziel = spalten[ende]
                for vorher, bisher, weiter in offene:
                    for tag, gewicht in moeglich:
                        if tag not in weiter:
                            continue
                        summe = bisher + weiter[tag] + gewicht
                        if summe > ziel.get((vorher, tag), _MINDESTENS):
                            ziel[vorher, tag] = summe
        return self._schluss(spalten[-1])

    def _schluss(self, zustaende):
        beste = {}
        for zustand, gewicht in zustaende.items():
            for tag, uebergang in self._ende.get(zustand, ()):
                key, summe = (zustand[1], tag), gewicht + uebergang
                if summe > beste.get(key, _MINDESTENS):
                    beste[key] = summe
        ergebnis = {}
        for (_, tag), gewicht in beste.items():
            ergebnis[tag] = _summe(ergebnis[tag], gewicht) if tag in ergebnis else gewicht
        return sorted(ergebnis.items(), key=lambda paar: paar[1], reverse=True)

    def _teil(self, morphem, _laenge):
        return self._morpheme.get(morphem, ())

    def _teil_auch_unbekannt(self, morphem, laenge):
        bekannt = self._morpheme.get(morphem, ())
        if laenge >= 4 and len(morphem) <= 2:
            return bekannt
        schon = {tag for tag, _gewicht in bekannt}
        strafe = _STRAFE if len(morphem) == laenge else 0
        return [
            *bekannt,
            *(
                (tag, self._gewicht_unbekannt(tag, morphem) - strafe)
                for tag in self._seltene
                if tag not in schon and tag in self._endungen
            ),
        ]

    def _gewicht_unbekannt(self, tag, morphem):
        endungen = self._endungen[tag]
        endung = next(
            (
                morphem[-laenge:]
                for laenge in (4, 3, 2, 1)
                if len(morphem) > laenge and morphem[-laenge:] in endungen
            ),
            "",
        )
        return (
            self._grundgewicht
            + self._seltene[tag]
            + self._laengen[tag][min(len(morphem), 24)]
            + endungen[endung]
        )


def _summe(eines, anderes):
    """Return the logarithm of the sum of two probabilities given as logarithms."""
    groesser, kleiner = max(eines, anderes), min(eines, anderes)
    return groesser + math.log1p(math.exp(kleiner - groesser))
