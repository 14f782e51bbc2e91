"""
Writes a profile page in the text form that `lies` reads: reading it again yields the same page.

Where a text looks like the form itself (a paragraph that says »Teilnehmende«, a point that ends in
»MODELLKOMMUNE«) an invisible sign stands before it, zeilen.WOERTLICH.
"""

import itertools
import unicodedata

from kommunen.profilimport.profiltext import ABSCHNITTE, Profiltext, Punkt
from kommunen.profilimport.zeilen import (
    FUSSNOTE,
    FUSSNOTENZEICHEN,
    WOERTLICH,
    ZWEITE_SEITE,
    is_ueberschrift,
    zeile_aus,
)

UEBERSCHRIFTEN = (
    ("interesse", "Qualitätsentwicklungsinteresse"),
    ("teilnehmende", "Teilnehmende"),
    ("themen", "Zentrale Themen"),
)
KOMMUNAL = ("ergebnisse_kommunal", "kommunal_in_planung")
CLUSTER = ("clusteruebergreifend", "clusteruebergreifend_in_planung")
# What ends a line or cannot be seen and is no text: a page read from a file never holds it.
UNLESBAR = ("Cc", "Cs", "Cn", "Zl", "Zp")


def schreibe(profil):
    """Return the page as text. Takes a Profiltext; only its head and its `punkte` are written."""
    profil = normalform(profil)
    zeilen = [*_head(profil), "Altersstruktur der Einwohner", "Qualitätsentwicklungswerkstatt"]
    for name, ueberschrift in UEBERSCHRIFTEN:
        if name in profil.punkte:
            zeilen += [ueberschrift, *_section(profil, name)]
    zeilen += _results(profil)
    if "besonderheiten" in profil.punkte:
        zeilen += ["Besonderheiten", *_section(profil, "besonderheiten")]
    zeilen += _footnotes(profil)
    return "\n\n".join(zeilen) + "\n"


def normalform(profil):
    """
    Return the page as the text form can hold it: no blank lines or control characters in a point,
    participants one by one, footnotes as paragraphs.
    """
    neu = Profiltext(
        rolle=profil.rolle,
        kommune=profil.kommune,
        web=profil.web,
        bundesland=profil.bundesland,
        cluster=profil.cluster,
        modellkommune=profil.modellkommune,
        partnerkommunen=list(profil.partnerkommunen),
    )
    for name in ABSCHNITTE:
        if (punkte := profil.punkte.get(name)) is None:
            continue
        if name == "teilnehmende":
            texte = [teil for punkt in punkte for teil in punkt.text.split("|")]
            neue = [_plain(text, ist_absatz=False) for text in texte]
        else:
            neue = [_plain(p.text, ist_absatz=p.ist_absatz or name == "fussnoten") for p in punkte]
        neu.punkte[name] = [punkt for punkt in neue if punkt.text]
        setattr(neu, name, [punkt.text for punkt in neu.punkte[name]])
    return neu


def _plain(text, *, ist_absatz):
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(
        zeichen
        for zeichen in text
        if zeichen in "\n\t" or unicodedata.category(zeichen) not in UNLESBAR
    ).replace(WOERTLICH, "")
    zeilen = [zeile for zeile in text.split("\n") if zeile.strip() and not zeile_aus(1, zeile).leer]
    # A paragraph keeps the hard space it begins with: so it stands on some pages.
    erste = [zeile.strip(" \t") if ist_absatz else _bare(zeile) for zeile in zeilen[:1]]
    weitere = [_bare(zeile) for zeile in zeilen[1:]]
    return Punkt(0, None if ist_absatz else "punkt", 0, [*erste, *weitere])


def _bare(zeile):
    return zeile.strip("\xa0 \t")


def _head(profil):
    if profil.rolle:
        yield profil.rolle
    if profil.kommune:
        yield profil.kommune
    if profil.web:
        yield profil.web
    if profil.bundesland:
        yield f"BUNDESLAND: {profil.bundesland}"
    if profil.cluster is not None:
        yield f"KINDERSCHUTZCLUSTER {profil.cluster}"
    if profil.modellkommune:
        yield f"Modellkommune: {profil.modellkommune}"
    if profil.partnerkommunen:
        yield "Partnerkommune:" if len(profil.partnerkommunen) == 1 else "Partnerkommunen:"
        yield from profil.partnerkommunen


def _results(profil):
    if not any(name in profil.punkte for name in (*KOMMUNAL, *CLUSTER)):
        return
    yield "Ergebnisse"
    for (ergebnis, plan), titel, nur_plan in (
        (KOMMUNAL, "Kommunal", "Kommunal in Planung"),
        (CLUSTER, "Clusterübergreifend", "Clusterübergreifend in Planung"),
    ):
        if ergebnis in profil.punkte:
            yield titel
            yield from _section(profil, ergebnis)
        if plan in profil.punkte:
            # »In Planung« belongs to the scope above it; without that, it names its own.
            yield "In Planung" if ergebnis in profil.punkte else nur_plan
            yield from _section(profil, plan)


def _section(profil, name):
    """Yield the blocks of a section; between blocks stands a blank line."""
    punkte = profil.punkte[name]
    if name == "teilnehmende" and all("\n" not in punkt.text for punkt in punkte):
        # On the page they stand in one point.
        if punkte:
            yield _point(" | ".join(punkt.text for punkt in punkte))
        return
    liste = []
    for punkt in punkte:
        if punkt.ist_absatz:
            if liste:
                yield "\n".join(liste)
                liste = []
            yield _paragraph(punkt.text)
        else:
            liste.append(_point(punkt.text))
    if liste:
        yield "\n".join(liste)


def _point(text):
    erste, *weitere = text.split("\n")
    marke = WOERTLICH if ZWEITE_SEITE.fullmatch(f"• {erste}") else ""
    unterpunkte = [
        f"    {_marke(zeile, naechste)}{zeile}" for zeile, naechste in _with_next(weitere)
    ]
    return "\n".join([f"  • {marke}{erste}", *unterpunkte])


def _with_next(zeilen):
    return itertools.zip_longest(zeilen, zeilen[1:], fillvalue="")


def _marke(zeile, naechste):
    """Return the sign before a line inside of a point if it would be read as a heading."""
    verwechselbar = (
        is_ueberschrift(zeile)
        or is_ueberschrift(f"{zeile} {naechste}")
        or ZWEITE_SEITE.fullmatch(zeile)
    )
    return WOERTLICH if verwechselbar else ""


def _paragraph(text):
    zeilen = text.split("\n")
    return "\n".join(
        f"{_absatzmarke(zeile, naechste)}{zeile}" for zeile, naechste in _with_next(zeilen)
    )


def _absatzmarke(zeile, naechste):
    if zeile.startswith(("*", "\xa0")) or zeile_aus(1, zeile).zeichen:
        return WOERTLICH
    return _marke(zeile, naechste)


def _footnotes(profil):
    fussnoten = profil.punkte.get("fussnoten")
    if fussnoten is None:
        return
    andere = [
        punkt.text
        for name in ABSCHNITTE
        if name != "fussnoten"
        for punkt in profil.punkte.get(name) or []
    ]
    # As on the printed page, below everything else, if the stars alone tell what they are.
    is_plain = fussnoten and any(map(FUSSNOTENZEICHEN.search, andere))
    if is_plain and all(map(_tells_itself, fussnoten)):
        for punkt in fussnoten:
            erste, *weitere = punkt.text.split("\n")
            yield "\n".join([erste, _paragraph("\n".join(weitere))] if weitere else [erste])
        return
    yield "Fußnoten"
    yield from (_paragraph(punkt.text) for punkt in fussnoten)


def _tells_itself(punkt):
    erste = punkt.text.split("\n")[0]
    return FUSSNOTE.match(erste) and not ZWEITE_SEITE.fullmatch(erste)
