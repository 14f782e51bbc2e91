"""How names and texts are written: in addresses, compared, and in one line."""

import re

from django.utils.text import slugify

_UMLAUTE = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


def slug_for(name):
    """Return the name as part of an address; »ü« becomes »ue«, not »u«."""
    return slugify(name.translate(_UMLAUTE))


def geglaettet(name):
    """Return the name with single spaces and plain hyphens, as it is compared."""
    name = name.replace("\u00a0", " ").replace("\u00ad", "")
    return re.sub(r"\s+", " ", re.sub(r"[‐‑–]", "-", name)).strip(" :")


def gekuerzt(text, zeichen):
    """Return the text in one line; a longer one ends after a whole word, with »…«."""
    text = " ".join(text.split())
    if len(text) <= zeichen:
        return text
    return f"{text[:zeichen].rsplit(' ', 1)[0]} …"
