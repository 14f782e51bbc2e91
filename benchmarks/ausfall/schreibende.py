"""One person who types, saves, and chooses in conflicts; what nobody answers she sends again."""

import random
import threading
import time

from benchmarks.ausfall.browser import Browser, Unbeantwortet
from benchmarks.ausfall.buch import stuecke_of, texte_of
from benchmarks.ausfall.einrichtung import PASSWORT, SCHRITTE, adresse
from benchmarks.ausfall.seite import fehler_auf, formular_mit, lies
from benchmarks.ausfall.stuecke import stueck, zerlege

# So that a step stays a step: rows, and pieces in a field of several lines and of one.
ZEILEN, MEHRZEILIG, EINZEILIG = 4, 3, 2
# A piece of one word is shorter than this.
KURZ = 40
# The browser waits 5 s before it tries again (RETRY in zwischenstand.js); here the order counts.
WARTEN = (0.1, 0.6)
# So many answers get lost on the way, as when the proxy in between dies: a crash seldom hits the
# moment between the commit and the answer, and just that moment asks most of the application.
UNTERWEGS_VERLOREN = 0.1
# What she does after an error page instead of an answer: reload it, which sends the form again; go
# back and type on; or begin anew with what the server has.
PLAENE = ("noch einmal", "noch einmal", "weiterschreiben", "neu öffnen")


class Unerwartet(RuntimeError):
    """The application answered what it should not: the run is worth nothing."""


class Schreibende(threading.Thread):
    """`aktuelle` returns the path of the analysis she writes in, and the step most are at."""

    def __init__(self, name, port, samen, buch, takt, aktuelle):
        super().__init__(name=name, daemon=True)
        self.zufall = random.Random(f"{samen}/{name}")
        self.browser = Browser(port, adresse(name), PASSWORT)
        self.buch, self.takt, self.aktuelle = buch, takt, aktuelle
        self.nummer = 0
        self.gemerkt, self.zuletzt = True, ""
        self.ende = threading.Event()
        self.fehler = None

    def run(self):
        try:
            self.beharrlich(self.browser.melde_an)
            self.browser.verliert = lambda: self.zufall.random() < UNTERWEGS_VERLOREN
            while not self.ende.is_set():
                self.bearbeite()
        except Exception as fehler:
            self.fehler = fehler
        finally:
            self.browser.schliesse()

    # --- Sending ---------------------------------------------------------------------------------

    def versuche(self, anfrage):
        """Return the Antwort of one request. Booking belongs into it: nobody may look between."""
        with self.takt.anfrage():
            try:
                antwort = anfrage()
            except Unbeantwortet:
                self.buch.zaehle("unbeantwortet")
                raise
        if antwort is not None and (antwort.status == 401 or "/konto/login/" in antwort.ort):
            self.beharrlich(self.browser.melde_an)
            self.buch.zaehle("neu angemeldet")
            raise Unbeantwortet("401")
        return antwort

    def beharrlich(self, anfrage):
        """Try again until there is an answer."""
        while True:
            try:
                return self.versuche(anfrage)
            except Unbeantwortet:
                time.sleep(self.zufall.uniform(*WARTEN))

    # --- One step --------------------------------------------------------------------------------

    def bearbeite(self):
        """Open a step, type with autosaves between, and save or leave it."""
        pfad, gefragt = self.aktuelle()
        schritt = gefragt if self.zufall.random() < 0.7 else self.zufall.choice(SCHRITTE)
        self.pfad = f"{pfad}schritt/{schritt}/"
        self.stelle = self.buch.stelle(pfad, schritt, self.name)
        seite = self.beharrlich(lambda: self.browser.get(self.pfad))
        self.formular = formular_mit(seite.text, "data-zwischenstand")
        if self.formular is None:
            raise Unerwartet(f"{schritt}: {seite.status} statt einer Seite zum Schreiben")
        self.vorher = set(self.stuecke())
        for _ in range(self.zufall.randint(1, 4)):
            if not self.tippe():
                break
            self.merke()
        if self.zufall.random() < 0.85:
            self.speichere()

    def stuecke(self):
        return stuecke_of(texte_of(self.sendung()))

    def sendung(self):
        """Return the form as it is now, without the token: that is no part of what was typed."""
        daten = self.formular.kopie()
        daten.pop("csrfmiddlewaretoken", None)
        return daten

    def tippe(self):
        """Type one piece, into a field or a new row; say whether there was room."""
        prefixe = [
            prefix for prefix in self.formular.vorlagen if self.formular.zeilen(prefix) < ZEILEN
        ]
        frei = [feld for feld in self.formular.felder.values() if self.platz(feld)]
        if prefixe and (not frei or self.zufall.random() < 0.3):
            frei = self.formular.neue_zeile(self.zufall.choice(prefixe))
            frei = [feld for feld in frei if self.platz(feld)]
        if not frei:
            return False
        feld = self.zufall.choice(frei)
        if self.zuletzt and self.zufall.random() < 0.4:
            # Most go on where they were.
            zuletzt = self.formular.felder.get(self.zuletzt)
            feld = zuletzt if zuletzt and self.platz(zuletzt) else feld
        self.zuletzt = feld.name
        self.schreibe(feld)
        self.vervollstaendige(feld.name.rpartition("-")[0])
        return True

    def platz(self, feld):
        hoechstens = {"textarea": MEHRZEILIG, "text": EINZEILIG}.get(feld.art, 0)
        wert = self.formular.wert(feld.name)
        return len(zerlege(wert)[0]) < hoechstens and len(wert) + KURZ < feld.hoechstens

    def schreibe(self, feld):
        mehrzeilig = feld.art == "textarea"
        self.nummer += 1
        # In a field with a maxlength the browser takes no more than that.
        eng = feld.hoechstens < 300
        woerter = self.zufall.randint(1, 40 if mehrzeilig else 1 if eng else 4)
        neu = stueck(self.name[0], self.nummer, self.zufall, woerter, zeilen=mehrzeilig)
        self.formular.daten[feld.name] = [f"{self.formular.wert(feld.name)} {neu}".strip()]
        self.buch.tippt(f"{self.name[0]}{self.nummer}", len(neu))

    def vervollstaendige(self, zeile):
        """Fill what the row in which she types demands."""
        for feld in list(self.formular.felder.values()):
            if not feld.pflicht or feld.name.rpartition("-")[0] != zeile:
                continue
            if self.formular.wert(feld.name):
                continue
            if feld.art in ("text", "textarea"):
                self.schreibe(feld)
            elif feld.art == "number":
                self.formular.daten[feld.name] = [str(self.zufall.randint(0, 30))]
            elif wahl := [wert for wert in feld.auswahl if wert]:
                self.formular.daten[feld.name] = [self.zufall.choice(wahl)]

    def merke(self):
        """Let zwischenstand.js send what stands there; without an answer the next try brings it."""
        sendung = self.sendung()

        def anfrage():
            self.buch.sendet(self.stelle, sendung)
            antwort = self.browser.post(
                self.formular.attrs["data-zwischenstand"], sendung, script=True
            )
            # 409 with an address: »Ihr Text ist als Zwischenstand da.«
            if antwort.status == 200 or (antwort.status == 409 and antwort.json().get("url")):
                self.buch.merkt(self.stelle, sendung)
            return antwort

        self.gemerkt = False
        try:
            antwort = self.versuche(anfrage)
        except Unbeantwortet:
            time.sleep(self.zufall.uniform(*WARTEN))
            return
        self.gemerkt = True
        if antwort.status not in (200, 409):
            raise Unerwartet(f"{self.pfad}: der Zwischenstand antwortet {antwort.status}")

    def speichere(self):
        """Press »Speichern«; what is not answered is sent again, typed on, or opened anew."""
        plan = self.zufall.choice(PLAENE)
        # zwischenstand.js lets the form go only when its text is kept; without it the form goes.
        while not self.gemerkt and self.zufall.random() < 0.8 and not self.ende.is_set():
            self.merke()
        while not self.ende.is_set():
            sendung = self.sendung()

            def anfrage(sendung=sendung):
                self.buch.speichert(self.stelle, sendung)
                antwort = self.browser.post(self.pfad, sendung)
                if antwort.status == 302 and self.pfad in antwort.ort:
                    self.buch.gespeichert(self.stelle, sendung)
                return antwort

            try:
                antwort = self.versuche(anfrage)
            except Unbeantwortet:
                time.sleep(self.zufall.uniform(*WARTEN))
                if plan == "neu öffnen":
                    return
                if plan == "weiterschreiben" and self.tippe():
                    self.merke()
                plan = "noch einmal"
                continue
            if antwort.status == 409:
                self.entscheide(antwort, sendung)
            elif antwort.status != 302 or self.pfad not in antwort.ort:
                fehler = fehler_auf(antwort.text)
                raise Unerwartet(f"{self.pfad}: Speichern antwortet {antwort.status} {fehler}")
            return

    # --- A conflict ------------------------------------------------------------------------------

    def entscheide(self, seite, sendung):
        """Choose at each difference, until the choice is taken."""
        self.buch.zaehle("konflikte")
        neu = set(stuecke_of(texte_of(sendung))) - self.vorher
        ziel = f"{self.pfad}vergleich/"
        while True:
            formular = next(
                (eines for eines in lies(seite.text) if eines.attrs.get("action") == ziel), None
            )
            if formular is None:
                raise Unerwartet(f"{ziel}: {seite.status} statt der beiden Fassungen")
            gewaehlt = self.waehle(formular)
            auswahl = formular.kopie()
            auswahl.pop("csrfmiddlewaretoken", None)

            def anfrage(auswahl=auswahl, gewaehlt=gewaehlt):
                antwort = self.browser.post(ziel, auswahl)
                if antwort.status == 302:
                    self.buch.zusammengefuehrt(self.stelle, sendung, neu, gewaehlt)
                return antwort

            seite = self.beharrlich(anfrage)
            if seite.status == 302:
                return

    def waehle(self, formular):
        """Choose at each difference; return the pieces that stay with that."""
        gewaehlt = set()
        for feld in formular.felder.values():
            if feld.art == "radio":
                wahl = self.zufall.choice(feld.auswahl)
                formular.daten[feld.name] = [wahl]
                ganze, reste = zerlege(formular.beschriftungen[feld.name, wahl])
                if reste:
                    raise Unerwartet(
                        f"{self.pfad}: die Fassungen zeigen Stücke, die nicht ganz sind"
                    )
                gewaehlt |= set(ganze)
        return gewaehlt
