"""A page to look at only: content and stylesheets, without a link, form or script that works."""

import re
from html import escape
from html.parser import HTMLParser

MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.S)
STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
# What can be filled in or pressed.
BEDIENBAR = {"input", "select", "textarea", "button"}
# The page around it has the only h1.
EBENE = {"h1": "h2"}


def stumm(seite):
    """Return (content of <main>, addresses of its stylesheets) of a whole page."""
    main = MAIN.search(seite)
    parser = _Stumm()
    parser.feed(main[1] if main else "")
    parser.close()
    return "".join(parser.teile).strip(), tuple(STYLESHEET.findall(seite))


class _Stumm(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.teile = []
        self.im_skript = False

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.im_skript = True
        elif tag == "form":
            self.teile.append(_tag("div", [(n, w) for n, w in attrs if n == "class"]))
        elif tag == "a":
            self.teile.append(_tag("a", [(n, w) for n, w in attrs if n != "href"]))
        elif tag in BEDIENBAR:
            if ("type", "hidden") not in attrs:
                behalten = [(n, w) for n, w in attrs if n not in ("autofocus", "disabled")]
                self.teile.append(_tag(tag, [*behalten, ("disabled", None)]))
        elif tag in EBENE:
            self.teile.append(_tag(EBENE[tag], attrs))
        else:
            self.teile.append(self.get_starttag_text())

    # Of SVG; as it stands, for there capitals matter.
    def handle_startendtag(self, tag, attrs):
        if tag in BEDIENBAR:
            self.handle_starttag(tag, attrs)
        else:
            self.teile.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        if tag == "script":
            self.im_skript = False
        else:
            self.teile.append(f"</{'div' if tag == 'form' else EBENE.get(tag, tag)}>")

    def handle_data(self, data):
        if not self.im_skript:
            self.teile.append(data)

    def handle_entityref(self, name):
        self.teile.append(f"&{name};")

    def handle_charref(self, name):
        self.teile.append(f"&#{name};")


def _tag(name, attrs):
    geschrieben = "".join(
        f" {attr}" if wert is None else f' {attr}="{escape(wert)}"' for attr, wert in attrs
    )
    return f"<{name}{geschrieben}>"
