"""How names are written: in addresses, and apart from what a typist may vary."""

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
