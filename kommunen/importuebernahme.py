"""
From a file or pasted text to a kept page, and from there to a draft of the Profil.

Whoever works in a Jugendamt takes over the page of the own Kommune; who takes part in the Projekt
as what, and what a page says about others, is the coordination's to enter. For her both happen.
"""

from dataclasses import asdict, dataclass, field

from django.db import transaction

from kinderschutz import audit, dateipruefung
from kinderschutz.dateipruefung import Dateiart
from kommunen.enums import Importart
from kommunen.kommunensuche import KommuneUnklar, finde_kommune, vorschlaege
from kommunen.models import Importdokument, Profil
from kommunen.profilimport import lies
from kommunen.profilimport.dekodierung import als_text
from kommunen.profilimport.textauszug import text_aus_pdf, text_aus_word
from kommunen.profiluebernahme import UebernahmeNichtMoeglich, uebernimm

ARTEN = {
    Dateiart.TXT: (Importart.TXT, lambda inhalt: inhalt),
    Dateiart.PDF: (Importart.PDF, text_aus_pdf),
    Dateiart.DOCX: (Importart.DOCX, text_aus_word),
}
KEINE_SEITE = (
    "Aus dieser Datei lässt sich keine Profilseite lesen. Möglich sind Text (txt), PDF und Word "
    "(docx)."
)


def text_aus_datei(dateiname, inhalt):
    """
    Return what `lies` takes of a file that nobody has checked yet.

    :raises DateiAbgelehnt: if it may not be kept, or holds no page
    :raises KeinProfil: if its text cannot be read
    """
    geprueft = dateipruefung.pruefe(dateiname, inhalt)
    if geprueft.art not in ARTEN:
        raise dateipruefung.DateiAbgelehnt(KEINE_SEITE)
    return ARTEN[geprueft.art][1](geprueft.inhalt)


def lies_text_ein(text, *, durch, projekt):
    """
    Keep a page that was pasted; return it and whether it is new.

    :raises KeinProfil: if it is none
    """
    return _lies_ein(
        text, durch, projekt, art=Importart.TEXT, original=text.encode(errors="replace")
    )


def lies_datei_ein(inhalt, *, art, dateiname, durch, projekt):
    """
    Keep a page that was uploaded and checked; return it and whether it is new.

    :raises KeinProfil: if it is none, or not readable
    """
    importart, auszug = ARTEN[art]
    return _lies_ein(
        auszug(inhalt), durch, projekt, art=importart, original=inhalt, dateiname=dateiname
    )


def _lies_ein(text, durch, projekt, **felder):
    profil = lies(text)
    dokument, is_neu = Importdokument.halte_fest(
        profil, durch=durch, projekt=projekt, text=als_text(text)[0], **felder
    )
    if is_neu:
        dokument.korrigiere(dokument.gelesenes, probe=probe(dokument, durch=durch))
    return dokument, is_neu


@dataclass
class Probe:
    """What taking a page over would do and say; nothing of it has happened."""

    # Why it cannot be taken over as it stands, "" if it can.
    hindernis: str = ""
    hinweise: list[str] = field(default_factory=list)
    massnahmen: int = 0
    # There is a Profil already, with another text.
    ersetzt: bool = False
    # The page is in the database already, word for word.
    schon_da: bool = False

    @property
    def mit_massnahmen(self):
        return mit_massnahmen(self.massnahmen)


def mit_massnahmen(anzahl):
    """Return how many measures come with a page, as part of a sentence."""
    if anzahl == 1:
        return "mit einer neuen Maßnahme"
    return f"mit {anzahl} neuen Maßnahmen" if anzahl else "ohne neue Maßnahmen"


def probe(dokument, *, durch, lesung=None):
    """Take the page over, look what came of it, and undo it."""
    text = (lesung or dokument.gelesenes).als_profiltext(dokument.text_pruefsumme)
    eintraege = audit.current_entries()
    vorher = len(eintraege)
    ergebnis = Probe()
    with transaction.atomic():
        vorhandene = Profil.objects.filter(teilnahme__projekt=dokument.projekt_id).count()
        try:
            uebernahme = _uebernimm(text, dokument, durch, ersetzen=True)
            ergebnis.hinweise = uebernahme.hinweise
            ergebnis.massnahmen = uebernahme.massnahmen
            ergebnis.schon_da = not uebernahme.is_neu
            nachher = Profil.objects.filter(teilnahme__projekt=dokument.projekt_id).count()
            ergebnis.ersetzt = uebernahme.is_neu and vorhandene == nachher
        except UebernahmeNichtMoeglich as grund:
            ergebnis.hindernis = str(grund)
        transaction.set_rollback(True)
    # It was only tried: the audit trail hears nothing of it.
    del eintraege[vorher:]
    return asdict(ergebnis)


@transaction.atomic
def uebernimm_dokument(dokument, *, durch, stand=None, ersetzen=False):
    """
    Make a draft of the Profil from a (locked) page that was checked; return the Uebernahme.

    :raises ImportNichtMoeglich: if it was not checked, or is decided already
    :raises UebernahmeNichtMoeglich: if the Kommune is unclear or something contradicts
    """
    uebernahme = _uebernimm(dokument.profiltext, dokument, durch, stand=stand, ersetzen=ersetzen)
    dokument.halte_uebernahme_fest(uebernahme.profil, durch=durch)
    return uebernahme


def _uebernimm(text, dokument, durch, *, stand=None, ersetzen):
    return uebernimm(
        text,
        projekt=dokument.projekt,
        stand=stand,
        ersetzen=ersetzen,
        nur_jugendamt=durch.rolle.jugendamt_id,
    )


@dataclass(frozen=True)
class Namensbefund:
    """What is known of a name on the page: the Kommune it means, or a sentence and proposals."""

    name: str
    kommune: object = None
    satz: str = ""
    vorschlaege: tuple[str, ...] = ()


def namensbefunde(lesung, projekt):
    """Return (the Kommune's own, the Modellkommune's or None, those of the partners)."""
    kopf, tag = lesung.kopf, projekt.beginn

    def befund(name, **wo):
        try:
            fund = finde_kommune(name, am=tag, **wo)
        except KommuneUnklar as grund:
            aehnliche = vorschlaege(name, am=tag, web=wo.get("web"))
            return Namensbefund(name, None, str(grund), tuple(map(str, aehnliche)))
        return Namensbefund(name, fund.kommune, fund.hinweis)

    return (
        befund(kopf.kommune or "", web=kopf.web or "", land=kopf.bundesland or ""),
        befund(kopf.modellkommune) if kopf.modellkommune else None,
        [befund(name) for name in kopf.partnerkommunen],
    )
