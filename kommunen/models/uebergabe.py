"""The plan to hand a Jugendamt over to another one, and who agreed to it."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from kinderschutz import audit
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion
from kommunen.enums import Leitungsrolle, Rollenart
from kommunen.models.jugendamt import Jugendamt
from kommunen.models.rolle import Rolle

ABGEBEND, AUFNEHMEND = "abgebend", "aufnehmend"


class UebergabeNichtMoeglich(Exception):
    """The message is German and may be shown to the user."""


class UebergabeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all for the Administration, those of the own Jugendamt for who answers for it."""
        rolle = rolle_of(user)
        if rolle is None:
            return self.none()
        if rolle.is_administration:
            return self.all()
        if rolle.art in (Rollenart.LEITUNG, Rollenart.DATENSCHUTZ) and rolle.jugendamt_id:
            return self.filter(Q(abgebend=rolle.jugendamt_id) | Q(aufnehmend=rolle.jugendamt_id))
        return self.none()

    def offen(self):
        return self.filter(ausgefuehrt_am=None, verworfen_am=None)

    def faellig(self, am=None):
        """Choose what is to be carried out on this day (default: today)."""
        return self.offen().filter(am__lte=am or timezone.localdate()).order_by("am", "pk")

    def for_list(self):
        return self.select_related(
            "abgebend__traeger", "aufnehmend__traeger", "geplant_durch"
        ).order_by("-am", "pk")


class Uebergabe(models.Model):
    """
    One Jugendamt hands everything over to another one on a day, and ends.

    Planned by the Administration, agreed to by the Leitungen of both, carried out by a command
    (kommunen.umzug): no web page may move rows from one Jugendamt to another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    abgebend = models.ForeignKey(
        Jugendamt, models.PROTECT, related_name="abgaben", verbose_name="abgebendes Jugendamt"
    )
    aufnehmend = models.ForeignKey(
        Jugendamt, models.PROTECT, related_name="aufnahmen", verbose_name="aufnehmendes Jugendamt"
    )
    am = models.DateField("erster Tag im aufnehmenden Jugendamt")
    leitung_wird = models.CharField(
        "Die Leitungen des abgebenden Jugendamts arbeiten danach als",
        max_length=10,
        choices=Leitungsrolle,
        default=Leitungsrolle.FACHKRAFT,
    )
    # Nobody where a command planned it.
    geplant_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    geplant_am = models.DateTimeField(auto_now_add=True)
    # Where nobody acts as Leitung, nobody can agree.
    abgebend_gefragt = models.BooleanField(default=True, editable=False)
    aufnehmend_gefragt = models.BooleanField(default=True, editable=False)
    abgebend_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    abgebend_am = models.DateTimeField("abgebendes Jugendamt zugestimmt am", null=True)
    aufnehmend_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    aufnehmend_am = models.DateTimeField("aufnehmendes Jugendamt zugestimmt am", null=True)
    verworfen_am = models.DateTimeField("verworfen am", null=True)
    ausgefuehrt_am = models.DateTimeField("ausgeführt am", null=True)

    objects = UebergabeQuerySet.as_manager()

    class Meta:
        verbose_name = "Übergabe eines Jugendamts"
        verbose_name_plural = "Übergaben von Jugendämtern"
        constraints = [
            models.CheckConstraint(
                name="uebergabe_an_ein_anderes_jugendamt",
                condition=~Q(abgebend=F("aufnehmend")),
                violation_error_message="Ein Jugendamt geht an ein anderes über, nicht an sich.",
            ),
            models.CheckConstraint(
                name="uebergabe_ausgefuehrt_oder_verworfen",
                condition=Q(ausgefuehrt_am=None) | Q(verworfen_am=None),
                violation_error_message="Was ausgeführt ist, lässt sich nicht verwerfen.",
            ),
            models.UniqueConstraint(
                name="uebergabe_eine_je_abgebendem_jugendamt",
                fields=["abgebend"],
                condition=Q(verworfen_am=None),
                violation_error_message="Für dieses Jugendamt gibt es schon eine Übergabe.",
            ),
        ]

    def __str__(self):
        return f"{self.abgebend} an {self.aufnehmend}"

    @property
    def is_offen(self):
        return self.ausgefuehrt_am is None and self.verworfen_am is None

    @property
    def stand(self):
        """Where it stands, as people read it."""
        if self.verworfen_am:
            return "verworfen"
        if self.ausgefuehrt_am:
            return "ausgeführt"
        fehlend = self.fehlende_zustimmungen()
        if fehlend:
            return f"wartet auf die Zustimmung: {' und '.join(map(str, fehlend))}"
        return "zugestimmt, wird am Tag der Übergabe ausgeführt"

    def seite_of(self, jugendamt_id):
        """Return the side this Jugendamt is on, None if on neither."""
        return {self.abgebend_id: ABGEBEND, self.aufnehmend_id: AUFNEHMEND}.get(jugendamt_id)

    def has_zugestimmt(self, seite):
        return getattr(self, f"{seite}_am") is not None

    def fragt(self, jugendamt_id):
        """Say whether this Jugendamt has yet to agree."""
        seite = self.seite_of(jugendamt_id)
        return self.is_offen and seite is not None and not self.has_zugestimmt(seite)

    def fehlende_zustimmungen(self):
        """Return the Jugendämter whose Leitung has yet to agree."""
        return [
            getattr(self, seite)
            for seite in (ABGEBEND, AUFNEHMEND)
            if getattr(self, f"{seite}_gefragt") and not self.has_zugestimmt(seite)
        ]

    def plane(self, *, durch=None):
        """
        Keep the plan, and ask the Leitungen there are. Needs to see all Rollen.

        :raises UebergabeNichtMoeglich: if the two, or the day, make no sense
        """
        if grund := self.why_not_planbar():
            raise UebergabeNichtMoeglich(grund)
        self.geplant_durch = durch
        self._frage(ABGEBEND, AUFNEHMEND)
        self.save()
        audit.record(Aktion.ANGELEGT, self)

    def why_not_planbar(self):
        """Return in German why this cannot be planned, "" if it can."""
        if self.abgebend_id == self.aufnehmend_id:
            return "Ein Jugendamt geht an ein anderes über, nicht an sich selbst."
        if self.abgebend.bundesland_id != self.aufnehmend.bundesland_id:
            return "Die beiden Jugendämter liegen in verschiedenen Ländern."
        for seite in (self.abgebend, self.aufnehmend):
            if not Jugendamt.objects.gueltig(self.am).filter(pk=seite.pk).exists():
                return f"»{seite}« gibt es am {self.am:%d.%m.%Y} nicht."
        andere = Uebergabe.objects.exclude(pk=self.pk)
        if andere.filter(abgebend=self.abgebend, verworfen_am=None).exists():
            return f"Für »{self.abgebend}« gibt es schon eine Übergabe."
        if andere.offen().filter(abgebend=self.aufnehmend).exists():
            return f"»{self.aufnehmend}« wird selbst übergeben."
        if andere.offen().filter(aufnehmend=self.abgebend).exists():
            return f"»{self.abgebend}« nimmt selbst noch ein Jugendamt auf."
        return ""

    @transaction.atomic
    def stimme_zu(self, *, durch):
        """
        Agree for the Jugendamt in which `durch` acts as Leitung.

        :raises UebergabeNichtMoeglich: if it is over, or the same person planned it or agreed
        """
        self._sperre()
        seite = self.seite_of(durch.rolle.jugendamt_id)
        if grund := self.why_not_zustimmen(seite, durch):
            raise UebergabeNichtMoeglich(grund)
        setattr(self, f"{seite}_durch", durch)
        setattr(self, f"{seite}_am", timezone.now())
        self.save(update_fields=[f"{seite}_durch", f"{seite}_am"])
        audit.record(Aktion.FREIGEGEBEN, self)

    def why_not_zustimmen(self, seite, person):
        """Return in German why this person cannot agree for this side, "" if she can."""
        if not self.is_offen:
            return f"Diese Übergabe ist {self.stand}."
        if self.has_zugestimmt(seite):
            return "Ihr Jugendamt hat schon zugestimmt."
        if person.pk in {self.geplant_durch_id, self.abgebend_durch_id, self.aufnehmend_durch_id}:
            return "Wer plant oder schon zugestimmt hat, stimmt nicht noch einmal zu."
        return ""

    @transaction.atomic
    def verwirf(self):
        """
        Drop the plan; both Jugendämter go on as before.

        :raises UebergabeNichtMoeglich: if it is carried out, or dropped already
        """
        self._sperre()
        if not self.is_offen:
            raise UebergabeNichtMoeglich(f"Diese Übergabe ist schon {self.stand}.")
        self.verworfen_am = timezone.now()
        self.save(update_fields=["verworfen_am"])
        audit.record(Aktion.ZURUECKGEZOGEN, self)

    def why_not_ausfuehrbar(self):
        """Return in German why it cannot be carried out yet, "" if it can. Needs all Rollen."""
        if not self.is_offen:
            return f"Diese Übergabe ist {self.stand}."
        # Somebody may have become Leitung since; of the other side, by an earlier handover.
        self._frage(ABGEBEND)
        if fehlend := self.fehlende_zustimmungen():
            return f"Es fehlt die Zustimmung: {' und '.join(map(str, fehlend))}."
        if self._has_leute() and not self.has_danach_eine_leitung():
            return (
                f"»{self.aufnehmend}« hätte keine Leitung. Legen Sie eine an, oder lassen Sie die "
                "Leitungen als Leitung mitgehen."
            )
        return ""

    def has_danach_eine_leitung(self):
        return self._has_leitung(AUFNEHMEND) or (
            self.leitung_wird == Leitungsrolle.LEITUNG and self._has_leitung(ABGEBEND)
        )

    def mitgehende(self, rollen):
        """Yield in words how many of which Rolle go along, and as what."""
        je_art = dict(rollen.order_by().values_list("art").annotate(models.Count("pk")))
        # The Datenschutz stays, for the audit trail does.
        for art in Rollenart:
            if (anzahl := je_art.get(art.value)) and art != Rollenart.DATENSCHUTZ:
                text = f"{anzahl} × {art.label}"
                if art == Rollenart.LEITUNG and self.leitung_wird == Leitungsrolle.FACHKRAFT:
                    text += ", danach als Fachkraft"
                yield text

    def _sperre(self):
        self.refresh_from_db(from_queryset=Uebergabe.objects.select_for_update(of=("self",)))

    def sichere_leitungsrolle(self):
        """Return what the Leitungen become so that somebody is Leitung. Needs all Rollen."""
        if self._has_leitung(AUFNEHMEND):
            return Leitungsrolle.FACHKRAFT
        return Leitungsrolle.LEITUNG

    def _frage(self, *seiten):
        # Kept, for a Leitung sees the Rollen of her own Jugendamt only.
        for seite in seiten:
            setattr(self, f"{seite}_gefragt", self._has_leitung(seite))

    def _has_leitung(self, seite):
        return self.rollen(seite).filter(art=Rollenart.LEITUNG).exists()

    def _has_leute(self):
        return self.rollen(ABGEBEND).exists()

    def rollen(self, seite):
        """Return the Rollen of this side that hold today or later."""
        heute = timezone.localdate()
        return Rolle.objects.filter(jugendamt=getattr(self, seite)).filter(
            Q(bis=None) | Q(bis__gte=heute)
        )
