"""Reading a page's form as a browser would send it."""

from html.parser import HTMLParser
from urllib.parse import urlencode


class _Formulare(HTMLParser):
    """Collects the fields of every form, in their order."""

    def __init__(self):
        super().__init__()
        self.formulare = []
        self.offen = self.textarea = self.select = None
        self.is_vorlage = False

    def handle_starttag(self, tag, attrs):
        felder = dict(attrs)
        if tag == "form":
            self.offen = []
            self.formulare.append(self.offen)
        if tag == "template":
            self.is_vorlage = True
        if self.offen is None or self.is_vorlage:
            return
        if tag == "input" and "name" in felder:
            is_wahl = felder.get("type") in ("checkbox", "radio")
            if not is_wahl or "checked" in felder:
                self.offen.append((felder["name"], felder.get("value") or ""))
        elif tag == "textarea":
            self.textarea = [felder.get("name"), ""]
        elif tag == "select":
            self.select = felder.get("name")
        elif tag == "option" and self.select and "selected" in felder:
            self.offen.append((self.select, felder.get("value") or ""))

    def handle_data(self, data):
        if self.textarea:
            self.textarea[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.offen = None
        elif tag == "template":
            self.is_vorlage = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            # The first line break after the tag is not part of the value.
            self.offen.append((self.textarea[0], self.textarea[1].removeprefix("\n")))
            self.textarea = None


def groesstes_formular(html):
    """Return the fields of the form with most of them, as a list of pairs."""
    parser = _Formulare()
    parser.feed(html)
    return max(parser.formulare, key=len)


def geschrieben(html, stellen=None):
    """
    Return the largest form of the page as the body of a POST, so many of its long texts changed.

    Without a number all of them. They stay as long as they were, however often they are changed.
    """
    felder, offen = [], stellen
    for name, text in groesstes_formular(html):
        if name.endswith("-beschreibung") and text.split() and offen != 0:
            text = _gedreht(text)
            offen = offen and offen - 1
        felder.append((name, text))
    return urlencode(felder)


def _gedreht(text):
    *vorne, letztes = text.split()
    return " ".join([letztes, *vorne])
