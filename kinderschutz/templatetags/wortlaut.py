"""How a difference between two texts looks, builtin in every template."""

from django import template
from django.utils.html import format_html, format_html_join

from kinderschutz.unterschied import AUSGELASSEN, EINGEFUEGT, GESTRICHEN, GLEICH

register = template.Library()

# Not by colour alone: underlined or struck for the eye, named for whoever listens.
STUECK = {
    GLEICH: "{text}",
    EINGEFUEGT: (
        '<ins><span class="kern-sr-only">[eingefügt: </span>{zeichen}{text}'
        '<span class="kern-sr-only">]</span></ins>'
    ),
    GESTRICHEN: (
        '<del><span class="kern-sr-only">[gestrichen: </span>{zeichen}{text}'
        '<span class="kern-sr-only">]</span></del>'
    ),
    AUSGELASSEN: (
        '<span class="wortlaut__luecke"><span aria-hidden="true">…</span>'
        '<span class="kern-sr-only"> (unveränderter Text) </span></span>'
    ),
}


@register.simple_tag
def wortlaut(stuecke):
    """Return the pieces of a difference (kinderschutz.unterschied) as one reads corrected text."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html(STUECK[art], text=text, zeichen=_zeichen(art, text)),)
            for art, text in stuecke
        ),
    )


def _zeichen(art, text):
    """Return a sign for a break or a space, which nobody sees or hears by itself."""
    if art not in (EINGEFUEGT, GESTRICHEN) or not text.isspace():
        return ""
    zeichen, wort = ("↵", "Zeilenumbruch") if "\n" in text else ("␣", "Leerzeichen")
    return format_html(
        '<span class="wortlaut__zeichen" aria-hidden="true">{}</span>'
        '<span class="kern-sr-only">{}</span>',
        *(zeichen, wort),
    )
