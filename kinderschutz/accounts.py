"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_removed

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
    """Look again for the second factor of somebody who gave one up."""

    def removed(sender, request, **kwargs):
        request.session.pop(SECOND_FACTOR_KEY, None)

    authenticator_removed.connect(removed, weak=False, dispatch_uid="accounts")
