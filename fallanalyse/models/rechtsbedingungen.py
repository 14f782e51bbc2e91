"""
What a Rechtsgrundlage asks for, and what of it is not met in one analysis (domain.md 5.1).

Asked of a Rechtslage with its circumstances; nothing here reads the analysis itself.
"""

from dataclasses import dataclass
from enum import IntEnum

from fallanalyse.enums import Einwilligungsumfang, Methode, Quellenart, Rechtsgrundlage
from fallanalyse.rechtsgrundlagen import works_with_the_file


class Sperrt(IntEnum):
    """How much an unmet condition bars; more bars all of the less, too."""

    NICHTS = 0
    # Nothing leaves the team for a Leserkreis or beyond.
    FREIGABE = 1
    # No free text is taken: there is no ground to keep it on.
    TEXT = 2
    # Read only; what was released is taken back.
    ALLES = 3


@dataclass(frozen=True)
class Bedingung:
    """
    One condition that is not met, or (NICHTS) a warning.

    `seite` is the name of the page where Leitung or Datenschutz can do something about it, `anker`
    the id of the field on it.
    """

    text: str
    sperrt: Sperrt
    seite: str = "recht_angaben"
    anker: str = ""


# What somebody's consent must cover where such a Quelle is used.
UMFANG_FOR = {
    Quellenart.AKTE: Einwilligungsumfang.AKTE,
    Quellenart.PROTOKOLL: Einwilligungsumfang.AKTE,
    Quellenart.BERICHT: Einwilligungsumfang.AKTE,
    Quellenart.INTERVIEW: Einwilligungsumfang.INTERVIEW,
    Quellenart.GESPRAECH: Einwilligungsumfang.INTERVIEW,
}
GENEHMIGUNG = {
    "genehmigung_behoerde": "welche Behörde genehmigt hat",
    "genehmigt_am": "wann",
    "genehmigung_dritter": "wer die Daten bekommt",
    "genehmigung_daten": "welche Art von Daten",
    "genehmigung_personenkreis": "von welchem Personenkreis",
    "genehmigung_vorhaben": "für welches Vorhaben",
    "verarbeitung_bis": "der letzte Tag der Verarbeitung",
}
NACH_WIDERRUF = (
    "Die Fallanalyse ist nur noch lesbar, und was freigegeben war, ist zurückgezogen. Entweder "
    "willigt dieselbe Person neu ein, oder die Leitung löscht die Fallanalyse."
)
NACH_GENEHMIGUNG = (
    "Seitdem ist die Fallanalyse verschlossen. Nur die Leitung liest sie noch, um Ergebnisse "
    "nachzuprüfen."
)


def bedingungen(lage):
    """Return what is not met, the heaviest first."""
    frage = FRAGEN[Rechtsgrundlage(lage.geltende())]
    alle = [*_vormerkung(lage), *frage(lage)]
    return sorted(alle, key=lambda eine: -eine.sperrt)


def warnungen(lage):
    """Return what is to be known although it bars nothing."""
    frage = WARNUNGEN.get(lage.geltende())
    return list(frage(lage)) if frage else []


def _vormerkung(lage):
    if lage.is_vorgemerkt:
        yield Bedingung(
            "Die Leitung hat die Fallanalyse zum Löschen vorgemerkt.",
            Sperrt.ALLES,
            seite="loeschen",
        )


def _a79a2(lage):
    if not lage.dritte:
        yield Bedingung(
            "Es ist noch nicht eingetragen, wer mit der Analyse beauftragt ist (§ 79a Abs. 2 SGB "
            "VIII).",
            Sperrt.FREIGABE,
            anker="id_dritte_text",
        )
    if lage.beauftragt_am is None:
        yield Bedingung(
            "Es ist noch nicht eingetragen, wann der Auftrag erteilt wurde.",
            Sperrt.FREIGABE,
            anker="id_beauftragt_am",
        )


def _internes_team(lage):
    if not lage.umstaende.mit_moderation:
        yield Bedingung(
            "Im Team ist niemand von außen. § 79a Abs. 2 SGB VIII spricht von geeigneten Dritten; "
            "ob er ein rein internes Team deckt, ist nicht geklärt. Fragen Sie Ihren Datenschutz.",
            Sperrt.NICHTS,
            seite="rechtsgrundlage",
        )


def _einwilligung(lage):
    einwilligungen = lage.umstaende.einwilligungen
    for eine in offene_widerrufe(einwilligungen):
        yield Bedingung(
            f"Die Einwilligung »{eine.personenrolle}« ist seit dem "
            f"{eine.widerrufen_am:%d.%m.%Y} widerrufen. {NACH_WIDERRUF}",
            Sperrt.ALLES,
            seite="rechtsgrundlage",
            anker="einwilligungen",
        )
    if not einwilligungen:
        yield Bedingung(
            "Es ist noch keine Einwilligung eingetragen.",
            Sperrt.TEXT,
            seite="einwilligung_neu",
        )
        return
    umfaenge = {
        wert for eine in einwilligungen if eine.widerrufen_am is None for wert in eine.umfang
    }
    for umfang in sorted({UMFANG_FOR[art] for art in lage.umstaende.quellenarten} - umfaenge):
        yield Bedingung(
            f"Eine Quelle ist genannt, für die niemand eingewilligt hat: "
            f"{Einwilligungsumfang(umfang).label}.",
            Sperrt.FREIGABE,
            seite="rechtsgrundlage",
            anker="einwilligungen",
        )


def offene_widerrufe(einwilligungen):
    """Return what was taken back and not given anew."""
    gueltige = [eine for eine in einwilligungen if eine.widerrufen_am is None]
    return [
        eine
        for eine in einwilligungen
        if eine.widerrufen_am is not None and not _erneuert(eine, gueltige)
    ]


def _erneuert(widerrufene, gueltige):
    """Say whether the same person consented anew after she took it back, at least as far."""
    return any(
        eine.personenrolle.casefold() == widerrufene.personenrolle.casefold()
        and eine.erteilt_am >= widerrufene.widerrufen_am
        and set(eine.umfang) >= set(widerrufene.umfang)
        for eine in gueltige
    )


def _von_aussen(lage):
    if lage.umstaende.mit_moderation:
        yield Bedingung(
            "Im Team ist jemand von außen. Er liest nur, was niemanden erkennen lässt (§ 64 "
            "Abs. 2a SGB VIII).",
            Sperrt.NICHTS,
            seite="rechtsgrundlage",
        )


def _forschung75(lage):
    if lage.is_abgelaufen:
        yield Bedingung(
            f"Die Genehmigung nach § 75 SGB X endete am {lage.verarbeitung_bis:%d.%m.%Y}. "
            f"{NACH_GENEHMIGUNG}",
            Sperrt.ALLES,
            anker="id_verarbeitung_bis",
        )
    fehlt = {feld: was for feld, was in GENEHMIGUNG.items() if not getattr(lage, feld)}
    if fehlt:
        yield Bedingung(
            "Ohne Genehmigung dürfen hier keine Daten verarbeitet werden (§ 75 Abs. 4 SGB X). Es "
            f"fehlt: {', '.join(fehlt.values())}.",
            Sperrt.TEXT,
            anker=f"id_{next(iter(fehlt))}",
        )


def _anonym(lage):
    if grund := why_not_anonym(lage.methode, lage.umstaende.quellenarten):
        yield Bedingung(grund, Sperrt.FREIGABE, seite="recht_aendern")


def _offen(lage):
    yield Bedingung(
        "Die Rechtsgrundlage ist noch offen. Leitung oder Datenschutz legen sie fest.",
        Sperrt.TEXT,
        seite="recht_aendern",
    )


def why_not_anonym(methode, quellenarten=()):
    """Return why work with this method and these Quellen is not anonymous, or ""."""
    personenbezogen = [Quellenart(art).label for art in Quellenart if art in quellenarten]
    if personenbezogen:
        return (
            f"Anonym ist die Fallanalyse nicht: Sie nennt als Quelle {', '.join(personenbezogen)}. "
            "Wer daraus arbeitet, weiß, um wen es geht."
        )
    if works_with_the_file(methode):
        return (
            f"Anonym ist die Fallanalyse nicht: »{Methode(methode).label}« arbeitet mit Akten und "
            "Gesprächen. Wer daraus arbeitet, weiß, um wen es geht."
        )
    return ""


FRAGEN = {
    Rechtsgrundlage.A79A2: _a79a2,
    Rechtsgrundlage.EINWILLIGUNG: _einwilligung,
    Rechtsgrundlage.ORGUNTERSUCHUNG: lambda lage: (),
    Rechtsgrundlage.FORSCHUNG75: _forschung75,
    Rechtsgrundlage.ANONYM: _anonym,
    Rechtsgrundlage.OFFEN: _offen,
}
WARNUNGEN = {
    Rechtsgrundlage.A79A2: _internes_team,
    Rechtsgrundlage.ORGUNTERSUCHUNG: _von_aussen,
}
