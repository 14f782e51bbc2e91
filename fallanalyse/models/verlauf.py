"""What happened, who was there and where we know it from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fallanalyse.enums import (
    Altersband,
    Bekanntheit,
    Ebene,
    Ereignisart,
    Fehlwert,
    Genauigkeit,
    Geschehen,
    Gesetzespflicht,
    Quellenart,
    mit_fehlwert,
)
from fallanalyse.models.teile import Teil
from kinderschutz.fields import EncryptedTextField
from kinderschutz.history import with_history
from kommunen.enums import Institutionskategorie

# Weeks in one unit, to put events told in different units into one order.
WOCHEN = {
    Genauigkeit.WOCHE: 1,
    Genauigkeit.MONAT: 52 / 12,
    Genauigkeit.QUARTAL: 13,
    Genauigkeit.JAHR: 52,
}


def wochen_of(zeitwert, genauigkeit):
    """Return this distance from the beginning of the case in weeks, None where it is not known."""
    wochen = WOCHEN.get(genauigkeit)
    # Rounded, so that twelve months and a year are the same to the last digit.
    return None if wochen is None or zeitwert is None else round(zeitwert * wochen, 6)


class MitZeitpunkt(models.Model):
    """A point in time, told by its distance from the beginning of the case, never by a date."""

    zeitwert = models.SmallIntegerField(
        "Zeitpunkt", null=True, blank=True, help_text="Null ist der Fallbeginn, davor minus."
    )
    genauigkeit = models.CharField(
        "gezählt in", max_length=20, choices=Genauigkeit, default=Genauigkeit.MONAT
    )

    class Meta:
        abstract = True

    @property
    def zeitangabe(self):
        if self.zeitwert is None or self.genauigkeit == Genauigkeit.UNBEKANNT:
            return "Zeitpunkt nicht bekannt"
        einheit = Genauigkeit(self.genauigkeit).label.removesuffix(" ab Fallbeginn")
        return f"{einheit} {self.zeitwert}"


@with_history
class Personenrolle(Teil):
    """People are roles: Kind 1, Mutter, Fachkraft A. No field for a name (§ 62 SGB VIII)."""

    kuerzel = models.CharField(
        "Rolle im Fall", max_length=60, help_text="Zum Beispiel Kind 1, Mutter, Fachkraft A."
    )
    altersband = models.CharField(
        "Alter",
        max_length=20,
        choices=mit_fehlwert(Altersband),
        default=Fehlwert.NICHT_ERHOBEN,
    )
    beziehung = EncryptedTextField(
        "Beziehung", blank=True, help_text="Zum Beispiel: lebt mit Kind 1 im Haushalt."
    )

    class Meta(Teil.Meta):
        verbose_name = "Person als Rolle"
        verbose_name_plural = "Beteiligte"

    def __str__(self):
        return self.kuerzel


@with_history
class Quelle(Teil):
    """What the team draws on, and what is missing in it: a gap is a result, too."""

    bezeichnung = EncryptedTextField("Was liegt vor?")
    art = models.CharField("Art", max_length=20, choices=mit_fehlwert(Quellenart), blank=True)
    institution = models.CharField(
        "aus welcher Stelle", max_length=30, choices=mit_fehlwert(Institutionskategorie), blank=True
    )
    umfang = EncryptedTextField("Umfang", blank=True)
    luecken = EncryptedTextField("Lücken", blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Quelle"
        verbose_name_plural = "Quellen"

    def __str__(self):
        return f"Quelle {self.reihenfolge + 1}"


@with_history
class Ereignis(MitZeitpunkt, Teil):
    """
    An event of the Zeitstrahl.

    `lage` and `lage_bis` are its weeks from the beginning of the case. The lists hold the keys of
    Personenrolle and Quelle; a key whose row is gone is passed over.
    """

    ebene = models.CharField("Ebene", max_length=20, choices=Ebene, default=Ebene.HILFEPROZESS)
    zeitwert_bis = models.SmallIntegerField(
        "bis", null=True, blank=True, help_text="Nur, wenn es andauerte. Gleiche Zählung."
    )
    art = models.CharField("Art", max_length=20, choices=mit_fehlwert(Ereignisart), blank=True)
    titel = EncryptedTextField("Was geschah?")
    beschreibung = EncryptedTextField("Mehr dazu", blank=True)
    strittig = models.BooleanField("Das ist strittig", default=False)
    beteiligte = ArrayField(models.UUIDField(), default=list, blank=True, verbose_name="beteiligt")
    bekannt = models.CharField(
        "War das damals bekannt?", max_length=20, choices=mit_fehlwert(Bekanntheit), blank=True
    )
    bekannt_wem = ArrayField(
        models.UUIDField(), default=list, blank=True, verbose_name="wem war es bekannt"
    )
    quellen = ArrayField(models.UUIDField(), default=list, blank=True, verbose_name="Quellen")
    lage = models.FloatField(null=True, editable=False)
    lage_bis = models.FloatField(null=True, editable=False)

    class Meta(Teil.Meta):
        verbose_name = "Ereignis"
        verbose_name_plural = "Zeitstrahl"

    def __str__(self):
        return f"Ereignis {self.zeitangabe}"

    def leite_ab(self):
        super().leite_ab()
        self.lage = wochen_of(self.zeitwert, self.genauigkeit)
        dauert = self.lage is not None and self.zeitwert_bis is not None
        self.lage_bis = wochen_of(self.zeitwert_bis, self.genauigkeit) if dauert else None

    @property
    def zeitangabe(self):
        anfang = super().zeitangabe
        return anfang if self.lage_bis is None else f"{anfang} bis {self.zeitwert_bis}"


@with_history
class Gesetzesschritt(MitZeitpunkt, Teil):
    """
    What the law foresaw at one point and what happened (§ 8a SGB VIII, domain.md 3.5).

    Looked at is the organisation, not a person. It never leaves the team.
    """

    pflicht = models.CharField("Schritt", max_length=20, choices=Gesetzespflicht, editable=False)
    geschehen = models.CharField(
        "Geschehen?", max_length=20, choices=mit_fehlwert(Geschehen), blank=True
    )
    text = EncryptedTextField("wie – oder nein, weil …", blank=True)

    class Meta(Teil.Meta):
        verbose_name = "Schritt nach § 8a"
        verbose_name_plural = "Schritte nach § 8a"
        constraints = [
            models.UniqueConstraint(
                name="gesetzesschritt_einmal_je_analyse",
                fields=["analyse", "pflicht"],
                violation_error_message="Diesen Schritt gibt es in der Fallanalyse schon.",
            )
        ]

    def __str__(self):
        return self.get_pflicht_display()
