"""What an analysis still lacks. Asked when it is finished, never while somebody types."""

from dataclasses import dataclass

from fallanalyse.enums import Fallstatus, Fragenstand, Methode, Schritt
from fallanalyse.models.rechtsbedingungen import Sperrt


@dataclass(frozen=True)
class Fehlendes:
    """
    One sentence, where it leads to, and whether it bars finishing or is only a hint.

    `anker` is the id of the field on the page of the step, "" for the page as a whole. `zum_recht`:
    it leads to the page of the Rechtsgrundlage instead, which others than the team fill in.
    """

    schritt: Schritt
    text: str
    anker: str = ""
    is_fehler: bool = True
    zum_recht: bool = False


def was_fehlt(analyse):
    """Return what is missing, in the order of the steps."""
    fehlt = _recht(analyse)

    def fehler(schritt, text, anker=""):
        fehlt.append(Fehlendes(schritt, text, anker))

    def hinweis(schritt, text, anker=""):
        fehlt.append(Fehlendes(schritt, text, anker, is_fehler=False))

    for schritt in analyse.alle_schritte:
        if frage := FRAGEN.get(schritt):
            frage(analyse, fehler, hinweis)
    return fehlt


def _recht(analyse):
    # What bars only the release is no reason not to finish: it may rightly end inside its team.
    return [
        Fehlendes(
            Schritt.ANLASS,
            f"Vor der Freigabe: {eine.text}" if eine.sperrt == Sperrt.FREIGABE else eine.text,
            is_fehler=eine.sperrt >= Sperrt.TEXT,
            zum_recht=True,
        )
        for eine in (*analyse.rechtslage.bedingungen, *analyse.rechtslage.warnungen)
    ]


def _anlass(analyse, fehler, hinweis):
    schritt = Schritt.ANLASS
    if not analyse.leitfrage:
        fehler(schritt, "Die Leitfrage fehlt.", "id_leitfrage")
    if not analyse.anlass:
        hinweis(schritt, "Der Anlass ist noch nicht gewählt.", "id_anlass")
    if analyse.fallstatus == Fallstatus.LAUFEND:
        hinweis(
            schritt,
            "Der Fall läuft noch. Bei aktueller Gefährdung: Verfahren nach § 8a im Jugendamt, "
            "nicht hier.",
            "id_fallstatus_0",
        )
        if analyse.methode == Methode.FALLRUECKSCHAU:
            hinweis(
                schritt,
                "Eine Fallrückschau braucht einen Fall, der abgeschlossen ist oder ruht.",
                "id_fallstatus_0",
            )
    if analyse.anhaengige_verfahren and not analyse.verfahren_text:
        hinweis(
            schritt,
            "Ein Verfahren ist anhängig: Was ist dazu mit der Leitung abgesprochen?",
            "id_verfahren_text",
        )


def _beteiligte(analyse, fehler, hinweis):
    if not analyse.personenrolle_set.exists():
        hinweis(Schritt.BETEILIGTE, "Es ist noch niemand genannt.", "id_personen-0-kuerzel")


def _quellen(analyse, fehler, hinweis):
    if not analyse.quelle_set.exists():
        hinweis(Schritt.QUELLEN, "Es ist noch keine Quelle genannt.", "id_quellen-0-bezeichnung")


def _zeitstrahl(analyse, fehler, hinweis):
    if not analyse.ereignis_set.exists():
        hinweis(Schritt.ZEITSTRAHL, "Der Zeitstrahl ist noch leer.", "id_ereignisse-0-titel")


def _gesetz(analyse, fehler, hinweis):
    if not analyse.gesetzesschritt_set.exists():
        hinweis(Schritt.GESETZ, "Hier ist noch nichts festgehalten.", "id_gesetz-0-geschehen")


def _schluesselsituationen(analyse, fehler, hinweis):
    schritt = Schritt.SCHLUESSELSITUATIONEN
    situationen = list(analyse.schluesselsituation_set.order_by("reihenfolge"))
    if not situationen:
        fehler(schritt, "Es gibt noch keine Schlüsselsituation.", "id_situationen-0-titel")
    for nummer, situation in enumerate(situationen):
        if not situation.bedeutung:
            hinweis(
                schritt,
                f"{situation}: Warum ist sie bedeutsam?",
                f"id_situationen-{nummer}-bedeutung",
            )


def _befunde(analyse, fehler, hinweis):
    schritt = Schritt.BEFUNDE
    befunde = list(
        analyse.befund_set.prefetch_related("belege__schluesselsituation").order_by("reihenfolge")
    )
    if not befunde:
        fehler(schritt, "Es gibt noch keinen Befund.", "id_befunde-0-titel")
    for nummer, befund in enumerate(befunde):
        feld = f"id_befunde-{nummer}"
        belege = list(befund.belege.all())
        if not befund.art:
            fehler(schritt, f"{befund}: Worum geht es (Verfahren, Instrument …)?", f"{feld}-art")
        if not befund.bewaehrt:
            fehler(schritt, f"{befund}: Hat es sich bewährt?", f"{feld}-bewaehrt_0")
        if not belege:
            fehler(schritt, f"{befund}: Es fehlt ein Beleg.", f"{feld}-belege_0")
        elif all(beleg.is_strittig for beleg in belege):
            hinweis(
                schritt,
                f"{befund}: Alles, worauf er sich stützt, ist strittig.",
                f"{feld}-belege_0",
            )


def _empfehlungen(analyse, fehler, hinweis):
    for nummer, vorschlag in enumerate(analyse.empfehlungsvorschlag_set.order_by("reihenfolge")):
        if not vorschlag.art:
            fehler(
                Schritt.EMPFEHLUNGEN,
                f"{vorschlag}: Worum geht es?",
                f"id_vorschlaege-{nummer}-art",
            )


def _rueckkopplung(analyse, fehler, hinweis):
    if not analyse.keine_rueckkopplung and not analyse.rueckkopplung_set.exists():
        fehler(
            Schritt.RUECKKOPPLUNG,
            "Wer wurde vor dem Abschluss gehört? Wenn niemand: warum nicht?",
            "id_rueckkopplungen-0-perspektive",
        )


def _sitzungen(analyse, fehler, hinweis):
    if analyse.sitzungsfrage_set.exclude(stand=Fragenstand.BESPROCHEN).exists():
        hinweis(Schritt.SITZUNGEN, "Es gibt noch offene Fragen.")


FRAGEN = {
    Schritt.ANLASS: _anlass,
    Schritt.BETEILIGTE: _beteiligte,
    Schritt.QUELLEN: _quellen,
    Schritt.ZEITSTRAHL: _zeitstrahl,
    Schritt.GESETZ: _gesetz,
    Schritt.SCHLUESSELSITUATIONEN: _schluesselsituationen,
    Schritt.BEFUNDE: _befunde,
    Schritt.EMPFEHLUNGEN: _empfehlungen,
    Schritt.RUECKKOPPLUNG: _rueckkopplung,
    Schritt.SITZUNGEN: _sitzungen,
}
