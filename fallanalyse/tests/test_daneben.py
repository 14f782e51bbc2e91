"""Two analyses of the same Jugendamt side by side: only what one may read of both."""

import pytest
from django.urls import reverse

from fallanalyse.enums import Freigabestufe
from fallanalyse.tests.factories import BefundFactory, FallanalyseFactory
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


def lies(client, analyse, **query):
    return client.get(reverse("fallanalyse:daneben", args=[analyse.pk]), query)


def test_both_say_their_befunde(client, eines, analyse):
    frueher = eines.analyse(Freigabestufe.LESERKREIS)
    with system_context("Test"):
        BefundFactory(analyse=analyse, titel="Das Tandem fehlte")
        BefundFactory(analyse=frueher, titel="Das Tandem trug")

    seite = lies(client, analyse, kennung=frueher.kennung.lower()).content.decode()

    assert "Das Tandem fehlte" in seite
    assert "Das Tandem trug" in seite


def test_reading_both_leaves_two_lines(client, eines, analyse):
    frueher = eines.analyse(Freigabestufe.LESERKREIS)

    lies(client, analyse, kennung=frueher.kennung)

    with system_context("Test"):
        gelesen = Protokolleintrag.objects.filter(aktion=Aktion.GELESEN)
        assert {eintrag.kennung for eintrag in gelesen} >= {analyse.kennung, frueher.kennung}


def test_one_that_others_may_not_know_of_is_not_there(client, login_as, eines, analyse):
    with system_context("Test"):
        fremdes_team = FallanalyseFactory(jugendamt=eines.jugendamt)
        fremdes_amt = FallanalyseFactory(im_leserkreis=True)

    for andere in (fremdes_team, fremdes_amt):
        seite = lies(client, analyse, kennung=andere.kennung)
        assert seite.context["daneben"] is None
        assert "gibt es nicht" in seite.content.decode()


def test_an_analysis_is_never_laid_beside_itself(client, analyse):
    assert lies(client, analyse, kennung=analyse.kennung).context["daneben"] is None


def test_the_newest_are_offered(client, eines, analyse):
    frueher = eines.analyse(Freigabestufe.LESERKREIS)

    seite = lies(client, analyse).content.decode()

    assert f"?kennung={frueher.kennung}" in seite


def test_who_has_no_other_is_told_so(client, analyse):
    assert "Noch keine andere Fallanalyse" in lies(client, analyse).content.decode()


def test_the_queries_do_not_grow_with_the_rows(assert_constant_queries, eines, analyse):
    frueher = eines.analyse(Freigabestufe.LESERKREIS)
    url = reverse("fallanalyse:daneben", args=[analyse.pk]) + f"?kennung={frueher.kennung}"

    assert_constant_queries(url, add_row=lambda: BefundFactory(analyse=frueher))
