"""Who may do what: the roles of every transition, and the questions the pages ask."""

import itertools

import pytest

from fallanalyse import permissions
from fallanalyse.enums import Freigabestufe, Funktion, Uebergang
from fallanalyse.models import Fallanalyse
from fallanalyse.tests.factories import amt, amt_im_cluster
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kinderschutz.testing import SCOPES, make_rolle
from kommunen.enums import Rollenart

pytestmark = pytest.mark.django_db

# art of Rolle, in the team or not: what it may do, if the state allows it.
TEAMARBEIT = {Uebergang.ABSCHLIESSEN, Uebergang.WIEDER_OEFFNEN, Uebergang.EINREICHEN}
FREIGABEN = {
    Uebergang.FREIGEBEN,
    Uebergang.FREIGEBEN_CLUSTER,
    Uebergang.FREIGEBEN_PROJEKT,
    Uebergang.FREIGEBEN_LAND,
}
ZWEITE_PERSON = {Uebergang.BESTAETIGEN, Uebergang.ZURUECKGEBEN}
DARF = {
    (Rollenart.FACHKRAFT, True): TEAMARBEIT | {Uebergang.ZURUECKZIEHEN},
    (Rollenart.FACHKRAFT, False): ZWEITE_PERSON,
    (Rollenart.LEITUNG, True): TEAMARBEIT | {Uebergang.ZURUECKZIEHEN},
    (Rollenart.LEITUNG, False): FREIGABEN | ZWEITE_PERSON | {Uebergang.ZURUECKZIEHEN},
}


def rolle_im(jugendamt, art, analyse):
    feld = SCOPES.get(art, ("", None))[0]
    scope = {"jugendamt": jugendamt} if feld == "jugendamt" else {}
    if art == Rollenart.MODERATION:
        scope["analyse"] = analyse.pk
    return make_rolle(art.value, **scope)


@pytest.mark.parametrize(("art", "im_team"), list(itertools.product(Rollenart, [True, False])))
def test_every_rolle_may_do_what_the_table_says(art, im_team):
    eines = amt()
    analyse = eines.beginne()
    rolle = rolle_im(eines.jugendamt, art, analyse)
    with system_context("Test"):
        if im_team:
            analyse.nimm_ins_team(rolle.person, Funktion.ANALYSETEAM)

    with acting_as(rolle) as person:
        darf = {eines for eines in Uebergang if permissions.can(person, eines, analyse)}
    assert darf == DARF.get((art, im_team), set())


@pytest.mark.parametrize(
    ("frage", "arten"),
    [
        (permissions.can_beginnen, {Rollenart.FACHKRAFT, Rollenart.LEITUNG}),
        (permissions.can_vorgeben, {Rollenart.LEITUNG, Rollenart.DATENSCHUTZ}),
        (permissions.can_recht, {Rollenart.LEITUNG, Rollenart.DATENSCHUTZ}),
        (permissions.can_loeschen, {Rollenart.LEITUNG}),
        (permissions.can_freigeben, {Rollenart.LEITUNG}),
        (permissions.can_second_person, {Rollenart.FACHKRAFT, Rollenart.LEITUNG}),
        (
            permissions.can_list,
            {
                Rollenart.FACHKRAFT,
                Rollenart.LEITUNG,
                Rollenart.MODERATION,
                Rollenart.NETZWERKKOORDINATION,
            },
        ),
        (
            permissions.sees_only_vorschlaege,
            {Rollenart.MINISTERIUM, Rollenart.LANDESJUGENDAMT},
        ),
        (
            lambda user: permissions.can_bibliothek(user.rolle),
            {
                Rollenart.FACHKRAFT,
                Rollenart.LEITUNG,
                Rollenart.PROJEKTKOORDINATION,
                Rollenart.WISSENSCHAFT,
                Rollenart.MINISTERIUM,
                Rollenart.LANDESJUGENDAMT,
            },
        ),
    ],
)
def test_what_an_art_of_rolle_may(frage, arten):
    for art in Rollenart:
        with acting_as(make_rolle(art.value)) as person:
            assert frage(person) == (art in arten), art


def test_nobody_without_a_rolle_may_anything():
    with acting_as(make_rolle("fachkraft")) as person:
        person.rolle = None
        assert not permissions.can_list(person)
        assert not permissions.can_beginnen(person)
        assert not permissions.can_bibliothek(None)


class TestCanBearbeiten:
    @pytest.mark.parametrize(
        ("stufe", "erlaubt"),
        [(Freigabestufe.TEAM, True), (Freigabestufe.EINGEREICHT, False)],
    )
    def test_the_team_writes_until_it_is_finished(self, stufe, erlaubt):
        eines = amt()
        analyse = eines.analyse(stufe)

        with acting_as(eines.fachkraft) as person:
            assert permissions.can_bearbeiten(person, analyse) == erlaubt
            assert permissions.can_merken(person, analyse)

    @pytest.mark.parametrize("wer", ["kollegin", "leitung"])
    def test_nobody_else_writes(self, wer):
        eines = amt()
        analyse = eines.beginne()

        with acting_as(eines.rollen[wer]) as person:
            assert not permissions.can_bearbeiten(person, analyse)

    def test_rights_of_another_rolle_do_not_add_up(self):
        """In the team as Fachkraft, she acts as Netzwerkkoordination: a reader like any other."""
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        rolle = make_rolle(
            "netzwerkkoordination", jugendamt=eines.jugendamt, person=eines.fachkraft.person
        )

        with acting_as(rolle) as person:
            assert not permissions.can_merken(person, analyse)
            assert not permissions.can_fassungen(person, analyse)
            assert not permissions.can_begruendungen(person, analyse)


class TestUebergaengeFor:
    @pytest.mark.parametrize(
        ("stufe", "wer", "knoepfe"),
        [
            (Freigabestufe.TEAM, "fachkraft", [Uebergang.ABSCHLIESSEN]),
            (Freigabestufe.EINGEREICHT, "fachkraft", [Uebergang.ZURUECKZIEHEN]),
            (
                Freigabestufe.EINGEREICHT,
                "leitung",
                [Uebergang.ZURUECKGEBEN, Uebergang.FREIGEBEN, Uebergang.ZURUECKZIEHEN],
            ),
            (
                Freigabestufe.LESERKREIS,
                "zweite",
                [Uebergang.ZURUECKGEBEN, Uebergang.BESTAETIGEN],
            ),
            (
                Freigabestufe.GEPRUEFT,
                "leitung",
                [Uebergang.ZURUECKGEBEN, Uebergang.FREIGEBEN_CLUSTER, Uebergang.ZURUECKZIEHEN],
            ),
            (
                Freigabestufe.CLUSTER,
                "leitung",
                [Uebergang.FREIGEBEN_PROJEKT, Uebergang.ZURUECKZIEHEN],
            ),
            (
                Freigabestufe.PROJEKT,
                "leitung",
                [Uebergang.FREIGEBEN_LAND, Uebergang.ZURUECKZIEHEN],
            ),
            (Freigabestufe.LAND, "leitung", [Uebergang.ZURUECKZIEHEN]),
            (Freigabestufe.LAND, "kollegin", []),
        ],
    )
    def test_the_buttons_are_what_state_and_rolle_allow(self, stufe, wer, knoepfe):
        eines = amt_im_cluster()
        analyse = eines.analyse(stufe)

        with acting_as(eines.rollen[wer]) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            assert permissions.uebergaenge_for(person, frisch) == knoepfe
