"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.signals import user_logged_in

from kinderschutz.fields import PREFIX, NichtEntschluesselbar, decrypt, encrypt, renew
from kinderschutz.identity import SECOND_FACTOR_KEY
from kinderschutz.key_rotation import Renewal, register


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are made by the Administration, or by who was invited (`open_account`)."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Whoever reads a dump of the database must not be able to compute the codes."""

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text)


def has_account(email):
    return get_user_model().objects.filter(email__iexact=email).exists()


def open_account(request, *, email, name, password):
    """Make an account for this address, which the caller vouches for, and sign it in."""
    person = get_user_model().objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    # The second factor comes next: she need not type her password once more for it.
    record_authentication(request, person, method="password", reauthenticated=True)
    return person


def renew_second_factors(*, wet_run):
    """Move the secrets of the second factors to the newest key; needs the system context."""
    result = Renewal(Authenticator._meta.db_table)
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        try:
            data = {
                name: renew(value) if isinstance(value, str) and value.startswith(PREFIX) else value
                for name, value in row.data.items()
            }
        except NichtEntschluesselbar:
            result.lost += 1
            continue
        if data == row.data:
            result.current += 1
            continue
        result.renewed += 1
        if wet_run:
            Authenticator.objects.filter(pk=row.pk).update(data=data)
    return result


def connect():
    """Look again for the second factor of somebody who gave one up; note when one signed in."""

    def removed(sender, request, **kwargs):
        request.session.pop(SECOND_FACTOR_KEY, None)

    def logged_in(sender, request, **kwargs):
        request.session.note_sign_in()

    register(renew_second_factors)
    authenticator_removed.connect(removed, weak=False, dispatch_uid="accounts")
    user_logged_in.connect(logged_in, weak=False, dispatch_uid="accounts")
