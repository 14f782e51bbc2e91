"""
What e-mail addresses, dates, addresses … look like in German text. Data only.

The patterns meet text that glaetten.py has smoothed: one kind of space, one kind of dash.
Every repetition is bounded and starts at the beginning of a word, so that no text keeps them busy.
"""

import re

from fallanalyse.pseudonymisierung.muster_nummern import NUMMERN
from fallanalyse.pseudonymisierung.muster_wege import WEGE
from fallanalyse.pseudonymisierung.muster_zeit import TAGE

# A number like 3.2. or 3/2022 after these words is a place in a paper, no day.
GLIEDERUNG = re.compile(
    r"(?i)(?:kapitel|kap\.|abschnitt|abs\.|absatz|ziffern?|ziff\.|nr\.|nummern?|punkt|rn\.|tz\."
    r"|version|anlage|teil|frage|tabelle|abbildung|abb\.|heft|ausgabe|drs\.|drucksache|band|§+)\s?$"
)

# Reasons that only warn.
SCHWACHE = frozenset(
    {
        "eine Internetadresse",
        "der Name einer Straße",
        "eine Jahreszahl",
        "ein Monat mit Jahr",
        "ein Tag im Monat",
    }
)

# art, what the page calls it, pattern; a group `t` is the hit, if there is one; True: may be
# a place in a paper (GLIEDERUNG).
MUSTER = [
    (art, grund, re.compile(muster), gliederung)
    for art, grund, muster, gliederung in (*NUMMERN, *TAGE, *WEGE)
]
