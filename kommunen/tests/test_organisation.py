"""Organisation and staff: own only, »nicht bekannt« is an answer, the Land without names."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.eigenes import eigenes_von
from kommunen.models import Landesverteilung, Organisationsstand, Stichtag
from kommunen.organisationsumfeld import umfeld_fuer
from kommunen.organisationsvergleich import auspraegungen, friere_ein, vergleiche, verteile, viertel
from kommunen.stichtag import setze_stichtag
from kommunen.tests.factories import (
    BevoelkerungFactory,
    JugendamtFactory,
    OrganisationsstandFactory,
    StichtagFactory,
    ZustaendigkeitFactory,
)

SCHWELLE = settings.SMALL_CELL_THRESHOLD
ANTWORTEN = [wert for wert, _text in auspraegungen("vier_augen")] + ["", "nicht_bekannt"]


def staende(*antworten):
    return [Organisationsstand(vier_augen=antwort) for antwort in antworten]


class TestGate:
    """No published table tells what fewer than the threshold of Jugendämter answered."""

    @given(st.lists(st.sampled_from(ANTWORTEN), max_size=40))
    def test_no_small_count_is_shown_and_none_can_be_computed(self, antworten):
        zellen, summe = verteile(staende(*antworten), "vier_augen")

        gezeigt = [zelle.wert for zelle in (*zellen, summe) if not zelle.is_geheim]
        assert not [wert for wert in gezeigt if 0 < wert < SCHWELLE]
        geheim = [zelle for zelle in zellen if zelle.is_geheim]
        # One secret answer beside a sum would be no secret.
        assert len(geheim) != 1 or summe.is_geheim
        for zelle, (wert, _text) in zip(zellen, auspraegungen("vier_augen"), strict=True):
            assert zelle.is_geheim or zelle.wert == antworten.count(wert)

    def test_says_nothing_where_few_answered(self):
        zellen, summe = verteile(staende(*["immer"] * (2 * SCHWELLE - 1)), "vier_augen")

        assert summe.is_geheim
        assert all(zelle.is_geheim for zelle in zellen)

    def test_an_answer_that_is_none_does_not_count(self):
        _zellen, summe = verteile(
            staende(*["immer"] * 6, "nicht_bekannt", "nicht_bekannt", ""), "vier_augen"
        )

        assert summe.wert == 6

    @given(
        st.lists(st.decimals(0, 500, places=2), max_size=40).map(sorted),
        st.sampled_from([Decimal("0.1"), Decimal("0.5"), Decimal(1)]),
    )
    def test_quartiles_stand_only_where_every_quarter_hides_its_jugendaemter(self, werte, schritt):
        grenzen = viertel(werte, schritt)

        assert (grenzen is None) == (len(werte) < 4 * SCHWELLE)
        for grenze in grenzen or ():
            assert grenze % schritt == 0
        assert grenzen is None or list(grenzen) == sorted(grenzen)


@pytest.fixture
def jugendamt(db):
    return JugendamtFactory()


def stored(jugendamt):
    with system_context("Test"):
        return list(Organisationsstand.objects.filter(jugendamt=jugendamt).order_by("jahr"))


def lege_an(**felder):
    with system_context("Test"):
        return OrganisationsstandFactory(**felder)


class TestOwnPage:
    DATEN = {"version": "0", "asd_vzae": "12,5", "fruehe_hilfen_vzae_fehlt": "nicht_erhoben"}

    @pytest.fixture
    def leitung(self, login_as, jugendamt):
        return login_as("leitung", jugendamt=jugendamt)

    @pytest.fixture
    def url(self):
        return reverse("organisation:bearbeiten") + "?jahr=2025"

    def test_keeps_numbers_and_why_there_is_none(self, client, leitung, jugendamt, url):
        response = client.post(url, self.DATEN, follow=True)

        [stand] = stored(jugendamt)
        assert (stand.jahr, stand.asd_vzae) == (2025, Decimal("12.50"))
        seite = response.content.decode()
        assert "12,5" in seite
        assert "nicht erhoben" in seite

    @pytest.mark.parametrize(
        ("feld", "daten", "satz"),
        [
            ("asd_vzae", {"asd_vzae_fehlt": "nicht_bekannt"}, "Entweder eine Zahl"),
            ("unbesetzt_vzae", {"unbesetzt_vzae": "13"}, "mehr Stellen unbesetzt"),
            ("asd_vzae", {"asd_vzae": "-1"}, "größer oder gleich 0"),
            ("asd_vzae", {"asd_vzae": "viele"}, "Zahl"),
        ],
    )
    def test_says_at_the_field_what_cannot_be(
        self, client, leitung, jugendamt, url, feld, daten, satz
    ):
        response = client.post(url, self.DATEN | daten)

        assert satz in " ".join(response.context["form"].errors[feld])
        assert stored(jugendamt) == []

    @pytest.mark.parametrize("jahr", ["1999", "2999", "bald"])
    def test_there_is_no_such_year(self, client, leitung, jahr):
        assert client.get(reverse("organisation:bearbeiten"), {"jahr": jahr}).status_code == 404

    def test_two_who_begin_at_once_do_not_overwrite_each_other(
        self, client, leitung, jugendamt, url
    ):
        lege_an(jugendamt=jugendamt, asd_vzae=Decimal(30))

        response = client.post(url, self.DATEN)

        assert response.status_code == 409
        assert "30" in response.content.decode()
        assert stored(jugendamt)[0].asd_vzae == 30
        version = response.context["form"]["version"].value()
        client.post(url, self.DATEN | {"version": version})
        assert stored(jugendamt)[0].asd_vzae == Decimal("12.5")

    def test_shows_year_by_year_at_the_same_cost(
        self, client, leitung, jugendamt, assert_constant_queries
    ):
        jahre = iter(range(2001, 2020))

        assert_constant_queries(
            reverse("organisation:uebersicht"),
            add_row=lambda: OrganisationsstandFactory(jugendamt=jugendamt, jahr=next(jahre)),
        )

    def test_the_fachkraft_reads_and_nobody_else_does(self, rolle_als, jugendamt):
        lege_an(jugendamt=jugendamt)

        def gesehen(art, **bereich):
            with acting_as(rolle_als(art, **bereich)) as user:
                return Organisationsstand.objects.visible_to(user).count()

        assert gesehen("fachkraft", jugendamt=jugendamt) == 1
        assert gesehen("fachkraft") == 0
        assert gesehen("netzwerkkoordination", jugendamt=jugendamt) == 0
        assert gesehen("ministerium") == 0

    def test_is_part_of_my_work(self, rolle_als, jugendamt):
        lege_an(jugendamt=jugendamt)

        with acting_as(rolle_als("leitung", jugendamt=jugendamt)) as user:
            stand = {eines.titel: eines.stand for eines in eigenes_von(user)}

        assert stand["Organisation und Personal"] == "zuletzt für 2025"


class TestBesideBefunde:
    def test_the_newest_year_of_the_own_jugendamt_stands_there(self, rolle_als, jugendamt):
        lege_an(jugendamt=jugendamt, jahr=2024, rufbereitschaft="keine")
        lege_an(jugendamt=jugendamt, jahr=2025, rufbereitschaft="eigene")

        with acting_as(rolle_als("fachkraft", jugendamt=jugendamt)) as user:
            umfeld = umfeld_fuer(user, jugendamt.pk)

        assert umfeld.jahr == 2025
        assert ("Rufbereitschaft", "eigene, rund um die Uhr") in umfeld.angaben
        # What nobody answered says nothing about the office.
        assert "Supervision" not in dict(umfeld.angaben)

    def test_of_others_nothing_is_told(self, rolle_als, jugendamt):
        lege_an(jugendamt=jugendamt)

        with acting_as(rolle_als("fachkraft")) as user:
            assert umfeld_fuer(user, jugendamt.pk) is None


class TestLand:
    """The distribution of a year: frozen once, by a command, and the same for everybody."""

    def land(self, jugendamt, anzahl=12, **felder):
        for _ in range(anzahl):
            lege_an(jugendamt=JugendamtFactory(traeger__bundesland=jugendamt.bundesland), **felder)

    def friere(self, datum=date(2026, 6, 30)):
        with system_context("Test"):
            return friere_ein(StichtagFactory(datum=datum))

    def test_shows_own_values_beside_it(self, rolle_als, jugendamt):
        eigener = lege_an(jugendamt=jugendamt)
        self.land(jugendamt, vier_augen="regel")
        self.land(jugendamt, anzahl=2, vier_augen="immer")
        self.land(jugendamt, anzahl=1, vier_augen="selten")
        self.land(jugendamt, anzahl=2, vier_augen="ungeregelt")
        self.friere()

        with acting_as(rolle_als("leitung", jugendamt=jugendamt)) as user:
            vergleich = vergleiche(user, Organisationsstand.objects.get(pk=eigener.pk))

        vier_augen = next(a for a in vergleich.antworten if a.frage == "Vier-Augen-Prinzip")
        je_text = {text: (str(zelle), ist) for text, zelle, ist in vier_augen.antworten}
        assert je_text["verbindlich, immer"] == ("3", True)
        assert je_text["selten möglich"] == (".", False)
        assert je_text["in der Regel"] == ("12", False)
        unbesetzt = vergleich.raten[-1]
        assert (unbesetzt.eigener, unbesetzt.viertel) == (10, (10, 10, 10))

    def test_the_page_names_nobody(self, client, login_as, jugendamt):
        lege_an(jugendamt=jugendamt)
        self.land(jugendamt, anzahl=6)
        self.friere()
        login_as("leitung", jugendamt=jugendamt)

        seite = client.get(reverse("organisation:uebersicht")).content.decode()

        assert "Festgehalten am 30.06.2026" in seite
        with system_context("Test"):
            andere = Organisationsstand.objects.exclude(jugendamt=jugendamt)
            namen = [stand.jugendamt.name for stand in andere.select_related("jugendamt")]
        assert len(namen) == 6
        assert not [name for name in namen if f">{name}<" in seite]

    def test_puts_posts_in_relation_to_children(self, rolle_als, jugendamt):
        ZustaendigkeitFactory(jugendamt=jugendamt)
        for stichtag, anzahl in ((date(2024, 12, 31), 40_000), (date(2026, 12, 31), 1)):
            BevoelkerungFactory(
                kommune=jugendamt.traeger, stichtag=stichtag, gruppe="u18", anzahl=anzahl
            )
        eigener = lege_an(jugendamt=jugendamt)
        self.friere()

        with acting_as(rolle_als("leitung", jugendamt=jugendamt)) as user:
            [rate, *_] = vergleiche(user, Organisationsstand.objects.get(pk=eigener.pk)).raten

        assert (rate.eigener, rate.viertel) == (5, None)

    def test_is_frozen_once_and_never_follows_who_answers_later(self, jugendamt):
        self.land(jugendamt, anzahl=6)
        assert self.friere() > 0
        vorher = set(Landesverteilung.objects.values_list("merkmal", "auspraegung", "anzahl"))
        self.land(jugendamt, anzahl=6)

        assert self.friere(date(2026, 9, 30)) == 0
        assert vorher == set(
            Landesverteilung.objects.values_list("merkmal", "auspraegung", "anzahl")
        )

    def test_waits_for_the_middle_of_the_year_after(self, jugendamt):
        self.land(jugendamt, anzahl=6)

        assert self.friere(date(2026, 3, 31)) == 0
        assert self.friere(date(2026, 6, 30)) > 0

    def test_the_command_for_the_stichtag_freezes_it_too(self, jugendamt):
        self.land(jugendamt, anzahl=6)

        with system_context("Test"):
            setze_stichtag(date(2026, 6, 30))

        assert Stichtag.objects.count() == 1
        assert Landesverteilung.objects.filter(jahr=2025).exists()

    def test_knows_no_other_land(self, jugendamt):
        self.land(jugendamt, anzahl=6)
        self.friere()

        assert set(Landesverteilung.objects.values_list("bundesland", flat=True)) == {
            jugendamt.bundesland_id
        }
