"""How the table of channels (kanaltabelle.py) is measured: a world, its canaries, its channels."""

import re
from unittest import mock

from django.test import Client
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Leserkreis, Schritt, Uebergang
from fallanalyse.models import Anhang, Fallanalyse, FreigegebenerBefund, Sitzung
from kinderschutz.identity import SESSION_KEY, acting_as
from kinderschutz.models import User
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import (
    KANARIENVOGEL,
    WEG,
    baue_amt,
    lade_moderation_ein,
    nimm_einsicht,
    schreibe_analyse,
)
from kommunen.enums import Rollenart
from kommunen.tests.factories import RolleFactory, TeilnahmeFactory

# The lines of each block, in this order.
WER = (
    "fachkraft",
    "moderation",
    "leitung",
    "kollegin",
    "netzwerkkoordination",
    "datenschutz",
    "nachbaramt",
    "projektkoordination",
    "wissenschaft",
    "ministerium",
    "landesjugendamt",
    "administration",
    "fremdes_amt",
    "anonym",
)
# What a canary of this model stands for.
BUCHSTABEN = {
    **dict.fromkeys(
        ("Fallanalyse", "Quelle", "Ereignis", "Schluesselsituation", "Sicht", "Einflussfaktor"), "F"
    ),
    **dict.fromkeys(("Personenrolle", "Rueckkopplung"), "F"),
    **dict.fromkeys(("Gesetzesschritt", "Sitzung", "Sitzungsfrage", "Anhang"), "T"),
    "Befund": "B",
    "Empfehlungsvorschlag": "V",
    "Begruendung": "G",
    "Zwischenstand": "Z",
    "Person": "P",
    "Einsicht": "E",
}
VOGEL = re.compile(rf"{KANARIENVOGEL} (\w+)")
ADRESSE = "eingeladen@beispiel.test"
BEGRUENDUNG = f"{KANARIENVOGEL} Begruendung"
# The stages as the table names them, and the step that leads there from the one before.
STUFEN = {
    "team": None,
    "eingereicht": Freigabestufe.EINGEREICHT,
    "zurueckgegeben": Freigabestufe.EINGEREICHT,
    "leserkreis_asd": Freigabestufe.LESERKREIS,
    "leserkreis_jugendamt": Freigabestufe.LESERKREIS,
    "geprueft": Freigabestufe.GEPRUEFT,
    "cluster": Freigabestufe.CLUSTER,
    "projekt": Freigabestufe.PROJEKT,
    "land": Freigabestufe.LAND,
    "zurueckgezogen": Freigabestufe.LAND,
}


class Welt:
    """One analysis at one stage, everybody around it, and what each finds in each channel."""

    def __init__(self, stufe):
        self.amt = baue_amt()
        self._nachbarn()
        person = self.amt.rollen["fachkraft"].person
        User.objects.filter(pk=person.pk).update(name=f"{KANARIENVOGEL} Person")
        schreibe_analyse(self.amt, "eine")
        lade_moderation_ein(self.amt, "eine")
        nimm_einsicht(self.amt, "eine", grund=f"{KANARIENVOGEL} Einsicht")
        self._bringe_bis(stufe)
        self.analyse = self.amt.analyse("eine")

    def _nachbarn(self):
        """Add a Jugendamt in the same cluster, and one that has nothing to do with it."""
        amt = self.amt
        with system_context("Test"):
            teilnahme = TeilnahmeFactory(projekt=amt.projekt, cluster=amt.cluster)
            amt.rollen["nachbaramt"] = RolleFactory(
                art=Rollenart.LEITUNG, jugendamt=teilnahme.jugendamt
            )
            amt.rollen["fremdes_amt"] = RolleFactory(
                art=Rollenart.LEITUNG, jugendamt=TeilnahmeFactory().jugendamt
            )

    def _bringe_bis(self, stufe):
        ziel = STUFEN[stufe]
        if ziel is None:
            return
        # Once back and forth: what Leitung and team wrote to each other stays on record.
        self._tut("fachkraft", Uebergang.ABSCHLIESSEN)
        self._tut("fachkraft", Uebergang.EINREICHEN)
        self._tut("leitung", Uebergang.ZURUECKGEBEN, begruendung=BEGRUENDUNG)
        if stufe == "zurueckgegeben":
            return
        self._tut("fachkraft", Uebergang.ABSCHLIESSEN)
        for erreicht, uebergang, wer, angaben in WEG:
            if uebergang == Uebergang.FREIGEBEN and stufe == "leserkreis_asd":
                angaben = {"leserkreis": Leserkreis.ASD}
            self._tut(wer, uebergang, **angaben)
            if erreicht == ziel:
                break
        if stufe == "zurueckgezogen":
            self._tut("leitung", Uebergang.ZURUECKZIEHEN)

    def _tut(self, wer, uebergang, **angaben):
        with acting_as(self.amt.rollen[wer]) as person:
            analyse = Fallanalyse.objects.get(pk=self.amt.analysen["eine"])
            getattr(analyse, uebergang.value)(durch=person, **angaben)

    def browser(self, wer):
        client = Client(raise_request_exception=False)
        if wer != "anonym":
            rolle = self.amt.rollen[wer]
            client.force_login(User.objects.get(pk=rolle.person_id))
            session = client.session
            session[SESSION_KEY] = str(rolle.pk)
            session.save()
        return client

    def befunde(self, texte):
        """Return the letters of what these texts give away."""
        buchstaben = {BUCHSTABEN[art] for text in texte for art in VOGEL.findall(text)}
        for text in texte:
            if self.analyse.kennung in text:
                buchstaben.add("K")
            if ADRESSE in text:
                buchstaben.add("A")
        return "".join(sorted(buchstaben)) or "–"

    def zelle(self, wer, kanal):
        browser = self.browser(wer)
        return self.befunde([_text(antwort) for antwort in KANAELE[kanal](self, browser)])

    def seite(self, name, *args):
        return reverse(f"fallanalyse:{name}", args=[self.analyse.pk, *args])

    def eines(self, model, **mehr):
        with system_context("Test"):
            return model.objects.filter(**mehr).order_by("pk").first()


def _text(antwort):
    # Downloads and pages alike; where a redirect leads is an address, and told as well.
    inhalt = b"".join(antwort) if antwort.streaming else antwort.content
    return f"{antwort.get('Location', '')} {inhalt.decode(errors='replace')}"


# --- channels: what somebody can ask for ---------------------------------------------------------


def _lies(welt, browser):
    for name in ("detail", "zeitstrahl", "fischgraeten", "ergebnisblatt", "daneben"):
        yield browser.get(welt.seite(name))


def _liste(welt, browser):
    yield browser.get(reverse("fallanalyse:list"))
    yield browser.get(reverse("arbeit"))


def _schritt(welt, browser):
    for schritt in welt.analyse.alle_schritte:
        yield browser.get(welt.seite("schritt", schritt))
    yield browser.get(welt.seite("vergleich", Schritt.ANLASS))


def _verlauf(welt, browser):
    for schritt in (Schritt.BEFUNDE, Schritt.GESETZ):
        yield browser.get(welt.seite("fassungen", schritt))
        yield browser.get(welt.seite("fassung", schritt, 0))
        yield browser.get(welt.seite("fassung", schritt, 1))


def _anhang(welt, browser):
    anhang = welt.eines(Anhang, analyse=welt.analyse)
    sitzung = welt.eines(Sitzung, analyse=welt.analyse)
    yield browser.get(welt.seite("anhaenge"))
    yield browser.get(welt.seite("anhang", anhang.pk))
    yield browser.get(welt.seite("sitzung_protokoll", sitzung.pk))


def _freigabe(welt, browser):
    for uebergang in Uebergang:
        yield browser.get(welt.seite(uebergang.value))


def _vorschau(welt, browser):
    yield browser.get(welt.seite("vorschau"))
    for wer in ("leitung", "asd", "ministerium"):
        yield browser.get(welt.seite("vorschau"), {"wer": wer})
    for nach in (Uebergang.EINREICHEN, Uebergang.BESTAETIGEN, Uebergang.FREIGEBEN_LAND):
        yield browser.get(welt.seite("vorschau"), {"nach": nach.value, "wer": "asd"})


def _bibliothek(welt, browser):
    yield browser.get(reverse("bibliothek:list"))
    befund = welt.eines(FreigegebenerBefund, projekt=welt.amt.projekt)
    if befund:
        yield browser.get(reverse("bibliothek:detail", args=[befund.pk]))


def _suche(welt, browser):
    yield browser.get(reverse("bibliothek:list"), {"suche": KANARIENVOGEL.lower()})
    # Not the whole Kennung: what somebody types stands on the page again.
    yield browser.get(reverse("fallanalyse:list"), {"kennung": welt.analyse.kennung[3:]})


def _zahlen(welt, browser):
    for name in ("start", "land:uebersicht", "cluster:fortschritt", "cluster:list"):
        yield browser.get(reverse(name))


def _leute(welt, browser):
    yield browser.get(welt.seite("gelesen"))
    yield browser.get(welt.seite("einladungen"))


def _protokoll(welt, browser):
    yield browser.get(reverse("protokoll"))
    # A look with names, by the key that only its own reason opens.
    yield browser.get(reverse("einsicht_detail", args=[welt.amt.einsicht.pk]))


def _fehler(welt, browser):
    """The error page where a view breaks with the whole text in hand."""

    def fail(request, *args, **kwargs):
        raise LookupError(f"{KANARIENVOGEL} Fallanalyse {welt.analyse.kennung}")

    with mock.patch("fallanalyse.views.analyse.lesefassung", fail):
        yield browser.get(welt.seite("detail"))


KANAELE = {
    "lesen": _lies,
    "liste": _liste,
    "schritt": _schritt,
    "verlauf": _verlauf,
    "anhang": _anhang,
    "freigabe": _freigabe,
    "vorschau": _vorschau,
    "bibliothek": _bibliothek,
    "suche": _suche,
    "zahlen": _zahlen,
    "leute": _leute,
    "protokoll": _protokoll,
    "fehler": _fehler,
}
