"""One run: two people write, something dies, everything is looked at; again and again."""

import random
import time
from collections import Counter
from contextlib import contextmanager

from django.db import connection

from benchmarks.ausfall import einrichtung, pruefung
from benchmarks.ausfall.browser import Browser, Takt, Unbeantwortet
from benchmarks.ausfall.buch import GEBROCHEN, Buch, Verstoss
from benchmarks.ausfall.rechner import ARTEN
from benchmarks.ausfall.schreibende import Schreibende

NAMEN = ("Amal", "Britta")
# After so many crashes a new analysis begins: a step with hundreds of pieces is none.
JE_ANALYSE = 8
JE_PROTOKOLL = 10
# So many requests they send between two crashes, but not longer than this; the last moment is
# random, too: most crashes are to hit in the middle of a request.
ANFRAGEN, HOECHSTENS, AUGENBLICK = (4, 24), 8, 0.1
VERSUCHE = 50


class Lauf:
    def __init__(self, rechner, samen, abstuerze):
        self.rechner, self.samen, self.abstuerze = rechner, samen, abstuerze
        self.zufall = random.Random(f"{samen}/Abstürze")
        self.buch, self.takt = Buch(), Takt()
        # Each Verstoss with the number of crashes there had been when it was found.
        self.arten, self.verstoesse = Counter(), {}
        self.ketten, self.verklemmungen = "", 0
        self.analysen, self.schritt = [], None
        self.augen = {
            name: Browser(rechner.port, einrichtung.adresse(name), einrichtung.PASSWORT)
            for name in NAMEN
        }
        self.schreibende = [
            Schreibende(name, rechner.port, samen, self.buch, self.takt, self.aktuelle)
            for name in NAMEN
        ]

    def aktuelle(self):
        return self.analysen[-1], self.schritt

    def run(self):
        for browser in self.augen.values():
            browser.melde_an()
        for nummer in range(1, self.abstuerze + 1):
            if nummer % JE_ANALYSE == 1:
                self.neue_analyse()
            if nummer == 1:
                for person in self.schreibende:
                    person.start()
            self.schritt = self.zufall.choice(einrichtung.SCHRITTE)
            self.lass_schreiben()
            [art] = self.zufall.choices(list(ARTEN), weights=ARTEN.values())
            self.arten[art] += 1
            getattr(self.rechner, art)(self.zufall)
            self.rechner.warte()
            with self.angehalten():
                self.pruefe(self.analysen[-1:], nur_neues=True)
                if nummer % JE_PROTOKOLL == 0:
                    self.pruefe_protokoll()
        self.beende()

    def lass_schreiben(self):
        until = time.monotonic() + HOECHSTENS
        ziel = self.takt.anfragen + self.zufall.randint(*ANFRAGEN)
        while self.takt.anfragen < ziel and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(self.zufall.uniform(0, AUGENBLICK))

    def beende(self):
        """Let both finish what they are at, and look at everything once more."""
        for person in self.schreibende:
            person.ende.set()
            person.join(60)
        with self.angehalten():
            self.pruefe(self.analysen)
            self.pruefe_protokoll()
        self.verklemmungen = self.rechner.verklemmungen()

    def pruefe_protokoll(self):
        ganz, self.ketten = pruefung.pruefe_protokoll()
        if not ganz:
            self.melde(Verstoss(GEBROCHEN, "Protokoll", self.ketten))

    def neue_analyse(self):
        with self.angehalten():
            if self.analysen:
                self.pruefe(self.analysen[-1:])
            self.schritt = self.zufall.choice(einrichtung.SCHRITTE)
            self.analysen.append(einrichtung.beginne(self.augen[NAMEN[0]], NAMEN[1:]))

    @contextmanager
    def angehalten(self):
        """Nobody asks for anything meanwhile; this process has no connection left over."""
        for person in self.schreibende:
            if person.fehler:
                raise person.fehler
        with self.takt.pause():
            connection.close()
            yield

    def pruefe(self, pfade, *, nur_neues=False):
        for pfad in pfade:
            schritte = self.buch.schritte(pfad, nur_neue=nur_neues)
            for verstoss in pruefung.pruefe(
                self.buch, pfad, schritte, NAMEN, self.hole, alle_fassungen=not nur_neues
            ):
                self.melde(verstoss)

    def melde(self, verstoss):
        """Say it once; what is lost stays lost, and is found again each time."""
        if verstoss not in self.verstoesse:
            nummer = self.verstoesse[verstoss] = sum(self.arten.values())
            was = f"{verstoss.art}: {verstoss.ort}: {verstoss.was}"
            print(f"Nach Absturz {nummer} {was}", flush=True)

    def hole(self, name, pfad):
        """Return the HTML of a page as this person sees it."""
        for _ in range(VERSUCHE):
            try:
                antwort = self.augen[name].get(pfad)
            except Unbeantwortet:
                # Its connection was cut off in the crash.
                time.sleep(0.05)
            else:
                if antwort.status == 200:
                    return antwort.text
                raise RuntimeError(f"{pfad} answers {antwort.status}.")
        raise RuntimeError(f"{pfad} does not answer.")
