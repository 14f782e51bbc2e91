"""The circle meets: the meeting of today, begun once, whoever asks for it."""

import uuid

from django.db import models, transaction
from django.utils import timezone

from fallanalyse.enums import Schritt
from fallanalyse.models import inhalt as inhalte


class Sitzungen(models.Model):
    """What an analysis can do with its meetings. Abstract: the rows are those of the step."""

    class Meta:
        abstract = True

    def sitzung_heute(self):
        """Return the meeting of today, None before it has begun."""
        heute = self.sitzung_set.filter(datum=timezone.localdate())
        return heute.order_by("reihenfolge").first()

    @transaction.atomic
    def beginne_sitzung(self, *, durch):
        """
        Return the meeting of today; begin it if there is none yet.

        :raises UebergangNichtMoeglich: if the analysis is no longer with its team
        """
        # Two who begin at once begin the same meeting.
        type(self).objects.select_for_update().get(pk=self.pk)
        if heute := self.sitzung_heute():
            return heute
        inhalt = inhalte.lies(self, Schritt.SITZUNGEN)
        neu = {str(uuid.uuid4()): {"datum": timezone.localdate().isoformat()}}
        inhalt["zeilen"]["sitzungen"] |= neu
        self.speichere_schritt(
            Schritt.SITZUNGEN, inhalt, version=self.version_of(Schritt.SITZUNGEN), durch=durch
        )
        return self.sitzung_heute()
