"""Fill in a page as a browser would: read its form, change something, send it."""

from html.parser import HTMLParser


class _Formular(HTMLParser):
    """Collects what the chosen form of a page would send. `auswahl`: an attribute it must have."""

    def __init__(self, auswahl):
        super().__init__()
        self.auswahl = auswahl
        self.drin = self.vorlage = False
        self.daten, self.optionen = {}, {}
        self.feld = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and attrs.get("method") == "post" and self.auswahl in attrs:
            self.drin = True
        self.vorlage = self.vorlage or tag == "template"
        if not self.drin or self.vorlage or "disabled" in attrs:
            return
        name = attrs.get("name")
        if tag == "input" and name:
            wert = attrs.get("value", "on" if attrs.get("type") == "checkbox" else "")
            if attrs.get("type") in ("checkbox", "radio"):
                self.optionen.setdefault(name, []).append(wert)
                if "checked" not in attrs:
                    return
            self.daten.setdefault(name, []).append(wert)
        elif tag == "textarea" and name:
            self.feld = name
            self.daten[name] = [""]
        elif tag == "select" and name:
            self.select = name
            self.optionen[name] = []
        elif tag == "option" and self.select:
            self.optionen[self.select].append(attrs["value"])
            if "selected" in attrs:
                self.daten[self.select] = [attrs["value"]]

    def handle_endtag(self, tag):
        if tag == "form":
            self.drin = False
        elif tag == "template":
            self.vorlage = False
        elif tag == "textarea":
            self.feld = None
        elif tag == "select" and self.select:
            # A browser sends the first option where none is chosen.
            self.daten.setdefault(self.select, self.optionen[self.select][:1])
            self.select = None

    def handle_data(self, data):
        if self.feld:
            self.daten[self.feld][0] += data


def lies_formular(response, *, auswahl="data-zwischenstand"):
    """Return {name: [values]} that the form on this page would send as it stands."""
    return _lies(response, auswahl).daten


def lies_auswahl(response, *, auswahl="data-zwischenstand"):
    """Return {name: [values]} of everything that can be chosen on this page."""
    return _lies(response, auswahl).optionen


def _lies(response, auswahl):
    formular = _Formular(auswahl)
    formular.feed(response.content.decode())
    # A newline directly after <textarea> is not part of its text.
    for name, werte in formular.daten.items():
        formular.daten[name] = [wert.removeprefix("\n") for wert in werte]
    return formular


def zeilen(art, *rows, version=0, **mehr):
    """Return the form data of a step with these rows."""
    daten = {
        "version": str(version),
        f"{art}-TOTAL_FORMS": str(len(rows)),
        f"{art}-INITIAL_FORMS": "0",
    }
    for nummer, row in enumerate(rows):
        daten |= {f"{art}-{nummer}-{feld}": wert for feld, wert in row.items()}
    return daten | mehr


def person(kuerzel, **felder):
    """Return the fields of a row of Beteiligte as a browser sends them."""
    return {"kuerzel": kuerzel, "altersband": "nicht_erhoben", "beziehung": ""} | felder
