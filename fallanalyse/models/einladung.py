"""
Inviting somebody from outside to moderate one analysis: by a signed link that works once.

The link is an identity of its own (kinderschutz.identity.by_link): the database opens to it this
one row, and the one Rolle that the row promises. The analysis itself it does not open.
"""

import base64
import binascii
import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from fallanalyse.enums import Funktion
from fallanalyse.models.team import Teammitglied
from kinderschutz import audit
from kinderschutz.fields import EncryptedTextField
from kinderschutz.identity import by_link, go_on_as
from kinderschutz.models import Aktion
from kinderschutz.row_protection import ProtectedManager, ProtectedModel
from kommunen.enums import Rollenart
from kommunen.models import Rolle

logger = logging.getLogger(__name__)

# How long the link works.
LINK_GILT = timedelta(days=14)
ON_THE_CONSOLE = "django.core.mail.backends.console.EmailBackend"
_signer = signing.Signer(salt="fallanalyse.einladung")

UNBEKANNT = (
    "Dieser Code stimmt nicht. Bitte öffnen Sie den Link aus der E-Mail noch einmal, oder kopieren "
    "Sie den Code vollständig."
)
NICHT_MEHR_DA = (
    "Diese Einladung gibt es nicht mehr. Bitte fragen Sie das Jugendamt, das Sie eingeladen hat."
)
ZURUECKGEZOGEN = (
    "Diese Einladung wurde zurückgezogen. Bitte fragen Sie das Jugendamt, das Sie eingeladen hat."
)
SCHON_ANGENOMMEN = (
    "Diese Einladung ist schon angenommen worden; jeder Link gilt nur einmal. Waren Sie das? "
    "Dann melden Sie sich an: Die Fallanalyse steht unter »Meine Arbeit«."
)
ABGELAUFEN = "Diese Einladung ist abgelaufen. Bitte fragen Sie das Jugendamt nach einer neuen."
ANDERE_ADRESSE = (
    "Diese Einladung gilt für eine andere E-Mail-Adresse. Sie lässt sich nicht weitergeben. Bitte "
    "nehmen Sie sie mit der Adresse an, an die sie geschickt wurde."
)


class EinladungUngueltig(Exception):
    """This link opens nothing. The message is German and may be shown to whoever holds it."""


class NichtVerschickt(Exception):
    """The mail did not leave the server. The message is German and may be shown to the user."""


def _offene(einladung):
    """:raises EinladungUngueltig: if there is none (None), or it cannot be accepted any more"""
    if einladung is None:
        raise EinladungUngueltig(NICHT_MEHR_DA)
    if grund := einladung.why_not():
        raise EinladungUngueltig(grund)
    return einladung


class EinladungQuerySet(models.QuerySet):
    def visible_to(self, user):
        analysen = self.model._meta.get_field("analyse").related_model
        return self.filter(analyse__in=analysen.objects.visible_to(user))

    def for_list(self):
        """Return the newest first."""
        return self.order_by("-eingeladen_am", "-pk")


class Einladung(ProtectedModel):
    """
    One invitation: to whom, until when, and what became of it. It stays on record.

    `bis` is the last day of the access, `laeuft_ab_am` the end of the link.
    """

    analyse = models.ForeignKey(
        "fallanalyse.Fallanalyse", models.CASCADE, related_name="einladungen"
    )
    email = EncryptedTextField("E-Mail-Adresse")
    bis = models.DateField("Zugang bis")
    laeuft_ab_am = models.DateTimeField("Link gilt bis")
    eingeladen_am = models.DateTimeField("eingeladen am")
    eingeladen_durch = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    angenommen_am = models.DateTimeField("angenommen am", null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    beendet_am = models.DateTimeField("beendet am", null=True)

    objects = ProtectedManager.from_queryset(EinladungQuerySet)()

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        constraints = [
            models.CheckConstraint(
                name="einladung_angenommen_durch_eine_person",
                condition=Q(angenommen_am=None, person=None)
                | Q(angenommen_am__isnull=False, person__isnull=False),
                violation_error_message="Eine Einladung wird von einer Person angenommen.",
            )
        ]

    def __str__(self):
        return f"Einladung vom {timezone.localtime(self.eingeladen_am):%d.%m.%Y}"

    # --- the Jugendamt invites -------------------------------------------------------------------

    @classmethod
    def lade_ein(cls, analyse, *, adresse, **angaben):
        """
        Invite an address to moderate the (locked) analysis, and send the link.

        `adresse` is the absolute address of the page that takes the code; the rest as `lege_an`.

        :raises NichtVerschickt: if the mail server does not take it; then nothing is kept
        """
        einladung = cls.lege_an(analyse, **angaben)
        einladung._verschicke(adresse)
        return einladung

    @classmethod
    def lege_an(cls, analyse, *, email, bis, durch, gilt=LINK_GILT):
        """Keep an invitation without sending it; its link works for `gilt`."""
        jetzt = timezone.now()
        einladung = cls.objects.create(
            jugendamt_id=analyse.jugendamt_id,
            analyse=analyse,
            email=email,
            bis=bis,
            eingeladen_am=jetzt,
            laeuft_ab_am=jetzt + gilt,
            eingeladen_durch=durch,
        )
        audit.record(Aktion.ANGELEGT, objektart="einladung", kennung=analyse.kennung)
        return einladung

    @property
    def code(self):
        """
        Return the secret of the link: signed, and bound to this row alone.

        It stands behind the # of the address, which no browser sends: so it is in no log of a
        server or proxy and in no referrer.
        """
        return _signer.sign(base64.urlsafe_b64encode(self.pk.bytes).decode().rstrip("="))

    @property
    def is_offen(self):
        return not self.why_not()

    @property
    def has_zugang(self):
        """Say whether somebody moderates because of it right now."""
        return bool(self.angenommen_am) and not self.beendet_am and self.bis >= timezone.localdate()

    def beende(self):
        """Withdraw the (locked) invitation; if it was accepted, the access ends with this click."""
        if self.beendet_am:
            return
        self.beendet_am = timezone.now()
        self.save(update_fields=["beendet_am"])
        if self.person_id:
            # The Rolle goes altogether: one that ended today would be valid until midnight. What
            # it was stands here and in the audit trail.
            Rolle.objects.filter(
                person=self.person_id, art=Rollenart.MODERATION, analyse=self.analyse_id
            ).delete()
            Teammitglied.objects.filter(
                analyse=self.analyse_id, person=self.person_id, funktion=Funktion.MODERATION
            ).delete()
        audit.record(Aktion.ZURUECKGEZOGEN, objektart="einladung", kennung=self.analyse.kennung)

    @classmethod
    def beende_zugang(cls, analyse, person):
        """End what this person was invited to, where she leaves the team of the analysis."""
        rows = cls.objects.filter(analyse=analyse, person=person, beendet_am=None)
        for einladung in rows.select_for_update(of=("self",)):
            einladung.beende()

    # --- the holder of the link ------------------------------------------------------------------

    @staticmethod
    def key_of(code):
        """
        Return the key of the row this code was made for.

        :raises EinladungUngueltig: if it was not made here
        """
        try:
            packed = _signer.unsign("".join(code.split()))
            return uuid.UUID(bytes=base64.urlsafe_b64decode(f"{packed}=="))
        except (signing.BadSignature, binascii.Error, ValueError) as error:
            raise EinladungUngueltig(UNBEKANNT) from error

    @classmethod
    def oeffne(cls, pk):
        """
        Return the invitation of this key, as the holder of its link.

        :raises EinladungUngueltig: if it cannot be accepted any more
        """
        with by_link("einladung", pk):
            return _offene(cls.objects.select_related("jugendamt").filter(pk=pk).first())

    @classmethod
    def nimm_an(cls, pk, *, durch):
        """
        Accept: the person moderates the analysis from now on, and acts in that Rolle at once.

        :raises EinladungUngueltig: if it cannot be accepted, or was sent to another address
        """
        with by_link("einladung", pk):
            locked = cls.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            # The database lets nobody lock it who could not accept it; anybody may ask why.
            einladung = _offene(locked or cls.objects.filter(pk=pk).first())
            einladung.require_email(durch.email)
            rolle = Rolle(
                person=durch,
                art=Rollenart.MODERATION,
                jugendamt_id=einladung.jugendamt_id,
                analyse=einladung.analyse_id,
                von=timezone.localdate(),
                bis=einladung.bis,
            )
            rolle.save(force_insert=True)
            einladung.person, einladung.angenommen_am = durch, timezone.now()
            einladung.save(update_fields=["person", "angenommen_am"])
        go_on_as(durch, rolle)
        Teammitglied.objects.get_or_create(
            analyse_id=einladung.analyse_id,
            person=durch,
            defaults={"funktion": Funktion.MODERATION, "jugendamt_id": einladung.jugendamt_id},
        )
        audit.record(Aktion.ANGENOMMEN, objektart="einladung", kennung=einladung.analyse.kennung)
        return einladung

    def require_email(self, email):
        """:raises EinladungUngueltig: if the invitation was sent to another address"""
        if self.email.casefold() != email.strip().casefold():
            raise EinladungUngueltig(ANDERE_ADRESSE)

    def why_not(self):
        """Return the German reason why nobody can accept it any more, or ""."""
        if self.beendet_am:
            return ZURUECKGEZOGEN
        if self.angenommen_am:
            return SCHON_ANGENOMMEN
        if self.laeuft_ab_am <= timezone.now() or self.bis < timezone.localdate():
            return ABGELAUFEN
        return ""

    def _verschicke(self, adresse):
        if settings.EMAIL_BACKEND == ON_THE_CONSOLE and not settings.DEMO:
            # The code would stand in the log of the server.
            raise NichtVerschickt(
                "Es ist kein Mailserver eingerichtet. Bitte sagen Sie Ihrer IT Bescheid."
            )
        text = render_to_string(
            "fallanalyse/email/einladung.txt",
            {"einladung": self, "link": f"{adresse}#{self.code}", "adresse": adresse},
        )
        try:
            send_mail(
                "Einladung zur Moderation einer Fallanalyse",
                text,
                from_email=None,
                recipient_list=[self.email],
            )
        except OSError as error:
            logger.error("An invitation could not be sent: %s", type(error).__name__)
            raise NichtVerschickt(
                "Die E-Mail ließ sich nicht verschicken. Es ist niemand eingeladen. Bitte prüfen "
                "Sie die Adresse, oder sagen Sie Ihrer IT Bescheid."
            ) from error
