"""
German order of place names. The embedded database has no ICU, so it is an expression.

»Stadt Köln« and »Kreisjugendamt Köln« stand under K, »ö« counts as »o« (DIN 5007-1): people look
for the place, not for the kind of territory or office.
"""

import re

from django.db.models import Func, TextField, Value
from django.db.models.functions import Lower

_VORSATZ = (
    r"^(landeshauptstadt|bundesstadt|universitätsstadt|hansestadt|stadtgemeinde|große kreisstadt"
    r"|kreisfreie stadt|stadtverwaltung|stadtjugendamt|stadt|landkreis|kreisverwaltung"
    r"|kreisjugendamt|kreis|jugendamt)\s+"
)
_VON, _NACH = "äöüáàâéèêíîóôúûç", "aouaaaeeeiioouuc"


class Ortsname(Func):
    """The name of a place as it is sorted; takes the field that holds the name."""

    function = "translate"
    template = "replace(%(function)s(%(expressions)s), 'ß', 'ss')"
    arity = 3
    output_field = TextField()

    def __init__(self, name):
        ohne_vorsatz = Func(
            Lower(name), Value(_VORSATZ), Value(""), function="regexp_replace", arity=3
        )
        super().__init__(ohne_vorsatz, Value(_VON), Value(_NACH))


def ortsname(name):
    """Return what Ortsname makes of this name, for rows that are already in memory."""
    kern = re.sub(_VORSATZ, "", name.lower())
    return kern.translate(str.maketrans(_VON, _NACH)).replace("ß", "ss")
