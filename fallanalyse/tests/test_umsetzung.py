"""From a released Empfehlung to a Massnahme and back, as far as one sees both ends."""

import uuid

import pytest
from django.urls import reverse

from fallanalyse.models import FreigegebenerVorschlag, Umsetzung
from kinderschutz.testing import text
from kommunen.models import Massnahme
from kommunen.tests.factories import MassnahmeFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teilnahme():
    return TeilnahmeFactory(kommune__name="Stadt Trier")


@pytest.fixture
def vorschlag(teilnahme):
    return FreigegebenerVorschlag.objects.create(
        projekt=teilnahme.projekt,
        bundesland=teilnahme.kommune.bundesland,
        stufe="land",
        quartal="2026-07-01",
        art="verfahren",
        text="Ein gemeinsamer Eingang für alle Meldungen",
    )


@pytest.fixture
def umsetzen(vorschlag):
    return reverse("bibliothek:umsetzen", args=[vorschlag.pk])


def data(**neu):
    return {"version": "1", "text": "Ein Eingang", "reichweite": "kommunal"} | neu


def test_its_words_are_the_beginning(client, login_as, teilnahme, vorschlag, umsetzen):
    login_as("fachkraft", jugendamt=teilnahme.jugendamt)

    form = client.get(umsetzen).context["form"]

    assert form["text"].value() == vorschlag.text


def test_becomes_a_measure_and_is_found_both_ways(client, login_as, teilnahme, vorschlag, umsetzen):
    login_as("leitung", jugendamt=teilnahme.jugendamt)
    formular = str(uuid.uuid4())

    for _ in range(2):
        client.post(umsetzen, data(formular=formular))

    massnahme = Massnahme.objects.get()
    assert (massnahme.kommune, massnahme.projekt) == (teilnahme.kommune, teilnahme.projekt)
    assert Umsetzung.objects.get().massnahme == massnahme
    empfehlung = reverse("bibliothek:empfehlung", args=[vorschlag.pk])
    assert empfehlung in text(client.get(massnahme.get_absolute_url()))
    assert massnahme.get_absolute_url() in text(client.get(empfehlung))


def test_what_is_wrong_gets_a_sentence(client, login_as, teilnahme, umsetzen):
    login_as("leitung", jugendamt=teilnahme.jugendamt)

    antwort = client.post(umsetzen, data(zieldatum="31.02.2027"))

    assert "gültiges Datum" in text(antwort)
    assert "Ein Eingang" in text(antwort)
    assert not Massnahme.objects.exists()


def test_others_of_the_project_do_not_see_whose_measure_it_became(
    client, login_as, teilnahme, vorschlag
):
    Umsetzung.objects.create(
        vorschlag=vorschlag,
        massnahme=MassnahmeFactory(jugendamt=teilnahme.jugendamt, text="Interner Satz"),
    )
    andere = TeilnahmeFactory(projekt=teilnahme.projekt)
    login_as("leitung", jugendamt=andere.jugendamt)

    seite = text(client.get(reverse("bibliothek:empfehlung", args=[vorschlag.pk])))

    assert vorschlag.text in seite
    assert "Interner Satz" not in seite
    assert "Stadt Trier" not in seite


def test_withdrawn_it_leaves_the_measure_without_an_origin(client, login_as, teilnahme, vorschlag):
    massnahme = MassnahmeFactory(jugendamt=teilnahme.jugendamt)
    Umsetzung.objects.create(vorschlag=vorschlag, massnahme=massnahme)
    login_as("leitung", jugendamt=teilnahme.jugendamt)

    vorschlag.delete()

    assert "Frei angelegt" in text(client.get(massnahme.get_absolute_url()))


def test_queries_do_not_grow_with_the_measures(
    login_as, teilnahme, vorschlag, assert_constant_queries
):
    login_as("leitung", jugendamt=teilnahme.jugendamt)
    assert_constant_queries(
        reverse("bibliothek:empfehlung", args=[vorschlag.pk]),
        add_row=lambda: Umsetzung.objects.create(
            vorschlag=vorschlag, massnahme=MassnahmeFactory(jugendamt=teilnahme.jugendamt)
        ),
    )


class TestVerbinden:
    @pytest.fixture
    def massnahme(self, teilnahme):
        return MassnahmeFactory(
            jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt, text="Ein Eingang"
        )

    @pytest.fixture
    def verbinden(self, vorschlag):
        return reverse("bibliothek:verbinden", args=[vorschlag.pk])

    def test_a_measure_that_is_there_is_found_both_ways(
        self, client, login_as, teilnahme, vorschlag, massnahme, verbinden
    ):
        login_as("fachkraft", jugendamt=teilnahme.jugendamt)

        for _ in range(2):
            client.post(verbinden, {"massnahme": massnahme.pk})

        assert Umsetzung.objects.get().massnahme == massnahme
        empfehlung = reverse("bibliothek:empfehlung", args=[vorschlag.pk])
        assert empfehlung in text(client.get(massnahme.get_absolute_url()))
        assert massnahme.get_absolute_url() in text(client.get(empfehlung))

    def test_offers_those_of_the_project_that_are_not_given_up(
        self, client, login_as, teilnahme, massnahme, verbinden
    ):
        MassnahmeFactory(jugendamt=teilnahme.jugendamt, text="Anderes Projekt")
        MassnahmeFactory(projekt=teilnahme.projekt, text="Anderes Jugendamt")
        MassnahmeFactory(
            jugendamt=teilnahme.jugendamt,
            projekt=teilnahme.projekt,
            text="Aufgegeben",
            status="verworfen",
            begruendung="Kein Geld",
        )
        login_as("leitung", jugendamt=teilnahme.jugendamt)

        seite = client.get(verbinden)

        assert list(seite.context["form"].fields["massnahme"].queryset) == [massnahme]

    def test_says_so_when_there_is_none(self, client, login_as, teilnahme, verbinden):
        login_as("leitung", jugendamt=teilnahme.jugendamt)

        assert "keine Maßnahme dieses Projekts" in text(client.get(verbinden))

    @pytest.mark.parametrize(
        ("gewaehlt", "satz"),
        [
            ("", "Bitte wählen Sie eine Maßnahme."),
            ("sieben", "steht hier nicht zur Wahl"),
            ("7\x00", "Nullzeichen"),
        ],
    )
    def test_what_is_wrong_gets_a_sentence(
        self, client, login_as, teilnahme, massnahme, verbinden, gewaehlt, satz
    ):
        login_as("leitung", jugendamt=teilnahme.jugendamt)

        assert satz in text(client.post(verbinden, {"massnahme": gewaehlt}))
        assert not Umsetzung.objects.exists()

    def test_a_measure_of_somebody_else_is_no_choice(
        self, client, login_as, teilnahme, massnahme, verbinden
    ):
        fremde = MassnahmeFactory(projekt=teilnahme.projekt)
        login_as("leitung", jugendamt=teilnahme.jugendamt)

        antwort = client.post(verbinden, {"massnahme": fremde.pk})

        assert "steht hier nicht zur Wahl" in text(antwort)
        assert not Umsetzung.objects.exists()

    def test_is_undone_and_both_stay(self, client, login_as, teilnahme, vorschlag, massnahme):
        umsetzung = Umsetzung.objects.create(vorschlag=vorschlag, massnahme=massnahme)
        login_as("leitung", jugendamt=teilnahme.jugendamt)
        loesen = reverse("bibliothek:loesen", args=[umsetzung.pk])
        assert loesen in text(client.get(reverse("bibliothek:empfehlung", args=[vorschlag.pk])))

        client.post(loesen)

        assert not Umsetzung.objects.exists()
        assert FreigegebenerVorschlag.objects.exists()
        assert Massnahme.objects.get().status == massnahme.status

    def test_queries_do_not_grow_with_the_choice(
        self, login_as, teilnahme, verbinden, assert_constant_queries
    ):
        login_as("leitung", jugendamt=teilnahme.jugendamt)
        assert_constant_queries(
            verbinden,
            add_row=lambda: MassnahmeFactory(
                jugendamt=teilnahme.jugendamt, projekt=teilnahme.projekt
            ),
        )
