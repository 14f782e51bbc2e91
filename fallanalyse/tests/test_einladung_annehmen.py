"""What the link of an invitation opens, to whom, and when it opens nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe, Funktion, Uebergang
from fallanalyse.models import Einladung, Fallanalyse, Teammitglied
from fallanalyse.models.einladung import LINK_GILT
from fallanalyse.tests.einladen import (
    ADRESSE,
    ANNEHMEN,
    OEFFNEN,
    PASSWORT,
    code_aus_brief,
    gezeigt,
    konto,
    lade_ein,
    nimm_an,
    oeffne,
)
from kinderschutz.models import Aktion, Protokolleintrag, User
from kinderschutz.system_context import system_context
from kommunen.models import Rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyse(eines):
    return eines.analyse()


@pytest.fixture
def team(eines, client, login_as, analyse):
    """A browser of the Fachkraft in the team."""
    login_as(eines.fachkraft)
    return client


class TestLink:
    def test_looking_at_it_writes_nothing_and_tells_nothing(self, team, analyse):
        lade_ein(team, analyse)
        browser = Client()

        antwort = browser.get(OEFFNEN)

        assert antwort.status_code == 200
        assert "no-store" in antwort["Cache-Control"]
        assert not browser.session.keys()
        assert browser.get(ANNEHMEN)["Location"] == OEFFNEN

    def test_its_code_stands_where_no_server_sees_it(self, team, analyse, log_lines):
        lade_ein(team, analyse)
        code = code_aus_brief()
        browser, antwort = oeffne(code)

        assert antwort.redirect_chain == [(ANNEHMEN, 302)]
        assert code not in gezeigt(antwort)
        assert code not in repr(dict(browser.session))
        assert code not in log_lines.getvalue()
        with system_context("Test"):
            assert code not in repr(list(Protokolleintrag.objects.values_list()))

    def test_says_who_invites_and_until_when_and_not_what(self, team, analyse, eines):
        lade_ein(team, analyse)
        _browser, antwort = oeffne(code_aus_brief())

        text = gezeigt(antwort)
        assert str(eines.jugendamt) in text
        assert f"{timezone.localdate() + timedelta(days=90):%d.%m.%Y}" in text
        assert analyse.kennung not in text
        assert ADRESSE not in text

    @pytest.mark.parametrize("zutat", ["", "x", "AAAA:BBBB", "ä" * 30, "A" * 22 + ":" + "B" * 43])
    def test_of_ones_own_making_opens_nothing(self, zutat):
        _browser, antwort = oeffne(zutat)
        assert antwort.redirect_chain == []
        assert "Code" in gezeigt(antwort)

    def test_may_be_copied_with_its_line_breaks(self, team, analyse):
        lade_ein(team, analyse)
        code = code_aus_brief()

        _browser, antwort = oeffne(f" {code[:20]} {code[20:]} ")

        assert antwort.redirect_chain == [(ANNEHMEN, 302)]

    def test_has_a_limit_of_tries(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"einladung_oeffnen": "2/m/ip"}
        browser = Client()
        for _ in range(2):
            browser.post(OEFFNEN, {"code": "falsch"})

        assert "zu oft hintereinander" in gezeigt(browser.post(OEFFNEN, {"code": "falsch"}))


class TestAccepting:
    def test_gives_the_one_analysis_until_the_day(self, team, analyse, eines):
        lade_ein(team, analyse)
        person = konto()

        browser, antwort = nimm_an(person, code_aus_brief())

        assert antwort["Location"] == analyse.get_absolute_url()
        assert browser.get(analyse.get_absolute_url()).status_code == 200
        assert browser.get(eines.beginne().get_absolute_url()).status_code == 404
        with system_context("Test"):
            rolle = Rolle.objects.get(person=person)
            assert (rolle.art, rolle.analyse) == ("moderation", analyse.pk)
            assert rolle.bis == timezone.localdate() + timedelta(days=90)
            assert rolle.needs_second_factor
            assert Teammitglied.objects.get(person=person).funktion == Funktion.MODERATION

    def test_is_over_when_the_day_is(self, team, analyse):
        lade_ein(team, analyse)
        browser, _antwort = nimm_an(konto(), code_aus_brief())

        with time_machine.travel(timezone.now() + timedelta(days=89), tick=False):
            Client().get("/")
            browser.force_login(User.objects.get(email=ADRESSE))
            assert browser.get(analyse.get_absolute_url()).status_code == 200
        with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
            browser.force_login(User.objects.get(email=ADRESSE))
            assert browser.get(analyse.get_absolute_url()).status_code == 404

    def test_makes_an_account_where_there_is_none(self, team, analyse):
        lade_ein(team, analyse)
        browser, _antwort = oeffne(code_aus_brief())

        antwort = browser.post(
            ANNEHMEN, {"email": ADRESSE.upper(), "name": "Erika", "passwort": PASSWORT}
        )

        assert antwort["Location"] == analyse.get_absolute_url()
        person = User.objects.get(email=ADRESSE)
        assert (person.name, person.check_password(PASSWORT)) == ("Erika", True)
        assert browser.get(analyse.get_absolute_url()).status_code == 200

    def test_forces_the_second_factor(self, team, analyse, settings):
        lade_ein(team, analyse)
        settings.SECOND_FACTOR_REQUIRED = True
        browser, _antwort = oeffne(code_aus_brief())
        browser.post(ANNEHMEN, {"email": ADRESSE, "name": "Erika", "passwort": PASSWORT})

        antwort = browser.get(analyse.get_absolute_url())

        assert antwort["Location"] == reverse("mfa_index")
        # She has just typed her password and need not do so again.
        assert browser.get(reverse("mfa_activate_totp")).status_code == 200

    @pytest.mark.parametrize(
        ("angaben", "satz"),
        [
            ({"email": "fremd@beispiel.test"}, "andere E-Mail-Adresse"),
            ({"passwort": "kurz"}, "12 Zeichen"),
            ({"passwort": "erika-beispiel.test"}, "ähnlich"),
            ({"name": ""}, "Name"),
        ],
    )
    def test_makes_no_account_otherwise(self, team, analyse, angaben, satz):
        lade_ein(team, analyse)
        browser, _antwort = oeffne(code_aus_brief())
        vorher = User.objects.count()

        antwort = browser.post(
            ANNEHMEN, {"email": ADRESSE, "name": "Erika", "passwort": PASSWORT} | angaben
        )

        assert satz in gezeigt(antwort)
        assert User.objects.count() == vorher
        assert "_auth_user_id" not in browser.session

    def test_sends_who_has_an_account_to_the_sign_in_and_back(self, team, analyse):
        lade_ein(team, analyse)
        konto()
        browser, antwort = oeffne(code_aus_brief())
        daten = {"email": ADRESSE, "name": "Erika", "passwort": PASSWORT}

        assert "schon ein Konto" in gezeigt(browser.post(ANNEHMEN, daten))
        weiter = f"{reverse('account_login')}?next={ANNEHMEN}"
        assert weiter in gezeigt(antwort)
        zurueck = browser.post(weiter, {"login": ADRESSE, "password": PASSWORT}, follow=True)
        assert zurueck.redirect_chain[-1][0] == ANNEHMEN
        assert browser.post(ANNEHMEN)["Location"] == analyse.get_absolute_url()

    def test_keeps_the_other_rollen_of_the_person(self, team, analyse, rolle_als):
        lade_ein(team, analyse)
        anderswo = rolle_als("leitung", person=konto())

        browser, _antwort = nimm_an(anderswo.person, code_aus_brief())

        assert browser.get(analyse.get_absolute_url()).status_code == 200
        browser.post("/rolle/", {"rolle": str(anderswo.pk)})
        assert browser.get(analyse.get_absolute_url()).status_code == 404

    def test_stands_in_the_audit_trail_of_the_jugendamt(self, team, analyse, eines, rolle_als):
        lade_ein(team, analyse)
        anderswo = rolle_als("leitung", person=konto())
        nimm_an(anderswo.person, code_aus_brief())

        with system_context("Test"):
            eintraege = Protokolleintrag.objects.filter(objektart="einladung").order_by("zeitpunkt")
            assert [
                (eines_.aktion, eines_.rolle, eines_.jugendamt, eines_.kennung)
                for eines_ in eintraege
            ] == [
                (Aktion.ANGELEGT, "fachkraft", eines.jugendamt.pk, analyse.kennung),
                (Aktion.ANGENOMMEN, "moderation", eines.jugendamt.pk, analyse.kennung),
            ]


class TestRefused:
    """A German sentence, and nothing leaves."""

    @pytest.fixture
    def code(self, team, analyse):
        lade_ein(team, analyse)
        return code_aus_brief()

    def check(self, code, satz, person=None):
        person = person or konto()
        vorher = self.rollen()
        # Whoever opens the link now; and whoever had opened it before and only clicks now.
        _browser, antwort = oeffne(code, person)
        spaet = Client()
        spaet.force_login(person)
        session = spaet.session
        session["einladung"] = str(Einladung.key_of(code))
        session.save()

        assert satz in gezeigt(antwort)
        assert satz in gezeigt(spaet.get(ANNEHMEN))
        assert satz in gezeigt(spaet.post(ANNEHMEN))
        assert self.rollen() == vorher
        with system_context("Test"):
            assert Protokolleintrag.objects.filter(
                aktion=Aktion.VERWEIGERT, objektart="einladung"
            ).exists()

    def rollen(self):
        with system_context("Test"):
            return Rolle.objects.count()

    def test_used_twice(self, code, analyse):
        person = konto()
        nimm_an(person, code)

        self.check(code, "schon angenommen worden", person)

    def test_expired(self, code):
        person = konto()
        with time_machine.travel(timezone.now() + LINK_GILT + timedelta(seconds=1), tick=False):
            self.check(code, "ist abgelaufen", person)

    def test_access_already_over(self, code):
        with system_context("Test"):
            Einladung.objects.update(bis=timezone.localdate() - timedelta(days=1))
        self.check(code, "ist abgelaufen")

    def test_forwarded_to_somebody_with_another_address(self, code):
        fremd = konto("fremd@beispiel.test")
        browser, antwort = oeffne(code, fremd)

        for eine in (antwort, browser.post(ANNEHMEN)):
            assert "gilt für eine andere E-Mail-Adresse" in gezeigt(eine)
            assert ADRESSE not in gezeigt(eine)
        with system_context("Test"):
            assert not Rolle.objects.filter(person=fremd).exists()
            assert Einladung.objects.get().is_offen

    def test_withdrawn_by_the_team(self, code, team, analyse):
        with system_context("Test"):
            eine = Einladung.objects.get()
        antwort = team.post(
            reverse("fallanalyse:einladung_beenden", args=[analyse.pk, eine.pk]), follow=True
        )

        assert "Die Einladung ist zurückgezogen." in gezeigt(antwort)
        self.check(code, "wurde zurückgezogen")

    def test_analysis_deleted_meanwhile(self, code, analyse):
        with system_context("Test"):
            Fallanalyse.objects.get(pk=analyse.pk).delete()

        self.check(code, "gibt es nicht mehr")

    def test_analysis_withdrawn_meanwhile(self, eines, client, login_as):
        analyse = eines.analyse()
        login_as(eines.fachkraft)
        lade_ein(client, analyse)
        code = code_aus_brief()
        with system_context("Test"):
            Fallanalyse.objects.filter(pk=analyse.pk).update(
                bearbeitungsstand="abgeschlossen",
                freigabestufe=Freigabestufe.LESERKREIS,
                abgeschlossen_am=timezone.now(),
            )

        eines.tut("leitung", Uebergang.ZURUECKZIEHEN, analyse)

        self.check(code, "wurde zurückgezogen")

    def test_after_the_link_was_opened_and_the_session_forgotten(self, code):
        browser, _antwort = oeffne(code, konto())
        browser.logout()
        assert browser.post(ANNEHMEN)["Location"] == OEFFNEN


class TestSecret:
    def test_of_one_row_is_not_that_of_another(self, team, analyse):
        lade_ein(team, analyse)
        lade_ein(team, analyse, email="andere@beispiel.test")
        eins, zwei = code_aus_brief(0), code_aus_brief(1)

        gemischt = eins.partition(":")[0] + ":" + zwei.partition(":")[2]

        _browser, antwort = oeffne(gemischt)
        assert "Dieser Code stimmt nicht." in gezeigt(antwort)

    def test_dies_with_the_key_of_the_server(self, team, analyse, settings):
        lade_ein(team, analyse)
        code = code_aus_brief()
        with system_context("Test"):
            assert Einladung.objects.get().code == code
            assert code not in str(Einladung.objects.values_list("email", "pk").get())
