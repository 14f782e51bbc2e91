"""What the Projektkoordination asks of all Kommunen of her Projekt, and what each answers."""

import uuid

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.enums import Rollenart, Rueckmeldestand
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.projekt import Cluster, Projekt, Teilnahme
from kommunen.models.sichtbarkeit import JugendamtUndProjektQuerySet


class AnfrageNichtMoeglich(Exception):
    """The state of the Anfrage forbids it. The message is German and may be shown to the user."""


class AnfrageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return those of the Projekt one coordinates; a Jugendamt reads them with its answers."""
        rolle = rolle_of(user)
        if rolle is None or rolle.art != Rollenart.PROJEKTKOORDINATION:
            return self.none()
        return self.filter(projekt=rolle.projekt_id)

    def with_zahlen(self):
        """Add how many are asked (`gefragt`) and how many have answered (`geantwortet`)."""
        return self.annotate(
            gefragt=Count("rueckmeldungen"),
            geantwortet=Count(
                "rueckmeldungen", filter=~Q(rueckmeldungen__stand=Rueckmeldestand.OFFEN)
            ),
        )

    def offen(self):
        return self.filter(geschlossen_am=None)

    def for_list(self):
        """Load the cluster; open ones come first, the next date before the others."""
        return self.select_related("cluster").order_by(
            F("geschlossen_am").desc(nulls_first=True), "faellig_am", "pk"
        )


class Anfrage(Versioniert):
    """A question to everybody who takes part, with a date. No case content: that is said there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(
        Projekt, on_delete=models.PROTECT, related_name="anfragen", verbose_name="Projekt"
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="anfragen",
        verbose_name="Wer soll antworten?",
    )
    titel = models.CharField("Worum geht es?", max_length=120)
    frage = models.TextField("Ihre Frage")
    faellig_am = models.DateField("Antwort bis")
    gestellt_am = models.DateField("gestellt am", default=timezone.localdate)
    geschlossen_am = models.DateField("geschlossen am", null=True, blank=True)

    objects = AnfrageQuerySet.as_manager()

    class Meta:
        verbose_name = "Anfrage"
        verbose_name_plural = "Anfragen"
        constraints = [
            models.CheckConstraint(
                name="anfrage_faellig_nicht_vor_der_frage",
                condition=Q(faellig_am__gte=F("gestellt_am")),
                violation_error_message="Die Frist liegt vor dem Tag der Frage.",
            )
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("rueckmeldung:anfrage", args=[self.pk])

    @property
    def is_offen(self):
        return self.geschlossen_am is None

    @property
    def is_ueberfaellig(self):
        return self.is_offen and self.faellig_am < timezone.localdate()

    @transaction.atomic
    def stelle(self):
        """
        Ask: one open Rueckmeldung per Teilnahme of today. Returns how many are asked.

        :raises AnfrageNichtMoeglich: if nobody takes part
        """
        teilnahmen = Teilnahme.objects.zuletzt_gueltig().filter(projekt=self.projekt_id)
        if self.cluster_id is not None:
            teilnahmen = teilnahmen.filter(cluster=self.cluster_id)
        teilnahmen = list(teilnahmen)
        if not teilnahmen:
            raise AnfrageNichtMoeglich("Dort nimmt zurzeit keine Kommune teil.")
        self.save()
        Rueckmeldung.objects.bulk_create(
            Rueckmeldung(
                anfrage=self,
                teilnahme=teilnahme,
                jugendamt_id=teilnahme.jugendamt_id,
                projekt_id=self.projekt_id,
            )
            for teilnahme in teilnahmen
        )
        return len(teilnahmen)

    def setze_frist(self, faellig_am):
        """
        Ask until another day.

        :raises AnfrageNichtMoeglich: if it is closed
        """
        if not self.is_offen:
            raise AnfrageNichtMoeglich(
                "Die Anfrage ist geschlossen. Öffnen Sie sie wieder, bevor Sie die Frist ändern."
            )
        self.faellig_am = faellig_am
        self.save()

    def schliesse(self):
        """
        Take no more answers.

        :raises AnfrageNichtMoeglich: if it is closed already
        """
        if not self.is_offen:
            raise AnfrageNichtMoeglich("Die Anfrage ist schon geschlossen.")
        self.geschlossen_am = timezone.localdate()
        self.save()

    def oeffne_wieder(self):
        """:raises AnfrageNichtMoeglich: if it is open already"""
        if self.is_offen:
            raise AnfrageNichtMoeglich("Die Anfrage ist schon offen.")
        self.geschlossen_am = None
        self.save()


class RueckmeldungQuerySet(JugendamtUndProjektQuerySet):
    def ausstehend(self):
        """Choose what nobody has answered and still may."""
        return self.filter(stand=Rueckmeldestand.OFFEN, anfrage__geschlossen_am=None)

    def for_list(self):
        """Load question and Kommune; what is open comes first, the next date before the others."""
        return self.select_related(
            "anfrage__projekt", "teilnahme__kommune", "teilnahme__cluster"
        ).order_by(
            F("anfrage__geschlossen_am").desc(nulls_first=True),
            F("beantwortet_am").asc(nulls_first=True),
            "anfrage__faellig_am",
            "pk",
        )


@with_history
class Rueckmeldung(ProtectedModel, Versioniert):
    """What one Kommune answers. Protected: own Jugendamt and the coordination, nobody else."""

    anfrage = models.ForeignKey(
        Anfrage, on_delete=models.CASCADE, related_name="rueckmeldungen", verbose_name="Anfrage"
    )
    teilnahme = models.ForeignKey(
        Teilnahme, on_delete=models.PROTECT, related_name="rueckmeldungen", verbose_name="Teilnahme"
    )
    # Both repeat the Teilnahme's own, because the policy compares with them; without a Jugendamt
    # the coordination writes down what she was told.
    jugendamt = models.ForeignKey(
        Jugendamt, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    projekt = models.ForeignKey(Projekt, on_delete=models.PROTECT, related_name="+", editable=False)
    stand = models.CharField(
        "Ihre Antwort", max_length=12, choices=Rueckmeldestand, default=Rueckmeldestand.OFFEN
    )
    text = models.TextField("Antwort", blank=True)
    beantwortet_am = models.DateField("beantwortet am", null=True, blank=True, editable=False)

    objects = ProtectedManager.from_queryset(RueckmeldungQuerySet)()

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        constraints = [
            models.UniqueConstraint(
                name="rueckmeldung_eine_je_teilnahme", fields=["anfrage", "teilnahme"]
            ),
            models.CheckConstraint(
                name="rueckmeldung_offen_oder_mit_text",
                condition=Q(stand=Rueckmeldestand.OFFEN, beantwortet_am=None)
                | (~Q(stand=Rueckmeldestand.OFFEN) & ~Q(text="") & Q(beantwortet_am__isnull=False)),
                violation_error_message="Eine Antwort braucht einen Text.",
            ),
        ]

    def __str__(self):
        return f"Rückmeldung {self.pk}"

    @property
    def is_offen(self):
        return self.stand == Rueckmeldestand.OFFEN

    @property
    def is_verspaetet(self):
        """Whether the answer came after its date, or is missing after it."""
        tag = self.beantwortet_am or self.anfrage.geschlossen_am or timezone.localdate()
        return tag > self.anfrage.faellig_am

    def beantworte(self, stand, text):
        """
        Answer, or correct the answer; the first day stays.

        :raises AnfrageNichtMoeglich: if no more answers are taken
        """
        if not self.anfrage.is_offen:
            raise AnfrageNichtMoeglich(
                f"Die Anfrage ist seit {self.anfrage.geschlossen_am:%d.%m.%Y} geschlossen. "
                "Ihr Text steht noch im Feld; die Projektkoordination kann sie wieder öffnen."
            )
        self.stand, self.text = stand, text
        self.beantwortet_am = self.beantwortet_am or timezone.localdate()
        self.save()
