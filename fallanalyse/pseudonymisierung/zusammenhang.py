"""Words that say whether the next one is a name. Data only; all in small letters,
"ss" for "ß".
"""

import re


def menge(text):
    """Return the words of this text as a set."""
    return frozenset(text.split())


ANREDEN = menge("""
    frau fr frl fräulein herr herrn herren hr hrn familie familien fam eheleute ehepaar dr drs
    prof professor professorin doktor mr mrs monsieur madame mme ms miss mister freiherr freifrau
    baronin signora signor signore señora señor senhora ehel eheleuten damen
    phk phm pok pkin khk kok kkin
""")
# Between a title and its name.
TITELTEILE = menge("""
    dr med phil jur rer nat paed päd dent vet habil dipl soz psych ing prof ra rain h c em mult
    msc bsc ma ba mba lic theol pol oec
""")
# Titles that are words or nothing in small letters.
ANREDEN_GROSS = menge("""
    mr ms miss mister mme ehel damen baronin phk phm pok pkin khk kok kkin
""")
# Abbreviations of people that no list of names or places shall know.
PERSONENKUERZEL = frozenset(["RAin", "RAinnen", "StAin", "VRin", "RinAG", "RiAG", "POKin"])
# After these »die« and »der« may stand before a noun that is no name: »weil die Frau Angst hatte«.
ARTIKEL = menge("""
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
    dieser diese dieses diesen diesem jener jene jeder jede jedes jeden jedem welche welcher
    welchen welches mancher manche alle aller allen beide beiden ihr ihre ihren ihrem ihrer
    ihres sein seine seinen seinem seiner seines mein meine meinen meinem meiner dein deine
    unser unsere unseren unserem unserer euer eure manch solche solcher solchen
""")
MAENNLICH = menge("""
    der den dem des ein einen einem eines kein keinen keinem jeder jeden dieser diesen diesem
""")
# Before these a capital letter means a noun: »im Kreis«, »ein Wolf«, »mehr Kraft«.
UNBESTIMMT = menge("""
    ein eine einen einem einer eines kein keine keinen keinem keiner im am ins ans zum zur beim
    vom aufs dieser diese dieses diesen diesem jeder jede jedes jeden jedem jener jene alle
    allen aller mehr viel viele vielen wenig wenige weniger genug zwei drei vier fünf sechs
    sieben acht neun zehn einige einigen mehrere mehreren manche andere anderen anderer anderes
    grosse grossen grosser grosses kleinen neuen neue neuer neues gute guten guter eigene
    eigenen eigener welche welcher welchen solche etwas ohne voller sämtliche beide beiden ihr
    ihre ihren ihrem ihrer sein seine seinen seinem seiner unser unsere unseren unserem unserer
    mein meine meinen meinem meiner pro je
""")
GENANNT = menge("""
    namens heisst hiess heissen genannt gerufen nannte nennt alias gez name namen vorname
    gewisser gewisse gewissen nachname rufname spitzname geburtsname mädchenname unterschrift
    unterzeichnet
""")
# With a full stop: »geb. Herzog«.
GENANNT_KURZ = menge("""
    geb gez verh verw
""")
# Endings of words for people; what follows directly may be their name.
_PERSONEN = re.compile(
    r".*(?:sohn|söhne|sohnes|tochter|töchter|kind|kinder|bruder|brüder|schwester|schwestern|mutter|vater"
    r"|mama|papa|oma|opa|tante|onkel|cousin|cousine|neffe|neffen|nichte|enkel"
    r"|enkelin|schwager|schwägerin|säugling|baby|junge|jungen|mädchen|freund|freundin|partner"
    r"|partnerin|gefährte|gefährten|gefährtin|ehefrau|nachbar|nachbarn|nachbarin|lehrer"
    r"|lehrerin|erzieher|erzieherin|arzt|ärztin|hebamme|therapeut|therapeutin|richter|richterin"
    r"|kollege|kollegen|kollegin|arbeiter|arbeiterin|pädagoge|pädagogin|vormund|vormundin|vormündin|anwalt"
    r"|anwältin|leiter|leiterin|leitung|trainer|trainerin|polizist|polizistin|kommissar|kommissarin"
    r"|meister|meisterin|dolmetscher|dolmetscherin|pate|paten|patin|chef|chefin|bekannte|bekannten"
    r"|bekannter|schüler|schülerin|jugendliche|jugendlichen|jugendlicher|minderjährige"
    r"|minderjährigen|jährige|jährigen|jähriger|täter|täterin|gutachter|gutachterin|beistand|helfer"
    r"|helferin|sitter|sitterin|pfarrer|pfarrerin|notar|notarin|psychologe|psychologin|betreuer"
    r"|betreuerin|pfleger|pflegerin|zwilling|zwillinge|eltern|beamter|beamte|beamtin|zeuge|zeugin"
    r"|patient|patientin|klient|klientin|kollegen|vermieter|vermieterin"
    r"|hausmeister|koordinator|koordinatorin|moderator|moderatorin|referent|referentin|partners"
    r"|verfasser|verfasserin|ansprechpartner|ansprechpartnerin|rektor"
    r"|rektorin|direktor|direktorin|dezernent|dezernentin|praktikant|praktikantin|assistent|assistentin"
    r"|sekretär|sekretärin|begleiter|begleiterin|mitarbeiterin|vorsitzende|vorsitzender|präsident"
    r"|präsidentin|ehemann|(?:haupt|amt|lands|kauf|fach|obmann|feuerwehr|ober|bahn|zimmer|vorder)mann)"
    # These are the ends of many a surname: Wilke, Felex, Haselkleine.
    r"|ex|km|kv|ke|mann|mami|papi|omi|opi|witwe|witwer|kleine|kleiner|kleinen|azubi|chefarzt|mdl"
)
# Of these, who has a profession; their names follow without a title: »Schulleiter Kompass«.
_BERUFE = re.compile(
    r".*(?:lehrer|erzieher|therapeut|richter|kolleg|arbeiter|pädagog|vormund|vormünd|anwalt|anwält|leiter"
    r"|trainer|polizist|kommissar|meister|dolmetscher|gutachter|pfarrer|notar|psycholog|betreuer"
    r"|pfleger|beamt|rektor|dezernent|koordinator|moderator|referent|sekretär|direktor|praktikant"
    r"|hebamme|arzt|ärzt|pflege|pflegeeltern|pflegemutter|pflegevater|präsident|vermieter)"
    r"(?:in|e|en|er)?"
)
_KEINE_PERSONEN = re.compile(
    r"(?:elternteil|sorge|kinderschutz|fachkraft|fachkräfte|lehrkraft|jedermann|niemann|obmann|ebenen?"
    r"|komplex|reflex|index|kontext|text|anleitung|überleitung|einleitung|begleitung|zuleitung)"
)
# Between a role and its name may stand what belongs to neither: »der kleine Leon«.
GRUSS = menge("""
    hallo hi hey liebe lieber mfg gruß grüße servus
""")
BEI = menge("""
    bei mit von für an zu gegen über um ohne nach aus durch wegen samt
""")

UND = menge("""
    und oder sowie & bzw noch
""")
# A word before these that begins a sentence is who does it: »Ernst ist fünf«.
VERBEN = menge("""
    ist war hat hatte wird wurde will wollte kann konnte muss musste soll sollte darf durfte mag
    geht ging kommt kam sagt sagte meint meinte weint weinte lacht lachte schläft schlief isst ass
    spielt spielte wohnt wohnte lebt lebte fehlt fehlte ruft rief schreibt schrieb bleibt blieb
    schlägt schlug trinkt trank sieht sah macht machte erzählt erzählte berichtet berichtete
    wirkt wirkte zieht zog besucht besuchte braucht brauchte sei habe möchte schickt schickte
""")
# Trades and offices that are surnames as well: with an article somebody who has that trade.
GEWERBE = menge("""
    müller schäfer fischer schneider vogt krämer bäcker schulze becker mayer
""")
# What is filed, had or done under somebody's name: »Danielfall«.
SACHEN = (
    r"(?:fall|falls|akte|mutter|vater|eltern|familie|kinder|sache|bericht|vermerk|schwester"
    r"|bruder|clan)"
)

# May stand between »nannte« and the name.
FUERWOERTER = menge("""
    ihn sie ihr ihm es sich mich dich uns er
""")

# Parts of names that are small or short: »von der Heide«, »el Khatib«, »dos Santos«.
PARTIKEL = menge("""
    von van vom zu zum zur de der den del della delle dello di da do dos das du des la le lo el
    al bin ibn ben abu abou umm bint ould ait ter ten te op mc mac san santa saint ha
""")
# After a title also as people shorten them: »Frau v. d. Heide«.
PARTIKEL_KURZ = PARTIKEL | {"v", "d"}
# Those that are no German words: with a name behind them they are one.
FREMDE_PARTIKEL = menge("""
    el al ibn bint abu abou umm dos della dello del di ould ait van mc mac lo
""")

# Words that are also names but stand in every text; names only after a title or a first name.
ALLTAG = menge("""
    kind kinder kindes sohn söhne bruder vater mutter mann männer freund freunde freunden
    freundin vetter eltern bürger kunde kunden richter leiter schüler träger junge jungen junger
    prüfer wächter sorge hunger trost glück liebe herz kopf mund fuss finger hand haar haare
    brust zahn bauch zeh haus hause häuser zimmer kammer keller boden wand garten post preis
    sinn grund gründe streit kampf krieg schuld schutz hilfe angst schlag schock schreck wunsch
    wünsche wille willen wunder wahl recht wissen essen lage welt norden osten süden westen
    wetter sommer winter herbst januar februar märz april mai juni juli august september oktober
    november dezember montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    mittag silvester nikolaus fall menge messer kasten korb reis brot wein bier salz fleisch
    fisch milch obst licht luft wald wiese weide feld stein sand holz staub schnee regen sturm
    nebel feuer rauch teil weg wege ende rest stelle stand ort platz treff ruf schritt punkt
    stich spiegel spitze reich volk land stamm stück sieg held sieger führer meister künstler
    sänger reiter springer schreiber dauer lücke block bogen link art rolle ring kreuz krone
    kranz tasche schuh stiefel jacke kleid lampe stube haupt kost kosten amt team klassen kreise
    gute guten neue neuen grosse grossen kleine kleinen alte alten erste ersten letzte weniger
    wenige ganz gleich schlecht schnell schön kurz lang klar leicht stark frei jung alt neu
    gross klein gut lieb heil heiss kalt kühl still stumm scharf spitz rau rauh reif früh spät
    hoch breit acht sieben viel herr herren frau familie christ muslim engel tag nacht morgen
    abend woche monat jahr hund katze maus vogel affe lauf senden laufen wellen siegen erden
    ausleben kommen lachen müssen fahren brechen mengen engen wenden werben winden gering
    bescheid einig halle schleife recke einer keiner alles will da von bien dies co per mir
    darin deren lasse anders heuer tue are drin solange frauen weil klasse stunde rate nest
    nester heim heime heimen los scheu pech last park frühling
""")
# In small letters no names but English, Latin, or two letters.
KLEIN_NIE = menge("""
    else line the this both lower edit pick long one what none true false lines amend only more
    than nil ok frank max min pro per via ad hoc inter alia
""")
# Listed as words, yet in such texts nearly always names.
DOCH_NAMEN = menge("""
    müller mayer becker krause fischer schneider schäfer franzen krämer michel christopher
    christin carina clementine klementine luke kate liese jäckel blohm hüttner renken götze
    fiedler lenz kolbe kohler stöckel stengel scheel scheele schilling urban dörfler herold
    reiner inka ted teddy bob hellen liane friede arie
""")


def is_person(klein):
    """Say whether this word says who somebody is: »Stiefvater«, »Klassenlehrerin«."""
    return bool(_PERSONEN.fullmatch(klein)) and not _KEINE_PERSONEN.fullmatch(klein)


def is_beruf(klein):
    """Say whether this word for a person is a profession."""
    return bool(_BERUFE.fullmatch(klein)) and is_person(klein)
