"""
German words: what HanTa's model knows, and what its lexicon lets one build from it.

The model is loaded once, with the lists (bestand.py). Nothing here remembers a word it was asked
about: they come from cases.
"""

import re

ANDERES, NOMEN, NAME, UNBEKANNT = "anderes", "nomen", "name", "unbekannt"

# Taking a word apart costs the cube of its length; nobody writes longer ones.
LAENGSTES = 48
# What a German word ends in that no list needs to know.
_ABLEITUNG = re.compile(
    r".{3,}(?:ung|heit|keit|schaft|tion|sion|tät|ismus|logie|grafie|graphie|therapie|gogik|psie"
    r"|metrie|pädie|gramm|skop|phobie|thek)(?:en|s|es)?"
    r"|.{4,}(?:ierung|istik|atik|enzen|anzen|ments?|erinnen|innen|iker|ikern|ismen|losigkeit|bares?"
    r"|ierte[nrs]?|ierende[nr]?|ieren|iert|liche[nrs]?|lich|ische[nrs]?|isch|lose[nrs]?|same?[nrs]?"
    r"|hafte?[nrs]?|mäßige?[nrs]?)"
)
# Second halves of names of places and of families: no sign of a German word.
_NAMENSKOPF = re.compile(
    r"(?:mann|manns|meier|meyer|maier|mayer|bach|berg|burg|dorf|feld|haus|hausen|heim|hof|hofer|hoff"
    r"|ingen|kirch|kirchen|au|stadt|stedt|stein|steiner|tal|thal|wald|weiler|berger|bacher|burger"
    r"|bauer|müller|huber|wein|hardt|hard|rath|roth|horn|born|brunn|brück|see|eck|ecker|land|länder"
    r"|markt|mark|beck|becker|korn|schläger|macher|stätter|fels|furt|hagen|holz|rode|scheid|loch|loh|moor|mühl|wiesen|hof(?:en)?)"
)


class Lexikon:
    """What is known about German words. Safe to share between threads: it is only read."""

    def __init__(self, zerlegung, fachwoerter):
        self._zerlegung = zerlegung
        self._fachwoerter = fachwoerter
        self._art_of_tag = {
            tag: NAME
            if name.startswith("NE")
            else NOMEN
            if name.startswith("NN")
            else ""
            if name in {"FM", "XY", "UNKNOWN"}
            else ANDERES
            for tag, name in zerlegung.name_of_tag.items()
        }
        self._adjektiv = {tag for tag, name in zerlegung.name_of_tag.items() if name == "ADJ(A)"}

    def arten(self, klein):
        """Return the kinds this word in small letters is listed with, most frequent first."""
        tags = self._zerlegung.haeufige.get(klein, ())
        return [art for tag in tags if (art := self._art_of_tag[tag])]

    def is_gelaeufig(self, klein):
        """Say whether it is a frequent German word and no name."""
        if klein in self._fachwoerter:
            return True
        arten = self.arten(klein)
        return bool(arten) and arten[0] != NAME

    def art(self, klein):
        """Return what this word in small letters is: ANDERES, NOMEN, NAME or UNBEKANNT."""
        for form in formen_of(klein):
            if (art := self._art(form)) != UNBEKANNT:
                return art
        return UNBEKANNT

    def _art(self, klein):
        if klein in self._fachwoerter:
            return NOMEN
        if arten := self.arten(klein):
            return arten[0]
        if art := self._zerlegt(klein):
            return art
        return NOMEN if self._is_gebildet(klein) else UNBEKANNT

    def is_adjektiv(self, klein):
        """Say whether it may be an adjective before its noun."""
        tags = self._zerlegung.haeufige.get(klein) or self._zerlege(klein)[:1]
        return not self._adjektiv.isdisjoint(tags)

    def is_zerlegbar(self, klein):
        """Say whether it is a German word or made of German morphemes, and no name."""
        return (self.arten(klein) or [self._zerlegt(klein)])[0] in (NOMEN, ANDERES)

    def _zerlegt(self, klein):
        tags = self._zerlege(klein)
        return self._art_of_tag[tags[0]] if tags else ""

    def _zerlege(self, klein):
        """Return the tags of a word made of known parts, most likely first."""
        if len(klein) > LAENGSTES:
            return []
        return [tag for tag, _gewicht in self._zerlegung.bekannt(klein)]

    def _is_gebildet(self, klein):
        """Say whether it looks made from German parts: an ending, or a known word at its end."""
        if len(klein) > LAENGSTES:
            return False
        if _ABLEITUNG.fullmatch(klein):
            return True
        if klein.endswith("in") and len(klein) > 5 and self._art(klein[:-2]) != UNBEKANNT:
            return True
        # A word broken at the end of a line, or with a head nobody knows.
        for stelle in range(9, len(klein)):
            if self._is_nomen(klein[:stelle]) or self._is_nomen(klein[:stelle].rstrip("s")):
                return True
        for stelle in range(3, len(klein) - 3):
            kopf, rest = klein[stelle:], klein[:stelle]
            if _NAMENSKOPF.fullmatch(kopf):
                continue
            if (kopf in self._fachwoerter or self._is_nomen(kopf)) and (
                len(kopf) >= 5 or self._is_wort(rest)
            ):
                return True
        return False

    def _is_nomen(self, klein):
        arten = self.arten(klein) or [self._zerlegt(klein)]
        return arten[0] in (NOMEN, ANDERES)

    def _is_wort(self, klein):
        return klein.rstrip("s-") in self._fachwoerter or bool(
            self.arten(klein) or self._zerlegt(klein) or self._zerlegt(klein.rstrip("s-"))
        )

    def klingt_nach_name(self, klein):
        """Return how much more this unknown word looks like a name than like a noun."""
        gewichte = {}
        for tag, gewicht in self._zerlegung.vermutet(klein[-LAENGSTES:]):
            gewichte.setdefault(self._art_of_tag[tag], gewicht)
        return gewichte.get(NAME, -60) - gewichte.get(NOMEN, -60)


def formen_of(klein):
    """Yield this word, and as it is spelled by those who have ä, ö, ü and ß."""
    yield klein
    if any(ersatz in klein for ersatz in ("ae", "oe", "ue")):
        yield klein.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    if "ss" in klein:
        yield klein.replace("ss", "ß")
