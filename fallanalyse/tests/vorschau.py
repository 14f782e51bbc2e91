"""What the tests of the Vorschau share: who looks, from where, through whose eyes."""

import re

from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Leserkreis, Uebergang
from fallanalyse.tests.factories import (
    EinflussfaktorFactory,
    EreignisFactory,
    GesetzesschrittFactory,
    SitzungFactory,
    amt,
    amt_im_cluster,
)
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

# Who does what; from where; with what.
WEGE = [
    ("fachkraft", Uebergang.EINREICHEN, None, {}),
    ("leitung", Uebergang.FREIGEBEN, Freigabestufe.EINGEREICHT, {"leserkreis": Leserkreis.ASD}),
    (
        "leitung",
        Uebergang.FREIGEBEN,
        Freigabestufe.EINGEREICHT,
        {"leserkreis": Leserkreis.JUGENDAMT},
    ),
    ("zweite", Uebergang.BESTAETIGEN, Freigabestufe.LESERKREIS, {}),
    ("leitung", Uebergang.FREIGEBEN_CLUSTER, Freigabestufe.GEPRUEFT, {}),
    ("leitung", Uebergang.FREIGEBEN_PROJEKT, Freigabestufe.CLUSTER, {}),
    ("leitung", Uebergang.FREIGEBEN_LAND, Freigabestufe.PROJEKT, {}),
    ("leitung", Uebergang.ZURUECKZIEHEN, Freigabestufe.LAND, {}),
    ("fachkraft", Uebergang.ZURUECKZIEHEN, Freigabestufe.LESERKREIS, {}),
    (
        "leitung",
        Uebergang.ZURUECKGEBEN,
        Freigabestufe.LESERKREIS,
        {"begruendung": "–"},
    ),
]


def amt_mit_nachbarn():
    """A Jugendamt with others beside it: one in its cluster, one elsewhere in its Projekt."""
    eines = amt_im_cluster()
    with system_context("Test"):
        cluster = eines.jugendamt.teilnahmen.get().cluster
    eines.rollen["im_cluster"] = amt_im_cluster(cluster).fachkraft
    eines.rollen["im_projekt"] = amt(projekt=eines.projekt).fachkraft
    return eines


def lege_an(eines, stufe):
    """Return an analysis with something on every page, at this stage or ready to be submitted."""
    analyse = eines.analyse(stufe or Freigabestufe.EINGEREICHT)
    if stufe is None:
        analyse = eines.tut("fachkraft", Uebergang.ZURUECKZIEHEN, analyse)
    with system_context("Test"):
        EreignisFactory(analyse=analyse)
        EinflussfaktorFactory(analyse=analyse)
        GesetzesschrittFactory(analyse=analyse, text="Nur das Team liest das.")
        SitzungFactory(analyse=analyse, protokoll="Nur das Team liest das.")
    return analyse


def echte_rollen(eines):
    """Return somebody who really holds the Rolle of each onlooker."""
    projekt, land = {"projekt": eines.projekt}, {"bundesland": eines.jugendamt.bundesland}
    hier = {"jugendamt": eines.jugendamt}
    return {
        "leitung": eines.vertretung,
        "asd": eines.kollegin,
        "netzwerk": make_rolle("netzwerkkoordination", **hier),
        "datenschutz": make_rolle("datenschutz", **hier),
        "cluster": eines.im_cluster,
        "projekt": eines.im_projekt,
        "koordination": make_rolle("projektkoordination", **projekt),
        "wissenschaft": make_rolle("wissenschaft", **projekt),
        "ministerium": make_rolle("ministerium", **land),
        "landesjugendamt": make_rolle("landesjugendamt", **land),
    }


def sieh(browser, analyse, **angaben):
    url = reverse("fallanalyse:vorschau", args=[analyse.pk])
    antwort = browser.get(url, {name: str(wert) for name, wert in angaben.items() if wert})
    assert antwort.status_code == 200
    return antwort


def alle_seiten(browser, analyse, **angaben):
    """Return {(onlooker, page): what the Vorschau shows}."""
    gesehen = {}
    for zeile in sieh(browser, analyse, **angaben).context["blicke"]:
        wer = zeile["wer"].schluessel
        erste = sieh(browser, analyse, wer=wer, **angaben)
        for punkt in erste.context["seitenwahl"]:
            seite = re.search(r"seite=([\w-]+)", punkt["url"])[1]
            antwort = sieh(browser, analyse, wer=wer, seite=seite, **angaben)
            gesehen[wer, seite] = antwort.context["gezeigt"]
    return gesehen
