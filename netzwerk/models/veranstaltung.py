"""Meetings: who is invited, the invitation, minutes."""

import uuid

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from kinderschutz.history import with_history
from kinderschutz.identity import rolle_of
from kinderschutz.models import Versioniert
from kommunen.enums import IM_JUGENDAMT, Rollenart
from kommunen.models import Cluster, Jugendamt, Projekt, Teilnahme
from netzwerk.enums import Veranstaltungsart
from netzwerk.models.ergebnis import Aufgabe, Beschluss, Teilnehmende
from netzwerk.models.netzwerk import Netzwerk


class VeranstaltungQuerySet(models.QuerySet):
    def visible_to(self, user):
        """
        Return what one organises and what one is invited to.

        A Projekt invites the Jugendämter that take part in it, a cluster those in it; a Jugendamt
        invites itself and, with a network, the others in that network.
        """
        rolle = rolle_of(user)
        if rolle is None:
            return self.none()
        if rolle.art in (Rollenart.PROJEKTKOORDINATION, Rollenart.WISSENSCHAFT):
            return self.filter(projekt=rolle.projekt_id)
        if rolle.art in (*IM_JUGENDAMT, Rollenart.NETZWERKKOORDINATION):
            eigene = Teilnahme.objects.gueltig().filter(jugendamt=rolle.jugendamt_id)
            netze = Netzwerk.objects.filter(jugendaemter=rolle.jugendamt_id)
            return self.filter(
                Q(jugendamt=rolle.jugendamt_id)
                | Q(netzwerk__in=netze.values("pk"))
                | Q(projekt__in=eigene.values("projekt"), cluster=None)
                | Q(cluster__in=eigene.values("cluster"))
            )
        return self.none()

    def kommend(self, jetzt=None):
        """Choose what is not over yet, the next first."""
        return self.filter(ende__gte=jetzt or timezone.now()).order_by("beginn", "pk")

    def vergangen(self, jetzt=None):
        """Choose what is over, the latest first."""
        return self.filter(ende__lt=jetzt or timezone.now()).order_by("-beginn", "pk")

    def jahre(self):
        """Return the first day of each year in which one began, the latest first."""
        return self.order_by().dates("beginn", "year", order="DESC")

    def for_list(self):
        return self.select_related("projekt", "cluster", "jugendamt", "netzwerk")


@with_history
class Veranstaltung(Versioniert):
    """
    A meeting that a Projekt or a Jugendamt organises. No case is spoken of in its texts.

    `folge` is the SEQUENCE of its invitation (RFC 5545, 3.8.7.4): it rises when somebody who has
    the date in his calendar must change it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(
        Projekt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="veranstaltungen",
        verbose_name="Projekt",
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="veranstaltungen",
        verbose_name="Cluster",
    )
    jugendamt = models.ForeignKey(
        Jugendamt,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="veranstaltungen",
        verbose_name="Jugendamt",
    )
    netzwerk = models.ForeignKey(
        Netzwerk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="veranstaltungen",
        verbose_name="Netzwerk",
    )
    art = models.CharField("Art", max_length=20, choices=Veranstaltungsart)
    titel = models.CharField("Titel", max_length=200)
    thema = models.CharField("Thema", max_length=200, blank=True)
    beginn = models.DateTimeField("Beginn")
    ende = models.DateTimeField("Ende")
    ort = models.CharField("Ort", max_length=200, blank=True)
    moderation = models.CharField("Moderation", max_length=200, blank=True)
    programm = models.TextField("Programm", blank=True)
    abgesagt_am = models.DateField("abgesagt am", null=True, blank=True)
    protokoll = models.TextField("Protokoll", blank=True)
    protokoll_freigegeben_am = models.DateField("Protokoll freigegeben am", null=True, blank=True)
    folge = models.PositiveIntegerField(default=0, editable=False)

    EINLADUNG = ("titel", "beginn", "ende", "ort", "abgesagt_am")

    objects = VeranstaltungQuerySet.as_manager()

    class Meta:
        verbose_name = "Veranstaltung"
        verbose_name_plural = "Veranstaltungen"
        constraints = [
            models.CheckConstraint(
                name="veranstaltung_hat_einen_veranstalter",
                condition=Q(projekt__isnull=False, jugendamt=None, netzwerk=None)
                | Q(projekt=None, jugendamt__isnull=False, cluster=None),
                violation_error_message=(
                    "Eine Veranstaltung richtet ein Projekt aus oder ein Jugendamt."
                ),
            ),
            models.CheckConstraint(
                name="veranstaltung_endet_nach_dem_beginn",
                condition=Q(ende__gt=F("beginn")),
                violation_error_message="Das Ende liegt nicht nach dem Beginn.",
            ),
        ]
        indexes = [
            models.Index(name="veranstaltung_je_projekt", fields=["projekt", "beginn"]),
            models.Index(name="veranstaltung_je_jugendamt", fields=["jugendamt", "beginn"]),
        ]

    def __str__(self):
        return self.titel

    def save(self, *args, **kwargs):
        if not self._state.adding:
            bisher = type(self).objects.filter(pk=self.pk).values(*self.EINLADUNG).get()
            if any(bisher[name] != getattr(self, name) for name in self.EINLADUNG):
                self.folge += 1
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("veranstaltung:detail", args=[self.pk])

    @property
    def is_abgesagt(self):
        return self.abgesagt_am is not None

    @property
    def kreis(self):
        """Who is invited, in words."""
        if self.projekt_id:
            return f"{self.cluster}, {self.projekt}" if self.cluster_id else str(self.projekt)
        return str(self.netzwerk or self.jugendamt)

    @property
    def is_eintaegig(self):
        return timezone.localdate(self.beginn) == timezone.localdate(self.ende)

    def eingeladene(self):
        """Return the Teilnahmen that a meeting of a Projekt invites, as they are today."""
        rows = Teilnahme.objects.zuletzt_gueltig().filter(projekt=self.projekt_id)
        return rows.filter(cluster=self.cluster_id) if self.cluster_id else rows

    def sage_ab(self):
        """Call it off: it stays, and every calendar learns of it by the next invitation."""
        self.abgesagt_am = self.abgesagt_am or timezone.localdate()
        self.save()

    def gib_protokoll_frei(self):
        """Show the minutes to all who are invited."""
        self.protokoll_freigegeben_am = self.protokoll_freigegeben_am or timezone.localdate()
        self.save()

    @transaction.atomic
    def schreibe_protokoll(self, *, text, teilnehmende, beschluesse, aufgaben):
        """
        Write minutes, who came, decisions and tasks of this (locked) meeting.

        What is not named goes. Each list holds the fields of its rows; a task names its `key` if it
        is there already.
        """
        self.protokoll = text
        self.save()
        self.teilnehmende.all().delete()
        Teilnehmende.objects.bulk_create(
            Teilnehmende(veranstaltung=self, **felder) for felder in teilnehmende
        )
        self.beschluesse.all().delete()
        Beschluss.objects.bulk_create(
            Beschluss(veranstaltung=self, nummer=nummer, text=beschluss)
            for nummer, beschluss in enumerate(beschluesse, 1)
        )
        vorhanden = {aufgabe.pk: aufgabe for aufgabe in self.aufgaben.all()}
        for felder in aufgaben:
            aufgabe = vorhanden.pop(felder.pop("key"), None) or Aufgabe(veranstaltung=self)
            for name, wert in felder.items():
                setattr(aufgabe, name, wert)
            aufgabe.save()
        self.aufgaben.filter(pk__in=vorhanden).delete()
