"""The scale of a Zeitstrahl: which month stands where, and what has room beside it."""

from dataclasses import replace

from fallanalyse import zeitraum as zeitraeume
from fallanalyse.textumbruch import breite as textbreite
from fallanalyse.textumbruch import umbrich
from fallanalyse.zeitstrahl_zeichen import HOEHE, RADIUS, SCHRIFT, Gezeichnete, Marke, Strich

# Left and right of the axis, so that a mark at its end is whole.
RAND = 20
LUECKE = 14
# So far from its mark a label may stand: farther off it would seem to stand at another time.
WEIT = 110
# A bracket is at least this wide: it may span one moment only.
KLAMMERBREITE = 12
KLAMMERTEXT = 290
STRICH_PLATZ = 96


class Massstab:
    """How months become places between the edges of the axis."""

    def __init__(self, zeitraum, breite):
        self.zeitraum = zeitraum
        self.links, self.rechts = RAND, breite - RAND
        self.je_monat = (self.rechts - self.links) / zeitraum.dauer

    def x(self, monat):
        """Return the place of this time; what lies outside stands at the edge."""
        drin = min(max(monat, self.zeitraum.von), self.zeitraum.bis)
        return round(self.links + (drin - self.zeitraum.von) * self.je_monat)

    def marke(self, eintrag, schild):
        """Return the mark of this event, its label beside it if there is room, else below."""
        ende = eintrag.zeit if eintrag.ende is None else max(eintrag.zeit, eintrag.ende)
        x, bis = self.x(eintrag.zeit), self.x(ende)
        von, nach = self.x(eintrag.zeit - eintrag.spielraum), self.x(ende + eintrag.spielraum)
        # A thin line no longer than the mark would tell nothing.
        ungenau = (von, nach) if max(x - von, nach - bis) > RADIUS + 2 else None
        von, nach = ungenau or (x, bis)
        rechts = max(nach, bis + RADIUS) + 7
        links = min(von, x - RADIUS) - 7 - schild.breite
        aussen = self.rechts + RAND - 2
        if rechts - x <= WEIT and rechts + schild.breite <= aussen:
            text, tiefer = rechts, 0
        elif x - von <= WEIT and links >= 2 and x + schild.breite > aussen:
            text, tiefer = links, 0
        else:
            text, tiefer = max(2, min(x + 4, aussen - schild.breite)), HOEHE - 4
        return Marke(eintrag, schild, x=x, bis=bis, text=text, tiefer=tiefer, ungenau=ungenau)

    def klammer(self, klammer):
        x, bis = self.x(klammer.von) - RADIUS, self.x(klammer.bis) + RADIUS
        bis = max(bis, x + KLAMMERBREITE)
        platz = max(KLAMMERTEXT, bis - x - 32)
        titel = f"strittig: {klammer.titel}" if klammer.strittig else klammer.titel
        text = "".join(umbrich(titel, platz=platz, schrift=SCHRIFT, zeilen=1))
        laenge = round(textbreite(text, SCHRIFT)) + 32
        links = max(0, min(x, self.rechts + RAND - laenge))
        return Gezeichnete(klammer, text, x, bis, links, max(bis, links + laenge))

    def striche(self, ende):
        """Return the lines of the months; a line whose words have no room stands without them."""
        monate, schritt = zeitraeume.striche(
            self.zeitraum, (self.rechts - self.links) / STRICH_PLATZ
        )
        worte = {monat: zeitraeume.beschrifte(monat, schritt) for monat in monate}
        arten = {0: "beginn"}
        if ende is not None and self.zeitraum.von <= ende <= self.zeitraum.bis:
            worte[ende] = f"{worte[0]}, Fallende" if ende == 0 else "Fallende"
            arten.setdefault(ende, "ende")
        striche, belegt = [], []
        # Beginning and end of the case first: they keep their words.
        for monat in sorted(worte, key=lambda monat: (monat != 0, monat != ende, monat)):
            strich = self._strich(monat, worte[monat], arten.get(monat, ""))
            von, bis = strich.worte
            if any(von < zu + LUECKE and ab < bis + LUECKE for ab, zu in belegt):
                strich = replace(strich, text="")
            else:
                belegt.append((von, bis))
            striche.append(strich)
        return striche

    def _strich(self, monat, text, art):
        x = self.x(monat)
        breite = round(textbreite(text, SCHRIFT))
        von = max(6, min(x - breite // 2, self.rechts + RAND - 6 - breite))
        return Strich(x, text, (von, von + breite), art)
