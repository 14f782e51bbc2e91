"""User, the abstract bases of everything people write in, and the audit trail."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from kinderschutz.identity import rolle_of
from kinderschutz.row_protection import ProtectedManager


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """
    A person who signs in. What she may do comes from the one Rolle she acts in, never from here.

    There is no superuser: `is_staff` and the permission methods only answer the admin, and they
    ask whether she acts as Administration.
    """

    email = models.EmailField("E-Mail-Adresse", unique=True)
    name = models.CharField("Name", max_length=150)
    is_active = models.BooleanField("aktiv", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Benutzerkonto"
        verbose_name_plural = "Benutzerkonten"

    def __str__(self):
        return self.name

    @property
    def is_administration(self):
        rolle = rolle_of(self)
        return rolle is not None and rolle.is_administration

    @property
    def is_staff(self):
        return self.is_administration

    def has_perm(self, perm, obj=None):
        return self.is_active and self.is_administration

    def has_module_perms(self, app_label):
        return self.is_active and self.is_administration


class Zeitgestempelt(models.Model):
    """When a row came and last changed: for people who investigate, never for rules."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


SCHON_GESPEICHERT = "Jemand anderes hat das inzwischen gespeichert. Ihr Text ist noch da."


class VersionVeraltet(Exception):
    """Somebody else saved in the meantime. The message is German and may be shown to the user."""


class Versioniert(Zeitgestempelt):
    """What people write in. The version rises with every save, so that nobody overwrites unseen."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if not self._state.adding:
            self.version += 1
        if update_fields is not None:
            update_fields = {*update_fields, "version", "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def require_version(self, version):
        """
        :raises VersionVeraltet: if this (locked) row is no longer the one the user saw
        """
        if self.version != version:
            raise VersionVeraltet(SCHON_GESPEICHERT)


class Aktion(models.TextChoices):
    """What an entry of the audit trail says happened (domain.md 7.9)."""

    ANGELEGT = "angelegt", "angelegt"
    GEAENDERT = "geaendert", "geändert"
    ENTFERNT = "entfernt", "entfernt"
    GELESEN = "gelesen", "gelesen"
    EXPORTIERT = "exportiert", "exportiert"
    EINGEREICHT = "eingereicht", "eingereicht"
    FREIGEGEBEN = "freigegeben", "freigegeben"
    ZURUECKGEGEBEN = "zurueckgegeben", "zurückgegeben"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    ANGENOMMEN = "angenommen", "angenommen"
    UEBERGEBEN = "uebergeben", "übergeben"
    UEBERNOMMEN = "uebernommen", "übernommen"
    ANGEMELDET = "angemeldet", "angemeldet"
    ABGEMELDET = "abgemeldet", "abgemeldet"
    FEHLGESCHLAGEN = "fehlgeschlagen", "fehlgeschlagen"
    VERWEIGERT = "verweigert", "verweigert"


class Protokollkette(models.Model):
    """The head of one hash chain. Without policy: every writer must be able to hang on to it."""

    kette = models.CharField(primary_key=True, max_length=40)
    nummer = models.BigIntegerField()
    pruefsumme = models.CharField(max_length=64)

    class Meta:
        verbose_name = "Protokollkette"
        verbose_name_plural = "Protokollketten"

    def __str__(self):
        return self.kette


class ProtokolleintragQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the chain of the own Jugendamt, for the Rolle that may read it."""
        rolle = rolle_of(user)
        if rolle is None or not rolle.sees_protokoll or rolle.jugendamt_id is None:
            return self.none()
        return self.filter(jugendamt=rolle.jugendamt_id)

    def with_person_name(self):
        """Tell `person_name` as well: for who gave a reason to know it (kommunen.Einsichtnahme)."""
        names = User.objects.filter(pk=models.OuterRef("person")).values("name")
        return self.annotate(person_name=models.Subquery(names))


class Protokolleintrag(models.Model):
    """
    One link of the audit trail: who did what to which object, when – never what it said.

    Keys are plain text, so that an entry outlives what it speaks of. `nummer`, `vorgaenger` and
    `pruefsumme` are set by a trigger (migration 0002), changes are refused by another.
    Source: § 22 Abs. 2 Nr. 2 BDSG, domain.md 7.9.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kette = models.CharField("Kette", max_length=40)
    nummer = models.BigIntegerField("Nummer", default=0)
    zeitpunkt = models.DateTimeField("Zeitpunkt")
    person = models.BigIntegerField("Person", null=True)
    rolle = models.CharField("Rolle", max_length=40, blank=True)
    jugendamt = models.BigIntegerField("Jugendamt", null=True)
    aktion = models.CharField("Aktion", max_length=20, choices=Aktion)
    objektart = models.CharField("Objektart", max_length=80, blank=True)
    kennung = models.CharField("Kennung", max_length=80, blank=True)
    anfrage = models.CharField("Anfrage", max_length=40, blank=True)
    vorgaenger = models.CharField("Prüfsumme des Vorgängers", max_length=64, default="")
    pruefsumme = models.CharField("Prüfsumme", max_length=64, default="")

    objects = ProtectedManager.from_queryset(ProtokolleintragQuerySet)()

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokolleinträge"
        indexes = [
            # What happened to one object, newest first, however much else there is.
            models.Index(name="protokoll_je_objekt", fields=["jugendamt", "kennung", "-nummer"])
        ]
        constraints = [
            models.UniqueConstraint(
                name="protokolleintrag_nummer_einmal_je_kette", fields=["kette", "nummer"]
            )
        ]

    def __str__(self):
        return f"{self.kette}/{self.nummer}"
