"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.signals import user_logged_in

from kinderschutz.fields import decrypt, encrypt
from kinderschutz.identity import SECOND_FACTOR_KEY


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


def connect():
    """Look again for the second factor of somebody who gave one up; note when one signed in."""

    def removed(sender, request, **kwargs):
        request.session.pop(SECOND_FACTOR_KEY, None)

    def logged_in(sender, request, **kwargs):
        request.session.note_sign_in()

    authenticator_removed.connect(removed, weak=False, dispatch_uid="accounts")
    user_logged_in.connect(logged_in, weak=False, dispatch_uid="accounts")
