"""What an analysis still lacks. Asked when it is finished, never while somebody types."""

from dataclasses import dataclass

from fallanalyse.enums import Fallstatus, Rechtsgrundlage, Schritt


@dataclass(frozen=True)
class Fehlendes:
    """One sentence, the step it leads to, and whether it bars finishing or is only a hint."""

    schritt: Schritt
    text: str
    is_fehler: bool = True


def was_fehlt(analyse):
    """Return what is missing, in the order of the steps."""
    fehlt = []

    def melde(schritt, text, is_fehler=True):
        fehlt.append(Fehlendes(schritt, text, is_fehler))

    if analyse.rechtsgrundlage == Rechtsgrundlage.OFFEN:
        melde(Schritt.ANLASS, "Die Rechtsgrundlage ist noch offen; die Leitung legt sie fest.")
    if not analyse.leitfrage:
        melde(Schritt.ANLASS, "Die Leitfrage fehlt.")
    if not analyse.anlass:
        melde(Schritt.ANLASS, "Der Anlass ist noch nicht gewählt.", is_fehler=False)
    if analyse.fallstatus == Fallstatus.LAUFEND:
        melde(
            Schritt.ANLASS,
            "Der Fall läuft noch. Bei aktueller Gefährdung: Verfahren nach § 8a im Jugendamt, "
            "nicht hier.",
            is_fehler=False,
        )
    if not analyse.personenrolle_set.exists():
        melde(Schritt.BETEILIGTE, "Es ist noch niemand genannt.", is_fehler=False)
    if Schritt.ZEITSTRAHL in analyse.schritte and not analyse.ereignis_set.exists():
        melde(Schritt.ZEITSTRAHL, "Der Zeitstrahl ist noch leer.", is_fehler=False)
    if Schritt.SCHLUESSELSITUATIONEN in analyse.schritte:
        situationen = list(analyse.schluesselsituation_set.order_by("reihenfolge"))
        if not situationen:
            melde(Schritt.SCHLUESSELSITUATIONEN, "Es gibt noch keine Schlüsselsituation.")
        for situation in situationen:
            if not situation.bedeutung:
                melde(
                    Schritt.SCHLUESSELSITUATIONEN,
                    f"{situation}: Warum ist sie bedeutsam?",
                    is_fehler=False,
                )
    _befunde(analyse, melde)
    return fehlt


def _befunde(analyse, melde):
    befunde = list(analyse.befund_set.prefetch_related("belege").order_by("reihenfolge"))
    if not befunde:
        melde(Schritt.BEFUNDE, "Es gibt noch keinen Befund.")
    for befund in befunde:
        if not befund.art:
            melde(Schritt.BEFUNDE, f"{befund}: Worum geht es (Verfahren, Instrument …)?")
        if not befund.bewaehrt:
            melde(Schritt.BEFUNDE, f"{befund}: Hat es sich bewährt?")
        if not befund.belege.all():
            melde(Schritt.BEFUNDE, f"{befund}: Es fehlt ein Beleg.")
    for vorschlag in analyse.empfehlungsvorschlag_set.order_by("reihenfolge"):
        if not vorschlag.art:
            melde(Schritt.EMPFEHLUNGEN, f"{vorschlag}: Worum geht es?")
