"""The demo's teams go through what the gate finds, as their files say."""

from fallanalyse.enums import Trefferwahl
from fallanalyse.models import Fallanalyse

GELESEN = "Alles gewöhnliche Wörter, niemand ist damit gemeint."


def pruefe(pk, daten, durch):
    """
    Replace and decide what the file names, and read the weak hints.

    What it names as `offen` stays so. What today's detectors do not find needs no decision.
    """
    offen = set(daten.get("offen", []))
    for eine in daten.get("ersetzungen", []):
        analyse = Fallanalyse.objects.get(pk=pk)
        for kennung in _kennungen(analyse, {eine["wort"]})[:1]:
            _fund, vorkommen = analyse.vorkommen(kennung)
            analyse.ersetze(
                kennung, {eines.kennung: eine["ersatz"] for eines in vorkommen}, durch=durch
            )
    analyse = Fallanalyse.objects.get(pk=pk)
    for eine in daten.get("entscheidungen", []):
        _entscheide(analyse, _kennungen(analyse, {eine["wort"]}), eine["begruendung"], durch)
    if not offen:
        schwache = [f.kennung for _s, f in analyse.offene_treffer() if not f.is_sicher]
        _entscheide(analyse, schwache, GELESEN, durch, wahl=Trefferwahl.GELESEN)


def _kennungen(analyse, worte):
    return [
        fund.kennung for _stelle, fund in analyse.offene_treffer() if fund.treffer.text in worte
    ]


def _entscheide(analyse, kennungen, begruendung, durch, wahl=Trefferwahl.KEIN_NAME):
    if kennungen:
        analyse.entscheide(kennungen, wahl, begruendung=begruendung, durch=durch)
