"""A Zeitstrahl as long as a hard case makes it: eighty invented events, for eyes and browsers."""

import random

from fallanalyse.enums import Ebene, Genauigkeit
from fallanalyse.models import Fallanalyse
from fallanalyse.tests.factories import EreignisFactory, SchluesselsituationFactory
from kinderschutz.system_context import system_context

TITEL = (
    "Die Kita meldet sich beim Jugendamt: Kind 1 fehlt seit Tagen",
    "Hausbesuch zu zweit, Mutter öffnet, die Wohnung ist kalt",
    "Geburt von Kind 2",
    "Trennung der Eltern, der Vater zieht aus",
    "Gefährdungseinschätzung im Zusammenwirken mehrerer Fachkräfte",
    "Einschätzung: Hilfebedarf, keine Gefährdung",
    "Hilfeplangespräch mit Mutter und Familienhilfe",
    "Die Familienhilfe beginnt mit sechs Stunden in der Woche",
    "Wechsel der Fachkraft, Übergabe nach Aktenlage",
    "Anrufung des Familiengerichts wegen fehlender Mitwirkung",
    "Früherkennungsuntersuchung versäumt",
    "Kinderarztpraxis ruft an",
    "Großmutter zieht in die Nähe und übernimmt die Betreuung am Nachmittag",
    "Kontaktabbruch",
)
EINHEITEN = (*[Genauigkeit.MONAT] * 6, Genauigkeit.WOCHE, Genauigkeit.QUARTAL, Genauigkeit.JAHR)
JE_MONAT = {
    Genauigkeit.WOCHE: 52 / 12,
    Genauigkeit.MONAT: 1,
    Genauigkeit.QUARTAL: 1 / 3,
    Genauigkeit.JAHR: 1 / 12,
}


def schreibe_achtzig(pk):
    """Give this analysis eighty events, the same ones every time, and three Schlüsselsituationen."""
    zufall = random.Random(8)  # noqa: S311
    with system_context("Test"):
        analyse = Fallanalyse.objects.get(pk=pk)
        ereignisse = [_ereignis(analyse, nummer, zufall) for nummer in range(80)]
        bekannte = sorted(
            (eines for eines in ereignisse if eines.lage is not None), key=lambda eines: eines.lage
        )
        for titel, von, bis in (
            ("Der Abend ohne Rückruf", 10, 16),
            ("Übergabe ohne Gespräch", 40, 40),
            ("Die Großmutter kommt ins Spiel", 50, 70),
        ):
            SchluesselsituationFactory(
                analyse=analyse, titel=titel, von=bekannte[von], bis=bekannte[bis]
            )


def _ereignis(analyse, nummer, zufall):
    einheit = zufall.choice(EINHEITEN)
    monat = zufall.triangular(-8, 40, 10)
    wert = round(monat * JE_MONAT[einheit])
    dauer = round(zufall.uniform(2, 10) * JE_MONAT[einheit]) if zufall.random() < 0.15 else 0
    if zufall.random() < 0.05:
        einheit, wert, dauer = Genauigkeit.UNBEKANNT, None, 0
    return EreignisFactory(
        analyse=analyse,
        reihenfolge=nummer,
        ebene=zufall.choice(Ebene.values),
        zeitwert=wert,
        zeitwert_bis=wert + dauer if dauer else None,
        genauigkeit=einheit,
        titel=zufall.choice(TITEL),
        strittig=zufall.random() < 0.1,
    )
