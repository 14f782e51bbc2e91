from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.kennzahlen import Zaehlwert
from kommunen.kennzahlentabelle import lies
from kommunen.kleine_zellen import schuetze
from kommunen.laendertabellen import Laendertabellen
from kommunen.models import Jugendamt, Stichtag
from kommunen.tests.factories import (
    BundeslandFactory,
    JugendamtFactory,
    KennzahlwertFactory,
    MassnahmeFactory,
    ProjektFactory,
    StichtagFactory,
    StichtagswertFactory,
    TeilnahmeFactory,
)
from kommunen.tests.kennzahlprobe import NAME, probe

__all__ = ["probe"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probe")]


def text(tabelle):
    """Return the cells of the table as people read them, a row per Jugendamt, then the totals."""
    return [[str(zelle) for zelle in zeile.zellen] for zeile in tabelle.zeilen] + [
        [str(zelle) for zelle in tabelle.summen]
    ]


@pytest.fixture
def stichtag():
    return StichtagFactory()


@pytest.fixture
def eingefroren(stichtag):
    """Return a function that freezes counts of the probe, one Jugendamt for each."""

    def frieren(*anzahlen, **felder):
        land = felder.pop("land", None) or BundeslandFactory()
        return [
            StichtagswertFactory(
                stichtag=stichtag,
                anzahl=anzahl,
                jugendamt__name=f"Jugendamt {nummer:02}",
                jugendamt__traeger__bundesland=land,
                **felder,
            ).jugendamt
            for nummer, anzahl in enumerate(anzahlen)
        ]

    return frieren


class TestLandUndOeffentlichkeit:
    def test_see_what_was_frozen_with_small_counts_withheld(self, eingefroren, rolle_als):
        eingefroren(1, 5, 9, 0)
        JugendamtFactory(name="Jugendamt ohne Teilnahme")

        erwartet = [["."], ["."], ["9"], ["0"], ["keine Angabe"], ["15"]]
        assert text(lies(AnonymousUser(), namen=[NAME])) == erwartet
        with acting_as(rolle_als("ministerium")) as user:
            assert text(lies(user, namen=[NAME])) == erwartet

    def test_see_nothing_of_what_changed_since(self, eingefroren, rolle_als):
        (amt,) = eingefroren(5)
        with system_context("Test"):
            KennzahlwertFactory(jugendamt=amt, anzahl=6)

        tabelle = lies(AnonymousUser(), namen=[NAME])

        assert str(tabelle.zelle(amt.pk, NAME)) == "5"
        assert tabelle.spalten[0].stand == date(2026, 6, 30)

    def test_see_no_figure_before_the_first_stichtag(self):
        TeilnahmeFactory()

        tabelle = lies(AnonymousUser(), namen=[NAME])

        assert text(tabelle) == [["keine Angabe"], ["keine Angabe"]]
        assert tabelle.spalten[0].stand is None

    def test_ministerium_sees_its_own_land_only(self, eingefroren, rolle_als):
        eingefroren(7)
        hessen = BundeslandFactory(hessen=True)
        eingefroren(8, land=hessen)

        with acting_as(rolle_als("ministerium")) as user:
            assert text(lies(user, namen=[NAME], bundesland=hessen)) == [["7"], ["7"]]
        assert text(lies(AnonymousUser(), namen=[NAME])) == [["8"], ["7"], ["15"]]

    def test_a_projekt_is_no_way_to_smaller_tables(self, eingefroren):
        projekt = ProjektFactory()
        eingefroren(7, 9, projekt=projekt)

        assert text(lies(AnonymousUser(), namen=[NAME], projekt=projekt)) == [["."], ["."], ["."]]

    def test_a_year_shows_what_the_whole_table_shows_of_it(self, eingefroren, stichtag):
        amt, _anderes = eingefroren(4, 6)
        StichtagswertFactory(stichtag=stichtag, jugendamt=amt, jahr=2025, anzahl=1)

        ganz = lies(AnonymousUser(), namen=[NAME])
        dieses = lies(AnonymousUser(), namen=[NAME], jahr=2026)
        voriges = lies(AnonymousUser(), namen=[NAME], jahr=2025)

        assert text(voriges)[0] == ["."]
        assert "." in (str(ganz.zelle(amt.pk, NAME)), str(dieses.zelle(amt.pk, NAME)))

    def test_a_year_without_counts_has_zeros(self, eingefroren):
        eingefroren(4)
        JugendamtFactory(name="Jugendamt ohne Teilnahme")

        assert text(lies(AnonymousUser(), namen=[NAME], jahr=2019)) == [
            ["0"],
            ["keine Angabe"],
            ["0"],
        ]

    def test_some_jugendaemter_have_a_total_only_if_nothing_in_it_is_secret(self, eingefroren):
        klein, _neben, gross, weiteres = eingefroren(1, 3, 9, 8)

        assert text(lies(AnonymousUser(), namen=[NAME], jugendaemter=[gross, weiteres])) == [
            ["9"],
            ["8"],
            ["17"],
        ]
        assert text(lies(AnonymousUser(), namen=[NAME], jugendaemter=[klein, gross]))[-1] == ["."]

    def test_values_of_a_dimension_stand_in_their_own_columns(self, eingefroren):
        eingefroren(4, 6, auspraegung="a")

        tabelle = lies(AnonymousUser(), namen=[NAME], gliederung=True)

        assert [spalte.titel for spalte in tabelle.spalten] == [
            "Analysen der Probe: Art A",
            "Analysen der Probe: Art B",
        ]
        assert text(tabelle)[-1] == ["10", "0"]

    def test_an_unknown_stichtag_is_an_error(self):
        with pytest.raises(Stichtag.DoesNotExist):
            lies(AnonymousUser(), namen=[NAME], stichtag=date(1999, 1, 1))


class TestLeitung:
    def test_sees_her_own_jugendamt_live(self, eingefroren, rolle_als):
        amt, _fremdes = eingefroren(1, 7)
        with system_context("Test"):
            KennzahlwertFactory(jugendamt=amt, anzahl=2)

        with acting_as(rolle_als("leitung", jugendamt=amt)) as user:
            assert text(lies(user, namen=[NAME])) == [["2"], ["2"]]

    def test_a_fachkraft_sees_the_public_figure_of_it(self, eingefroren, rolle_als):
        amt, _fremdes = eingefroren(1, 7)

        with acting_as(rolle_als("fachkraft", jugendamt=amt)) as user:
            assert text(lies(user, namen=[NAME])) == [["."], ["."]]


class TestProjektkoordination:
    def test_sees_her_own_projekt_live_and_not_withheld(self, rolle_als):
        teilnahme = TeilnahmeFactory()
        amt = teilnahme.jugendamt
        TeilnahmeFactory()
        with system_context("Test"):
            KennzahlwertFactory(jugendamt=amt, projekt=teilnahme.projekt, anzahl=1)
            KennzahlwertFactory(jugendamt=amt, projekt=ProjektFactory(), anzahl=7)

        with acting_as(rolle_als("projektkoordination", projekt=teilnahme.projekt)) as user:
            assert text(lies(user, namen=[NAME])) == [["1"], ["1"]]

    def test_may_speak_of_the_same_day_as_the_ministerium(self, stichtag, rolle_als):
        teilnahme = TeilnahmeFactory()
        StichtagswertFactory(
            stichtag=stichtag, jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, anzahl=2
        )

        with acting_as(rolle_als("projektkoordination", projekt=teilnahme.projekt)) as user:
            tabelle = lies(user, namen=[NAME], stichtag=stichtag)

        assert text(tabelle) == [["2"], ["2"]]
        assert tabelle.spalten[0].stand == stichtag.datum

    def test_cannot_ask_for_another_projekt(self, rolle_als):
        fremdes = TeilnahmeFactory().projekt

        with acting_as(rolle_als("projektkoordination")) as user:
            assert text(lies(user, namen=["teilnahmen"], projekt=fremdes)) == [["keine Angabe"]]


class TestVerwaltungsvorgaenge:
    def test_have_no_threshold(self):
        teilnahme = TeilnahmeFactory()

        tabelle = lies(AnonymousUser(), namen=["teilnahmen"])

        assert str(tabelle.zelle(teilnahme.jugendamt_id, "teilnahmen")) == "1"
        assert tabelle.spalten[0].stand is None

    def test_zero_is_known_or_not(self, rolle_als):
        JugendamtFactory()

        with acting_as(rolle_als("ministerium")) as user:
            assert text(lies(user, namen=["profile", "massnahmen"]))[0] == ["0", "keine Angabe"]

    def test_a_rolle_that_may_not_see_one_has_no_column(self, rolle_als):
        MassnahmeFactory()

        with acting_as(rolle_als("ministerium")) as user:
            assert text(lies(user, namen=["massnahmen"])) == [["1"], ["1"]]
        assert lies(AnonymousUser(), namen=["massnahmen"]).spalten == ()

    def test_may_be_asked_for_per_projekt(self):
        teilnahme = TeilnahmeFactory()
        TeilnahmeFactory(kommune=teilnahme.kommune, jugendamt=teilnahme.jugendamt)

        assert text(lies(AnonymousUser(), namen=["teilnahmen"], projekt=teilnahme.projekt)) == [
            ["1"],
            ["1"],
        ]

    def test_frozen_ones_stay(self, stichtag):
        wert = StichtagswertFactory(stichtag=stichtag, name="teilnahmen", anzahl=1)
        TeilnahmeFactory(jugendamt=wert.jugendamt, kommune=wert.jugendamt.traeger)
        TeilnahmeFactory(jugendamt=wert.jugendamt, kommune=wert.jugendamt.traeger)

        tabelle = lies(AnonymousUser(), namen=["teilnahmen"], stichtag=stichtag)

        assert str(tabelle.summe("teilnahmen")) == "1"


def test_queries_do_not_grow_with_the_jugendaemter(eingefroren, django_assert_max_num_queries):
    eingefroren(*range(20))

    with django_assert_max_num_queries(6):
        lies(AnonymousUser(), namen=[NAME, "teilnahmen", "profile"])


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4), st.integers(2024, 2026), st.sampled_from("ab"), st.integers(0, 6)
        ),
        max_size=14,
        unique_by=lambda wert: wert[:3],
    )
)
def test_no_choice_of_filters_shows_more_than_the_one_table(probewerte):
    """A secret cell or sum stays out of every table that another choice of filters gives."""
    werte = [Zaehlwert(amt, None, jahr, art, anzahl) for amt, jahr, art, anzahl in probewerte]
    aemter = [Jugendamt(pk=pk, bundesland_id=1) for pk in range(1, 5)]
    tabellen = Laendertabellen(aemter, werte)
    _keys, ganze = tabellen.laender[1]
    bekannt = {
        (amt.pk, *spalte): zelle
        for amt, zeile in zip(aemter, ganze.zellen, strict=True)
        for spalte, zelle in zip(tabellen.spalten, zeile, strict=True)
    }

    for jahr in (None, 2024, 2025, 2026):
        for art in (None, "a", "b"):
            zellen, _summe = tabellen.spalte(aemter, jahr, art)
            if jahr is art is None:
                continue
            for amt, zelle in zip(aemter, zellen, strict=True):
                teile = [
                    bekannt[amt.pk, *spalte]
                    for spalte in tabellen.spalten
                    if jahr in (None, spalte[0]) and art in (None, spalte[1])
                ]
                if any(teil.is_geheim for teil in teile) and len(teile) < len(tabellen.spalten):
                    assert zelle.is_geheim
    assert ganze == schuetze(
        tuple(
            tuple(
                sum(w.anzahl for w in werte if (w.jugendamt, w.jahr, w.auspraegung) == (a.pk, *s))
                if any(w.jugendamt == a.pk for w in werte)
                else None
                for s in tabellen.spalten
            )
            for a in aemter
        ),
        schwelle=3,
    )
