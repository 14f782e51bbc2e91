"""Who asks: the Identity, the Rolle somebody acts in, and what the database is told about it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinderschutz import audit, identity
from kinderschutz.identity import SESSION_KEY, KeineIdentitaet, acting_as, rolle_of
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kommunen.models import Rolle
from kommunen.tests.factories import UserFactory

pytestmark = pytest.mark.urls("kinderschutz.tests.probeseiten")


def told(name):
    """Return what the database knows at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_setting('app.{name}', true)")
        return cursor.fetchone()[0] or ""


def database_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user, current_user")
        is_own, name = cursor.fetchone()
    return "" if is_own else name


class Mistake(Exception):
    pass


class TestCurrent:
    def test_refuses_to_answer_when_nobody_said_who_asks(self):
        with pytest.raises(KeineIdentitaet):
            identity.current()
        assert identity.current_or_none() is None

    def test_nobody_acts_for_anonymous_users(self):
        assert rolle_of(AnonymousUser()) is None
        assert rolle_of(None) is None


class TestActingAs:
    def test_tells_the_database_every_part_of_the_rolle(self, rolle_als):
        rolle = rolle_als("leitung")

        with acting_as(rolle) as person:
            assert person == rolle.person
            assert person.rolle == rolle
            assert told("person") == str(rolle.person_id)
            assert told("rolle") == "leitung"
            assert told("jugendamt") == str(rolle.jugendamt_id)
            assert told("projekt") == told("land") == told("analyse") == ""

    def test_leaves_nothing_behind(self, rolle_als):
        rolle = rolle_als("leitung")

        with acting_as(rolle):
            pass

        assert told("person") == told("jugendamt") == told("rolle") == ""
        assert identity.current_or_none() is None

    def test_leaves_nothing_behind_after_a_mistake(self, rolle_als):
        rolle = rolle_als("leitung")

        with pytest.raises(Mistake), acting_as(rolle):
            raise Mistake

        assert told("person") == told("jugendamt") == ""
        assert identity.current_or_none() is None

    def test_leaves_nothing_behind_after_a_dry_run(self, rolle_als):
        rolle = rolle_als("leitung")

        with acting_as(rolle) as person:
            audit.record(Aktion.GELESEN, person)
            transaction.set_rollback(True)

        assert told("person") == told("jugendamt") == ""
        with system_context("Test"):
            assert not Protokolleintrag.objects.filter(aktion=Aktion.GELESEN).exists()

    def test_writes_the_audit_rows_while_the_database_still_knows_who_acts(self, rolle_als):
        rolle = rolle_als("fachkraft")

        with acting_as(rolle):
            audit.record(Aktion.EXPORTIERT, objektart="probe")

        with system_context("Test"):
            eintrag = Protokolleintrag.objects.get(aktion=Aktion.EXPORTIERT)
        assert (eintrag.jugendamt, eintrag.rolle) == (rolle.jugendamt_id, "fachkraft")

    def test_is_refused_where_it_would_prove_nothing(self, rolle_als):
        rolle = rolle_als("leitung")

        with system_context("Test"), pytest.raises(RuntimeError), acting_as(rolle):
            pass
        with acting_as(rolle), pytest.raises(RuntimeError), acting_as(rolle):
            pass


class TestSystemContext:
    def test_is_a_database_role_of_its_own(self, db):
        with system_context("Test"):
            assert database_role() == "kinderschutz_system"
        assert database_role() == ""

    def test_sees_the_rows_of_everybody(self, rolle_als):
        rollen = {rolle_als("leitung").pk, rolle_als("fachkraft").pk}

        with system_context("Test"):
            assert rollen <= set(Rolle.objects.values_list("pk", flat=True))

    def test_is_gone_after_a_mistake(self, db):
        with pytest.raises(Mistake), system_context("Test"):
            raise Mistake
        assert database_role() == ""
        assert identity.current_or_none() is None

    def test_is_gone_after_a_mistake_of_the_database(self, db):
        with (
            pytest.raises(Exception, match="gibt_es_nicht"),
            system_context("Test"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT * FROM gibt_es_nicht")
        assert database_role() == ""

    def test_is_gone_after_a_dry_run(self, rolle_als):
        with system_context("Test"):
            person = UserFactory()
            audit.record(Aktion.ANGELEGT, person)
            transaction.set_rollback(True)

        assert database_role() == ""
        assert not type(person).objects.filter(pk=person.pk).exists()

    def test_lasts_until_the_outermost_of_several_ends(self, db):
        with system_context("außen"):
            with system_context("innen"):
                assert database_role() == "kinderschutz_system"
            assert database_role() == "kinderschutz_system"
            with pytest.raises(Mistake), system_context("innen"):
                raise Mistake
            assert database_role() == "kinderschutz_system"
        assert database_role() == ""

    def test_ends_inside_of_an_outer_transaction(self, db):
        with transaction.atomic():
            with system_context("Test"):
                pass
            assert database_role() == ""
            with pytest.raises(Mistake), system_context("Test"):
                raise Mistake
            assert database_role() == ""

    def test_gives_the_rolle_back_to_who_acted_before(self, rolle_als):
        rolle = rolle_als("leitung")

        with acting_as(rolle):
            with system_context("Test"):
                pass
            assert database_role() == ""
            assert told("jugendamt") == str(rolle.jugendamt_id)
            assert identity.current().rolle == rolle

    @pytest.mark.django_db(transaction=True)
    def test_is_gone_for_the_next_user_of_the_connection(self):
        with system_context("Test"):
            pass
        assert database_role() == ""
        with pytest.raises(Mistake), system_context("Test"):
            raise Mistake
        assert database_role() == ""

    def test_says_in_the_audit_trail_why(self, db):
        with system_context("loesche_faelliges"):
            audit.record(Aktion.ENTFERNT, objektart="fallanalyse", kennung="FA-2222")

        with system_context("Test"):
            eintrag = Protokolleintrag.objects.get(kennung="FA-2222")
        assert (eintrag.kette, eintrag.rolle, eintrag.person) == (
            "system",
            "loesche_faelliges",
            None,
        )


class TestMiddleware:
    def settings_of(self, client):
        return client.get("/probe/einstellungen/").json()

    def test_tells_the_database_who_asks_and_as_what(self, client, login_as):
        person = login_as("moderation")

        told = self.settings_of(client)

        assert told == {
            "person": str(person.pk),
            "rolle": "moderation",
            "jugendamt": str(person.rolle.jugendamt_id),
            "projekt": "",
            "land": "",
            "analyse": str(person.rolle.analyse),
        }

    def test_tells_it_the_projekt_and_the_land(self, client, login_as):
        koordination = login_as("projektkoordination")
        assert self.settings_of(client)["projekt"] == str(koordination.rolle.projekt_id)

        ministerium = login_as("ministerium")
        told = self.settings_of(client)
        assert told["land"] == str(ministerium.rolle.bundesland_id)
        assert told["projekt"] == told["jugendamt"] == ""

    def test_tells_only_the_person_of_somebody_without_a_rolle(self, client, db):
        person = UserFactory()
        client.force_login(person)

        told = self.settings_of(client)

        assert told.pop("person") == str(person.pk)
        assert set(told.values()) == {""}

    def test_leaves_nothing_behind(self, client, login_as):
        login_as("leitung")
        client.get("/probe/einstellungen/")

        assert told("person") == told("jugendamt") == told("rolle") == ""
        assert identity.current_or_none() is None

    def test_responses_rendered_after_the_view_see_their_rows(self, client, login_as):
        person = login_as("fachkraft")

        answer = client.get("/probe/spaet/").content.decode()

        assert f"[{person.rolle.pk}]" in answer

    def test_a_failed_page_changes_nothing(self, login_as, client):
        person = login_as("fachkraft")
        name = person.name

        client.raise_request_exception = False
        assert client.get("/probe/fehlerseite/").status_code == 500
        assert client.post("/probe/kaputt/").status_code == 500

        person.refresh_from_db()
        assert person.name == name

    def test_is_refused_inside_of_the_system_context(self, client, login_as):
        login_as("fachkraft")

        with system_context("Test"), pytest.raises(RuntimeError, match="system_context"):
            client.get("/probe/einstellungen/")


class TestChosenRolle:
    def test_is_the_one_of_the_session(self, client, login_as, rolle_als):
        person = login_as("fachkraft")
        zweite = rolle_als("leitung", person=person)

        assert TestMiddleware().settings_of(client)["rolle"] == "fachkraft"
        client.post(reverse("rolle_wechseln"), {"rolle": str(zweite.pk)})

        assert TestMiddleware().settings_of(client)["rolle"] == "leitung"

    def test_is_never_that_of_somebody_else(self, client, login_as, rolle_als):
        fremde = rolle_als("leitung")
        login_as("fachkraft")

        response = client.post(reverse("rolle_wechseln"), {"rolle": str(fremde.pk)}, follow=True)

        assert "gehört Ihnen nicht oder ist abgelaufen" in response.content.decode()
        assert TestMiddleware().settings_of(client)["rolle"] == "fachkraft"

    @pytest.mark.parametrize("unsinn", ["", "keine-uuid", "00000000-0000-0000-0000-000000000000"])
    def test_stays_where_nonsense_is_sent(self, client, login_as, unsinn):
        login_as("fachkraft")

        client.post(reverse("rolle_wechseln"), {"rolle": unsinn})

        assert TestMiddleware().settings_of(client)["rolle"] == "fachkraft"

    def test_cannot_be_forged_into_the_session_of_another(self, client, login_as, rolle_als):
        login_as("fachkraft")
        session = client.session
        session[SESSION_KEY] = str(rolle_als("leitung").pk)
        session.save()

        assert TestMiddleware().settings_of(client)["rolle"] == "fachkraft"

    def test_ends_with_its_last_day(self, client, rolle_als):
        gestern = timezone.localdate() - timedelta(days=1)
        person = UserFactory()
        abgelaufen = rolle_als("leitung", person=person, bis=gestern)
        gueltig = rolle_als("netzwerkkoordination", person=person)
        client.force_login(person)
        session = client.session
        session[SESSION_KEY] = str(abgelaufen.pk)
        session.save()

        assert TestMiddleware().settings_of(client)["rolle"] == "netzwerkkoordination"
        client.post(reverse("rolle_wechseln"), {"rolle": str(abgelaufen.pk)})
        assert client.session[SESSION_KEY] != str(gueltig.pk)
        assert TestMiddleware().settings_of(client)["rolle"] == "netzwerkkoordination"

    def test_begins_with_its_first_day(self, client, rolle_als):
        morgen = timezone.localdate() + timedelta(days=1)
        kuenftig = rolle_als("leitung", von=morgen)
        client.force_login(kuenftig.person)

        assert TestMiddleware().settings_of(client)["rolle"] == ""

    def test_can_be_switched_by_post_only(self, client, login_as):
        login_as("fachkraft")
        assert client.get(reverse("rolle_wechseln")).status_code == 405


class TestDatabaseAway:
    """One plain page with 503, wherever in the request the database is missed first."""

    @pytest.fixture
    def database_away(self, monkeypatch):
        @contextmanager
        def away():
            def execute(self, *args, **kwargs):
                raise OperationalError("server closed the connection unexpectedly")

            with monkeypatch.context() as patch:
                patch.setattr(CursorWrapper, "execute", execute)
                yield

        return away

    def test_says_so_to_somebody_signed_in(self, login_as, client, database_away):
        login_as("fachkraft")
        client.raise_request_exception = False

        with database_away():
            response = client.get("/arbeit/")

        assert response.status_code == 503
        assert "Die Datenbank antwortet gerade nicht" in response.content.decode()

    def test_says_so_to_the_public(self, db, database_away):
        client = Client(raise_request_exception=False)

        with database_away():
            response = client.get("/")

        assert response.status_code == 503
        assert response["Retry-After"]

    def test_a_slow_query_is_cut_off(self, login_as, client):
        login_as("fachkraft")
        client.raise_request_exception = False

        assert client.get("/probe/langsam/").status_code == 503
