"""The Rolle a person acts in: one art, one scope, from one day to another (design.md 2)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinderschutz.identity import rolle_of
from kinderschutz.row_protection import ProtectedManager
from kommunen.enums import IM_JUGENDAMT, MIT_ZWEITEM_FAKTOR, Rollenart
from kommunen.models.gebiet import Bundesland
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.projekt import Projekt
from kommunen.models.zeitraum import Befristet, BefristetQuerySet

# Which fields name the scope of an art; all the others stay empty.
BEREICHE = {
    Rollenart.FACHKRAFT: [{"jugendamt"}],
    Rollenart.LEITUNG: [{"jugendamt"}],
    Rollenart.NETZWERKKOORDINATION: [{"jugendamt"}],
    Rollenart.MODERATION: [{"jugendamt", "analyse"}],
    Rollenart.PROJEKTKOORDINATION: [{"projekt"}],
    Rollenart.WISSENSCHAFT: [{"projekt"}],
    Rollenart.MINISTERIUM: [{"bundesland"}],
    Rollenart.LANDESJUGENDAMT: [{"bundesland"}],
    Rollenart.DATENSCHUTZ: [{"jugendamt"}, {"bundesland"}],
    Rollenart.ADMINISTRATION: [set()],
}
_FELDER = ("jugendamt", "projekt", "bundesland", "analyse")


def _bereich_passt_zur_art():
    condition = Q()
    for art, moegliche in BEREICHE.items():
        for gesetzt in moegliche:
            felder = {f"{feld}__isnull": feld not in gesetzt for feld in _FELDER}
            condition |= Q(art=art, **felder)
    return condition


class RolleQuerySet(BefristetQuerySet):
    def for_person(self, user):
        """Return the Rollen this person may act in today, with what their names need."""
        return (
            self.gueltig()
            .filter(person=user)
            .select_related("jugendamt", "projekt", "bundesland")
            .order_by("von", "art", "pk")
        )

    def visible_to(self, user):
        """Return one's own Rollen, those of the own Jugendamt, all for the Administration."""
        rolle = rolle_of(user)
        if rolle is None:
            return self.none()
        if rolle.is_administration:
            return self.all()
        if rolle.art in IM_JUGENDAMT:
            return self.filter(Q(person=user) | Q(jugendamt=rolle.jugendamt_id))
        return self.filter(person=user)


class Rolle(Befristet):
    """
    A person acts as this, in this scope. Rights never add up: she acts in one Rolle at a time.

    Not a ProtectedModel, whose Jugendamt is never empty; its own policy is in migration 0002.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="alle_rollen",
        verbose_name="Person",
    )
    art = models.CharField("Rolle", max_length=20, choices=Rollenart)
    jugendamt = models.ForeignKey(
        Jugendamt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rollen",
        verbose_name="Jugendamt",
    )
    projekt = models.ForeignKey(
        Projekt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rollen",
        verbose_name="Projekt",
    )
    bundesland = models.ForeignKey(
        Bundesland,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rollen",
        verbose_name="Bundesland",
    )
    # No foreign key: kommunen knows nothing of analyses.
    analyse = models.UUIDField("Fallanalyse", null=True, blank=True)
    vertretung = models.BooleanField("in Vertretung", default=False)

    objects = ProtectedManager.from_queryset(RolleQuerySet)()

    class Meta:
        verbose_name = "Rolle"
        verbose_name_plural = "Rollen"
        constraints = [
            *Befristet.Meta.constraints,
            models.CheckConstraint(
                name="rolle_bereich_passt_zur_art",
                condition=_bereich_passt_zur_art(),
                violation_error_message=(
                    "Der Bereich passt nicht zur Rolle: Fachkraft, Leitung und Netzwerkkoordination"
                    " brauchen ein Jugendamt, Moderation ein Jugendamt und eine Fallanalyse,"
                    " Projektkoordination und Wissenschaft ein Projekt, Ministerium und"
                    " Landesjugendamt ein Land, Datenschutz ein Jugendamt oder ein Land."
                ),
            ),
            models.CheckConstraint(
                name="rolle_moderation_ist_befristet",
                condition=~Q(art=Rollenart.MODERATION) | Q(bis__isnull=False),
                violation_error_message="Eine Moderation braucht ein Enddatum.",
            ),
            models.CheckConstraint(
                name="rolle_vertretung_nur_fuer_die_leitung",
                condition=Q(vertretung=False) | Q(art=Rollenart.LEITUNG),
                violation_error_message="Eine Vertretung gibt es nur für die Leitung.",
            ),
            models.UniqueConstraint(
                name="rolle_unbefristet_nur_einmal",
                fields=["person", "art", "jugendamt", "projekt", "bundesland"],
                condition=Q(bis=None),
                nulls_distinct=False,
                violation_error_message="Diese Rolle hat die Person schon.",
            ),
        ]

    def __str__(self):
        return self.bezeichnung

    @property
    def bezeichnung(self):
        """What the page head shows: »Leitung, Stadtjugendamt Ludwigshafen am Rhein«."""
        name = self.get_art_display()
        if self.vertretung:
            name += " (Vertretung)"
        bereich = self.jugendamt or self.projekt or self.bundesland
        return f"{name}, {bereich}" if bereich else name

    @property
    def is_administration(self):
        return self.art == Rollenart.ADMINISTRATION

    @property
    def needs_second_factor(self):
        return self.art in MIT_ZWEITEM_FAKTOR

    @property
    def sees_protokoll(self):
        return self.art == Rollenart.DATENSCHUTZ

    def beenden(self, am=None):
        """Let the Rolle end on this day (default: today); it stays on record."""
        self.bis = am or timezone.localdate()
        self.save(update_fields=["bis"])
