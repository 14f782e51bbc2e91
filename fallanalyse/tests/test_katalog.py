"""The shared catalogue: who keeps it, and how a proposal from a Befund gets into it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from fallanalyse.enums import Freigabestufe
from fallanalyse.models import Befund, FreigegebenerBefund, Praxiselement, Risikomuster
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.enums import Rollenart

pytestmark = pytest.mark.django_db
KATALOG = "bibliothek:katalog"


@pytest.fixture
def wissenschaft(eines):
    with system_context("Test"):
        return make_rolle(Rollenart.WISSENSCHAFT, projekt=eines.projekt)


@pytest.fixture
def vorschlag(eines):
    """A Befund, released for the project, that proposes something the catalogue lacks."""
    analyse = eines.analyse(Freigabestufe.EINGEREICHT)
    with system_context("Test"):
        Befund.objects.filter(analyse=analyse).update(praxis_vorschlag="Tandem im Urlaub")
    for wer, uebergang in (
        ("leitung", "freigeben"),
        ("zweite", "bestaetigen"),
        ("leitung", "freigeben_projekt"),
    ):
        eines.tut(wer, uebergang, analyse)


def url_neu(kind="praxiselement"):
    return reverse("bibliothek:katalog_neu", args=[kind])


def test_a_proposal_waits_for_those_who_keep_the_catalogue(
    client, login_as, eines, wissenschaft, vorschlag
):
    login_as(wissenschaft)
    assert "Tandem im Urlaub" in client.get(reverse(KATALOG)).content.decode()

    login_as(eines.fachkraft)
    assert "Tandem im Urlaub" not in client.get(reverse(KATALOG)).content.decode()


def test_once_taken_up_the_befunde_that_proposed_it_point_to_it(
    client, login_as, wissenschaft, vorschlag
):
    login_as(wissenschaft)
    form = client.get(url_neu(), {"name": "Tandem im Urlaub"}).context["form"]
    assert form["name"].value() == "Tandem im Urlaub"

    client.post(url_neu(), {"name": "Tandem im Urlaub", "art": "verfahren", "version": "0"})

    element = Praxiselement.objects.get()
    assert FreigegebenerBefund.objects.get().praxiselement == element
    assert "Vorschläge" not in client.get(reverse(KATALOG)).content.decode()
    gefiltert = client.get(reverse("bibliothek:list"), {"praxiselement": element.pk})
    assert len(gefiltert.context["zeilen"]) == 1


def test_what_is_there_already_is_said_beside_the_field(client, login_as, wissenschaft):
    Praxiselement.objects.create(name="Tandem", art="verfahren")
    login_as(wissenschaft)

    daten = {"name": "Tandem", "art": "instrument", "beschreibung": "Zu", "version": "0"}
    response = client.post(url_neu(), daten)

    assert response.context["form"].errors["name"] == ["Das steht schon im Katalog."]
    assert "Zu" in response.content.decode()


def test_two_who_change_the_same_entry_do_not_overwrite_each_other(client, login_as, wissenschaft):
    muster = Risikomuster.objects.create(titel="Übergaben")
    login_as(wissenschaft)
    url = reverse("bibliothek:katalog_eintrag", args=["risikomuster", muster.pk])
    client.post(url, {"titel": "Übergaben ohne Gespräch", "version": "1"})

    response = client.post(url, {"titel": "Wechsel", "version": "1"})

    assert response.status_code == 409
    assert response.context["abweichend"] == [("Titel", "Übergaben ohne Gespräch")]
    assert "Wechsel" in response.content.decode()
    assert Risikomuster.objects.get().titel == "Übergaben ohne Gespräch"


def test_a_kind_nobody_knows_is_404(client, login_as, wissenschaft):
    login_as(wissenschaft)

    assert client.get(url_neu("zauberei")).status_code == 404


def test_a_fachkraft_chooses_from_it_while_writing(client, login_as, eines):
    Praxiselement.objects.create(name="Eingangsteam", art="organisationsform")
    analyse = eines.beginne()
    login_as(eines.fachkraft)

    seite = client.get(reverse("fallanalyse:schritt", args=[analyse.pk, "befunde"]))

    assert "Eingangsteam (Organisationsform)" in seite.content.decode()


def test_the_first_entries_are_loaded_once(capsys):
    call_command("lade_katalog")
    anzahl = Praxiselement.objects.count()
    Praxiselement.objects.filter(name="Einschätzungsbogen").update(beschreibung="Unser eigener")

    call_command("lade_katalog")

    assert Praxiselement.objects.count() == anzahl > 10
    assert Praxiselement.objects.get(name="Einschätzungsbogen").beschreibung == "Unser eigener"
    assert "0 Einträge" in capsys.readouterr().out
