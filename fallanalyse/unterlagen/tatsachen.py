"""What the documents tell is taken from the application: Rollen, fields, periods, settings."""

from dataclasses import dataclass

from django.conf import settings

from fallanalyse.enums import Methode, Rechtsgrundlage
from fallanalyse.models import (
    Anhang,
    Einwilligung,
    Fallanalyse,
    Loeschfrist,
    Rechtsgrundlagenvorgabe,
)
from fallanalyse.models.teile import Teil
from fallanalyse.rechtsgrundlagen import ERKLAERUNGEN
from kinderschutz.fields import EncryptedTextField
from kinderschutz.identity import rolle_of
from kommunen.enums import MIT_ZWEITEM_FAKTOR, Rollenart

# What each Rolle does, and what of a case analysis she sees (design.md 2).
SIEHT = {
    "fachkraft": (
        "schreibt Fallanalysen mit ihrem Team",
        "die Fallanalysen ihres Teams; freigegebene, wenn der Leserkreis sie einschließt",
    ),
    "leitung": (
        "gibt frei, legt Rechtsgrundlagen und Löschfristen fest",
        "was bei ihr eingereicht oder freigegeben ist; nicht die Entwürfe fremder Teams",
    ),
    "moderation": (
        "leitet oder begleitet eine Fallanalyse von außen",
        "nur diese eine Fallanalyse, nur bis zu ihrem Enddatum",
    ),
    "netzwerkkoordination": (
        "pflegt das örtliche Netzwerk",
        "Fallanalysen nur, wenn sie für das ganze Jugendamt freigegeben sind",
    ),
    "projektkoordination": (
        "begleitet die Kommunen eines Projekts",
        "freigegebene Befunde und Zahlen, nie einen Fall",
    ),
    "wissenschaft": (
        "verdichtet freigegebene Befunde zu Empfehlungen",
        "freigegebene Befunde und Empfehlungen, nie einen Fall",
    ),
    "ministerium": (
        "liest die Landesübersicht",
        "Kennzahlen zum Stichtag und freigegebene Empfehlungen, nie einen Fall",
    ),
    "landesjugendamt": (
        "liest die Landesübersicht, prüft Verwendungsnachweise",
        "Kennzahlen zum Stichtag und freigegebene Empfehlungen, nie einen Fall",
    ),
    "datenschutz": (
        "liest das Protokoll, legt Rechtsgrundlagen und Löschfristen mit fest",
        "Kennungen, Einwilligungen nach Rollen und Fristen, nie den Inhalt",
    ),
    "administration": ("verwaltet Konten und Rollen", "keine Fallanalysen"),
}


@dataclass(frozen=True)
class Tatsachen:
    """
    `rollen`: (name, does, sees, second factor); `felder`: (part, fields, those encrypted);
    `fristen`: (Rechtsgrundlage, period); `vorgaben`: (Methode, Rechtsgrundlage).
    """

    jugendamt: str
    traeger: str
    land: str
    rollen: tuple
    felder: tuple
    fristen: tuple
    vorgaben: tuple
    sitzung_minuten: int
    sitzung_stunden: int
    zweiter_faktor: bool


def tatsachen_for(user):
    """Return what holds in the Jugendamt this user acts in, now."""
    jugendamt = rolle_of(user).jugendamt
    return Tatsachen(
        jugendamt=str(jugendamt),
        traeger=str(jugendamt.traeger),
        land=str(jugendamt.bundesland),
        rollen=tuple(_rollen()),
        felder=tuple(_felder()),
        fristen=tuple(_fristen(user)),
        vorgaben=tuple(_vorgaben(user)),
        sitzung_minuten=settings.SESSION_COOKIE_AGE // 60,
        sitzung_stunden=settings.SESSION_LONGEST_AGE // 3600,
        zweiter_faktor=settings.SECOND_FACTOR_REQUIRED,
    )


def _rollen():
    for art, name in Rollenart.choices:
        tut, sieht = SIEHT[art]
        yield name, tut, sieht, "ja" if art in MIT_ZWEITEM_FAKTOR else "auf Wunsch"


def _felder():
    """Yield every part of an analysis with the fields people fill in."""
    for modell in (Fallanalyse, *Teil.__subclasses__(), Einwilligung):
        felder = [
            feld
            for feld in modell._meta.concrete_fields
            # What points to another part says nothing of its own.
            if feld.editable and not (feld.is_relation and feld.verbose_name.islower())
        ]
        if not felder:
            continue
        if modell is Anhang:
            name = "Anhänge (Dateien, verschlüsselt)"
        else:
            name = str(modell._meta.verbose_name_plural)
        geheim = [feld for feld in felder if isinstance(feld, EncryptedTextField)]
        yield (
            name,
            ", ".join(str(feld.verbose_name) for feld in felder),
            ", ".join(str(feld.verbose_name) for feld in geheim) or "–",
        )


def _fristen(user):
    monate = dict(Loeschfrist.objects.visible_to(user).values_list("rechtsgrundlage", "monate"))
    for grundlage in Rechtsgrundlage:
        if grundlage != Rechtsgrundlage.OFFEN:
            frist = (
                f"{monate[grundlage]} Monate"
                if grundlage in monate
                else f"{round(settings.RETENTION_DAYS * 12 / 365)} Monate"
            )
            yield grundlage.label, frist


def _vorgaben(user):
    gesetzt = dict(
        Rechtsgrundlagenvorgabe.objects.visible_to(user).values_list("methode", "rechtsgrundlage")
    )
    for methode in Methode:
        grundlage = Rechtsgrundlage(gesetzt.get(methode, Rechtsgrundlage.OFFEN))
        yield methode.label, ERKLAERUNGEN[grundlage].kurz
