"""Marks in a text that is read: what could tell who somebody is, and what was decided about it."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join

OFFEN, SCHWACH, ENTSCHIEDEN, ERSETZT = "offen", "schwach", "entschieden", "ersetzt"


class Markierung:
    """
    Knows the marks of every text of one analysis; two texts that say the same have the same marks.

    `mit_entscheidungen`: also what was decided, for the second person. `mit_wegen`: an open mark
    leads to where one decides about it.
    """

    def __init__(self, analyse, pruefung, *, mit_entscheidungen=False, mit_wegen=False):
        self.pruefung = pruefung
        self.mit_entscheidungen = mit_entscheidungen
        self.url = reverse("fallanalyse:pruefung", args=[analyse.pk]) if mit_wegen else ""
        self.ersetzt_in = self._ersetzungen(analyse) if mit_entscheidungen else {}

    def _ersetzungen(self, analyse):
        """Return {text: [what was replaced in it]}; told by the place, it outlives later edits."""
        ersetzte = self.pruefung.ersetzte
        if not ersetzte:
            return {}
        return {
            stelle.text: ersetzte[stelle.name]
            for stelle in analyse.stellen()
            if stelle.name in ersetzte
        }

    def in_html(self, text):
        """Return the text as HTML, its marks told to the eye and to whoever listens."""
        stuecke, ende = [], 0
        for start, stop, art, satz, ziel in sorted(self._marken(text)):
            # A mark inside another one says nothing more.
            if start >= ende:
                # A mark ends with its line: paragraphs are made of what comes out here.
                marken = [
                    (self._marke(zeile, art, satz, ziel),) for zeile in text[start:stop].split("\n")
                ]
                stuecke += [(text[ende:start],), (format_html_join("\n", "{}", marken),)]
                ende = stop
        return format_html_join("", "{}", [*stuecke, (text[ende:],)])

    def _marken(self, text):
        for fund in self.pruefung.funde(text) or ():
            start, stop, satz = fund.treffer.start, fund.treffer.end, fund.treffer.grund
            if fund.is_offen:
                art = OFFEN if fund.is_sicher else SCHWACH
                yield start, stop, art, f"zu klären: {satz}", f"#t-{fund.kennung}"
            elif self.mit_entscheidungen and fund.is_sicher:
                grund = f"{satz}? Verrät niemanden: {fund.entscheidung.begruendung}"
                yield start, stop, ENTSCHIEDEN, grund, ""
        for eine in self.ersetzt_in.get(text, ()):
            start = text.find(eine.ersatz)
            while start >= 0:
                yield start, start + len(eine.ersatz), ERSETZT, f"hier stand {eine.grund}", ""
                start = text.find(eine.ersatz, start + len(eine.ersatz))

    def _marke(self, wort, art, satz, ziel):
        # The sentence in brackets is read out; the eye has the colour, the line and the legend.
        inhalt = format_html('{}<span class="kern-sr-only"> [{}]</span>', wort, satz)
        if self.url and ziel:
            inhalt = format_html('<a href="{}{}">{}</a>', self.url, ziel, inhalt)
        if art in (ENTSCHIEDEN, ERSETZT):
            inhalt = format_html(
                '{} <small class="fund__satz" aria-hidden="true">({})</small>', inhalt, satz
            )
        return format_html('<mark class="fund fund--{}">{}</mark>', art, inhalt)
