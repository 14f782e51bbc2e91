"""
Which known Kommune a text means.

Names of Kommunen are a trap (domain.md 2.4): they are misspelt, shortened, named after their
office, and »Stadt Bad Kreuznach« and »Landkreis Bad Kreuznach« are two. So a name is compared
together with its kind of territory, and what stays doubtful is asked, never guessed.
"""

import difflib
import re
from dataclasses import dataclass

from kommunen.enums import Gebietstyp
from kommunen.models import Kommune
from kommunen.schreibweise import geglaettet, slug_for

STADT, KREIS = "stadt", "kreis"
# Office and territory are two things, but they share the name behind this word.
GATTUNGEN = {
    STADT: (
        r"landeshauptstadt|bundesstadt|(?:freie )?hansestadt|universitätsstadt|stadtgemeinde"
        r"|kreisfreie stadt|große kreisstadt|stadtverwaltung|stadtjugendamt|stadt"
    ),
    KREIS: r"landkreis|kreisverwaltung|kreisjugendamt|landratsamt|kreis",
}
GATTUNG = re.compile(
    "|".join(rf"(?P<{art}>{woerter})" for art, woerter in GATTUNGEN.items()), re.IGNORECASE
)
ART_DES_TYPS = {
    Gebietstyp.KREISFREI: STADT,
    Gebietstyp.GKA: STADT,
    Gebietstyp.GEMEINDE: STADT,
    Gebietstyp.STADTSTAAT: STADT,
    Gebietstyp.LANDKREIS: KREIS,
}
# »am Rhein«, »(Pfalz)«, »/Pfalz«, »in der Pfalz«, »a. d. Weinstraße«
ZUSATZ = re.compile(
    r"\s*[(/](.*?)\)?$"
    r"|\s(?:(?:am|an|im|in|bei|ob|vor)\s|[ai]\.\s?)(?:(?:der|dem|den)\s|d\.\s?)?(.+)$",
    re.IGNORECASE,
)
AEHNLICH = 0.75


class KommuneUnklar(Exception):
    """No Kommune, or more than one, is meant. The message is German and may be shown."""


@dataclass(frozen=True)
class Fund:
    kommune: Kommune
    # Why this one although the text writes it differently; empty for an exact match.
    hinweis: str = ""


@dataclass(frozen=True)
class Namensteile:
    art: str | None
    kern: str
    zusatz: str

    def meint(self, andere):
        """Return whether both may be the same: one may leave out »am Rhein«, not the kind."""
        return (
            self.art is not None
            and self.art == andere.art
            and self.kern == andere.kern
            and (not self.zusatz or not andere.zusatz or self.zusatz == andere.zusatz)
        )


def zerlegt(name, gebietstyp=None):
    """Return a name taken apart: »Stadtverwaltung Landau/Pfalz« is stadt, landau, pfalz."""
    rest, art = geglaettet(name), ART_DES_TYPS.get(gebietstyp)
    if treffer := re.match(rf"(?:{GATTUNG.pattern})\s+", rest, re.IGNORECASE):
        art = art or treffer.lastgroup
        rest = rest[treffer.end() :]
    elif re.search(r"kreis\b", rest, re.IGNORECASE):
        # »Rhein-Lahn-Kreis«, »Altmarkkreis Salzwedel«: the word is part of the name.
        art = art or KREIS
    zusatz = ""
    if treffer := ZUSATZ.search(rest):
        zusatz = treffer[1] or treffer[2]
        rest = rest[: treffer.start()]
    return Namensteile(art, slug_for(rest), slug_for(zusatz))


def finde_kommune(name, *, web="", land="", am=None):
    """
    Return the Fund for a Kommune named in a text, valid on this day.

    `land` narrows to a Bundesland by its name. The address decides only where the name alone does
    not, and only for a name that is alike.

    :raises KommuneUnklar: with a proposal where there is one
    """
    bekannte = Kommune.objects.gueltig(am).select_related("bundesland")
    nach_web = _by_address(bekannte, web)
    if not name:
        return Fund(_only(nach_web, "Der Text nennt keinen Namen einer Kommune."))
    if genau := _in_land(list(bekannte.benannt(name)), land, name):
        kommune = _only(genau, f"»{name}« meint mehrere Kommunen")
        if nach_web and kommune not in nach_web:
            raise KommuneUnklar(
                f"»{name}« und die Web-Adresse »{web}« gehören zu verschiedenen Kommunen "
                f"(»{kommune}«, »{nach_web[0]}«)."
            )
        return Fund(kommune)
    teile = zerlegt(name)
    gemeint = [kommune for kommune in bekannte if _parts(kommune).meint(teile)]
    if gemeint := _of_land(gemeint, land):
        kommune = _only(gemeint, f"»{name}« meint mehrere Kommunen")
        return Fund(kommune, f"»{name}« wurde als »{kommune}« gelesen.")
    if gemeint := [kommune for kommune in nach_web if _is_misspelt(teile, _parts(kommune))]:
        kommune = _only(gemeint, f"Die Web-Adresse »{web}« haben mehrere Kommunen")
        return Fund(
            kommune,
            f"»{name}« wurde nach der Web-Adresse »{web}« als »{kommune}« gelesen.",
        )
    raise KommuneUnklar(_unknown(name, teile, bekannte))


def vorschlaege(name, *, web="", am=None):
    """Return the Kommunen an unknown name may mean, the likeliest first."""
    bekannte = Kommune.objects.gueltig(am).select_related("bundesland")
    nach_web = _by_address(bekannte, web)
    aehnliche = _alike(zerlegt(name), bekannte) if name else []
    return list(dict.fromkeys([*nach_web, *aehnliche]))[:3]


def _alike(teile, bekannte):
    paare = [(_likeness(teile, _parts(kommune)), kommune) for kommune in bekannte]
    paare.sort(key=lambda paar: (-paar[0], paar[1].name))
    return [kommune for aehnlichkeit, kommune in paare if aehnlichkeit >= AEHNLICH]


def _parts(kommune):
    return zerlegt(kommune.name, kommune.gebietstyp)


def _by_address(bekannte, web):
    if not (adresse := _plain_address(web)):
        return []
    return [
        kommune
        for kommune in bekannte.filter(website__icontains=adresse)
        if _plain_address(kommune.website) == adresse
    ]


def _plain_address(web):
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", (web or "").strip().casefold()).rstrip("/")


def _in_land(kommunen, land, name):
    """
    Return those in the Land the text names.

    :raises KommuneUnklar: if there are some, but none in this Land
    """
    dort = _of_land(kommunen, land)
    if kommunen and not dort:
        raise KommuneUnklar(
            f"»{name}« liegt nach unseren Daten in {kommunen[0].bundesland}, "
            f"der Text nennt als Bundesland »{land}«."
        )
    return dort


def _of_land(kommunen, land):
    gefaltet = slug_for(land or "")
    return [
        kommune
        for kommune in kommunen
        if not gefaltet or slug_for(kommune.bundesland.name) == gefaltet
    ]


def _only(kommunen, sonst):
    if len(kommunen) == 1:
        return kommunen[0]
    namen = ", ".join(f"»{kommune}« ({kommune.bundesland})" for kommune in kommunen)
    raise KommuneUnklar(f"{sonst}: {namen}." if namen else sonst)


def _is_misspelt(teile, andere):
    return teile.art in {None, andere.art} and _likeness(teile, andere) >= AEHNLICH


def _likeness(teile, andere):
    return difflib.SequenceMatcher(None, teile.kern, andere.kern).ratio()


def _unknown(name, teile, bekannte):
    if aufgeloest := Kommune.objects.benannt(name).filter(gueltig_bis__isnull=False).first():
        return _dissolved(name, aufgeloest)
    satz = f"Die Kommune »{name}« ist nicht bekannt."
    vorgeschlagen = [f"»{kommune}«" for kommune in _alike(teile, bekannte)]
    if vorgeschlagen:
        satz += f" Meinten Sie {' oder '.join(vorgeschlagen[:3])}?"
    return (
        f"{satz} Bitte tragen Sie in der Verwaltung die Kommune oder diese Schreibweise ein: "
        "der Import legt keine Kommune an."
    )


def _dissolved(name, kommune):
    satz = f"»{name}« bestand bis zum {kommune.gueltig_bis:%d.%m.%Y}."
    nachfolger = [f"»{eine}«" for eine in kommune.nachfolger.order_by("name", "pk")]
    return f"{satz} Danach: {', '.join(nachfolger)}." if nachfolger else satz
