import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinderschutz.identity import KeineIdentitaet, acting_as
from kinderschutz.system_context import system_context
from kinderschutz.tests.tage import gestern, heute
from kommunen.enums import Rollenart
from kommunen.models import Rolle
from kommunen.models.rolle import BEREICHE
from kommunen.tests.factories import (
    BundeslandFactory,
    JugendamtFactory,
    ProjektFactory,
    RolleFactory,
    UserFactory,
)

BEREICH = ["jugendamt", "projekt", "bundesland"]


@pytest.mark.django_db
class TestBereich:
    @pytest.mark.parametrize("art", Rollenart)
    def test_an_art_takes_its_own_scope_and_no_other(self, art, system):
        gemacht = {
            "jugendamt": JugendamtFactory(),
            "projekt": ProjektFactory(),
            "bundesland": BundeslandFactory(),
        }
        gueltige = [gesetzt - {"analyse"} for gesetzt in BEREICHE[art]]

        for gesetzt in itertools.chain.from_iterable(
            itertools.combinations(BEREICH, anzahl) for anzahl in range(4)
        ):
            felder = {feld: gemacht[feld] if feld in gesetzt else None for feld in BEREICH}
            if set(gesetzt) in gueltige:
                RolleFactory(art=art, **felder)
            else:
                with pytest.raises(IntegrityError), transaction.atomic():
                    RolleFactory(art=art, **felder)

    def test_the_form_says_in_german_which_scope_is_needed(self, system):
        rolle = RolleFactory.build(person=UserFactory(), jugendamt=None)

        with pytest.raises(ValidationError, match="brauchen ein Jugendamt"):
            rolle.full_clean()

    def test_moderation_needs_an_end(self, system):
        with pytest.raises(IntegrityError, match="moderation_ist_befristet"), transaction.atomic():
            RolleFactory(art=Rollenart.MODERATION, bis=None)

    def test_only_a_leitung_is_represented(self, system):
        with pytest.raises(IntegrityError, match="vertretung_nur"), transaction.atomic():
            RolleFactory(vertretung=True)

    def test_the_same_open_ended_rolle_exists_once(self, system):
        rolle = RolleFactory()

        with pytest.raises(IntegrityError, match="unbefristet_nur_einmal"), transaction.atomic():
            RolleFactory(person=rolle.person, jugendamt=rolle.jugendamt)


@pytest.mark.django_db
class TestBezeichnung:
    @pytest.mark.parametrize(
        ("art", "felder", "erwartet"),
        [
            ("leitung", {}, "Leitung, Stadtjugendamt Ludwigshafen am Rhein"),
            (
                "leitung",
                {"vertretung": True},
                "Leitung (Vertretung), Stadtjugendamt Ludwigshafen am Rhein",
            ),
        ],
    )
    def test_names_art_and_jugendamt(self, system, art, felder, erwartet):
        amt = JugendamtFactory(name="Stadtjugendamt Ludwigshafen am Rhein")

        assert RolleFactory(art=art, jugendamt=amt, **felder).bezeichnung == erwartet

    def test_names_the_land(self, system):
        assert RolleFactory(art="ministerium").bezeichnung == "Ministerium, Rheinland-Pfalz"

    def test_of_the_administration_has_no_scope(self, system):
        assert RolleFactory(art="administration").bezeichnung == "Administration"


@pytest.mark.django_db
class TestGueltigkeit:
    def test_includes_first_and_last_day(self, system):
        rolle = RolleFactory(von=heute(), bis=heute())

        assert list(Rolle.objects.for_person(rolle.person)) == [rolle]

    def test_an_ended_one_is_not_offered(self, system):
        rolle = RolleFactory()

        rolle.beenden(gestern())

        assert not Rolle.objects.for_person(rolle.person).exists()

    def test_names_cost_no_further_query(self, system, django_assert_num_queries):
        person = UserFactory()
        for art in ("leitung", "projektkoordination", "ministerium"):
            RolleFactory(person=person, art=art)

        with django_assert_num_queries(1):
            assert len([rolle.bezeichnung for rolle in Rolle.objects.for_person(person)]) == 3


@pytest.mark.django_db
class TestVisibleTo:
    def test_leitung_sees_the_own_jugendamt_and_nobody_else(self, rolle_als):
        leitung = rolle_als("leitung")
        kollegin = rolle_als("fachkraft", jugendamt=leitung.jugendamt)
        rolle_als("fachkraft")

        with acting_as(leitung) as user:
            assert set(Rolle.objects.visible_to(user)) == {leitung, kollegin}

    def test_ministerium_sees_only_its_own(self, rolle_als):
        ministerium = rolle_als("ministerium")
        rolle_als("leitung")

        with acting_as(ministerium) as user:
            assert list(Rolle.objects.visible_to(user)) == [ministerium]

    def test_administration_sees_all(self, rolle_als):
        leitung = rolle_als("leitung")

        with acting_as(rolle_als("administration")) as user:
            assert leitung in Rolle.objects.visible_to(user)

    def test_nobody_sees_none(self, rolle_als, system):
        rolle_als("leitung")

        assert not Rolle.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.django_db
class TestZeilenschutz:
    """What the database itself refuses, whatever the web forgets."""

    def test_without_identity_the_manager_raises(self):
        with pytest.raises(KeineIdentitaet):
            Rolle.objects.all()

    def test_foreign_rollen_are_not_there(self, rolle_als):
        fremde = rolle_als("leitung")

        with acting_as(rolle_als("leitung")):
            assert not Rolle.objects.filter(pk=fremde.pk).exists()

    @pytest.mark.parametrize("art", ["fachkraft", "netzwerkkoordination", "ministerium"])
    def test_nobody_gives_herself_a_rolle(self, rolle_als, art):
        rolle = rolle_als(art)

        with (
            acting_as(rolle) as user,
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            RolleFactory(person=user, art="administration")

    def test_nobody_promotes_herself(self, rolle_als):
        rolle = rolle_als("fachkraft")

        with (
            acting_as(rolle),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            Rolle.objects.filter(pk=rolle.pk).update(art="leitung")

    def test_a_fachkraft_removes_nobody(self, rolle_als):
        fachkraft = rolle_als("fachkraft")
        kollegin = rolle_als("fachkraft", jugendamt=fachkraft.jugendamt)

        with acting_as(fachkraft):
            Rolle.objects.filter(pk=kollegin.pk).delete()

        with system_context("Test"):
            assert Rolle.objects.filter(pk=kollegin.pk).exists()

    def test_a_leitung_gives_rollen_in_her_own_jugendamt_only(self, rolle_als):
        leitung = rolle_als("leitung")
        fremdes = JugendamtFactory()
        person = UserFactory()

        with acting_as(leitung):
            RolleFactory(person=person, jugendamt=leitung.jugendamt)
            with pytest.raises(ProgrammingError), transaction.atomic():
                RolleFactory(person=person, jugendamt=fremdes)

    def test_counts_and_contacts_are_protected_too(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relforcerowsecurity"
                " AND relname LIKE 'kommunen_%' ORDER BY relname"
            )
            assert [name for (name,) in cursor.fetchall()] == [
                "kommunen_ansprechperson",
                "kommunen_einsichtnahme",
                "kommunen_importdokument",
                "kommunen_kennzahlwert",
                "kommunen_massnahmenbeleg",
                "kommunen_organisationsstand",
                "kommunen_organisationsstandevent",
                "kommunen_profilfassung",
                "kommunen_rolle",
                "kommunen_rueckmeldung",
                "kommunen_rueckmeldungevent",
                "kommunen_zwischenbericht",
            ]
