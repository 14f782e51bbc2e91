"""What the Zeitstrahl of an analysis shows: its rows for the picture and for the table."""

from fallanalyse.enums import Bekanntheit, Ebene, Ereignisart, Fehlwert, Genauigkeit
from fallanalyse.zeitstrahl_bild import Zeichner
from fallanalyse.zeitstrahl_zeichen import Eintrag, Klammer

# Half a unit, in months: what is told by the year may have been half a year earlier or later.
SPIELRAUM = {
    Genauigkeit.WOCHE: 6 / 52,
    Genauigkeit.MONAT: 0.5,
    Genauigkeit.QUARTAL: 1.5,
    Genauigkeit.JAHR: 6,
}

# Sheets of A4 inside their margins, in the units of the picture: its type has 8.5 points on paper.
DRUCK_QUER = {"breite": 1280, "hoehe": 780}
DRUCK_HOCH = {"breite": 870, "hoehe": 1120}


def sortiert(ereignisse):
    """Return the events as they happened; those of unknown time at the end."""
    return sorted(
        ereignisse, key=lambda eines: (eines.lage is None, eines.lage or 0, eines.reihenfolge)
    )


def zeichner_of(analyse, *, ziele=None, ziel="#ereignis-{}"):
    """
    Return what draws this analysis' Zeitstrahl.

    An event links to where `ziele` says by its key, else to `ziel`.
    """
    ereignisse = sortiert(analyse.ereignis_set.all())
    return Zeichner(
        [_eintrag(eines, (ziele or {}).get(str(eines.pk), ziel)) for eines in ereignisse],
        _klammern(analyse, {eines.pk: eines for eines in ereignisse}),
        bahnen=Ebene.choices,
        ende=analyse.fallende,
    )


def _eintrag(ereignis, ziel):
    return Eintrag(
        kennung=str(ereignis.pk),
        bahn=ereignis.ebene,
        titel=ereignis.titel,
        zeitangabe=ereignis.zeitangabe,
        zeit=_monate(ereignis.lage),
        ende=_monate(ereignis.lage_bis),
        spielraum=SPIELRAUM.get(ereignis.genauigkeit, 0),
        strittig=ereignis.strittig,
        url=ziel.format(ereignis.pk),
    )


def _monate(wochen):
    return None if wochen is None else round(wochen * 12 / 52, 6)


def _klammern(analyse, ereignis_of):
    situationen = sorted(
        analyse.schluesselsituation_set.all(), key=lambda eine: (eine.reihenfolge, str(eine.pk))
    )
    for nummer, situation in enumerate(situationen, 1):
        enden = [
            ereignis_of[pk] for pk in (situation.von_id, situation.bis_id) if pk in ereignis_of
        ]
        bekannte = [ereignis for ereignis in enden if ereignis.lage is not None]
        if not bekannte:
            continue
        zeiten = [_monate(lage) for eines in bekannte for lage in (eines.lage, eines.lage_bis)]
        yield Klammer(
            nummer=nummer,
            titel=situation.titel,
            von=min(zeit for zeit in zeiten if zeit is not None),
            bis=max(zeit for zeit in zeiten if zeit is not None),
            zeitangabe=" – ".join(dict.fromkeys(eines.zeitangabe for eines in bekannte)),
            strittig=situation.strittig,
            url=f"{analyse.get_absolute_url()}#situation-{situation.pk}",
        )


def tabelle_of(analyse):
    """Return the events with the names of all they refer to; what is gone is passed over."""
    rolle_of = {person.pk: person.kuerzel for person in analyse.personenrolle_set.all()}
    quelle_of = {quelle.pk: quelle.bezeichnung for quelle in analyse.quelle_set.all()}
    ebenen, arten = dict(Ebene.choices), dict(Ereignisart.choices)
    bekanntheiten = dict(Bekanntheit.choices) | dict(Fehlwert.choices)
    return [
        {
            "ereignis": ereignis,
            "ebene": ebenen[ereignis.ebene],
            "art": arten.get(ereignis.art, ""),
            "beteiligte": _namen(rolle_of, ereignis.beteiligte),
            "bekannt": bekanntheiten.get(ereignis.bekannt, ""),
            "bekannt_wem": _namen(rolle_of, ereignis.bekannt_wem),
            "quellen": _namen(quelle_of, ereignis.quellen),
        }
        for ereignis in sortiert(analyse.ereignis_set.all())
    ]


def _namen(name_of, kennungen):
    return ", ".join(name_of[kennung] for kennung in kennungen if kennung in name_of)
