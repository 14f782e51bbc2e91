"""From a released Empfehlung to a Massnahme and back, as far as one sees both ends."""

import uuid

import pytest
from django.urls import reverse

from fallanalyse.models import FreigegebenerVorschlag, Umsetzung
from kommunen.models import Massnahme
from kommunen.tests.factories import MassnahmeFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


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
