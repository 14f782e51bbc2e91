"""Text that the database, its dumps and its administrators cannot read."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import checks
from django.core.signals import setting_changed
from django.db import models

from kinderschutz.typed_text import TypedTextField

PREFIX = "f1:"


class NichtEntschluesselbar(Exception):
    """The keys at hand do not open this text. Never answered by handing out the ciphertext."""


@lru_cache(maxsize=1)
def keyring():
    """Return the keys of settings.FIELD_KEYS: the first writes, all of them read."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def _forget_keyring(setting, **kwargs):
    if setting == "FIELD_KEYS":
        keyring.cache_clear()


setting_changed.connect(_forget_keyring, dispatch_uid="keyring")


def encrypt(text):
    """Return the text as it lies in the database; empty text stays empty."""
    return PREFIX + keyring().encrypt(text.encode()).decode() if text else text


def decrypt(stored):
    """
    Return the text behind `stored`.

    :raises NichtEntschluesselbar: if it is no ciphertext or none of the keys opens it
    """
    if not stored:
        return stored
    if not stored.startswith(PREFIX):
        raise NichtEntschluesselbar("Der gespeicherte Text ist nicht verschlüsselt.")
    try:
        return keyring().decrypt(stored.removeprefix(PREFIX).encode()).decode()
    except InvalidToken as error:
        raise NichtEntschluesselbar("Kein Schlüssel in FIELD_KEYS öffnet diesen Text.") from error


def renew(stored):
    """
    Return the same text under the newest key; `stored` itself where it lies under that already.

    :raises NichtEntschluesselbar: as decrypt
    """
    if not stored:
        return stored
    if not stored.startswith(PREFIX):
        raise NichtEntschluesselbar("Der gespeicherte Text ist nicht verschlüsselt.")
    token = stored.removeprefix(PREFIX).encode()
    renewed = renew_token(token)
    return stored if renewed is token else PREFIX + renewed.decode()


def renew_token(token):
    """As `renew`, for the bare token that is kept in a file."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token)
    except InvalidToken:
        pass
    else:
        return token
    try:
        return keyring().rotate(token)
    except InvalidToken as error:
        raise NichtEntschluesselbar("Kein Schlüssel in FIELD_KEYS öffnet diesen Text.") from error


class EncryptedTextField(models.TextField):
    """A text field that can be read and written, but neither searched nor sorted by."""

    def get_prep_value(self, value):
        return encrypt(super().get_prep_value(value))

    def from_db_value(self, value, expression, connection):
        return decrypt(value)

    def get_lookup(self, lookup_name):
        # A comparison with ciphertext is silently never true.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TypedTextField, **kwargs})

    def check(self, **kwargs):
        errors = super().check(**kwargs)
        if self.db_index or self.unique:
            errors.append(
                checks.Error(
                    "Ciphertext is different each time: no index.", obj=self, id="field.E1"
                )
            )
        return errors
