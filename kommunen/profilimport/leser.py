"""Reads a profile page: head, sections, and which lines make one point."""

import hashlib
import itertools

from kommunen.profilimport.auffaelligkeiten import pruefe
from kommunen.profilimport.dekodierung import als_text
from kommunen.profilimport.kopf import lies_kopf, rolle_in
from kommunen.profilimport.profiltext import (
    ABSCHNITTE,
    Hinweis,
    KeinProfil,
    Profiltext,
    Punkt,
)
from kommunen.profilimport.zeilen import (
    EIGENE_UEBERSCHRIFTEN,
    FUSSNOTE,
    FUSSNOTENZEICHEN,
    ZWEITE_SEITE,
    zeilen_aus,
)


def lies(inhalt):
    """
    Read one profile page from the bytes or the text of a file.

    :raises KeinProfil: if it is not one, or ends before anything usable
    """
    text, hinweise = als_text(inhalt)
    zeilen = zeilen_aus(text)
    profil = Profiltext(
        hinweise=hinweise, pruefsumme=hashlib.sha256(text.strip().encode()).hexdigest()
    )
    beginn = _first_section(zeilen)
    lies_kopf(profil, zeilen[:beginn])
    _refuse_what_is_no_profile(profil, zeilen[beginn:])
    _Abschnitte(profil, zeilen[beginn:]).lies()
    pruefe(profil, zeilen)
    return profil


def _first_section(zeilen):
    """Return the index of the first heading behind the role: menus above it may use its words."""
    rolle = rolle_in(zeilen) or 0
    for index, zeile in enumerate(zeilen[rolle:], start=rolle):
        if zeile.ueberschrift:
            return index
    return len(zeilen)


def _refuse_what_is_no_profile(profil, zeilen):
    ueberschriften = [zeile.ueberschrift for zeile in zeilen if zeile.ueberschrift]
    merkmale = (
        sum(name in ueberschriften for name in EIGENE_UEBERSCHRIFTEN)
        + sum(bool(getattr(profil, name)) for name in ("bundesland", "cluster", "partnerkommunen"))
        + (profil.modellkommune is not None)
    )
    if not (profil.rolle and (merkmale or profil.web)) and merkmale < 2:
        raise KeinProfil(
            "Der Text ist keine Profilseite: Rolle, Bundesland, Kinderschutzcluster und die "
            "Überschriften einer Profilseite fehlen."
        )
    inhalte = set(ueberschriften) - {"altersstruktur", "werkstatt", "ergebnisse"}
    if not inhalte:
        raise KeinProfil(
            "Der Text bricht ab, bevor der erste Abschnitt beginnt. "
            "Bitte kopieren Sie die ganze Profilseite."
        )
    for zeile in zeilen:
        if ZWEITE_SEITE.fullmatch(zeile.text) and not zeile.woertlich:
            raise KeinProfil(
                f"Der Text enthält mehr als eine Profilseite (die nächste beginnt in Zeile "
                f"{zeile.nummer}). Bitte lesen Sie jede Seite als eigene Datei ein."
            )


class _Abschnitte:
    """Walks through the lines behind the head and sorts each into its section and point."""

    def __init__(self, profil, zeilen):
        self.profil = profil
        self.zeilen = zeilen
        self.abschnitt = None
        # The last of Kommunal / Clusterübergreifend: »In Planung« belongs to it.
        self.reichweite = "kommunal"
        self.offen = None
        self.punkte = {}
        self.hauptzeichen = _main_sign(zeilen)
        self.hat_verweise = any(FUSSNOTENZEICHEN.search(zeile.text) for zeile in zeilen)
        # A copy that lost its blank lines: only the indent still tells a paragraph from the
        # second line of the point above.
        self.ohne_leerzeilen = not any(zeile.leer for zeile in zeilen[:-1])

    def lies(self):
        nach_leer = True
        for zeile in self.zeilen:
            if zeile.leer:
                nach_leer = True
                continue
            if zeile.ueberschrift:
                self._open(zeile)
            elif self._is_footnote(zeile, nach_leer):
                self.punkte.setdefault("fussnoten", [])
                self._add(zeile, "fussnoten", zeile.text)
            elif self.abschnitt == "fussnoten":
                self._lies_fussnote(zeile, nach_leer)
            elif self.abschnitt in {"altersstruktur", "werkstatt"}:
                self._skip(zeile)
            elif self._continues(zeile, nach_leer):
                self._join(zeile)
            else:
                self._add(zeile, self._section_for_text(zeile), zeile.inhalt)
            nach_leer = False
        self._hand_over()

    def _open(self, zeile):
        self.offen = None
        name = zeile.ueberschrift
        if name in {"kommunal", "ergebnisse", "kommunal_in_planung"}:
            self.reichweite = "kommunal"
        elif name.startswith("clusteruebergreifend"):
            self.reichweite = "clusteruebergreifend"
        self.abschnitt = {
            "kommunal": "ergebnisse_kommunal",
            "planung": f"{self.reichweite}_in_planung",
        }.get(name, name)
        if self.abschnitt in self.punkte:
            self._note("doppelt", f"Die Überschrift »{zeile.text}« kommt zum zweiten Mal.", zeile)
        elif self.abschnitt in ABSCHNITTE:
            self.punkte[self.abschnitt] = []

    def _section_for_text(self, zeile):
        """Return the section a new point goes to; text right below »Ergebnisse« has no scope."""
        if self.abschnitt != "ergebnisse":
            return self.abschnitt
        self._note(
            "reichweite",
            "Unter »Ergebnisse« fehlt »Kommunal« oder »Clusterübergreifend«; als kommunal gelesen.",
            zeile,
        )
        self.abschnitt = "ergebnisse_kommunal"
        self.punkte.setdefault(self.abschnitt, [])
        return self.abschnitt

    def _is_footnote(self, zeile, nach_leer):
        if zeile.woertlich or not FUSSNOTE.match(zeile.text):
            return False
        if zeile.einzug == 0 and self.hauptzeichen != "stern":
            return self.hat_verweise or self.offen is not None
        if not (self.hat_verweise and nach_leer):
            return False
        if self.hauptzeichen == "stern":
            # Points and footnote look the same; the footnote is what stands last.
            return zeile.einzug == 0 and self._is_last_text(zeile)
        return self.offen is None or zeile.einzug <= self.offen.einzug

    def _lies_fussnote(self, zeile, nach_leer):
        """Below a heading of their own footnotes are told apart by blank lines alone."""
        if nach_leer or self.offen is None:
            self._add(zeile, "fussnoten", zeile.text)
        else:
            self._join(zeile)

    def _is_last_text(self, zeile):
        danach = [andere for andere in self.zeilen if andere.nummer > zeile.nummer]
        return not any(andere.zeichen or andere.ueberschrift for andere in danach)

    def _continues(self, zeile, nach_leer):
        """Return whether the line belongs to the point above it."""
        offen = self.offen
        if offen is None or (nach_leer and offen in self.punkte.get("fussnoten", ())):
            return False
        if zeile.ist_listenpunkt:
            return self._is_sub_point(zeile, nach_leer)
        if zeile.zeichen in {"buchstabe", "klammerzahl"}:
            return zeile.zeichen != offen.zeichen or zeile.einzug > offen.einzug + 1
        if zeile.zeichen == "nummer" and offen.zeichen == "nummer":
            return zeile.einzug > offen.einzug + 1
        if nach_leer:
            return not offen.ist_absatz and zeile.einzug > offen.einzug
        if self.ohne_leerzeilen and not offen.ist_absatz and zeile.einzug == 0:
            ist_titel = zeile.text.endswith(":")
            return offen.einzug == 0 and not ist_titel
        return True

    def _is_sub_point(self, zeile, nach_leer):
        offen = self.offen
        if offen in self.punkte.get("fussnoten", ()):
            return False
        if offen.ist_absatz:
            # Below a paragraph a list begins, as under »Qualifizierung von Fachkräften:«; only
            # other signs in its very next lines are part of the paragraph.
            return not nach_leer and zeile.zeichen != self.hauptzeichen
        if zeile.einzug > offen.einzug + 1:
            return True
        return zeile.zeichen not in {offen.zeichen, self.hauptzeichen}

    def _add(self, zeile, abschnitt, text):
        self.offen = Punkt(zeile.nummer, zeile.zeichen, zeile.einzug, [text], bis=zeile.nummer)
        if abschnitt == "fussnoten":
            self.offen.zeichen = None
        self.punkte[abschnitt].append(self.offen)

    def _join(self, zeile):
        self.offen.bis = zeile.nummer
        text = zeile.text.strip("\xa0 \t")
        if zeile.zeichen:
            self.offen.unterpunkte.append(text)
        elif self.offen.unterpunkte:
            self.offen.unterpunkte[-1] += f"\n{text}"
        self.offen.teile.append(text)

    def _skip(self, zeile):
        ueberschrift = {"altersstruktur": "Altersstruktur"}.get(
            self.abschnitt, "Qualitätsentwicklungswerkstatt"
        )
        self.profil.streuzeilen.append((zeile.nummer, zeile.text))
        self._note("uebergangen", f"Text unter »{ueberschrift}« wurde übergangen.", zeile)

    def _note(self, art, text, zeile):
        self.profil.hinweise.append(Hinweis(art, text, zeile.nummer))

    def _hand_over(self):
        for name, alle in self.punkte.items():
            punkte = [punkt for punkt in alle if punkt.text.strip()]
            texte = [punkt.text for punkt in punkte]
            if name == "teilnehmende":
                texte = [teil.strip() for text in texte for teil in text.split("|") if teil.strip()]
            self.profil.punkte[name] = punkte
            setattr(self.profil, name, texte)


def _main_sign(zeilen):
    """Return the list sign of the page's points, or None if it has none."""
    zeichen = [zeile for zeile in zeilen if zeile.ist_listenpunkt]
    if any(zeile.zeichen == "punkt" for zeile in zeichen):
        return "punkt"
    inhalt = [zeile for zeile in zeilen if not zeile.leer]
    for vorige, zeile in itertools.pairwise(inhalt):
        if vorige.ueberschrift and zeile.ist_listenpunkt:
            return zeile.zeichen
    # A star at the margin that no heading precedes is a footnote.
    uebrige = [z.zeichen for z in zeichen if z.zeichen != "stern" or z.einzug]
    return uebrige[0] if uebrige else None
