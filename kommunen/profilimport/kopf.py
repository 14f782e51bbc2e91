"""The head of the page: role, name, address, Land, cluster, partners."""

import re

from kommunen.profilimport.profiltext import Hinweis
from kommunen.profilimport.zeilen import (
    BUNDESLAND,
    CLUSTER,
    EIGENE_UEBERSCHRIFTEN,
    MODELL,
    PARTNER,
    WEB,
)

ORTE = (WEB, BUNDESLAND, CLUSTER)


def rolle_in(zeilen):
    """
    Return the index of the line with the role, or None.

    On the page it stands in capitals and without a colon. A page written in ordinary case is
    recognised by the place: the role comes before address, Land and cluster, while the line
    »Partnerkommune:« with its names comes after them.
    """
    for index, zeile in enumerate(zeilen):
        if zeile.ueberschrift in EIGENE_UEBERSCHRIFTEN:
            break
        if zeile.rolle == zeile.kopftext:
            return index
    for index, zeile in enumerate(zeilen):
        if zeile.ueberschrift or any(zeile.passt(muster) for muster in ORTE):
            return None
        if zeile.rolle:
            return index if _is_followed_by_a_place(zeilen[index + 1 :]) else None
    return None


def _is_followed_by_a_place(zeilen):
    for zeile in zeilen:
        if zeile.ueberschrift or zeile.passt(MODELL) or zeile.passt(PARTNER):
            return False
        if any(zeile.passt(muster) for muster in ORTE):
            return True
    return False


def lies_kopf(profil, zeilen):
    """Read the lines before the first section into the profile."""
    anfang = rolle_in(zeilen)
    if anfang is not None:
        profil.rolle = zeilen[anfang].rolle
        for zeile in zeilen[:anfang]:
            if not zeile.leer:
                _skip(profil, zeile, "steht vor der Rolle und wurde übergangen")
    _Kopf(profil).lies(zeilen[0 if anfang is None else anfang + 1 :])


def _skip(profil, zeile, grund):
    profil.streuzeilen.append((zeile.nummer, zeile.text))
    profil.hinweise.append(Hinweis("uebergangen", f"»{zeile.text}« {grund}.", zeile.nummer))


class _Kopf:
    def __init__(self, profil):
        self.profil = profil
        # The field that the next plain line fills.
        self.offen = None
        # Plain lines before the first recognised one: with no role above, the last is the name.
        self.moegliche_namen = []
        self.ort_gelesen = False

    def lies(self, zeilen):
        for zeile in zeilen:
            if not zeile.leer and not self._lies_beschriftet(zeile):
                self._lies_schlicht(zeile)
        self._name_from_what_stands_first()

    def _lies_beschriftet(self, zeile):
        """Read a line that says itself what it is; return whether it was one."""
        for muster, lies in (
            (MODELL, self._lies_modellkommune),
            (PARTNER, self._lies_partnerkommunen),
            (CLUSTER, self._lies_cluster),
            (BUNDESLAND, self._lies_bundesland),
            (WEB, self._lies_web),
        ):
            if treffer := zeile.passt(muster):
                self.ort_gelesen = True
                if lies((treffer[1] or "").strip()) is False:
                    _skip(self.profil, zeile, "kommt zum zweiten Mal und wurde übergangen")
                return True
        return False

    def _lies_modellkommune(self, name):
        return self._fill("modellkommune", name)

    def _lies_partnerkommunen(self, namen):
        # One line for all of them is not how the page does it, but cannot mean anything else.
        namen = [name.strip() for name in re.split(r"[|;,]", namen)]
        self.profil.partnerkommunen += [name for name in namen if name]
        self.offen = "partnerkommunen"

    def _lies_cluster(self, nummer):
        return self._fill("cluster", int(nummer) if nummer else None)

    def _lies_bundesland(self, name):
        return self._fill("bundesland", name)

    def _lies_web(self, adresse):
        # An address between the names of the partners would be odd, but does not end them.
        offen = self.offen
        erste = self._fill("web", adresse)
        self.offen = offen
        return erste

    def _fill(self, feld, wert):
        """Set a field, or leave it to the next line; return False if it has been set before."""
        if getattr(self.profil, feld) is not None:
            return False
        setattr(self.profil, feld, wert or None)
        self.offen = None if wert else feld
        return True

    def _lies_schlicht(self, zeile):
        profil, name = self.profil, zeile.inhalt.strip()
        if self.offen == "partnerkommunen":
            profil.partnerkommunen.append(name)
        elif self.offen == "cluster" and name.isdecimal() and len(name) <= 3:
            profil.cluster, self.offen = int(name), None
        elif self.offen in {"modellkommune", "bundesland"}:
            setattr(profil, self.offen, name)
            self.offen = None
        elif profil.kommune is None and profil.rolle:
            profil.kommune = name
        elif profil.kommune is None and not self.ort_gelesen:
            self.moegliche_namen.append(zeile)
        else:
            _skip(profil, zeile, "gehört zu keiner Kopfzeile und wurde übergangen")

    def _name_from_what_stands_first(self):
        if self.moegliche_namen and self.ort_gelesen:
            self.profil.kommune = self.moegliche_namen.pop().inhalt.strip()
        for zeile in self.moegliche_namen:
            _skip(self.profil, zeile, "gehört zu keiner Kopfzeile und wurde übergangen")
