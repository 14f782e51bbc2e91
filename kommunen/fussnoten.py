"""Footnotes of a profile page and the signs in its text that lead to them (domain.md 2.4, 19)."""

import re
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join

_ZEICHEN = r"\*{1,3}|†{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]"
_FUSSNOTE = re.compile(rf"\s*({_ZEICHEN})\s*(?=[^\s*†])")
# Hangs on a word and ends it: »Qualitätsentwickler*:«, not »Mitarbeiter*innen«.
_IM_TEXT = re.compile(rf"(?<=[^\s*†])({_ZEICHEN})(?![*†\w])")


@dataclass
class Fussnote:
    nummer: int
    zeichen: str
    text: str
    is_verwiesen: bool = False


class Fussnoten:
    """`verlinke` the texts of a page in their order first: it finds out which notes they use."""

    def __init__(self, punkte):
        self.noten = [_fussnote(nummer, punkt.text) for nummer, punkt in enumerate(punkte or (), 1)]
        self._je_zeichen = {note.zeichen: note for note in reversed(self.noten) if note.zeichen}

    def __iter__(self):
        return iter(self.noten)

    def __bool__(self):
        return bool(self.noten)

    def verlinke(self, text):
        """Return the text as HTML, with a link where a sign stands that has a note."""
        if not self._je_zeichen:
            return conditional_escape(text)
        return format_html_join(
            "",
            "{}",
            (
                (self._verweis(teil) if stelle % 2 else teil,)
                for stelle, teil in enumerate(_IM_TEXT.split(text))
            ),
        )

    def _verweis(self, zeichen):
        note = self._je_zeichen.get(zeichen)
        if note is None:
            return zeichen
        # Only the first one can be the place to come back to.
        kennung = "" if note.is_verwiesen else format_html(' id="fussnotenzeichen-{}"', note.nummer)
        note.is_verwiesen = True
        return format_html(
            '<a class="fussnotenzeichen" href="#fussnote-{}"{} aria-label="Fußnote {}">{}</a>',
            *(note.nummer, kennung, zeichen, zeichen),
        )


def _fussnote(nummer, text):
    if treffer := _FUSSNOTE.match(text):
        return Fussnote(nummer, treffer[1], text[treffer.end() :])
    return Fussnote(nummer, "", text)
