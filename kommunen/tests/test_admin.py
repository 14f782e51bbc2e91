"""The Verwaltung lives in three apps; this is the lowest from which a test reaches all of it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kinderschutz.models import Aktion, Protokolleintrag, User
from kinderschutz.system_context import system_context
from kommunen.admin import RolleForm
from kommunen.enums import Rollenart
from kommunen.models import Kommune, KommuneAlias, Rolle
from kommunen.tests.factories import (
    BundeslandFactory,
    ClusterFactory,
    JugendamtFactory,
    KommuneFactory,
    ProjektFactory,
    RolleFactory,
    TeilnahmeFactory,
    UserFactory,
    ZustaendigkeitFactory,
)

INDEX = reverse("admin:index")
NEUES_KONTO = reverse("admin:kinderschutz_user_add")
KEINE_ROLLEN = {
    "alle_rollen-TOTAL_FORMS": "0",
    "alle_rollen-INITIAL_FORMS": "0",
}
# Django's own admin templates rely on empty variables.
pytestmark = pytest.mark.ignore_template_errors


@pytest.fixture
def administration(login_as):
    return login_as(Rollenart.ADMINISTRATION)


def _konto_page(konto):
    return reverse("admin:kinderschutz_user_change", args=[konto.pk])


class TestWhoGetsIn:
    @pytest.mark.parametrize("art", [art for art in Rollenart if art != "administration"])
    def test_answers_404_to_every_other_rolle(self, login_as, client, art):
        login_as(art)

        assert client.get(INDEX).status_code == 404
        assert client.get(NEUES_KONTO).status_code == 404
        assert client.get(reverse("admin:login")).status_code == 404

    def test_answers_404_to_somebody_without_a_rolle(self, client, db):
        client.force_login(UserFactory())

        assert client.get(INDEX).status_code == 404

    def test_answers_404_to_an_administration_that_acts_in_another_rolle(self, login_as, client):
        person = login_as(Rollenart.FACHKRAFT)
        with system_context("Test"):
            RolleFactory(person=person, art=Rollenart.ADMINISTRATION)

        assert client.get(INDEX).status_code == 404

    @pytest.mark.parametrize("url", [INDEX, NEUES_KONTO, reverse("admin:autocomplete")])
    def test_sends_strangers_to_the_sign_in(self, client, db, url):
        response = client.get(url)

        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))

    def test_has_no_sign_in_of_its_own(self, client, db):
        response = client.get(reverse("admin:login"))

        assert response.url.startswith(reverse("account_login"))

    def test_sends_the_signed_in_on_from_the_sign_in(self, administration, client):
        assert client.get(reverse("admin:login")).url == INDEX

    def test_leaves_the_password_to_the_account_pages(self, administration, client):
        response = client.get(reverse("admin:password_change"))

        assert response.url == reverse("account_change_password")

    def test_signs_out_to_the_start_page(self, administration, client):
        response = client.post(reverse("admin:logout"))

        assert response.url == reverse("start")
        assert "_auth_user_id" not in client.session


class TestWhatIsThere:
    def test_holds_no_case_content_and_nothing_others_registered(self):
        names = {
            f"{model._meta.app_label}.{model._meta.model_name}" for model in admin.site._registry
        }

        assert names == {
            "kinderschutz.user",
            "kommunen.bundesland",
            "kommunen.cluster",
            "kommunen.institution",
            "kommunen.jugendamt",
            "kommunen.kommune",
            "kommunen.projekt",
            "kommunen.rolle",
            "kommunen.teilnahme",
            "netzwerk.netzwerk",
        }

    def test_every_list_and_form_opens(self, administration, client):
        with system_context("Test"):
            jugendamt = JugendamtFactory()
            ZustaendigkeitFactory(jugendamt=jugendamt)
            TeilnahmeFactory(jugendamt=jugendamt, modell=True)
        for model in admin.site._registry:
            prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            assert client.get(reverse(f"{prefix}_changelist")).status_code == 200
            assert client.get(reverse(f"{prefix}_changelist"), {"q": "Muster"}).status_code == 200
            assert client.get(reverse(f"{prefix}_add")).status_code == 200
            with system_context("Test"):
                pk = model._default_manager.values_list("pk", flat=True).first()
            if pk:
                assert client.get(reverse(f"{prefix}_change", args=[pk])).status_code == 200

    @pytest.mark.parametrize(
        ("name", "factory"),
        [
            ("kommunen_rolle", RolleFactory),
            ("kommunen_kommune", KommuneFactory),
            ("kommunen_jugendamt", JugendamtFactory),
            ("kommunen_teilnahme", TeilnahmeFactory),
            ("kommunen_cluster", ClusterFactory),
            ("kinderschutz_user", UserFactory),
        ],
    )
    def test_lists_cost_the_same_with_more_rows(
        self, administration, assert_constant_queries, name, factory
    ):
        assert_constant_queries(reverse(f"admin:{name}_changelist"), add_row=factory)

    def test_offers_choices_by_search(self, administration, client):
        with system_context("Test"):
            KommuneFactory(name="Stadt Bad Kreuznach")
        answer = client.get(
            reverse("admin:autocomplete"),
            {
                "app_label": "kommunen",
                "model_name": "jugendamt",
                "field_name": "traeger",
                "term": "kreuz",
            },
        )

        assert [row["text"] for row in answer.json()["results"]] == ["Stadt Bad Kreuznach"]

    def test_deletes_nothing(self, administration, client):
        with system_context("Test"):
            kommune = KommuneFactory()

        response = client.post(reverse("admin:kommunen_kommune_delete", args=[kommune.pk]))

        assert response.status_code == 403
        assert Kommune.objects.filter(pk=kommune.pk).exists()

    def test_keeps_other_spellings_of_a_kommune(self, administration, client):
        with system_context("Test"):
            kommune = KommuneFactory(name="Stadt Ludwigshafen am Rhein")

        response = client.post(
            reverse("admin:kommunen_kommune_change", args=[kommune.pk]),
            {
                "name": kommune.name,
                "slug": kommune.slug,
                "gebietstyp": kommune.gebietstyp,
                "ags": "07314",
                "bundesland": kommune.bundesland_id,
                "aliasse-TOTAL_FORMS": "1",
                "aliasse-INITIAL_FORMS": "0",
                "aliasse-0-schreibweise": "Stadt Ludwigshafen",
                "aliasse-0-herkunft": "kurzname",
            },
        )

        assert response.status_code == 302
        assert KommuneAlias.objects.get().kommune == kommune


class TestAccounts:
    def test_are_made_with_a_first_password(self, administration, client):
        response = client.post(
            NEUES_KONTO,
            {
                "email": "Neue.Person@example.org",
                "name": "Neue Person",
                "password1": "ein-erstes-passwort",
                "password2": "ein-erstes-passwort",
                **KEINE_ROLLEN,
            },
        )

        assert response.status_code == 302
        konto = User.objects.get(email="neue.person@example.org")
        assert konto.check_password("ein-erstes-passwort")
        assert mail.outbox == []

    def test_get_a_link_where_no_password_is_given(self, administration, client):
        client.post(
            NEUES_KONTO,
            {"email": "neue.person@example.org", "name": "Neue Person", **KEINE_ROLLEN},
        )

        konto = User.objects.get(email="neue.person@example.org")
        assert not konto.has_usable_password()
        [message] = mail.outbox
        assert message.to == [konto.email]

    @pytest.mark.parametrize(
        ("first", "second", "complaint"),
        [
            ("kurz", "kurz", "12 Zeichen"),
            ("ein-erstes-passwort", "ein-anderes-passwort", "nicht identisch"),
            ("ein-erstes-passwort", "", "beide Felder"),
        ],
    )
    def test_refuse_bad_passwords(self, administration, client, first, second, complaint):
        response = client.post(
            NEUES_KONTO,
            {
                "email": "neue.person@example.org",
                "name": "Neue Person",
                "password1": first,
                "password2": second,
                **KEINE_ROLLEN,
            },
        )

        assert complaint in response.content.decode()
        assert not User.objects.filter(email="neue.person@example.org").exists()

    def test_take_a_rolle_on_the_same_page(self, administration, client):
        with system_context("Test"):
            konto, jugendamt = UserFactory(), JugendamtFactory()

        response = client.post(
            _konto_page(konto),
            {
                "email": konto.email,
                "name": konto.name,
                "is_active": "on",
                "alle_rollen-TOTAL_FORMS": "1",
                "alle_rollen-INITIAL_FORMS": "0",
                "alle_rollen-0-person": konto.pk,
                "alle_rollen-0-art": "leitung",
                "alle_rollen-0-vertretung": "on",
                "alle_rollen-0-jugendamt": jugendamt.pk,
                "alle_rollen-0-von": "01.10.2026",
            },
        )

        assert response.status_code == 302
        with system_context("Test"):
            rolle = Rolle.objects.get(person=konto)
        assert (rolle.art, rolle.jugendamt, rolle.vertretung) == ("leitung", jugendamt, True)

    def test_cannot_lock_themselves_out(self, administration, client):
        client.post(
            _konto_page(administration),
            {"email": administration.email, "name": "Neuer Name", **KEINE_ROLLEN},
        )

        administration.refresh_from_db()
        assert administration.is_active
        assert administration.name == "Neuer Name"

    def test_are_closed_at_once(self, administration, client, client_of):
        konto = UserFactory()
        other = client_of(konto)

        client.post(_konto_page(konto), {"email": konto.email, "name": "X", **KEINE_ROLLEN})

        konto.refresh_from_db()
        assert not konto.is_active
        assert other.get(reverse("arbeit")).status_code == 302

    def test_are_sent_a_link_on_demand(self, administration, client):
        konto, closed = UserFactory(), UserFactory(is_active=False)

        client.post(
            reverse("admin:kinderschutz_user_changelist"),
            {"action": "send_link", "_selected_action": [konto.pk, closed.pk]},
        )

        assert [message.to for message in mail.outbox] == [[konto.email]]

    def test_lose_a_second_factor_whose_device_is_gone(self, administration, client):
        konto = UserFactory()
        Authenticator.objects.create(user=konto, type=Authenticator.Type.TOTP, data={})

        client.post(
            reverse("admin:kinderschutz_user_changelist"),
            {"action": "remove_second_factor", "_selected_action": [konto.pk]},
        )

        assert not Authenticator.objects.filter(user=konto).exists()

    def test_leave_a_trace_of_every_change(self, administration, client):
        konto = UserFactory()

        client.post(
            _konto_page(konto),
            {"email": konto.email, "name": "Neu", "is_active": "on", **KEINE_ROLLEN},
        )

        with system_context("Test"):
            eintrag = Protokolleintrag.objects.get(objektart="user")
        assert eintrag.aktion == Aktion.GEAENDERT
        assert (eintrag.kennung, eintrag.person) == (str(konto.pk), administration.pk)
        assert eintrag.rolle == "administration"


@pytest.fixture
def client_of():
    """Return a function that signs a second browser in."""
    from django.test import Client

    def sign_in(person):
        other = Client()
        other.force_login(person)
        return other

    return sign_in


class TestRollen:
    def _errors(self, **felder):
        heute = timezone.localdate()
        form = RolleForm(data={"person": UserFactory().pk, "von": heute, **felder})
        assert not form.is_valid()
        return dict(form.errors)

    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "netzwerkkoordination"])
    def test_say_at_the_field_that_a_jugendamt_is_missing(self, system, art):
        assert self._errors(art=art) == {"jugendamt": ["Diese Rolle braucht ein Jugendamt."]}

    def test_say_at_the_field_what_does_not_belong_to_them(self, system):
        fehler = self._errors(
            art="projektkoordination",
            projekt=ProjektFactory().pk,
            bundesland=BundeslandFactory().pk,
        )

        assert list(fehler) == ["bundesland"]

    def test_say_what_is_missing_and_what_is_too_much(self, system):
        fehler = self._errors(art="ministerium", jugendamt=JugendamtFactory().pk)

        assert set(fehler) == {"bundesland", "jugendamt"}

    def test_take_a_datenschutz_for_a_jugendamt_or_a_land(self, system):
        fehler = self._errors(
            art="datenschutz", jugendamt=JugendamtFactory().pk, bundesland=BundeslandFactory().pk
        )

        assert len(fehler) == 1

    def test_ask_for_the_art_first(self, system):
        assert list(self._errors()) == ["art"]

    def test_need_an_end_for_a_moderation(self, system):
        fehler = self._errors(
            art="moderation",
            jugendamt=JugendamtFactory().pk,
            analyse="0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b",
        )

        assert "Enddatum" in str(fehler)

    def test_are_ended_by_a_date(self, administration, client):
        with system_context("Test"):
            rolle = RolleFactory()

        client.post(
            reverse("admin:kommunen_rolle_change", args=[rolle.pk]),
            {
                "person": rolle.person_id,
                "art": rolle.art,
                "jugendamt": rolle.jugendamt_id,
                "von": f"{rolle.von:%d.%m.%Y}",
                "bis": f"{rolle.von + timedelta(days=1):%d.%m.%Y}",
            },
        )

        with system_context("Test"):
            rolle.refresh_from_db()
        assert rolle.bis == rolle.von + timedelta(days=1)
