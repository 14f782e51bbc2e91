"""
What a person should look at on a page that has been read.

Nothing is repaired: a guess that is right nine times makes the tenth mistake invisible.
"""

import difflib
import itertools
import re

from kommunen.profilimport.profiltext import ABSCHNITTE, Hinweis
from kommunen.profilimport.zeilen import LISTENZEICHEN, WEB, angefangene_ueberschrift

PFLICHT = {
    "interesse": "Qualitätsentwicklungsinteresse",
    "teilnehmende": "Teilnehmende",
    "themen": "Zentrale Themen",
}
# Sections of running text; there, unlike in a list of points, a last sentence has an end.
FLIESSTEXT = ("besonderheiten", "fussnoten")
SATZENDE = re.compile(r"[.!?…][\s)\]\"“”«»‘’']*$")
OFFENES_ENDE = re.compile(r"[,;|(\[/&–-]$")
# Words that no German phrase ends with. Left out are those that may stand behind a verb they
# belong to: »wir halten die Frist ein«, »wir werten aus«.
ARTIKEL = r"der|die|das|dem|den|des|eine|einer|eines|einem|einen|zum|zur|im|am|vom"
OFFENES_WORT = re.compile(
    rf"{ARTIKEL}|und|oder|sowie|als|auch|mit|von|für|beim|ins|durch|unter|zwischen|gegen|ohne|bei"
    r"|dass|wenn|weil|damit|welche|welcher|unser|unsere|unserer|ihre|ihrer"
    r"|z\.b\.|inkl\.|bzw\.|insbesondere"
)
VOR_DEM_NOMEN = re.compile(rf"(?:.*\s)?(?:{ARTIKEL})\s[a-zäöüß]+(?:en|er|em|es|e)", re.DOTALL)
PAARE = (("(", ")"), ("[", "]"), ("»", "«"))

BINNENGROSS = re.compile(r"\w*[a-zäöüß]{3}[A-ZÄÖÜ][a-zäöüß]{2,}\w*")
# »MitarbeiterInnen« is a spelling, no lost space.
BINNEN_I = re.compile(r"[a-zäöüß]Inn?(?:en)?\b")
OHNE_ABSTAND = re.compile(r"\w*[a-zäöüß]{2}[,;.][A-ZÄÖÜ][a-zäöüß]\w*")
# »undstationäre«; words that begin so by themselves are few.
MIT_UND = re.compile(
    r"\bund(?!ank|efin|eutlich|icht|iffer|iszip|okum|og|ramat|urch|emokr|ulat)[a-zäöüß]{5,}\b"
)
ZEICHEN = (
    (re.compile(r"\xa0"), "ein geschütztes Leerzeichen"),
    (re.compile(r"[\u2200-\u22ff]"), "ein mathematisches Zeichen"),
    (re.compile(r"(?<=\s)–(?=\w)"), "einen Gedankenstrich, wo ein Bindestrich zu erwarten ist"),
    (re.compile(r"(?<=\s)u(?=\s)"), "ein einzeln stehendes »u«"),
    (re.compile(r"[\ue000-\uf8ff\ufffd]"), "ein Zeichen, das sich nicht darstellen lässt"),
    (re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]"), "ein unsichtbares Steuerzeichen"),
)
VERWEIS = re.compile(r"[\w)\]»«\"“”]\*{1,3}(?!\w)")


def pruefe(profil, zeilen):
    """Add the Hinweise to the profile and decide whether its text ends too early."""
    _pruefe_kopf(profil)
    for name in ABSCHNITTE:
        _pruefe_punkte(profil, profil.punkte.get(name) or [])
    for zeile in zeilen:
        # In the line as written, for a reader will look for it there.
        _pruefe_zeichen(profil, zeile)
    _pruefe_fussnoten(profil)
    _pruefe_ende(profil, zeilen)


def _note(profil, art, text, zeile=None):
    profil.hinweise.append(Hinweis(art, text, zeile))


def _pruefe_kopf(profil):
    fehlend = [
        wort
        for wort, wert in (
            ("die Rolle", profil.rolle),
            ("der Name der Kommune", profil.kommune),
            ("die Web-Adresse", profil.web),
            ("das Bundesland", profil.bundesland),
            ("die Nummer des Kinderschutzclusters", profil.cluster),
        )
        if wert is None
    ]
    for wort in fehlend:
        _note(profil, "fehlt", f"Im Kopf der Seite fehlt {wort}.")
    name, modell = _folded(profil.kommune), _folded(profil.modellkommune)
    if name and name in {_folded(partner) for partner in profil.partnerkommunen}:
        _note(profil, "selbst", f"»{profil.kommune}« nennt sich selbst als Partnerkommune.")
    if profil.rolle == "MODELLKOMMUNE" and modell and modell != name:
        _note(
            profil,
            "widerspruch",
            f"Die Seite gehört der Modellkommune »{profil.kommune}«, nennt aber "
            f"»{profil.modellkommune}« als Modellkommune.",
        )
    if profil.rolle == "PARTNERKOMMUNE" and modell and modell == name:
        _note(
            profil,
            "widerspruch",
            f"»{profil.kommune}« ist laut Seitenkopf Partnerkommune, "
            "laut Zeile »Modellkommune:« Modellkommune.",
        )
    _pruefe_schreibweise(profil)


def _pruefe_schreibweise(profil):
    """Compare the name with the address: »Wolfburg« stands above www.wolfsburg.de."""
    if not (profil.kommune and profil.web):
        return
    adresse = re.sub(r"^(https?://)?(www\.)?", "", profil.web.casefold()).split("/")[0]
    woerter = re.findall(r"[a-z]{5,}", _ascii(adresse.rpartition(".")[0]))
    for namenswort in re.findall(r"[a-z]{5,}", _ascii(profil.kommune)):
        if namenswort in woerter or any(namenswort in wort for wort in woerter):
            continue
        if difflib.get_close_matches(namenswort, woerter, n=1, cutoff=0.8):
            _note(
                profil,
                "schreibweise",
                f"Der Name »{profil.kommune}« und die Web-Adresse »{profil.web}« sind "
                "verschieden geschrieben.",
            )
            return


def _ascii(text):
    return text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))


def _folded(name):
    return " ".join(name.casefold().split()) if name else None


def _pruefe_punkte(profil, punkte):
    for punkt, naechster in itertools.zip_longest(punkte, punkte[1:]):
        text = punkt.text.rstrip(" \xa0")
        if text.endswith(":") and (naechster is None or _is_new_text(punkt, naechster)):
            _note(
                profil,
                "liste_fehlt",
                f"Auf »{_short(text)}« folgt keine Aufzählung.",
                punkt.zeile,
            )
        if naechster and _breaks_off(punkt, naechster):
            _note(
                profil,
                "umbruch",
                f"»{_short(text)}« bricht ab; vielleicht gehört der nächste Punkt dazu.",
                punkt.zeile,
            )


def _is_new_text(punkt, naechster):
    return punkt.ist_absatz and naechster.ist_absatz


def _breaks_off(punkt, naechster):
    """Return whether a line break of the page was probably turned into a new point."""
    if punkt.ist_absatz or naechster.ist_absatz:
        return False
    return _has_open_end(punkt.text) or _ends_before_its_noun(punkt.text)


def _has_open_end(text):
    text = text.rstrip(" \xa0\n")
    if OFFENES_ENDE.search(text):
        return True
    letztes = text.split()[-1] if text.split() else ""
    # Capitalised words are names of things, even »Die«.
    return bool(OFFENES_WORT.fullmatch(letztes))


def _ends_before_its_noun(text):
    """Return whether the end is an article with an adjective: »… einer trägerübergreifenden«."""
    return bool(VOR_DEM_NOMEN.fullmatch(text))


def _pruefe_zeichen(profil, zeile):
    if zeile.leer:
        return
    for muster, name in ZEICHEN:
        # Around a list sign or a heading such characters are form, not text.
        if not zeile.ueberschrift and muster.search(zeile.inhalt):
            _note(profil, "zeichen", f"Der Text enthält {name}.", zeile.nummer)
    if zeile.passt(WEB):
        return
    if zeile.beginnt_wie_ueberschrift:
        _note(
            profil,
            "ueberschrift",
            "Die Zeile beginnt wie eine Überschrift und wurde als Text gelesen.",
            zeile.nummer,
        )
    for treffer in BINNENGROSS.finditer(zeile.text):
        if not BINNEN_I.search(treffer[0]):
            _note(profil, "trennung", f"Fehlt in »{treffer[0]}« eine Trennung?", zeile.nummer)
    for treffer in itertools.chain(OHNE_ABSTAND.finditer(zeile.text), MIT_UND.finditer(zeile.text)):
        _note(profil, "trennung", f"Fehlt in »{treffer[0]}« ein Abstand?", zeile.nummer)


def _pruefe_fussnoten(profil):
    verweise = [
        punkt
        for name in ABSCHNITTE
        if name != "fussnoten"
        for punkt in profil.punkte.get(name) or []
        if VERWEIS.search(punkt.text)
    ]
    if verweise and not profil.fussnoten:
        _note(
            profil,
            "fussnote",
            "Der Text verweist mit * auf eine Fußnote, die fehlt.",
            verweise[0].zeile,
        )
        profil.unvollstaendig = True
    if profil.fussnoten and not verweise:
        _note(
            profil,
            "fussnote",
            "Zu dieser Fußnote fehlt das Zeichen * im Text.",
            profil.punkte["fussnoten"][0].zeile,
        )


def _pruefe_ende(profil, zeilen):
    fehlend = [name for schluessel, name in PFLICHT.items() if getattr(profil, schluessel) is None]
    for name in fehlend:
        _note(profil, "fehlt", f"Der Abschnitt »{name}« fehlt.")
    letzte = [zeile for zeile in zeilen if not zeile.leer][-1]
    grund = _why_cut(profil, letzte)
    if grund:
        _note(profil, "abgeschnitten", f"Der Text ist wohl abgeschnitten: {grund}", letzte.nummer)
    cut_before = any(hinweis.art == "abgeschnitten" for hinweis in profil.hinweise)
    profil.unvollstaendig = profil.unvollstaendig or cut_before


def _why_cut(profil, letzte):
    """Return why the end of the text looks like no end, or None."""
    if letzte.ueberschrift:
        return f"Unter der letzten Überschrift »{letzte.text}« steht nichts."
    if profil.themen is None:
        return "Er endet vor dem Abschnitt »Zentrale Themen«."
    if not letzte.zeichen and angefangene_ueberschrift(letzte.text):
        return f"»{letzte.text}« sieht aus wie der Anfang einer Überschrift."
    punkt = _last_point(profil)
    if punkt is None:
        return None
    text = punkt.text.rstrip(" \xa0")
    if letzte.zeichen in LISTENZEICHEN and not letzte.inhalt:
        return "Der letzte Punkt ist leer."
    if text.endswith(":"):
        return "Auf den Doppelpunkt am Ende folgt nichts."
    if _has_open_end(text) or _ends_before_its_noun(text):
        return "Der letzte Satz hat kein Ende."
    if any(text.count(auf) > text.count(zu) for auf, zu in PAARE):
        return "Eine Klammer oder ein Anführungszeichen wird nicht geschlossen."
    prosa = any(punkt in profil.punkte.get(name, ()) for name in FLIESSTEXT)
    if prosa and punkt.ist_absatz and not SATZENDE.search(text):
        return "Der letzte Satz hat kein Ende."
    return None


def _last_point(profil):
    punkte = [punkt for alle in profil.punkte.values() for punkt in alle]
    return max(punkte, key=lambda punkt: punkt.zeile, default=None)


def _short(text):
    zeile = text.split("\n")[0]
    return zeile if len(zeile) <= 60 else f"{zeile[:57]}…"
