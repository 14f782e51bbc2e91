"""
Where everything lies in a Fischgräten picture. Numbers only: no query, no HTML.

The head with the Leitfrage lies at the right end of the spine. Every Einflussebene that has causes
is a bone, alternately above and below; its causes are twigs. All bones lean the same way, so
between two of them runs a strip of constant width, and in it stand the words.
"""

from dataclasses import dataclass, replace

from fallanalyse.fischgraeten_form import Ast, Bild, Graete, Kasten, Mass, Worte, Zeile, nach_ebene
from fallanalyse.fischgraeten_worte import (
    ABSTAND,
    FREI,
    FUSS,
    LUFT,
    MEISTE,
    NACKEN,
    NEIGUNG,
    RAND,
    SCHMALSTE,
    WENIGSTE,
    anlauf_of,
    brich_um,
    entwirf,
    schild_of,
    sichtbar,
    streifen_of,
    verteile,
    zeichenbreite,
)

SEITE = Mass(breite=1190, hoehe=680, schrift=14, kopf=196)
SCHRITTSEITE = Mass(breite=860, hoehe=680, schrift=14, kopf=180)
BLATT = Mass(breite=1180, hoehe=420, schrift=13, kopf=190)

OBEN, UNTEN = -1, 1
SCHWANZ = 34


def zeichne(ursachen, leitfrage, mass=SEITE):
    """Return the picture of these causes; with as many lines for each as there is room for."""
    kopf, is_frage_gekuerzt = brich_um(
        sichtbar(leitfrage) or "noch offen", mass.kopf - 40, mass.schrift + 1, 12
    )
    teile = verteile(nach_ebene(ursachen))
    streifen = streifen_of(teile, mass)
    rippen = [entwirf(*teil, streifen[nummer // 2], mass) for nummer, teil in enumerate(teile)]
    # The names at the ends of the bones must not meet the head.
    kopf_hoehe = max(90, (len(kopf) + 1) * (mass.zeile + 1) + 30)
    laengen = _laengen(rippen, kopf_hoehe // 2 + ABSTAND, mass)
    # Where a neighbour makes the bones long, the others have room for more words.
    passend = [
        rippe.in_zeilen(
            max(
                zeilen
                for zeilen in range(WENIGSTE, MEISTE + 1)
                if rippe.laenge(zeilen) <= laengen[nummer % 2]
            )
        )
        for nummer, rippe in enumerate(rippen)
    ]
    bild = _stelle_auf(passend, laengen, streifen, (kopf, kopf_hoehe), mass)
    return replace(bild, is_frage_gekuerzt=is_frage_gekuerzt)


def _laengen(rippen, mindestens, mass):
    """Return how long the bones above and below are: so long that as much as possible is said."""
    # Every second one is above the spine, the others are below.
    seiten = [rippen[0::2], rippen[1::2]]

    def laengen_bei(*zeilen):
        return [
            max([mindestens, *(rippe.laenge(hoechstens) for rippe in seite)]) if seite else 0
            for seite, hoechstens in zip(seiten, zeilen, strict=True)
        ]

    moegliche = [
        (oben, unten)
        for oben in range(WENIGSTE, MEISTE + 1)
        for unten in range(WENIGSTE, MEISTE + 1)
        if sum(laengen_bei(oben, unten)) <= mass.hoehe
    ]
    # First nobody has to say it much shorter than the others, then more is better.
    beste = max(moegliche, key=lambda zeilen: (min(zeilen), sum(zeilen)), default=None)
    return laengen_bei(*(beste or (WENIGSTE, WENIGSTE)))


def _stelle_auf(rippen, laengen, streifen, kopf, mass):
    kopf, kopf_hoehe = kopf
    schilder = [schild_of(rippe.name, min(streifen) - 2 * LUFT, mass) for rippe in rippen]
    hoch = [
        max([laengen[seite] + schild.hoehe for schild in schilder[seite::2]], default=0)
        for seite in (0, 1)
    ]
    mitte = RAND + max(hoch[0], kopf_hoehe // 2)
    links = RAND + max(int(NEIGUNG * max(laengen)), SCHWANZ + LUFT)
    seiten = [
        _Seite(richtung, mitte, laenge, mass)
        for richtung, laenge in zip((OBEN, UNTEN), laengen, strict=True)
    ]
    graeten = [
        _graete(
            rippe,
            schild,
            links + sum(streifen[: nummer // 2 + 1]),
            streifen[nummer // 2],
            seiten[nummer % 2],
        )
        for nummer, (rippe, schild) in enumerate(zip(rippen, schilder, strict=True))
    ]
    kasten = Kasten(
        links + max(sum(streifen), SCHMALSTE) + NACKEN,
        mitte - kopf_hoehe // 2,
        mass.kopf,
        kopf_hoehe,
    )
    return Bild(
        breite=kasten.rechts + RAND,
        hoehe=mitte + max(hoch[1], kopf_hoehe // 2) + RAND,
        schrift=mass.schrift,
        kopf=Worte(
            kasten,
            _zeilen(["Leitfrage", *kopf], kasten.x + 16, kasten.y + 14, mass.zeile + 1, mass),
        ),
        schwanz=Kasten(links - LUFT - SCHWANZ, mitte - 18, SCHWANZ, 36),
        rueckgrat=(links - LUFT - SCHWANZ // 2, kasten.x, mitte),
        graeten=tuple(graeten),
    )


@dataclass(frozen=True)
class _Seite:
    """One side of the fish: which way it goes, where the spine is, how long its bones are."""

    richtung: int
    mitte: int
    laenge: int
    mass: Mass

    @property
    def ende(self):
        return self.mitte + self.richtung * self.laenge

    def x_at(self, y, am_rueckgrat):
        """Return where the bone that meets the spine at this point is at this height."""
        return int(am_rueckgrat - NEIGUNG * abs(y - self.mitte))


def _graete(rippe, schild, am_rueckgrat, streifen, seite):
    spitze = seite.x_at(seite.ende, am_rueckgrat)
    kasten = Kasten(
        spitze - schild.breite // 2,
        seite.ende - (schild.hoehe if seite.richtung == OBEN else 0),
        schild.breite,
        schild.hoehe,
    )
    return Graete(
        rippe.ebene,
        Worte(kasten, _zeilen(schild.zeilen, spitze, kasten.y + 4, seite.mass.zeile, seite.mass)),
        (spitze, seite.ende, am_rueckgrat, seite.mitte),
        tuple(_aeste(rippe, am_rueckgrat, streifen, seite)),
    )


def _aeste(rippe, am_rueckgrat, streifen, seite):
    """Yield the twigs from above to below, spread evenly over their bone."""
    mass = seite.mass
    uebrig = (seite.laenge - rippe.laenge(MEISTE)) / len(rippe.saetze)
    oben = min(seite.mitte, seite.ende) + (ABSTAND if seite.richtung == OBEN else FREI)
    for nummer, satz in enumerate(rippe.saetze):
        y = int(oben + uebrig * (nummer + 0.5))
        unten = y + satz.hoehe
        oben += satz.hoehe + ABSTAND
        # The bone to the left is nearest where it is nearest to the spine.
        naechste = unten if seite.richtung == OBEN else y
        x = seite.x_at(naechste, am_rueckgrat) - streifen + LUFT
        kasten = Kasten(x, y, satz.breite, satz.hoehe - FUSS)
        zeichen = zeichenbreite(mass)
        erste, *weitere = satz.zeilen or [""]
        yield Ast(
            satz.ursache,
            Worte(
                kasten,
                (
                    *_zeilen([erste], x + anlauf_of(satz.ursache, mass), y, mass.zeile, mass),
                    *_zeilen(weitere, x, y + mass.zeile, mass.zeile, mass),
                ),
            ),
            Kasten(x, y + (mass.zeile - zeichen) // 2, zeichen, zeichen),
            _zeilen([satz.ursache.nummer or ""], x + zeichen + 5, y, mass.zeile, mass)[0],
            (x, seite.x_at(unten, am_rueckgrat), unten),
            satz.gekuerzt,
        )


def _zeilen(texte, x, oben, hoehe, mass):
    """Return the lines one below the other; y is where their letters stand."""
    grundlinie = round((hoehe + 0.7 * mass.schrift) / 2)
    return tuple(
        Zeile(x, oben + nummer * hoehe + grundlinie, text) for nummer, text in enumerate(texte)
    )
