"""One invitation, accepted in two windows at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fallanalyse.models import Einladung
from fallanalyse.models.einladung import SCHON_ANGENOMMEN
from fallanalyse.tests.einladen import ADRESSE, ANNEHMEN, konto
from fallanalyse.tests.factories import amt
from fallanalyse.tests.zugleich import Zugleich, warte_auf_sperre
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.models import Rolle

pytestmark = pytest.mark.django_db(transaction=True)


def test_makes_one_rolle():
    eines = amt()
    analyse = eines.beginne()
    with acting_as(eines.fachkraft) as fachkraft:
        einladung = Einladung.lade_ein(
            analyse,
            email=ADRESSE,
            bis=timezone.localdate() + timedelta(days=30),
            durch=fachkraft,
            adresse="https://kinderschutz.test/einladung/",
        )
    person = konto()
    browser = [Client(), Client()]
    for eines_ in browser:
        eines_.force_login(person)
        session = eines_.session
        session["einladung"] = str(einladung.pk)
        session.save()
    zugleich = Zugleich()

    with system_context("Test"):
        Einladung.objects.select_for_update().get(pk=einladung.pk)
        for nummer, eines_ in enumerate(browser):
            zugleich.starte(nummer, lambda eines_=eines_: eines_.post(ANNEHMEN))
        warte_auf_sperre(2)
    antworten = zugleich.ende()

    codes = sorted(antwort.status_code for antwort in antworten.values())
    assert codes == [200, 302]
    [verlierer] = [eine for eine in antworten.values() if eine.status_code == 200]
    assert SCHON_ANGENOMMEN in verlierer.content.decode()
    with system_context("Test"):
        assert Rolle.objects.filter(person=person).count() == 1
