"""
Searching in the words of profiles, as people wrote them (domain.md 2.4, 20 and 30).

Quotation marks do not count, and »insofern« finds »insoweit erfahrene Fachkraft«: the law says
»insoweit« (§ 8a Abs. 4 SGB VIII), many pages do not.
"""

import re

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Lower, Replace

from kommunen.models import Profilpunkt

ANFUEHRUNGSZEICHEN = "\"'»«„“”‚‘’›‹"
OHNE_ZEICHEN = str.maketrans("", "", ANFUEHRUNGSZEICHEN)


def geglaettete(suche):
    """Return the words searched for as they are compared."""
    glatt = " ".join(suche.translate(OHNE_ZEICHEN).split()).lower()
    return re.sub(r"\binsofern\b", "insoweit", glatt)


def suche_punkte(suche, punkte=None):
    """Return the points (default: all) that hold these words one behind the other."""
    if punkte is None:
        punkte = Profilpunkt.objects.all()
    glatt = geglaettete(suche)
    if not glatt:
        return punkte.none()
    ohne_zeichen = Func(
        Lower(F("text")),
        Value(ANFUEHRUNGSZEICHEN),
        Value(""),
        function="translate",
        output_field=TextField(),
    )
    wortlaut = Replace(ohne_zeichen, Value("insofern"), Value("insoweit"), output_field=TextField())
    return punkte.alias(wortlaut=wortlaut).filter(wortlaut__contains=glatt)
