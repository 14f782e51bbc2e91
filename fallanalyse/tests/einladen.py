"""What the tests of invitations share: the letter, its code, the browsers of both sides."""

import re
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fallanalyse.tests.factories import UserFactory

ADRESSE = "erika@beispiel.test"
PASSWORT = "ein-langes-passwort"
OEFFNEN, ANNEHMEN = reverse("einladung:oeffnen"), reverse("einladung:annehmen")


def seite(analyse):
    return reverse("fallanalyse:einladungen", args=[analyse.pk])


def lade_ein(browser, analyse, email=ADRESSE, **angaben):
    bis = timezone.localdate() + timedelta(days=90)
    return browser.post(seite(analyse), {"email": email, "bis": bis.isoformat()} | angaben)


def code_aus_brief(nummer=-1):
    return re.search(r"/einladung/#(\S+)", mail.outbox[nummer].body)[1]


def oeffne(code, konto=None):
    """Return a browser, signed in as this account, that holds the link; and the answer."""
    browser = Client()
    if konto:
        browser.force_login(konto)
    return browser, browser.post(OEFFNEN, {"code": code}, follow=True)


def nimm_an(konto, code):
    browser, _antwort = oeffne(code, konto)
    return browser, browser.post(ANNEHMEN)


def konto(email=ADRESSE):
    return UserFactory(email=email)


def gezeigt(antwort):
    return antwort.content.decode()
