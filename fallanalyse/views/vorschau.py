"""Sichtbarkeits-Vorschau: what each Rolle sees of an analysis, now or after a transition."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from fallanalyse import permissions
from fallanalyse.enums import Leserkreis, Uebergang
from fallanalyse.models import Fallanalyse, FreigegebenerBefund, FreigegebenerVorschlag
from fallanalyse.models.zuschauer import zuschauer_of
from fallanalyse.views.bibliothek import BibliothekView
from fallanalyse.views.laden import get_analyse, record_read
from fallanalyse.views.probelauf import probelauf, zeige
from fallanalyse.workflow import UebergangNichtMoeglich
from kommunen.views.fortschritt import FortschrittView

# The pages of a case that a reader can open.
FALLSEITEN = (
    ("detail", "Fallanalyse"),
    ("zeitstrahl", "Zeitstrahl"),
    ("fischgraeten", "Fischgräten-Bild"),
    ("ergebnisblatt", "Ergebnisblatt"),
)


@dataclass(frozen=True)
class Seite:
    schluessel: str
    titel: str
    url: str
    view: object = None


def vorschau(request, pk):
    analyse = get_analyse(request, pk)
    uebergang = _uebergang(request)
    if uebergang is None:
        permissions.require(permissions.can_gelesen(request.user, analyse))
    else:
        permissions.require(permissions.can(request.user, uebergang, analyse))
    leserkreis = request.GET.get("leserkreis")
    leserkreis = leserkreis if leserkreis in Leserkreis.values else Leserkreis.ASD.value
    blick = _Blick(request, analyse, uebergang, leserkreis)
    grund, gezeigt = "", {}
    try:
        angaben = {"leserkreis": leserkreis} if uebergang else {}
        with probelauf(request, blick.probe(), uebergang, **angaben):
            gezeigt = blick.alle() if blick.wer is None else blick.einer()
    except UebergangNichtMoeglich as hindernis:
        grund = str(hindernis)
    # After the savepoint: nobody waits for this row while holding the lock of the analysis.
    record_read(analyse)
    return render(
        request,
        "fallanalyse/vorschau.html",
        {
            "analyse": analyse,
            "uebergang": uebergang,
            "grund": grund,
            "wer": blick.wer,
            "leserkreise": blick.leserkreise(),
            "moegliche": []
            if uebergang
            else [
                {"text": eines.label, "url": blick.url(nach=eines.value)}
                for eines in permissions.uebergaenge_for(request.user, analyse)
            ],
            "zurueck": blick.url(),
            **{"blicke": [], "seitenwahl": [], "gezeigte": None, "gezeigt": None} | gezeigt,
        },
    )


def _uebergang(request):
    """Return the transition that is asked about, None for how it is now."""
    wert = request.GET.get("nach", "")
    if not wert:
        return None
    if wert not in Uebergang.values:
        raise Http404
    return Uebergang(wert)


class _Blick:
    """One request for a Vorschau: who looks at what, and what the page says about it."""

    def __init__(self, request, analyse, uebergang, leserkreis):
        self.request, self.analyse = request, analyse
        self.nach, self.leserkreis = uebergang, leserkreis
        # What Leitung and team wrote to each other is no business of a second person.
        sieht_begruendungen = permissions.can_begruendungen(request.user, analyse)
        self.alle_zuschauer = [
            eine
            for eine in zuschauer_of(analyse)
            if eine.schluessel != "leitung" or sieht_begruendungen
        ]
        self.wer = None
        if gefragt := request.GET.get("wer", ""):
            passende = [eine for eine in self.alle_zuschauer if eine.schluessel == gefragt]
            if not passende:
                raise Http404
            self.wer = passende[0]

    def probe(self):
        """Return the analysis to try it on: what the page itself shows stays as it is."""
        return Fallanalyse.objects.visible_to(self.request.user).get(pk=self.analyse.pk)

    def url(self, **angaben):
        angaben = {
            "nach": self.nach.value if self.nach else "",
            "leserkreis": self.leserkreis if self.nach == Uebergang.FREIGEBEN else "",
        } | angaben
        query = urlencode({name: wert for name, wert in angaben.items() if wert})
        return f"?{query}" if query else reverse("fallanalyse:vorschau", args=[self.analyse.pk])

    def leserkreise(self):
        if self.nach != Uebergang.FREIGEBEN:
            return []
        wer = self.wer.schluessel if self.wer else ""
        return [
            {
                "text": eines.label,
                "url": self.url(leserkreis=eines.value, wer=wer),
                "aktiv": eines.value == self.leserkreis,
            }
            for eines in Leserkreis
        ]

    def alle(self):
        return {"blicke": [self._zeile(eine) for eine in self.alle_zuschauer]}

    def einer(self):
        seiten = self._seiten(self.wer)
        gefragt = self.request.GET.get("seite", seiten[0].schluessel)
        passende = [eine for eine in seiten if eine.schluessel == gefragt]
        if not passende:
            raise Http404
        [seite] = passende
        gezeigt = zeige(self.request, self.wer, seite.url, seite.view)
        return {
            "gezeigte": seite,
            "gezeigt": gezeigt,
            "seitenwahl": [
                {
                    "text": eine.titel,
                    "url": self.url(wer=self.wer.schluessel, seite=eine.schluessel),
                    "aktiv": eine == seite,
                }
                for eine in seiten
            ],
        }

    def _zeile(self, zuschauer):
        """Say in words what one of them sees, told by the answers of the real pages."""
        fall = zeige(self.request, zuschauer, self._fallseiten()[1].url)
        befunde, vorschlaege = self._kopien(zuschauer)
        sieht = ["die ganze Fallanalyse, ohne § 8a, Sitzungen und Anhänge"] * fall.is_zu_sehen
        if befunde:
            sieht.append(f"{len(befunde)} Befunde" if len(befunde) > 1 else "einen Befund")
        if vorschlaege:
            anzahl = len(vorschlaege)
            sieht.append(f"{anzahl} Empfehlungen" if anzahl > 1 else "eine Empfehlung")
        if self._is_im_fortschritt(zuschauer):
            sieht.append("Anzahlen im Fortschritt der Kommunen")
        return {
            "wer": zuschauer,
            "sieht": sieht,
            "url": self.url(wer=zuschauer.schluessel),
        }

    def _seiten(self, zuschauer):
        seiten = self._fallseiten() if zuschauer.is_im_jugendamt else self._fallseiten()[1:2]
        befunde, vorschlaege = self._kopien(zuschauer)
        keys = {befund.pk for befund in befunde} | {eine.pk for eine in vorschlaege}
        if keys:
            seiten.append(
                Seite(
                    "bibliothek",
                    "Bibliothek",
                    reverse("bibliothek:list"),
                    BibliothekView.as_view(nur_von=keys),
                )
            )
            for nummer, befund in enumerate(befunde, 1):
                url = reverse("bibliothek:detail", args=[befund.pk])
                seiten.append(Seite(f"befund-{nummer}", f"Befund {nummer}", url))
        if self._is_im_fortschritt(zuschauer):
            seiten.append(
                Seite(
                    "fortschritt",
                    "Fortschritt",
                    reverse("cluster:fortschritt"),
                    FortschrittView.as_view(nur_jugendamt=self.analyse.jugendamt_id),
                )
            )
        # First what she does see.
        if not zuschauer.is_im_jugendamt:
            seiten = [*seiten[1:], seiten[0]]
        return seiten

    def _is_im_fortschritt(self, zuschauer):
        # The live counts of her Jugendamt are the Leitung's to see, nobody else's in it.
        return zuschauer.zaehlt_mit and permissions.can_freigeben(self.request.user)

    def _fallseiten(self):
        liste = f"{reverse('fallanalyse:list')}?{urlencode({'kennung': self.analyse.kennung})}"
        leer = {
            "zeitstrahl": not self.analyse.ereignis_set.exists(),
            "fischgraeten": not self.analyse.einflussfaktor_set.exists(),
        }
        return [
            Seite("liste", "Liste der Fallanalysen", liste),
            *(
                Seite(name, titel, reverse(f"fallanalyse:{name}", args=[self.analyse.pk]))
                for name, titel in FALLSEITEN
                if not leer.get(name)
            ),
        ]

    def _kopien(self, zuschauer):
        """Return the copies of this analysis in the library that this one sees."""
        person = zuschauer.person
        # Where they come from only the Jugendamt itself is shown, and that is who looks.
        return tuple(
            list(
                kind.objects.visible_to(person)
                .filter(herkunft_set__analyse=self.analyse)
                .order_by("-quartal", "-pk")
            )
            for kind in (FreigegebenerBefund, FreigegebenerVorschlag)
        )
