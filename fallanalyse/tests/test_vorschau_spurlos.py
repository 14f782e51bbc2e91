"""Of a Vorschau nothing stays, and it shows nothing that is not the looker's to see."""

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe
from fallanalyse.models import Fallanalyse, FreigegebenerBefund, Lesetag
from fallanalyse.models.zuschauer import NIEMAND, zuschauer_of
from fallanalyse.tests.factories import (
    amt,
)
from fallanalyse.tests.vorschau import (
    WEGE,
    alle_seiten,
    amt_mit_nachbarn,
    lege_an,
    sieh,
)
from fallanalyse.views import vorschau as vorschau_views
from kinderschutz.identity import acting_as, current, seen_as
from kinderschutz.models import Aktion, Protokolleintrag, User
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of
from kinderschutz.tests.zugriff import GET_SCHREIBT

pytestmark = pytest.mark.django_db


@pytest.fixture
def eines():
    return amt_mit_nachbarn()


@pytest.fixture(autouse=True)
def still():
    """Begin with a minute: pages show it, and it must not change between two looks."""
    with time_machine.travel(timezone.now().replace(second=0, microsecond=0)):
        yield


def stand_der_datenbank():
    """Return a digest of every table but the audit trail and the sessions."""
    with system_context("Test"), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - GET_SCHREIBT
        stand = {}
        for table in tables:
            cursor.execute(
                f"SELECT count(*), coalesce(md5(string_agg(md5(t::text), '' ORDER BY t::text)), '')"
                f" FROM {table} t"
            )
            stand[table] = cursor.fetchone()
        return stand


class TestNothingStays:
    @pytest.mark.parametrize(
        ("wer", "uebergang", "stufe"),
        [(wer, uebergang, stufe) for wer, uebergang, stufe, _a in WEGE if stufe],
    )
    def test_of_the_transition(self, eines, wer, uebergang, stufe):
        analyse = lege_an(eines, stufe)
        browser = browser_of(eines.rollen[wer])
        browser.get("/arbeit/")
        before = stand_der_datenbank()

        sieh(browser, analyse, nach=uebergang.value)
        for wer, seite in (("asd", "detail"), ("ministerium", "detail")):
            sieh(browser, analyse, nach=uebergang.value, wer=wer, seite=seite)

        assert stand_der_datenbank() == before

    def test_but_that_somebody_read_it(self, eines):
        analyse = lege_an(eines, Freigabestufe.PROJEKT)
        with system_context("Test"):
            vorher = set(Protokolleintrag.objects.values_list("pk", flat=True))

        seiten = alle_seiten(browser_of(eines.leitung), analyse, nach="freigeben_land")

        with system_context("Test"):
            neue = Protokolleintrag.objects.exclude(pk__in=vorher)
            assert {(eine.aktion, eine.person, eine.kennung) for eine in neue} == {
                (Aktion.GELESEN, eines.leitung.person_id, analyse.kennung)
            }
            # The overview, and each page once as a tab and once as the first.
            assert neue.count() > len(seiten)
            assert set(Lesetag.objects.values_list("gruppe", flat=True)) == {"leserkreis"}

    def test_when_a_page_fails(self, eines, monkeypatch):
        analyse = lege_an(eines, Freigabestufe.GEPRUEFT)
        browser = browser_of(eines.leitung)
        browser.get("/arbeit/")
        browser.raise_request_exception = False
        before = stand_der_datenbank()

        def fail(*args, **kwargs):
            raise LookupError

        monkeypatch.setattr(vorschau_views, "zeige", fail)
        url = reverse("fallanalyse:vorschau", args=[analyse.pk])

        assert browser.get(url, {"nach": "freigeben_cluster"}).status_code == 500
        assert stand_der_datenbank() == before
        assert browser.get(analyse.get_absolute_url()).status_code == 200

    def test_of_the_borrowed_rolle(self, eines):
        with acting_as(eines.leitung):
            for eine in zuschauer_of(Fallanalyse(jugendamt=eines.jugendamt)):
                with seen_as(eine.rolle):
                    assert current().rolle == eine.rolle
                assert current().rolle == eines.leitung
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT current_setting('app.rolle'), current_setting('app.person')"
                    )
                    assert cursor.fetchone() == ("leitung", str(eines.leitung.person_id))

    def test_a_rolle_somebody_holds_cannot_be_borrowed(self, eines, rolle_als):
        with (
            acting_as(eines.leitung),
            pytest.raises(RuntimeError),
            seen_as(eines.kollegin),
        ):
            pass

    def test_nobody_has_the_key_of_the_onlookers(self):
        assert not User.objects.filter(pk__lte=NIEMAND).exists()


class TestNothingForeign:
    """Nothing is shown that the one who looks may not see herself."""

    def test_of_other_analyses_in_the_library(self, eines):
        analyse = lege_an(eines, Freigabestufe.GEPRUEFT)
        nachbar, anderes = eines.im_cluster, amt()
        # The neighbour sees it, through another Projekt; this Leitung does not.
        with system_context("Test"):
            FreigegebenerBefund.objects.create(
                titel="Fremdes Wissen",
                projekt=anderes.projekt,
                bundesland=nachbar.jugendamt.bundesland,
                stufe=Freigabestufe.PROJEKT,
                quartal="2026-10-01",
                art="verfahren",
                bewaehrt="ja",
            )
            nachbar.jugendamt.teilnahmen.create(
                kommune=nachbar.jugendamt.traeger, projekt=anderes.projekt, rolle="partner"
            )
        assert "Fremdes Wissen" in browser_of(nachbar).get("/bibliothek/").content.decode()

        seiten = alle_seiten(browser_of(eines.leitung), analyse, nach="freigeben_cluster")

        assert ("cluster", "bibliothek") in seiten
        assert not [key for key, eine in seiten.items() if "Fremdes Wissen" in eine.inhalt]

    def test_of_other_kommunen_in_the_progress(self, eines):
        analyse = lege_an(eines, Freigabestufe.GEPRUEFT)
        seite = sieh(
            browser_of(eines.leitung),
            analyse,
            nach="freigeben_cluster",
            wer="koordination",
            seite="fortschritt",
        ).context["gezeigt"]

        assert str(eines.jugendamt.traeger) in seite.inhalt
        assert str(eines.im_cluster.jugendamt.traeger) not in seite.inhalt

    def test_of_other_analyses_of_the_jugendamt(self, eines):
        andere = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.rollen["fachkraft"] = eines.kollegin
        analyse = lege_an(eines, None)

        seiten = alle_seiten(browser_of(eines.kollegin), analyse, nach="einreichen")

        assert analyse.kennung in seiten["leitung", "liste"].inhalt
        assert not [key for key, eine in seiten.items() if andere.kennung in eine.inhalt]

    def test_of_what_team_and_leitung_wrote_to_each_other(self, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("leitung", "zurueckgeben", analyse, begruendung="Nur für das Team.")
        for wer, uebergang in (
            ("fachkraft", "abschliessen"),
            ("fachkraft", "einreichen"),
            ("leitung", "freigeben"),
        ):
            eines.tut(wer, uebergang, analyse)

        seiten = alle_seiten(browser_of(eines.zweite), analyse, nach="bestaetigen")

        assert "leitung" not in {wer for wer, _seite in seiten}
        assert not [key for key, eine in seiten.items() if "Nur für das Team" in eine.inhalt]

    @pytest.mark.parametrize(
        ("wer", "angaben", "code"),
        [
            ("fachkraft", {}, 200),
            ("leitung", {}, 200),
            ("kollegin", {}, 403),
            ("kollegin", {"nach": "bestaetigen"}, 200),
            ("kollegin", {"nach": "freigeben_cluster"}, 403),
            ("fachkraft", {"nach": "bestaetigen"}, 403),
            ("leitung", {"nach": "einreichen"}, 403),
            ("leitung", {"nach": "gibt_es_nicht"}, 404),
            ("leitung", {"wer": "gibt_es_nicht"}, 404),
            ("leitung", {"wer": "asd", "seite": "gibt_es_nicht"}, 404),
            ("im_cluster", {}, 404),
        ],
    )
    def test_is_for_who_does_the_step(self, eines, wer, angaben, code):
        analyse = lege_an(eines, Freigabestufe.LESERKREIS)
        url = reverse("fallanalyse:vorschau", args=[analyse.pk])
        assert browser_of(eines.rollen[wer]).get(url, angaben).status_code == code
