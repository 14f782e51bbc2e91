"""Schools, Kitas, clinics by their name; »die Kita« and »das Krankenhaus« name nobody."""

import re

from fallanalyse.pseudonymisierung.belege import is_wort
from fallanalyse.pseudonymisierung.hausnamen import ersatz_of, is_hausname
from fallanalyse.pseudonymisierung.lexikon import NAME
from fallanalyse.pseudonymisierung.zusammenhang import menge

_KITA = (
    r"(?:[A-ZÄÖÜ]\w+-)?(?:KiTa|Kita|KITA|Kindertagesstätte|Kindertageseinrichtung|Kindergarten"
    r"|Kinderkrippe|Krippe|Kinderhort|Hort|Kinderhaus|Waldkindergarten|Krabbelstube|Spielstube"
    r"|Großtagespflege|Familienzentrum)"
)
_SCHULE = (
    r"(?:(?:Ganztags|Gemeinschafts|Grund- und |Haupt|Förder|Ober|Mittel|Gesamt|Berufs|Sekundar"
    r"|Werkreal|Sonder|Abend|Volkshoch|Berufsfach|Fach|Hoch|Musik|Real|Grund|Schwerpunkt)?[Ss]chule"
    r"(?: plus)?|Schulzentrum|Gymnasium|Internat|IGS|BBS|SFL|GS|Lernhaus|Kolleg)"
)
_KLINIK = (
    r"(?:(?:Kinder|Frauen|Geburts|Uni|Universitäts|Reha|Fach|Tages|Haut|Augen)?[Kk]lini(?:k|ken|kum)"
    r"|Krankenhaus|Hospital|Sanatorium|(?:Kinderarzt|Haus\w*|Arzt|Frauenarzt|Zahnarzt|Gemeinschafts"
    r"|Hebammen|Therapie)?[Pp]raxis|Apotheke|MVZ|Geburtshaus)"
)
_HEIM = (
    r"(?:(?:Mädchen|Jungen|Intensiv|Jugend|Kinder|Außen|Mutter-Kind-)?[Ww]ohngruppe|WG|Kinderheim"
    r"|Jugendheim|Wohnheim|Frauenhaus|Jugendhilfe(?:zentrum|einrichtung)|Kinderdorf|Haus|Heim|Stift"
    r"|Tagesgruppe|Jugendzentrum|Jugendhaus|Pflegedienst|Kirchengemeinde|Pfarrei|Moschee|Verein"
    r"|Beratungsstelle|Stiftung|Unterkunft|Asylunterkunft|Mutter-Kind-Einrichtung|Mutter-Kind-Haus)"
)
_ARTEN = (
    (_KITA, "eine Kita"),
    (_SCHULE, "eine Schule"),
    (_KLINIK, "eine Klinik oder Praxis"),
    (_HEIM, "eine Einrichtung"),
)
# What Kitas and groups are called, by its end.
_LIEBLICH = (
    r"(?:[A-ZÄÖÜ]?[a-zäöüß]{0,30}(?:sonnenschein|sonnenblumen?|regenbogen|pusteblumen?|löwenzahn|spatzennest"
    r"|rasselbande|wirbelwind|bärenhöhle|schatzkiste|rappelkiste|tausendfüß?ss?ler|schmetterlinge?"
    r"|sternschnuppen?|farbklecks|mäusenest|wichtel|zwerge?|zwergen\w+|strolche|racker|frösche"
    r"|marienkäfer|maulwurf|igel|bienenkorb|bienenstock|seesternchen|spielkiste|kunterbunt|wunderland"
    r"|abenteuerland|kinderland|kinderinsel|kindernest|nest|zauberwald|märchenwald|purzelbaum"
    r"|traumland|kleeblatt|kiebitz|schwalbennest|storchennest|villa|arche|noah|leuchtturm|anker"
    r"|phönix|kompass|kompaß|horizont|oase|brückenschlag|sprungbrett|lichtblick|rückenwind|hafen"
    r"|insel|mühle|sternenhimmel|himmelszelt|mondschein|sonnenstrahl|sonnenhof|lindenhof|rosengarten"
    r"|springmäuse|mäuse|bären|hummeln?|käfer|wurzelzwerge|wolkenschloss|glühwürmchen|grashüpfer))"
)
_EIGEN = r"[A-ZÄÖÜ][\w'-]{1,40}(?: [A-ZÄÖÜ][\w'-]{1,40}){0,2}"
_LAGE = (
    r"(?:platz|plätzchen|weg|berg|wald|wäldchen|park|see|bach|ring|tor|hof|markt|kirche|dom|mauer"
    r"|brunnen|mühle|linden?|wiesen?|garten|gärten|turm|brücke|hang|höhe|graben|ufer|anger|rhein|mosel"
    r"|nahe|lahn|saar|neckar|main|eck|feld|tal|burg|schloss|schloß|stein|allee|bahnhof|rathaus|hügel"
    r"|aue|grund|stadion|hafen|insel|damm|gässchen|steg|kreuz|wingert|weinberg|stadtpark|sand|bruch)"
)
_HEILIG = (
    r"(?:St\.? ?-?|Sankt[ -]|Hl\. |Heilig(?:e[nrs]?)?[ -])[A-ZÄÖÜ][\w'-]{1,40}"
    r"(?:[ -](?:und |[A-ZÄÖÜ])[\w'-]{1,40}){0,2}"
)
_KOPF = (
    r"(?:[Ss]chule|[Gg]rundschule|[Rr]ealschule|[Gg]esamtschule|[Ff]örderschule|[Gg]ymnasium|[Kk]ita"
    r"|[Kk]indergarten|[Kk]rankenhaus|[Kk]lini(?:k|kum|ken)|[Hh]ospital|[Ss]tift|[Ss]tiftung|[Hh]eim"
    r"|[Kk]inderheim|[Hh]aus|[Zz]entrum|[Kk]olleg|[Aa]kademie|[Vv]erein|[Gg]emeinde|[Pp]raxis"
    r"|[Aa]potheke|[Kk]indertagesstätte|[Ff]amilienzentrum|[Jj]ugendzentrum|[Hh]ort|[Kk]inderdorf)"
)

# Regions that make a kind of house a certain one: »Pfalzklinikum«.
_GEGENDEN = menge("""
    pfalz westpfalz südpfalz nordpfalz vorderpfalz rhein rheinpfalz mittelrhein mosel nahe saar
    lahn eifel hunsrück westerwald odenwald taunus neckar main weser elbe donau ruhr haardt
    rheinhessen südwestpfalz kurpfalz bergstrasse donnersberg maifeld westrich rheinland
    hochwald wonnegau naheland saarpfalz vulkaneifel südeifel wittlich blies glan
""")

# name, replacement, pattern; group `n` is the name that decides.
_BENANNT = [
    (ersatz, re.compile(muster))
    for art, ersatz in _ARTEN
    for muster in (
        rf"(?<!\w){art},? [»„\"“'][A-ZÄÖÜ][^«»\"“”'\n]{{1,50}}[«“\"”']",
        rf"(?<!\w){art}:? (?:{_HEILIG})",
        rf"(?<!\w){art}:? (?i:am|an de[rnm]|im|in de[rnm]|auf de[rm]|zum|zur"
        rf"|zu den|hinter dem|unter den|vor dem|bei der) (?:[A-ZÄÖÜ]\w+ )?"
        rf"(?:[A-ZÄÖÜ][\w-]{{0,40}}{_LAGE}|(?i:{_LAGE}))e?s?(?!\w)",
        rf"(?<!\w)(?i:{art})(?:e?s|en)?:? (?i:villa |arche |die |der |kleine[rn]? )?"
        rf"(?i:{_LIEBLICH})s?(?!\w)",
        rf"(?<!\w){art}(?:e?s|en)? (?:Die|Der|Das|Zum|Zur|Don|Villa|Arche) [A-ZÄÖÜ][\w-]{{2,40}}",
        rf"(?<!\w){art}:? (?P<n>{_EIGEN})",
    )
]
_HEILIGES = re.compile(rf"(?<!\w){_HEILIG}")
_VERBUNDEN = re.compile(
    r"(?<![\w-])(?P<n>(?:St\.? ?-?)?[A-ZÄÖÜ][\w.']{0,40}"
    rf"(?:-(?:[A-ZÄÖÜ]|von-|der-)[\w.']{{0,40}}){{0,4}})-{_KOPF}(?!\w)"
)
_ZUSAMMEN = re.compile(
    rf"(?<!\w)(?P<n>[A-ZÄÖÜ][a-zäöüß]{{2,40}}?)(?!heim|verein|gemeinde)(?P<k>{_KOPF})(?!\w)"
)


# A kind of house and the words behind it; one house's name may be the kind of the next.
_PAAR = re.compile(rf"(?<![\w-])(?P<k>[A-ZÄÖÜ][\w-]{{1,60}})(?= (?:Dr\. )?(?P<n>{_EIGEN}))")
# What belongs to the kind before it: »Sozialpädiatrisches Zentrum«, »Kinder- und …«.
_BEIWORT = re.compile(
    r"(?:[A-ZÄÖÜ][\w-]{2,40}(?:isch|lich|ig)e[nrsm]? |[A-ZÄÖÜ]\w{1,20}- und |Pro )$"
)
_BEIWORT_LAENGE = 50
_DER_FAMILIE = re.compile(
    r"(?<!\w)(?:Haus|Häuser|Hauses) der (?:Familie|Jugend|Begegnung|Kinder)(?!\w)"
    r"(?: [A-ZÄÖÜ][\w-]{2,40})?"
)
# »Lebenswege gGmbH«, »Haus Sonnenhügel e. V.«, »Wirth & Kollegen«.
_RECHTSFORM = re.compile(
    r"(?<![\w-])(?!(?:Der|Die|Das|Dem|Den|Des|Ein|Eine|Einer|Träger|Verein|Im|In|Am|Bei|Von)\b)"
    r"[A-ZÄÖÜ][\w'-]{1,40}(?: (?:für|und|&|[A-ZÄÖÜ\d][\w'-]{0,40})){0,5},? "
    r"(?:g?GmbH|g?UG|mbH|e\. ?V\.|e\.? ?V(?=\W)|e\. ?G\.|AöR|KdöR"
    r"|& (?:Partner|Kollegen|Kolleginnen|Söhne))(?!\w)"
)


_SPORTVEREIN = re.compile(
    r"(?<![\w-])(?:TuS|TSV|FC|VfL|VfR|VfB|FSV|SpVgg|DJK|ASV)(?: \d{2,4})?"
    r"(?: [A-ZÄÖÜ][\w-]{2,40}){1,3}"
)
_VERSAL = re.compile(
    r"(?<!\w)(?:GRUNDSCHULE|REALSCHULE|GESAMTSCHULE|FÖRDERSCHULE|SCHULE|KITA|KINDERGARTEN|GYMNASIUM|KLINIK"
    r"|PRAXIS|HAUS) (?:AN DE[RN]|AM|IM|IN DER|AUF DE[RM]|ZUM|ZUR|ST\.) ?[A-ZÄÖÜ-]{3,40}(?!\w)"
)


def _benannt(name, kennt, hausname):
    """Return how many characters of the words after a kind of house are its name."""
    erstes, *weitere = name.split(" ")
    if erstes in {"Die", "Der", "Das"}:
        return len(f"{erstes} {weitere[0]}") if weitere else 0
    if erstes == "Mitte" and weitere:
        return 0
    if weitere and ersatz_of(erstes):
        rest = _benannt(" ".join(weitere), kennt, hausname)
        return len(erstes) + 1 + rest if rest else 0
    return len(erstes) if hausname(erstes) else _eigenname(name, kennt)


def _finde_paare(glatt, kennt, hausname):
    for fund in _PAAR.finditer(glatt):
        ersatz = ersatz_of(fund["k"])
        if not ersatz:
            continue
        if anzahl := _benannt(fund["n"], kennt, hausname):
            beiwort = _BEIWORT.search(glatt, max(0, fund.start() - _BEIWORT_LAENGE), fund.start())
            start = beiwort.start() if beiwort else fund.start()
            yield start, fund.start("n") + anzahl, ersatz


def finde_einrichtungen(glatt, kennt, hausname):
    """
    Yield (start, end, replacement) of what is called by its name.

    :param kennt: says of a word whether it names a person, a saint or a place, or is none at all
    :param hausname: says of a word whether houses are called by it
    """
    yield from _finde_paare(glatt, kennt, hausname)
    for muster in (_DER_FAMILIE, _RECHTSFORM, _VERSAL, _SPORTVEREIN):
        for fund in muster.finditer(glatt):
            yield fund.start(), fund.end(), "eine Einrichtung"
    for ersatz, muster in _BENANNT:
        for fund in muster.finditer(glatt):
            name = fund.groupdict().get("n")
            if name is None:
                yield fund.start(), fund.end(), ersatz
                continue
            if anzahl := _eigenname(name, kennt):
                yield fund.start(), fund.start("n") + anzahl, ersatz
    for fund in _HEILIGES.finditer(glatt):
        yield fund.start(), fund.end(), "eine Einrichtung"
    for fund in _VERBUNDEN.finditer(glatt):
        teile = [teil for teil in re.split(r"[-. ]", fund["n"]) if teil]
        if (fund["n"].startswith("St") and teile[0] == "St") or any(map(kennt, teile)):
            yield fund.start(), fund.end(), "eine Einrichtung"
    for fund in _ZUSAMMEN.finditer(glatt):
        stamm = fund["n"]
        if kennt(stamm) or (stamm.endswith(("en", "s")) and kennt(stamm.rstrip("s"))):
            yield fund.start(), fund.end(), "eine Einrichtung"


def _eigenname(name, kennt):
    """Return how many characters at the beginning are a name of its own."""
    laenge = stelle = 0
    for teil in name.split(" "):
        if not kennt(re.split(r"[-']", teil)[0]):
            break
        laenge = stelle + len(teil)
        stelle += len(teil) + 1
    return laenge


def kenner(belege, ortsnamen, wort_of):
    """Return the two functions that say what a word in a name of an institution may be."""

    def kennt(text):
        wort = wort_of(text)
        beleg = belege.zu(wort)
        if wort.klein in _GEGENDEN:
            return True
        if beleg.nie or beleg.alltag:
            return False
        if beleg.klar or (beleg.art == NAME and not beleg.gelistet):
            return True
        ort = ortsnamen.ab([wort.klein])
        if ort and not ort[1].wort:
            return True
        return not is_wort(beleg) and not wort.versal and beleg.fremd > 1

    def hausname(text):
        wort = wort_of(text)
        return is_hausname(wort.nieder, belege.zu(wort).gelaeufig)

    return kennt, hausname
