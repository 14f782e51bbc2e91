"""Where else a word stands in an analysis, also inflected, and putting something else there."""

import re
from dataclasses import dataclass

from fallanalyse.models.pruefung import abdruck_of
from fallanalyse.models.stellen import Stelle
from fallanalyse.workflow import UebergangNichtMoeglich

# What a name takes on in a sentence: Kevins, Kevin's, Max’, Meiers, Müllern.
ENDUNG = r"(?:['’ʼ]?s|['’ʼ]|e[nrs]?|ens|ern|n)?"
# So much of the text is read before and after a place.
UMGEBUNG = 60


@dataclass(frozen=True)
class Vorkommen:
    """One place that says the word: how it is written there, and what stands around it."""

    kennung: str
    stelle: Stelle
    start: int
    end: int
    form: str
    is_genau: bool

    @property
    def davor(self):
        return umgebung(self.stelle.text, self.start, self.end)[0]

    @property
    def danach(self):
        return umgebung(self.stelle.text, self.start, self.end)[1]


def umgebung(text, start, end):
    """Return what stands before and after this place, in whole words."""
    davor, danach = text[:start], text[end:]
    if len(davor) > UMGEBUNG:
        davor = f"… {davor[-UMGEBUNG:].partition(' ')[2]}"
    if len(danach) > UMGEBUNG:
        danach = f"{danach[:UMGEBUNG].rpartition(' ')[0]} …"
    return davor, danach


def vorkommen_of(analyse_id, fund, stellen):
    """Return every place that says what this hit says, in their order."""
    muster, genau = _muster(fund.treffer.text)
    return [
        Vorkommen(
            _kennung(analyse_id, stelle, treffer),
            stelle,
            treffer.start(),
            treffer.end(),
            treffer.group(),
            bool(genau.fullmatch(treffer.group())),
        )
        for stelle in stellen
        for treffer in muster.finditer(stelle.text)
    ]


def _kennung(analyse_id, stelle, treffer):
    # The same text in two places is two places.
    abdruck = abdruck_of(analyse_id, stelle.text)
    return f"{abdruck}-{treffer.start()}-{treffer.end()}-{stelle.name}"


def _muster(wort):
    """Return (what finds it in any form and case, what it looks like as a name)."""
    worte = wort.split()
    if not (wort[:1].isalpha() and wort[-1:].isalpha() and worte):
        # A number, an address: nothing to inflect.
        genau = re.compile(r"\s+".join(map(re.escape, worte)))
        return re.compile(rf"(?<!\w){genau.pattern}(?!\w)"), genau
    stamm = worte[-1]
    if len(stamm) > 3 and stamm[-1] == "s" and stamm[-2].isalpha():
        # »Kevins« stands for Kevin, too.
        stamm = rf"{re.escape(stamm[:-1])}s?"
    else:
        stamm = re.escape(stamm)
    glied = r"\s+".join([*map(re.escape, worte[:-1]), stamm])
    return (
        re.compile(rf"(?<!\w){glied}{ENDUNG}(?!\w)", re.I),
        re.compile(rf"{glied}(?:['’ʼ]?s|['’ʼ])?"),
    )


def ersetze_in(schluessel, text, ersetzungen):
    """
    Return the text of this passage with what was chosen in it replaced.

    :raises UebergangNichtMoeglich: if it gets longer than its field
    """
    hier = [eine for eine in ersetzungen if eine[0].stelle.schluessel == schluessel]
    for vorkommen, ersatz in sorted(hier, key=lambda paar: -paar[0].start):
        text = text[: vorkommen.start] + ersatz + text[vorkommen.end :]
    if hier and schluessel[2] == "kuerzel" and len(text) > 60:
        raise UebergangNichtMoeglich(
            f"{hier[0][0].stelle.ort}: Die Rolle im Fall wird damit länger als 60 Zeichen."
        )
    return text
