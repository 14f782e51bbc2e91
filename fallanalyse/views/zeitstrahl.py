"""The Zeitstrahl on a page of its own: its picture, by period, and the table that says the same."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import render

from fallanalyse import permissions
from fallanalyse import zeitraum as zeitraeume
from fallanalyse.enums import Schritt
from fallanalyse.views.laden import get_analyse, record_read
from fallanalyse.zeitraum import gewaehlt
from fallanalyse.zeitstrahl import DRUCK_QUER, tabelle_of, zeichner_of

BREITE = 1196


def zeitstrahl(request, pk):
    analyse = get_analyse(request, pk)
    prefetch_related_objects(
        [analyse], "ereignis_set", "schluesselsituation_set", "personenrolle_set", "quelle_set"
    )
    hat_schritt = Schritt.ZEITSTRAHL in analyse.schritte
    zeichner = zeichner_of(analyse)
    if not (hat_schritt or zeichner.eintraege):
        raise Http404
    record_read(analyse)
    zeitraum = gewaehlt(request.GET, zeichner.ganz)
    return render(
        request,
        "fallanalyse/zeitstrahl.html",
        {
            "analyse": analyse,
            "can_schreiben": hat_schritt and permissions.can_bearbeiten(request.user, analyse),
            "zeichner": zeichner,
            "bild": zeichner.passendes_bild(zeitraum, breite=BREITE),
            "druckbilder": zeichner.druckbilder(zeitraum, **DRUCK_QUER),
            "wahlen": _wahlen(zeitraum, zeichner.ganz),
            "wege": _wege(zeitraum, zeichner.ganz),
            "ausserhalb": _ausserhalb(zeitraum, zeichner),
            "zeilen": tabelle_of(analyse),
        },
    )


def _wahlen(zeitraum, ganz):
    return [
        {"text": text, "monate": monate, "url": _url(ziel, ganz), "aktiv": ziel == zeitraum}
        for text, monate, ziel in (
            ("ganzer Verlauf", str(ganz), ganz),
            *((text, str(ziel), ziel) for text, ziel in zeitraeume.wahlen(ganz)),
        )
    ]


def _wege(zeitraum, ganz):
    """Return the steps from this period; a step that leads nowhere has no address."""
    return [
        {"text": text, "zeichen": zeichen, "url": ziel and _url(ziel, ganz)}
        for text, zeichen, ziel in (
            ("Früher", "‹", zeitraeume.zurueck(zeitraum, ganz)),
            ("Später", "›", zeitraeume.weiter(zeitraum, ganz)),
            ("Vergrößern", "+", zeitraeume.hinein(zeitraum)),
            ("Verkleinern", "−", zeitraeume.heraus(zeitraum, ganz)),
        )
    ]


def _url(ziel, ganz):
    ausschnitt = "" if ziel == ganz else f"?von={ziel.von}&bis={ziel.bis}"
    return f"{ausschnitt or '?'}#zeitstrahl-bild"


def _ausserhalb(zeitraum, zeichner):
    """Say in words how much of the Zeitstrahl this period does not show."""
    bekannte = [eintrag for eintrag in zeichner.eintraege if eintrag.zeit is not None]
    drin = len(zeichner.eintraege_in(zeitraum))
    davor = sum(
        eintrag.zeit < zeitraum.von and not zeitraum.enthaelt(eintrag.zeit, eintrag.ende)
        for eintrag in bekannte
    )
    ohne = 0 if zeitraum.bis == zeichner.ganz.bis else len(zeichner.unbekannte)
    anzahlen = (
        (davor, "davor"),
        (len(bekannte) - drin - davor, "danach"),
        (ohne, "ohne bekannten Zeitpunkt"),
    )
    return ", ".join(f"{anzahl} {wo}" for anzahl, wo in anzahlen if anzahl)
