"""What a browser makes of a page: its forms with what they would send, and rows one can add."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

NEU = "__prefix__"


@dataclass
class Feld:
    """A field that can be seen: what kind it is, and what can be chosen."""

    name: str
    art: str
    pflicht: bool = False
    auswahl: list = field(default_factory=list)
    hoechstens: int = 300


@dataclass
class Formular:
    """`daten`: what it would send, {name: [values]}. `vorlagen`: the templates of new rows."""

    attrs: dict
    daten: dict = field(default_factory=dict)
    felder: dict = field(default_factory=dict)
    vorlagen: dict = field(default_factory=dict)
    # The texts of the labels around radio buttons: {(name, value): text}.
    beschriftungen: dict = field(default_factory=dict)

    def kopie(self):
        """Return what it would send now."""
        return {name: list(werte) for name, werte in self.daten.items()}

    def wert(self, name):
        return self.daten.get(name, [""])[0]

    def zeilen(self, prefix):
        return int(self.wert(f"{prefix}-TOTAL_FORMS"))

    def neue_zeile(self, prefix):
        """Add a row as formset.js does; return its fields."""
        nummer = str(self.zeilen(prefix))
        vorlage = self.vorlagen[prefix]
        for name, werte in vorlage.daten.items():
            self.daten[name.replace(NEU, nummer)] = [wert.replace(NEU, nummer) for wert in werte]
        neue = [
            replace(eines, name=eines.name.replace(NEU, nummer))
            for eines in vorlage.felder.values()
        ]
        self.felder |= {eines.name: eines for eines in neue}
        self.daten[f"{prefix}-TOTAL_FORMS"] = [str(int(nummer) + 1)]
        return neue


class _Leser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.formulare = []
        self.formular = self.prefix = self.vorlage = None
        self.text = self.select = self.label = None

    @property
    def ziel(self):
        return self.vorlage or self.formular

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.formular = Formular(attrs)
            self.formulare.append(self.formular)
        if self.formular is None:
            return
        if "data-formset" in attrs:
            self.prefix = attrs["data-formset"]
        elif tag == "template":
            self.vorlage = self.formular.vorlagen[self.prefix] = Formular({})
        elif tag == "label":
            self.label = ["", None]
        elif tag == "br" and self.label:
            self.label[0] += "\n"
        elif tag == "option" and self.select:
            self._option(attrs)
        elif tag in ("input", "textarea", "select") and "name" in attrs and "disabled" not in attrs:
            self._feld(tag, attrs)

    def _feld(self, tag, attrs):
        name = attrs["name"]
        art = attrs.get("type", "text") if tag == "input" else tag
        pflicht = "required" in attrs or attrs.get("aria-required") == "true"
        if tag == "textarea":
            self.text = name
            self.ziel.daten[name] = [""]
        elif tag == "select":
            self.select = name
        elif art in ("radio", "checkbox"):
            wert = attrs.get("value", "on")
            if self.label:
                self.label[1] = (name, wert)
            feld = self.ziel.felder.setdefault(name, Feld(name, art, pflicht))
            feld.auswahl.append(wert)
            if "checked" in attrs:
                self.ziel.daten.setdefault(name, []).append(wert)
            return
        else:
            self.ziel.daten.setdefault(name, []).append(attrs.get("value") or "")
        if art != "hidden":
            hoechstens = int(attrs.get("maxlength") or (50_000 if tag == "textarea" else 300))
            self.ziel.felder[name] = Feld(name, art, pflicht, hoechstens=hoechstens)

    def _option(self, attrs):
        self.ziel.felder[self.select].auswahl.append(attrs.get("value", ""))
        if "selected" in attrs:
            self.ziel.daten.setdefault(self.select, []).append(attrs.get("value", ""))

    def handle_data(self, data):
        if self.text:
            self.ziel.daten[self.text][0] += data
        elif self.label:
            self.label[0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            # A line break directly after the tag is not part of the text.
            [wert] = self.ziel.daten[self.text]
            self.ziel.daten[self.text] = [wert.replace("\r\n", "\n").removeprefix("\n")]
            self.text = None
        elif tag == "select" and self.select:
            feld = self.ziel.felder[self.select]
            if self.select not in self.ziel.daten and feld.auswahl:
                # A browser sends the first option where none is chosen.
                self.ziel.daten[self.select] = feld.auswahl[:1]
            self.select = None
        elif tag == "label" and self.label:
            text, wozu = self.label
            if wozu:
                self.ziel.beschriftungen[wozu] = text
            self.label = None
        elif tag == "template":
            self.vorlage = None
        elif tag == "form":
            self.formular = None


def lies(html):
    """Return all forms of this page, in their order."""
    leser = _Leser()
    leser.feed(html)
    return leser.formulare


def fehler_auf(html):
    """Return what the page says is wrong with the form."""
    return re.findall(r'<li><a class="kern-link" href="#id_[^>]*>([^<]*)', html)


def formular_mit(html, attribut):
    """Return the form of this page that has this attribute, None if there is none."""
    return next((eines for eines in lies(html) if attribut in eines.attrs), None)
