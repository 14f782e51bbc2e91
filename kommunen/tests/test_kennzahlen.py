from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen import kennzahlen
from kommunen.enums import Massnahmenstatus, Reichweite
from kommunen.kennzahlen import Aenderung, Zaehlwert, kennzahl, registriere, zaehle, zaehle_alle
from kommunen.models import Kennzahlwert
from kommunen.tests.factories import (
    JugendamtFactory,
    KennzahlwertFactory,
    MassnahmeFactory,
    ProfilFactory,
    ProjektFactory,
    TeilnahmeFactory,
)
from kommunen.tests.kennzahlprobe import NAME, probe

__all__ = ["probe"]


def stand():
    return dict(Kennzahlwert.objects.values_list("auspraegung", "anzahl"))


class TestRegister:
    def test_the_same_kennzahl_may_come_twice(self, probe):
        assert registriere(kennzahl(NAME)) is kennzahl(NAME)

    def test_another_one_of_the_same_name_is_refused(self, probe, monkeypatch):
        andere = kennzahl("teilnahmen")
        monkeypatch.setitem(kennzahlen._register, andere.name, kennzahl(NAME))

        with pytest.raises(ValueError, match="Two Kennzahlen"):
            registriere(andere)


@pytest.mark.django_db
@pytest.mark.usefixtures("probe", "system")
class TestZaehle:
    def test_adds_to_one_count_per_key(self):
        jugendamt = JugendamtFactory()

        for _ in range(3):
            zaehle(NAME, jugendamt=jugendamt, projekt=None, jahr=2026)

        assert stand() == {"": 3}

    def test_takes_away(self):
        projekt = ProjektFactory()
        jugendamt = JugendamtFactory()
        zaehle(NAME, jugendamt=jugendamt, projekt=projekt, jahr=2026, um=2)

        zaehle(NAME, jugendamt=jugendamt.pk, projekt=projekt.pk, jahr=2026, um=-1)

        assert stand() == {"": 1}

    def test_never_becomes_negative(self):
        jugendamt = JugendamtFactory()

        with pytest.raises(IntegrityError, match="wäre negativ"), transaction.atomic():
            zaehle(NAME, jugendamt=jugendamt, projekt=None, jahr=2026, um=-1)

    def test_moves_from_one_value_to_the_other_in_one_statement(self, django_assert_num_queries):
        amt = JugendamtFactory().pk
        zaehle(NAME, jugendamt=amt, projekt=None, jahr=2026, auspraegung="a")

        with django_assert_num_queries(1):
            zaehle_alle(
                [
                    Aenderung(NAME, amt, None, 2026, "b"),
                    Aenderung(NAME, amt, None, 2026, "a", um=-1),
                ]
            )

        assert stand() == {"a": 0, "b": 1}

    def test_steps_that_cancel_out_touch_nothing(self, django_assert_num_queries):
        amt = JugendamtFactory().pk

        with django_assert_num_queries(0):
            zaehle_alle([Aenderung(NAME, amt, None, 2026), Aenderung(NAME, amt, None, 2026, um=-1)])

    def test_refuses_what_is_counted_live(self):
        with pytest.raises(ValueError, match="no rollup"):
            zaehle("teilnahmen", jugendamt=1, projekt=None, jahr=2026)


@pytest.mark.django_db
class TestZeilenschutz:
    def test_live_counts_exist_for_own_jugendamt_and_projekt_only(self, rolle_als):
        with system_context("Test"):
            wert = KennzahlwertFactory(projekt=ProjektFactory())

        for art, bereich, erwartet in [
            ("leitung", {"jugendamt": wert.jugendamt}, True),
            ("projektkoordination", {"projekt": wert.projekt}, True),
            ("leitung", {}, False),
            ("projektkoordination", {}, False),
            ("ministerium", {}, False),
        ]:
            with acting_as(rolle_als(art, **bereich)):
                assert Kennzahlwert.objects.exists() is erwartet, art

    def test_a_fachkraft_counts_for_her_own_jugendamt(self, probe, rolle_als):
        rolle = rolle_als("fachkraft")

        with acting_as(rolle):
            zaehle(NAME, jugendamt=rolle.jugendamt, projekt=None, jahr=2026)
            zaehle(NAME, jugendamt=rolle.jugendamt, projekt=None, jahr=2026)

            assert stand() == {"": 2}


@pytest.mark.django_db
class TestEigeneKennzahlen:
    def test_teilnahmen_count_per_role_in_the_year_of_their_beginning(self):
        teilnahme = TeilnahmeFactory(modell=True)
        TeilnahmeFactory(jugendamt=None)

        assert list(kennzahl("teilnahmen").zaehlung()) == [
            Zaehlwert(teilnahme.jugendamt_id, teilnahme.projekt_id, 2009, "modell", 1)
        ]

    def test_profile_count_when_published(self):
        profil = ProfilFactory(veroeffentlicht=True)
        ProfilFactory()

        teilnahme = profil.teilnahme
        assert list(kennzahl("profile").zaehlung()) == [
            Zaehlwert(teilnahme.jugendamt_id, teilnahme.projekt_id, 2010, "", 1)
        ]

    def test_massnahmen_count_per_reichweite_and_status(self):
        amt = JugendamtFactory()
        for _ in range(2):
            MassnahmeFactory(jugendamt=amt, status_geaendert_am="2026-03-01")
        MassnahmeFactory(jugendamt=amt, erreicht=True, reichweite=Reichweite.CLUSTER)

        gezaehlt = {
            wert.auspraegung: wert.anzahl for wert in kennzahl("massnahmen").zaehlung([amt.pk])
        }

        assert gezaehlt == {"kommunal.geplant": 2, "cluster.umgesetzt": 1}
        assert set(gezaehlt) <= set(kennzahl("massnahmen").auspraegungen)
        assert len(kennzahl("massnahmen").auspraegungen) == 2 * len(Massnahmenstatus)

    @pytest.mark.parametrize("name", ["teilnahmen", "profile", "massnahmen"])
    def test_counts_for_given_jugendaemter_only(self, name):
        ProfilFactory(veroeffentlicht=True)
        MassnahmeFactory()

        assert list(kennzahl(name).zaehlung([JugendamtFactory().pk])) == []


@pytest.mark.django_db
class TestPruefeKennzahlen:
    def test_says_that_all_is_well(self, probe):
        with system_context("Test"):
            wert = KennzahlwertFactory()
        probe.sagt((wert.jugendamt_id, None, 2026, "", 5))
        ausgabe = StringIO()

        call_command("pruefe_kennzahlen", stdout=ausgabe)

        assert "stimmen" in ausgabe.getvalue()

    def test_names_what_differs(self, probe):
        with system_context("Test"):
            wert = KennzahlwertFactory(auspraegung="a")
        probe.sagt((wert.jugendamt_id, None, 2026, "a", 4), (wert.jugendamt_id, None, 2025, "", 1))
        ausgabe = StringIO()

        with pytest.raises(CommandError, match="2 Abweichungen"):
            call_command("pruefe_kennzahlen", stdout=ausgabe)

        assert "2026, a: geführt 5, gezählt 4" in ausgabe.getvalue()
        assert "2025: geführt 0, gezählt 1" in ausgabe.getvalue()
