"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_removed
from django.contrib.auth.signals import user_logged_in

from kinderschutz.fields import decrypt, encrypt
from kinderschutz.identity import SECOND_FACTOR_KEY


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are made by the Administration only."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Whoever reads a dump of the database must not be able to compute the codes."""

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text)


def connect():
    """Look again for the second factor of somebody who gave one up; note when one signed in."""

    def removed(sender, request, **kwargs):
        request.session.pop(SECOND_FACTOR_KEY, None)

    def logged_in(sender, request, **kwargs):
        request.session.note_sign_in()

    authenticator_removed.connect(removed, weak=False, dispatch_uid="accounts")
    user_logged_in.connect(logged_in, weak=False, dispatch_uid="accounts")
