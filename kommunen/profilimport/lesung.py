"""
What was read of a page, as people correct it: a head, and one flat list of points with their place.

Kept as JSON beside the document. Every point remembers its lines on the page, so that original and
reading stand side by side whatever was changed since; what is left out stays in the list.
"""

from dataclasses import asdict, dataclass, field, replace

from kommunen.profilimport.profiltext import ABSCHNITTE, Hinweis, Profiltext, Punkt

# The section of what is not taken over.
WEGGELASSEN = ""


class NichtMoeglich(Exception):
    """This correction cannot be made here. The message is German and may be shown."""


@dataclass(frozen=True)
class Stelle:
    """One point of the reading. `von` and `bis` are its lines on the page."""

    id: int
    von: int
    bis: int
    abschnitt: str
    ist_absatz: bool
    text: str


@dataclass(frozen=True)
class Kopf:
    rolle: str | None = None
    kommune: str | None = None
    web: str | None = None
    bundesland: str | None = None
    cluster: int | None = None
    modellkommune: str | None = None
    partnerkommunen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Lesung:
    kopf: Kopf
    stellen: list[Stelle]
    # The headings the page has, also those with nothing below.
    abschnitte: list[str]
    hinweise: list[Hinweis]
    unvollstaendig: bool

    @classmethod
    def aus(cls, profil):
        """Return the reading as `lies` made it."""
        stellen = []
        for name in ABSCHNITTE:
            for punkt in profil.punkte.get(name) or []:
                texte = [punkt.text]
                if name == "teilnehmende":
                    texte = [teil.strip() for teil in punkt.text.split("|") if teil.strip()]
                stellen += [
                    Stelle(
                        0,
                        punkt.zeile,
                        punkt.bis or punkt.zeile,
                        name,
                        punkt.ist_absatz and name != "teilnehmende",
                        text,
                    )
                    for text in texte
                ]
        stellen += [
            Stelle(0, zeile, zeile, WEGGELASSEN, True, text) for zeile, text in profil.streuzeilen
        ]
        return cls(
            kopf=Kopf(**{name: getattr(profil, name) for name in Kopf.__dataclass_fields__}),
            stellen=[replace(eine, id=id_) for id_, eine in enumerate(stellen, start=1)],
            abschnitte=[name for name in ABSCHNITTE if name in profil.punkte],
            hinweise=sorted(profil.hinweise, key=lambda hinweis: hinweis.zeile or 0),
            unvollstaendig=profil.unvollstaendig,
        )

    @classmethod
    def aus_json(cls, daten):
        return cls(
            kopf=Kopf(**daten["kopf"]),
            stellen=[Stelle(**eine) for eine in daten["stellen"]],
            abschnitte=daten["abschnitte"],
            hinweise=[Hinweis(**einer) for einer in daten["hinweise"]],
            unvollstaendig=daten["unvollstaendig"],
        )

    def als_json(self):
        return asdict(self)

    def als_profiltext(self, pruefsumme):
        """Return the reading as `lies` would have, with all corrections."""
        profil = Profiltext(
            **asdict(self.kopf),
            hinweise=list(self.hinweise),
            unvollstaendig=self.unvollstaendig,
            pruefsumme=pruefsumme,
        )
        for name in ABSCHNITTE:
            stellen = [eine for eine in self.im_abschnitt(name) if eine.text.strip()]
            if not stellen and name not in self.abschnitte:
                continue
            profil.punkte[name] = [
                Punkt(
                    eine.von,
                    None if eine.ist_absatz else "punkt",
                    0,
                    eine.text.split("\n"),
                    bis=eine.bis,
                )
                for eine in stellen
            ]
            setattr(profil, name, [eine.text for eine in stellen])
        return profil

    def im_abschnitt(self, name):
        return [eine for eine in self.stellen if eine.abschnitt == name]

    def mit_namen(self, feld, name):
        """Return the reading with another name for »kommune«, »modellkommune« or »partner-1«."""
        art, _, nummer = feld.partition("-")
        partner = list(self.kopf.partnerkommunen)
        if art == "partner" and nummer in map(str, range(len(partner))):
            partner[int(nummer)] = name
            return replace(self, kopf=replace(self.kopf, partnerkommunen=partner))
        if feld in {"kommune", "modellkommune"}:
            return replace(self, kopf=replace(self.kopf, **{feld: name}))
        raise NichtMoeglich("Diesen Namen gibt es auf der Seite nicht mehr.")

    # --- corrections -----------------------------------------------------------------------------

    def verbinde(self, id_):
        """Join the point with the next of its section: the page made two of a broken line."""
        eine = self._with(id_)
        folgende = self._behind(eine)
        if folgende is None:
            raise NichtMoeglich("Darunter steht in diesem Abschnitt kein Punkt mehr.")
        neu = replace(
            eine,
            von=min(eine.von, folgende.von),
            bis=max(eine.bis, folgende.bis),
            text=f"{eine.text.rstrip()} {folgende.text.lstrip()}".strip(),
        )
        ohne_bruch = [
            hinweis
            for hinweis in self.hinweise
            if (hinweis.art, hinweis.zeile) != ("umbruch", eine.von)
        ]
        return replace(self._exchange(eine, [neu], ohne=folgende), hinweise=ohne_bruch)

    def teile(self, id_):
        """Make every line of the point a point of its own."""
        eine = self._with(id_)
        zeilen = [zeile.strip() for zeile in eine.text.split("\n") if zeile.strip()]
        if len(zeilen) < 2:
            raise NichtMoeglich(
                "Setzen Sie einen Zeilenumbruch dorthin, wo der Punkt geteilt werden soll, und "
                "drücken Sie noch einmal »Teilen«."
            )
        naechste = max(stelle.id for stelle in self.stellen) + 1
        neue = [
            replace(eine, id=eine.id if nummer == 0 else naechste + nummer, text=zeile)
            for nummer, zeile in enumerate(zeilen)
        ]
        return self._exchange(eine, neue)

    def verschiebe(self, id_, um):
        """Move the point up (-1) or down (1) among those of its section."""
        eine = self._with(id_)
        gruppe = self.im_abschnitt(eine.abschnitt)
        platz = gruppe.index(eine) + um
        if not 0 <= platz < len(gruppe):
            return self
        andere = gruppe[platz]
        tausch = {eine.id: andere, andere.id: eine}
        return replace(self, stellen=[tausch.get(stelle.id, stelle) for stelle in self.stellen])

    def lass_weg(self, id_):
        """Take the point out of the profile; it stays in the list and can be taken back."""
        eine = self._with(id_)
        return self._exchange(eine, [replace(eine, abschnitt=WEGGELASSEN)])

    def _with(self, id_):
        for eine in self.stellen:
            if eine.id == id_:
                return eine
        raise NichtMoeglich("Diesen Punkt gibt es nicht mehr.")

    def _behind(self, eine):
        gruppe = self.im_abschnitt(eine.abschnitt)
        danach = gruppe[gruppe.index(eine) + 1 :]
        return danach[0] if danach else None

    def _exchange(self, eine, neue, ohne=None):
        stellen = []
        for stelle in self.stellen:
            if stelle.id == eine.id:
                stellen += neue
            elif ohne is None or stelle.id != ohne.id:
                stellen.append(stelle)
        return replace(self, stellen=stellen)
