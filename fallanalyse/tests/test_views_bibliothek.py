"""The pages of the library."""

import pytest
from django.urls import reverse

from fallanalyse.enums import Freigabestufe
from fallanalyse.models import FreigegebenerBefund, FreigegebenerVorschlag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.tests.factories import BundeslandFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("bibliothek:list")


def befund(eines, **felder):
    return FreigegebenerBefund.objects.create(
        **{
            "titel": "Das Tandem trägt",
            "text": "Zwei Fachkräfte vertreten sich.",
            "art": "verfahren",
            "bewaehrt": "ja",
            "projekt": eines.projekt,
            "bundesland": eines.jugendamt.bundesland,
            "stufe": Freigabestufe.PROJEKT,
            "quartal": "2026-04-01",
        }
        | felder
    )


def vorschlag(eines, **felder):
    return FreigegebenerVorschlag.objects.create(
        **{
            "text": "Tandems einführen",
            "art": "verfahren",
            "projekt": eines.projekt,
            "bundesland": eines.jugendamt.bundesland,
            "stufe": Freigabestufe.LAND,
            "quartal": "2026-04-01",
        }
        | felder
    )


class TestList:
    def test_shows_what_one_may_see(self, client, login_as, eines):
        with system_context("Test"):
            befund(eines)
            vorschlag(eines)
        login_as("wissenschaft", projekt=eines.projekt)

        seite = client.get(LISTE).content.decode()

        assert "Das Tandem trägt" in seite
        assert "Tandems einführen" in seite

    def test_the_land_reads_recommendations_only(self, client, login_as, eines):
        with system_context("Test"):
            befund(eines, stufe=Freigabestufe.LAND)
            vorschlag(eines)
            vorschlag(eines, text="Nur fürs Projekt", stufe=Freigabestufe.PROJEKT)
            hessen = BundeslandFactory(hessen=True)
        login_as("ministerium", bundesland=eines.jugendamt.bundesland)

        seite = client.get(LISTE).content.decode()

        assert "Tandems einführen" in seite
        assert "Das Tandem trägt" not in seite
        assert "Nur fürs Projekt" not in seite
        login_as("ministerium", bundesland=hessen)
        assert "Tandems einführen" not in client.get(LISTE).content.decode()

    def test_empty_it_says_when_something_will_be_here(self, client, login_as, eines):
        login_as("wissenschaft", projekt=eines.projekt)

        assert "Noch keine freigegebenen Befunde" in client.get(LISTE).content.decode()
        assert "Kein Befund passt" in client.get(LISTE, {"suche": "x"}).content.decode()

    @pytest.mark.parametrize(
        ("query", "gefunden"),
        [
            ({"suche": "TANDEM"}, True),
            ({"suche": "fachkräfte vertreten"}, True),
            ({"suche": "tandem supervision"}, False),
            ({"suche": "100%_"}, False),
            ({"art": "verfahren"}, True),
            ({"art": "personal"}, False),
            ({"bewaehrt": "nein"}, False),
        ],
    )
    def test_the_filter_narrows(self, client, login_as, eines, query, gefunden):
        with system_context("Test"):
            befund(eines)
        login_as("wissenschaft", projekt=eines.projekt)

        assert ("Das Tandem trägt" in client.get(LISTE, query).content.decode()) == gefunden

    @pytest.mark.parametrize(
        "query",
        [{"nach": "x"}, {"suche": "\x00"}, {"art": "?"}, {"vorschlaege_nach": "2026-04-01_"}],
    )
    def test_rubbish_in_the_address_is_no_error(self, client, login_as, eines, query):
        login_as("wissenschaft", projekt=eines.projekt)

        assert client.get(LISTE, query).status_code == 200

    @pytest.mark.parametrize(
        ("neu", "zeilen", "weiter"),
        [(befund, "zeilen", "weiter"), (vorschlag, "vorschlaege", "weitere_vorschlaege")],
    )
    def test_paging_shows_every_row_once(self, client, login_as, eines, neu, zeilen, weiter):
        with system_context("Test"):
            for nummer in range(60):
                neu(eines, quartal=f"2026-{(nummer % 4) * 3 + 1:02}-01")
        login_as("wissenschaft", projekt=eines.projekt)
        anzahl, adresse = 0, "?"

        while adresse:
            response = client.get(LISTE + adresse)
            anzahl += len(response.context[zeilen])
            adresse = response.context[weiter]

        assert anzahl == 60

    def test_the_queries_do_not_grow_with_the_rows(self, login_as, assert_constant_queries, eines):
        login_as("wissenschaft", projekt=eines.projekt)

        assert_constant_queries(LISTE, add_row=lambda: (befund(eines), vorschlag(eines)))

    @pytest.mark.parametrize(
        "art", ["moderation", "datenschutz", "administration", "netzwerkkoordination"]
    )
    def test_for_others_there_is_no_library(self, client, login_as, eines, art):
        with system_context("Test"):
            url = reverse("bibliothek:detail", args=[befund(eines).pk])
        login_as(make_rolle(art))

        assert client.get(LISTE).status_code == 404
        assert client.get(url).status_code == 404


class TestDetail:
    def test_tells_everything_but_the_case(self, client, login_as, eines):
        eines.analyse(Freigabestufe.PROJEKT)
        with system_context("Test"):
            eine = FreigegebenerBefund.objects.get()
        login_as("projektkoordination", projekt=eines.projekt)

        seite = client.get(reverse("bibliothek:detail", args=[eine.pk])).content.decode()

        assert eine.titel in seite
        assert "stammt aus einer erfundenen Fallanalyse" in seite
        assert "Tandems überall einführen" in seite
        assert eines.jugendamt.name not in seite
        assert "Herkunft" not in seite

    @pytest.mark.parametrize("art", ["ministerium", "landesjugendamt"])
    def test_the_land_reads_no_single_befund(self, client, login_as, eines, art):
        with system_context("Test"):
            eine = befund(eines, stufe=Freigabestufe.LAND)
        login_as(art, bundesland=eines.jugendamt.bundesland)

        assert client.get(reverse("bibliothek:detail", args=[eine.pk])).status_code == 404

    def test_of_another_project_it_is_unknown(self, client, login_as, eines):
        with system_context("Test"):
            eine = befund(eines)
        login_as("wissenschaft")

        assert client.get(reverse("bibliothek:detail", args=[eine.pk])).status_code == 404
