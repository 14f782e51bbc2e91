"""
How houses are called that have ordinary words for names: »Tagesgruppe Libelle«. Data and one test.

A kind of house is told by its end (»Migrationsfachstelle«), its name by what such houses are named
after: animals, plants, sky, landscapes, ways and ships, the compass.
"""

import re

from fallanalyse.pseudonymisierung.zusammenhang import menge

# Ends of kinds of houses, and what to write instead of the whole.
_KOPF_ENDEN = (
    ("eine Kita", ("kita", "kiga", "kindergarten", "tagesstätte", "krippe", "hort", "tagespflege")),
    ("eine Schule", ("schule", "gymnasium", "internat", "kolleg", "förderzentrum")),
    (
        "eine Klinik oder Praxis",
        (
            *("klinik", "klinikum", "krankenhaus", "hospital", "praxis", "ambulanz", "psychiatrie"),
            *("apotheke", "universitätsmedizin", "therapiezentrum", "sanatorium", "frühförderung"),
        ),
    ),
    ("eine Kanzlei", ("kanzlei", "rechtsanwälte")),
    (
        "eine Einrichtung",
        (
            *("gruppe", "haus", "heim", "stift", "stiftung", "dorf", "zuflucht", "verbund", "werk"),
            *("zentrum", "stelle", "dienst", "hilfe", "verein", "mission", "station", "treff"),
            *("unterkunft", "club", "kirchengemeinde", "pfarrei", "notruf", "tafel", "hospiz"),
            *("wohnen", "kinderschutzbund", "bildungswerk", "feuerwehr", "tierheim", "verband"),
        ),
    ),
)
_KOPF = {
    **dict.fromkeys(menge("kita kiga hort krippe"), "eine Kita"),
    **dict.fromkeys(menge("schule igs bbs gs rs plus kgs fos bos sbbz sfl"), "eine Schule"),
    **dict.fromkeys(
        menge("spz kjp kjpp pia mvz klinik uniklinik praxis"), "eine Klinik oder Praxis"
    ),
    **dict.fromkeys(
        menge("""
        awo drk cjd asb lebenshilfe diakonie caritas caritasverband johanniter malteser wildwasser
        familia jugendwerk wg haus heim gesundheitsamt vhs zentrum sos-kinderdorf villa tafel
        kinderschutzbund thw ejf ib bethanien
        """),
        "eine Einrichtung",
    ),
}
# These ends say too little: what follows is where somebody serves or lives.
_KEIN_KOPF = menge("""
    zuhause elternhaus dienststelle meldestelle gefahrenstelle stelle dienst schnittstelle hilfe
    nothilfe abhilfe mithilfe zuhilfe selbsthilfe altersgruppe zielgruppe arbeitsgruppe gruppe werk
    netzwerk handwerk stockwerk bauwerk dorf treff verein station verband verbund haushalt club
    wohnen erziehungshilfe baustelle pflegestelle planstelle teilzeitstelle vollzeitstelle
    bushaltestelle haltestelle tankstelle leerstelle leitstelle teilnehmergruppe grossgruppe
    kleingruppe ausgangspunkt jugendhilfe sozialhilfe familienhilfe
""")

# What houses are called after, whole words or the last part of a rarer one.
_TIERE = menge("""
    libelle turmfalke falke adler eule uhu biene bienchen hummel hase igel fuchs bär bären löwe
    löwen
    tiger elefant giraffe pinguin delfin delphin wal robbe seepferdchen seestern krokodil frosch
    frösche schnecke ameise raupe spatz spatzen meise amsel drossel storch kranich möwe eisvogel
    zaunkönig rotkehlchen eichhörnchen biber dachs luchs maulwurf hamster fohlen küken schwan
    marienkäfer glühwürmchen grashüpfer schmetterling schmetterlinge mäuse mäuschen zebra kolibri
    papagei schildkröte krabbe muschel schwalbe kiebitz pusteblume sonnenblume seerose
""")
_PFLANZEN = menge("""
    löwenzahn gänseblümchen klee kleeblatt ahorn eiche birke buche linde kastanie apfelbaum
    kirschbaum
    lebensbaum baumhaus wurzel wurzeln blümchen tulpe krokus mohnblume kornblume vergissmeinnicht
    lavendel holunder wacholder mistel erdbeere himbeere haselnuss weidenkätzchen olivenbaum
""")
_HIMMEL = menge("""
    sonne sonnenschein sonnenstrahl morgensonne mond stern sterne sternchen komet regenbogen wolke
    wolken himmel polarstern morgenstern abendstern nordlicht morgenrot sternenzelt milchstrasse
    planet universum rückenwind aufwind wirbelwind seewind sommerwind
""")
_WEGE = menge("""
    anker ankerplatz kompass leuchtturm segel arche floss schiff brücke ufer insel hafen heimathafen
    schlüssel laterne drachen luftballon kreisel murmel trommel wegweiser meilenstein wendepunkt
    neuland horizont lichtblick lichtung lebensfluss lebenswege lebensweg zuversicht oase atrium
    sprungbrett trampolin treppe leiter nest villa kunterbunt schatzkiste zauberwald abenteuerland
    luna momo pumuckl pippi bullerbü nimmerland taka-tuka nord süd ost west nordost nordwest südost
    südwest mitte zentrum fantasia phönix pegasus abraxas balance bosco mikado puzzle mosaik tandem
""")
_WORTE = _TIERE | _PFLANZEN | _HIMMEL | _WEGE
# Last parts of names made of two words, when the whole is no common word. None that also ends what
# one does or has: -bogen, -feld, -raum, -weg, -licht, -phase.
_ENDEN = (
    *("blick", "hang", "höhe", "land", "hof", "garten", "wald", "wiese", "bach", "berg", "hügel"),
    *("nest", "kirche", "straße", "kiste", "insel", "stern", "strahl", "blume", "turm", "burg"),
    *("schloss", "mühle", "park", "brücke", "hain", "zwerge", "strolche", "schiff", "baum"),
    *("falke", "adler", "libelle", "hummel", "kranich", "vogel", "kehlchen", "schmetterling"),
    *("käfer", "pferdchen", "krokodil", "schnecke", "spatzen", "mäuse", "frösche", "bären"),
)
_KEIN_NAME = re.compile(
    r"(?:rück|über|ein|aus|an|durch|augen|seiten|licht)blick"
    r"|.*(?:zusammenhang|anhang|vorhang|umhang|ausland|inland|bundesland|friedhof|bahnhof|bauernhof"
    r"|stammbaum|entscheidungsbaum|schulhof|herkunftsland|innenhof|hinterhof|parkplatz|ordner)"
)
# Where a name begins with them, it is one: »Rheinschiene«.
_FLUESSE = (
    *("rhein", "mosel", "nahe", "lahn", "saar", "neckar", "eifel", "pfalz", "haardt", "westrich"),
    *("hunsrück", "taunus", "glan", "lauter", "nibelungen", "kurpfalz"),
)


def ersatz_of(kopf):
    """Return what to write instead of a house whose kind is this word, or "" if it is no kind."""
    klein = kopf.lower()
    for form in (
        klein,
        klein.removesuffix("s"),
        klein.removesuffix("es"),
        klein.removesuffix("en"),
    ):
        if form in _KEIN_KOPF:
            return ""
        if form in _KOPF:
            return _KOPF[form]
        for ersatz, enden in _KOPF_ENDEN:
            if form.endswith(enden):
                return ersatz
    return ""


def is_hausname(nieder, gelaeufig):
    """Say whether a house may be called by this word in small letters."""
    if nieder in _WORTE or (nieder.endswith("s") and nieder[:-1] in _WORTE):
        return True
    if gelaeufig or len(nieder) < 6 or ersatz_of(nieder) or _KEIN_NAME.fullmatch(nieder):
        return False
    return nieder.endswith(_ENDEN) or nieder.startswith(_FLUESSE)
