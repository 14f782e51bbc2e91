"""Signing in: one way in, with its limits, its second factor, its end."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.conf import settings as project_settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from kinderschutz.fields import PREFIX
from kinderschutz.identity import SECOND_FACTOR_KEY, SESSION_KEY
from kinderschutz.models import User
from kommunen.enums import MIT_ZWEITEM_FAKTOR, Rollenart
from kommunen.tests.factories import UserFactory

PASSWORD = "ein-langes-passwort"


@pytest.fixture
def person(rolle_als):
    return rolle_als("fachkraft").person


def sign_in(client, person, password=PASSWORD, **extra):
    return client.post(
        reverse("account_login"), {"login": person.email, "password": password} | extra
    )


def is_signed_in(client):
    return "_auth_user_id" in client.session


def add_totp(person):
    """Give this person a second factor; return the code she would type now."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


class TestSignIn:
    def test_leads_to_ones_work(self, client, person):
        response = sign_in(client, person)

        assert response.status_code == 302
        assert response["Location"] == reverse("arbeit")
        assert is_signed_in(client)

    def test_leads_back_to_where_one_was_going(self, client, person):
        wanted = client.get("/fallanalysen/")["Location"]

        response = client.post(wanted, {"login": person.email, "password": PASSWORD})

        assert response["Location"] == "/fallanalysen/"

    def test_leads_to_no_other_host(self, client, person):
        response = sign_in(client, person, next="https://example.org/falle")
        assert response["Location"] == reverse("arbeit")

    def test_takes_the_address_in_any_case(self, client, person):
        person.email = person.email.upper()
        assert sign_in(client, person).status_code == 302

    def test_refuses_a_wrong_password_and_an_unknown_address_alike(self, client, person):
        wrong = sign_in(client, person, "falsch-falsch-falsch")
        person.email = "unbekannt@example.org"
        unknown = sign_in(client, person)

        for response in (wrong, unknown):
            assert response.status_code == 200
            assert not is_signed_in(client)
        errors = [response.context["form"].errors for response in (wrong, unknown)]
        assert errors[0] == errors[1]

    def test_refuses_an_account_that_was_switched_off(self, client, person):
        person.is_active = False
        person.save()

        sign_in(client, person)

        assert not is_signed_in(client)

    def test_changes_the_key_of_the_session(self, client, person):
        client.get(reverse("account_login"))
        session = client.session
        session["vorher"] = 1
        session.save()
        before = session.session_key

        sign_in(client, person)

        assert client.session.session_key != before
        assert not Session.objects.filter(session_key=before).exists()

    def test_is_asked_for_by_every_page_that_is_not_public(self, client, db):
        response = client.get("/arbeit/")
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))

    def test_tells_a_script_instead_of_sending_it_elsewhere(self, client, db):
        response = client.post("/rolle/", headers={"Accept": "application/json"})

        assert response.status_code == 401
        assert "Ihr Text ist noch da" in response.json()["fehler"]

    def test_is_not_possible_through_the_admin(self, client, db):
        response = client.get("/verwaltung/login/")
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


class TestSignOut:
    def test_needs_a_click(self, client, person):
        sign_in(client, person)

        client.get(reverse("account_logout"))
        assert is_signed_in(client)
        client.post(reverse("account_logout"))
        assert not is_signed_in(client)

    def test_ends_the_session_on_the_server(self, client, person):
        sign_in(client, person)
        key = client.session.session_key

        client.post(reverse("account_logout"))

        assert not Session.objects.filter(session_key=key).exists()

    def test_of_all_other_devices_is_possible(self, client, person):
        elsewhere = Client()
        sign_in(elsewhere, person)
        elsewhere.get("/arbeit/")
        sign_in(client, person)
        client.get("/arbeit/")
        assert UserSession.objects.filter(user=person).count() == 2

        client.post(reverse("usersessions_list"))

        assert elsewhere.get("/arbeit/").status_code == 302
        assert client.get("/arbeit/").status_code == 200


class TestSignUp:
    def test_is_closed(self, client, db):
        page = client.get(reverse("account_signup"))
        assert page.status_code == 200
        assert "Keine Selbstregistrierung" in page.content.decode()

    def test_takes_no_form_either(self, client, db):
        before = User.objects.count()
        client.post(
            reverse("account_signup"),
            {"email": "neu@example.org", "password1": "ein-sehr-langes-passwort", "name": "Neu"},
        )

        assert User.objects.count() == before
        assert not is_signed_in(client)
        assert mail.outbox == []

    def test_is_not_offered(self, client, db):
        assert (
            reverse("account_signup") not in client.get(reverse("account_login")).content.decode()
        )


class TestPasswordReset:
    def test_does_not_tell_whether_there_is_an_account(self, client, person):
        answers = [
            client.post(reverse("account_reset_password"), {"email": email}, follow=True)
            for email in (person.email, "unbekannt@example.org")
        ]

        assert answers[0].redirect_chain == answers[1].redirect_chain
        assert answers[0].status_code == answers[1].status_code == 200

    def test_sends_a_link_that_works_once(self, client, person):
        client.post(reverse("account_reset_password"), {"email": person.email})
        [letter] = mail.outbox
        [link] = [word for word in letter.body.split() if "/konto/" in word]
        path = "/" + link.split("/", 3)[3]

        page = client.get(path, follow=True)
        form = page.redirect_chain[-1][0]
        neu = "ein-anderes-langes-passwort"
        client.post(form, {"password1": neu, "password2": neu})

        assert sign_in(Client(), person, neu).status_code == 302
        assert sign_in(Client(), person).status_code == 200
        assert "password1" not in Client().get(path, follow=True).content.decode()


class TestSignInInsideThePage:
    URL = "/anmelden/"

    def test_answers_with_a_new_token(self, client, person):
        response = client.post(self.URL, {"login": person.email, "password": PASSWORD})

        assert response.status_code == 200
        assert response.json()["csrf"]
        assert is_signed_in(client)
        assert response["Cache-Control"] == "no-store"

    def test_goes_on_in_the_rolle_of_the_page(self, client, person, rolle_als):
        zweite = rolle_als("netzwerkkoordination", person=person)

        client.post(
            self.URL, {"login": person.email, "password": PASSWORD, "rolle": str(zweite.pk)}
        )

        assert client.session[SESSION_KEY] == str(zweite.pk)
        assert client.get("/arbeit/").context["rolle"] == zweite.bezeichnung

    def test_cannot_be_used_to_take_a_foreign_rolle(self, client, person, rolle_als):
        fremde = rolle_als("leitung")

        client.post(
            self.URL, {"login": person.email, "password": PASSWORD, "rolle": str(fremde.pk)}
        )

        assert client.get("/arbeit/").context["rolle"].startswith("Fachkraft")

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"login": "", "password": ""},
            {"login": "unbekannt@example.org", "password": PASSWORD},
            {"login": "keine adresse", "password": "x"},
        ],
    )
    def test_says_what_does_not_fit(self, client, db, data):
        response = client.post(self.URL, data)

        assert response.status_code == 400
        assert response.json() == {"fehler": "E-Mail-Adresse oder Passwort stimmen nicht."}
        assert not is_signed_in(client)

    def test_refuses_an_account_that_was_switched_off(self, client, person):
        person.is_active = False
        person.save()

        response = client.post(self.URL, {"login": person.email, "password": PASSWORD})

        assert response.status_code in (400, 409)
        assert not is_signed_in(client)

    def test_names_the_second_step_where_one_is_needed(self, client, person):
        add_totp(person)

        response = client.post(self.URL, {"login": person.email, "password": PASSWORD})

        assert response.status_code == 409
        assert response.json() == {"weiter": reverse("mfa_authenticate")}
        assert not is_signed_in(client)

    def test_keeps_the_rolle_over_the_second_step(self, client, person, rolle_als):
        zweite = rolle_als("netzwerkkoordination", person=person)
        code = add_totp(person)
        client.post(
            self.URL, {"login": person.email, "password": PASSWORD, "rolle": str(zweite.pk)}
        )

        client.post(reverse("mfa_authenticate"), {"code": code})

        assert is_signed_in(client)
        assert client.get("/arbeit/").context["rolle"] == zweite.bezeichnung

    def test_is_for_scripts_that_post(self, client, db):
        assert client.get(self.URL).status_code == 405

    def test_needs_the_token_of_the_page(self, person):
        client = Client(enforce_csrf_checks=True)
        response = client.post(self.URL, {"login": person.email, "password": PASSWORD})
        assert response.status_code == 403


class TestLimits:
    """Tries are counted in the database: however many workers there are, together they count once."""

    @pytest.fixture(autouse=True)
    def few(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "6/m/ip", "login_failed": "3/m/key"}

    def test_lie_where_all_workers_look(self):
        backend = project_settings.CACHES["default"]["BACKEND"]
        assert backend == "django.core.cache.backends.db.DatabaseCache"
        assert caches["default"]._table == "kinderschutz_cache"

    def test_stop_guessing_at_one_account(self, person):
        for _ in range(3):
            sign_in(Client(), person, "falsch-falsch-falsch")

        response = sign_in(Client(), person)

        assert response.status_code in (200, 429)
        assert "_auth_user_id" not in response.client.session

    def test_stop_guessing_at_many_accounts(self, db):
        answers = [
            Client().post(
                reverse("account_login"), {"login": f"a{number}@example.org", "password": "x" * 12}
            )
            for number in range(7)
        ]

        assert [answer.status_code for answer in answers] == [200] * 6 + [429]
        assert "Zu viele Versuche" in answers[-1].content.decode()

    def test_hold_for_the_sign_in_inside_the_page_together(self, person):
        for _ in range(3):
            sign_in(Client(), person, "falsch-falsch-falsch")

        response = Client().post("/anmelden/", {"login": person.email, "password": PASSWORD})

        assert response.status_code == 429
        assert "Zu viele Versuche" in response.json()["fehler"]

    def test_count_the_address_behind_the_proxy(self, db, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

        def attempt(number, address):
            return Client().post(
                "/anmelden/",
                {"login": f"b{number}@example.org", "password": "x" * 12},
                headers={"X-Forwarded-For": address},
            )

        answers = [attempt(number, "203.0.113.7") for number in range(7)]

        assert answers[-1].status_code == 429
        assert attempt(8, "203.0.113.8").status_code == 400


class TestSecondFactor:
    """Forced for every Rolle that sees case content or persons, or administers."""

    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    @pytest.mark.parametrize("art", list(Rollenart))
    def test_is_asked_for_by_rolle(self, client, login_as, art):
        login_as(str(art))

        response = client.get("/arbeit/")

        if art in MIT_ZWEITEM_FAKTOR:
            assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
        else:
            assert response.status_code == 200

    def test_is_not_asked_for_without_a_rolle(self, client, db):
        client.force_login(UserFactory())
        assert client.get("/arbeit/").status_code == 200

    @pytest.mark.parametrize("url", ["/", "/fallanalysen/", "/kommunen/", "/rolle/", "/unbekannt/"])
    def test_shuts_every_other_page(self, client, login_as, url):
        login_as("leitung")
        for response in (client.get(url), client.post(url)):
            assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))

    @pytest.mark.parametrize(
        "name", ["mfa_index", "account_logout", "account_change_password", "usersessions_list"]
    )
    def test_leaves_the_own_account_open(self, client, login_as, name):
        login_as("leitung")
        assert client.get(reverse(name)).status_code == 200

    def test_once_set_up_opens_the_pages(self, client, login_as):
        person = login_as("leitung")
        add_totp(person)

        assert client.get("/arbeit/").status_code == 200
        assert client.session[SECOND_FACTOR_KEY]

    def test_given_up_shuts_them_again(self, client, person):
        code = add_totp(person)
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get("/arbeit/").status_code == 200

        # Giving it up needs the password once more.
        again = client.post(reverse("mfa_deactivate_totp"))["Location"]
        assert again.startswith(reverse("account_reauthenticate"))
        client.post(again, {"password": PASSWORD})
        client.post(reverse("mfa_deactivate_totp"))

        assert not get_adapter().is_mfa_enabled(person)
        assert client.get("/arbeit/")["Location"] == reverse("mfa_index")

    def test_is_asked_for_at_every_sign_in(self, client, person):
        code = add_totp(person)

        assert sign_in(client, person)["Location"] == reverse("mfa_authenticate")
        assert not is_signed_in(client)
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert not is_signed_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client)

    def test_can_be_replaced_by_a_recovery_code_once(self, client, person):
        add_totp(person)
        code = RecoveryCodes.activate(person).get_unused_codes()[0]

        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client)

        again = Client()
        sign_in(again, person)
        again.post(reverse("mfa_authenticate"), {"code": code})
        assert not is_signed_in(again)

    def test_lies_encrypted_in_the_database(self, person):
        add_totp(person)
        RecoveryCodes.activate(person)

        stored = {row.type: row.data for row in Authenticator.objects.all()}
        assert stored["totp"]["secret"].startswith(PREFIX)
        assert stored["recovery_codes"]["seed"].startswith(PREFIX)

    def test_is_only_a_matter_of_the_setting(self, client, login_as, settings):
        settings.SECOND_FACTOR_REQUIRED = False
        login_as("leitung")
        assert client.get("/arbeit/").status_code == 200
        assert not Authenticator.objects.exists()


class TestSwitchOfRolle:
    def test_is_offered_in_the_page_head_to_whoever_has_several(self, client, login_as, rolle_als):
        person = login_as("fachkraft")
        assert reverse("rolle_wechseln") not in client.get("/arbeit/").content.decode()

        rolle_als("leitung", person=person)
        page = client.get("/arbeit/").content.decode()

        assert reverse("rolle_wechseln") in page
        assert "Ich arbeite als" in page

    def test_says_as_what_one_works_now(self, client, login_as, rolle_als):
        zweite = rolle_als("leitung", person=login_as("fachkraft"))

        page = client.post(reverse("rolle_wechseln"), {"rolle": str(zweite.pk)}, follow=True)

        assert f"Sie arbeiten jetzt als {zweite.bezeichnung}" in page.content.decode()
