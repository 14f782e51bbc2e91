"""
The book: what was sent, what was acknowledged, and what must therefore be there.

No database and no network: `verstoesse` compares the book with what was found (`Stand`).
"""

import threading
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.ausfall.stuecke import zerlege

VERLOREN, DOPPELT, VERSTUEMMELT = "verloren", "doppelt", "verstümmelt"
# A draft of what is saved already: nothing is lost, but it hides what is saved.
UEBERHOLT = "überholt"
GEBROCHEN = "gebrochen"


@dataclass(frozen=True)
class Verstoss:
    """`was` names pieces, never text."""

    art: str
    ort: str
    was: str


@dataclass
class Fassung:
    """One saved version: its texts, and those that lost in the conflict it came from."""

    version: int
    texte: list
    verworfen: list = field(default_factory=list)


@dataclass
class Stand:
    """One step as it was found. Drafts and pages by person; a page is (version, texts)."""

    fassungen: list
    aktuell: list
    entwuerfe: dict = field(default_factory=dict)
    seiten: dict = field(default_factory=dict)


@dataclass
class Stelle:
    """What one person sent from one step. A form is what a browser sends: {name: [values]}."""

    analyse: str = ""
    schritt: str = ""
    # The form of the last autosave that was acknowledged, and what was sent after it.
    bestaetigt: dict | None = None
    danach: list = field(default_factory=list)
    # Every piece that an autosave acknowledged.
    gemerkt: set = field(default_factory=set)
    # Texts of every form that was saved as it is.
    gespeichert: list = field(default_factory=list)
    # (new pieces, chosen pieces) of every conflict that was resolved.
    zusammengefuehrt: list = field(default_factory=list)
    # Texts of forms whose saving nobody answered.
    offen: list = field(default_factory=list)


class Buch:
    """All Stellen of all analyses, and how much was acknowledged."""

    def __init__(self):
        self.stellen = {}
        self.zahlen = Counter()
        self.laengen = {}
        self.neue = set()
        self.schloss = threading.Lock()

    def stelle(self, analyse, schritt, person):
        with self.schloss:
            leer = Stelle(analyse, schritt)
            return self.stellen.setdefault((analyse, schritt, person), leer)

    def schritte(self, analyse, *, nur_neue):
        """Return the steps somebody wrote in, or only those since this was asked last."""
        with self.schloss:
            alle = {schritt for wo, schritt, _person in self.stellen if wo == analyse}
            neue = {schritt for wo, schritt in self.neue if wo == analyse}
            self.neue.clear()
        return sorted(neue if nur_neue else alle)

    def tippt(self, name, laenge):
        self.laengen[name] = laenge

    def sendet(self, stelle, formular):
        """Note that this leaves now: whatever happens, it may arrive."""
        stelle.danach.append(formular)
        with self.schloss:
            self.neue.add((stelle.analyse, stelle.schritt))

    def merkt(self, stelle, formular):
        """Note that the draft was acknowledged."""
        stelle.bestaetigt, stelle.danach = formular, []
        stelle.gemerkt |= set(stuecke_of(texte_of(formular)))
        self.zaehle("zwischenstaende")

    def speichert(self, stelle, formular):
        self.sendet(stelle, formular)
        stelle.offen.append(Counter(texte_of(formular)))

    def gespeichert(self, stelle, formular):
        """Note that the form was saved as it is."""
        self._beendet(stelle, formular)
        stelle.gespeichert.append(Counter(texte_of(formular)))
        self.zaehle("gespeichert")

    def zusammengefuehrt(self, stelle, formular, neu, gewaehlt):
        """Note that a conflict was resolved: what was typed new, and what was chosen."""
        self._beendet(stelle, formular)
        stelle.zusammengefuehrt.append((frozenset(neu), frozenset(gewaehlt)))
        self.zaehle("zusammengefuehrt")

    def _beendet(self, stelle, formular):
        stelle.bestaetigt, stelle.danach = None, []
        texte = Counter(texte_of(formular))
        stelle.offen = [eines for eines in stelle.offen if eines != texte]

    def finde_offene(self, stellen, stand):
        """Count what was saved although nobody said so: there the crash hit after the commit."""
        da = [Counter(fassung.texte) for fassung in stand.fassungen]
        for stelle in stellen:
            bleibt = [offen for offen in stelle.offen if not any(offen <= eine for eine in da)]
            self.zaehle("doch gespeichert", len(stelle.offen) - len(bleibt))
            stelle.offen = bleibt

    def zaehle(self, was, um=1):
        with self.schloss:
            self.zahlen[was] += um

    def bestaetigte(self, stelle):
        """Return the names of all pieces that were acknowledged from here."""
        namen = set(stelle.gemerkt)
        for texte in stelle.gespeichert:
            namen |= set(stuecke_of(texte))
        for neu, _gewaehlt in stelle.zusammengefuehrt:
            namen |= neu
        return namen


# --- What must be there --------------------------------------------------------------------------


def verstoesse(stellen, stand, ort):
    """
    Yield every Verstoss of this step.

    :param stellen: {person: Stelle}
    """
    yield from _ganz_und_einmal(stand, ort)
    yield from _nichts_verschwindet(stand, ort)
    for person, stelle in stellen.items():
        hier = f"{ort}, {person}"
        yield from _entwurf(stelle, stand.entwuerfe.get(person), hier)
        yield from _bestaetigtes(stelle, stand, stand.entwuerfe.get(person), hier)
        if person in stand.seiten:
            yield from _seite(stand, person, hier)


def _ganz_und_einmal(stand, ort):
    stellen = [("gespeichert", stand.aktuell)]
    stellen += [(f"Fassung {eine.version}", eine.texte) for eine in stand.fassungen]
    stellen += [
        (f"Zwischenstand {person}", texte_of(formular))
        for person, formular in stand.entwuerfe.items()
    ]
    for wo, texte in stellen:
        for name, anzahl in Counter(stuecke_of(texte)).items():
            if anzahl > 1:
                yield Verstoss(DOPPELT, f"{ort}, {wo}", name)
    stellen += [(f"nicht gewählt {eine.version}", eine.verworfen) for eine in stand.fassungen]
    for wo, texte in stellen:
        if reste := [rest for text in texte for rest in zerlege(text)[1]]:
            yield Verstoss(VERSTUEMMELT, f"{ort}, {wo}", f"{len(reste)} Stück")


def _nichts_verschwindet(stand, ort):
    """Nobody in this run deletes: a piece goes only where somebody chose another text."""
    vorher = None
    for erwartet, fassung in enumerate(stand.fassungen):
        if fassung.version != erwartet:
            yield Verstoss(VERLOREN, ort, f"Fassung {erwartet}")
            return
        jetzt = set(stuecke_of(fassung.texte))
        if vorher is not None:
            weg = vorher - jetzt - set(stuecke_of(fassung.verworfen))
            if weg:
                yield Verstoss(VERLOREN, f"{ort}, Fassung {fassung.version}", _liste(weg))
        vorher = jetzt
    zuletzt = stand.fassungen[-1].texte if stand.fassungen else []
    if Counter(zuletzt) != Counter(stand.aktuell):
        yield Verstoss(VERLOREN, ort, "gespeichert ist etwas anderes als die letzte Fassung")


def _entwurf(stelle, entwurf, ort):
    """Who was told »gespeichert« finds that very form again, or a later one of hers."""
    if entwurf is None:
        # Then it is saved: `_bestaetigtes` looks for each of its pieces.
        return
    moeglich = [*([stelle.bestaetigt] if stelle.bestaetigt else []), *stelle.danach]
    if entwurf in moeglich:
        return
    if stelle.bestaetigt:
        yield Verstoss(VERLOREN, ort, "der Zwischenstand ist nicht der bestätigte")
    else:
        yield Verstoss(UEBERHOLT, ort, "ein Zwischenstand nach dem Speichern")


def _bestaetigtes(stelle, stand, entwurf, ort):
    je_fassung = [
        (Counter(eine.texte), set(stuecke_of(eine.texte)), set(stuecke_of(eine.verworfen)))
        for eine in stand.fassungen
    ]
    da = set(stuecke_of(texte_of(entwurf))) if entwurf else set()
    for _texte, namen, verworfen in je_fassung:
        da |= namen | verworfen
    if fehlt := stelle.gemerkt - da:
        yield Verstoss(VERLOREN, f"{ort}, Zwischenstand", _liste(fehlt))
    for formular in stelle.gespeichert:
        if not any(formular <= texte for texte, _namen, _verworfen in je_fassung):
            yield Verstoss(VERLOREN, f"{ort}, gespeichert", _liste(set(stuecke_of(formular))))
    for neu, gewaehlt in stelle.zusammengefuehrt:
        if not any(
            gewaehlt <= namen and neu <= namen | verworfen
            for _texte, namen, verworfen in je_fassung
        ):
            yield Verstoss(VERLOREN, f"{ort}, zusammengeführt", _liste(neu | gewaehlt))


def _seite(stand, person, ort):
    """The page shows the draft, or what is saved."""
    version, texte = stand.seiten[person]
    if entwurf := stand.entwuerfe.get(person):
        richtig = entwurf["version"][0], texte_of(entwurf)
    else:
        richtig = str(stand.fassungen[-1].version if stand.fassungen else 0), stand.aktuell
    if (version, Counter(texte)) != (richtig[0], Counter(richtig[1])):
        yield Verstoss(VERLOREN, ort, "die Seite zeigt etwas anderes, als da ist")


def texte_of(formular):
    """Return the texts of a form that hold pieces, as they are when saved."""
    return texte_in(wert for werte in formular.values() for wert in werte)


def texte_in(werte):
    """Return those of these values that hold pieces; a browser sends CRLF."""
    texte = (mit_lf(wert).strip() for wert in werte if isinstance(wert, str))
    return [text for text in texte if "⟨" in text or "⟩" in text]


def mit_lf(text):
    return text.replace("\r\n", "\n")


def stuecke_of(texte):
    """Return the names of all whole pieces in these texts."""
    return [name for text in texte for name in zerlege(text)[0]]


def _liste(namen):
    return ", ".join(sorted(namen)[:5]) + (" …" if len(namen) > 5 else "")
