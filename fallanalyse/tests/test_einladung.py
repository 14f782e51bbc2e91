"""Somebody from outside is invited to moderate one analysis: the letter, the list, the end."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe, Funktion
from fallanalyse.models import Einladung, Fallanalyse, Teammitglied
from fallanalyse.models.einladung import LINK_GILT
from fallanalyse.tests.einladen import (
    ADRESSE,
    ANNEHMEN,
    OEFFNEN,
    code_aus_brief,
    gezeigt,
    konto,
    lade_ein,
    nimm_an,
    seite,
)
from kinderschutz.identity import SESSION_KEY, acting_as
from kinderschutz.models import Protokolleintrag
from kinderschutz.monate import in_monaten
from kinderschutz.system_context import system_context
from kinderschutz.tests.tage import heute
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


class TestInviting:
    def test_sends_a_letter_that_says_nothing_of_the_case(self, team, analyse, eines):
        antwort = lade_ein(team, analyse)

        assert antwort.status_code == 302
        [brief] = mail.outbox
        assert brief.to == [ADRESSE]
        text = f"{brief.subject} {brief.body}"
        assert str(eines.jugendamt) in text
        for verraeterisch in (analyse.kennung, str(analyse.pk), analyse.leitfrage, ADRESSE):
            assert verraeterisch not in text

    def test_proposes_three_months(self, team, analyse):
        form = team.get(seite(analyse)).context["form"]
        assert form.fields["bis"].initial == in_monaten(heute(), 3)

    @pytest.mark.parametrize(
        ("angaben", "satz"),
        [
            ({"email": "erika"}, "E-Mail"),
            ({"bis": "2020-01-01"}, "Dieser Tag ist schon vorbei."),
            (
                {"bis": (in_monaten(heute(), 12) + timedelta(days=2)).isoformat()},
                "Höchstens 12 Monate",
            ),
            ({"bis": "irgendwann"}, "gültiges Datum"),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, team, analyse, angaben, satz):
        antwort = lade_ein(team, analyse, **angaben)

        assert antwort.status_code == 200
        assert satz in gezeigt(antwort)
        assert mail.outbox == []

    def test_takes_an_address_once_as_long_as_it_is_open(self, team, analyse):
        lade_ein(team, analyse)

        assert "schon eingeladen" in gezeigt(lade_ein(team, analyse, email=ADRESSE.upper()))
        with system_context("Test"):
            Einladung.objects.get().beende()
        assert lade_ein(team, analyse).status_code == 302

    def test_sends_a_colleague_to_the_team_instead(self, team, analyse, eines):
        antwort = lade_ein(team, analyse, email=eines.kollegin.person.email)
        assert "arbeitet in Ihrem Jugendamt" in gezeigt(antwort)

    def test_keeps_nothing_of_a_letter_that_did_not_leave(
        self, team, analyse, monkeypatch, log_lines
    ):
        def fail(*args, **kwargs):
            raise ConnectionRefusedError(ADRESSE)

        monkeypatch.setattr("fallanalyse.models.einladung.send_mail", fail)

        antwort = lade_ein(team, analyse)

        assert "ließ sich nicht verschicken" in gezeigt(antwort)
        assert f'value="{ADRESSE}"' in gezeigt(antwort)
        assert ADRESSE not in log_lines.getvalue()
        with system_context("Test"):
            assert not Einladung.objects.exists()

    @pytest.mark.parametrize(("demo", "satz"), [(True, "unterwegs"), (False, "kein Mailserver")])
    def test_writes_no_code_into_the_log_of_a_server_without_mail(
        self, team, analyse, settings, capsys, demo, satz
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        settings.DEMO = demo
        antwort = lade_ein(team, analyse)
        text = gezeigt(team.get(antwort["Location"]) if antwort.status_code == 302 else antwort)

        assert satz in text
        assert ("/einladung/#" in capsys.readouterr().out) == demo

    def test_has_a_limit(self, team, analyse, settings):
        settings.ACCOUNT_RATE_LIMITS = {"einladung_senden": "1/h/user"}
        lade_ein(team, analyse)

        antwort = lade_ein(team, analyse, email="andere@beispiel.test")

        assert "zu oft hintereinander" in gezeigt(antwort)
        assert len(mail.outbox) == 1

    def test_ends_with_the_work_of_the_team(self, eines, client, login_as):
        fertig = eines.analyse(Freigabestufe.EINGEREICHT)
        login_as(eines.fachkraft)

        assert client.get(seite(fertig)).context["can_einladen"] is False
        assert lade_ein(client, fertig).status_code == 403

    @pytest.mark.parametrize(("wer", "code"), [("kollegin", 404), ("leitung", 404)])
    def test_is_for_the_team(self, eines, client, login_as, analyse, wer, code):
        login_as(eines.rollen[wer])
        assert client.get(seite(analyse)).status_code == code
        assert lade_ein(client, analyse).status_code == code

    def test_is_not_for_who_was_invited_herself(self, team, analyse):
        lade_ein(team, analyse)
        moderation, _antwort = nimm_an(konto(), code_aus_brief())

        assert moderation.get(seite(analyse)).status_code == 403
        assert lade_ein(moderation, analyse, email="noch@beispiel.test").status_code == 403


class TestEnding:
    @pytest.fixture
    def moderation(self, team, analyse):
        lade_ein(team, analyse)
        browser, _antwort = nimm_an(konto(), code_aus_brief())
        return browser

    def beende(self, team, analyse):
        with system_context("Test"):
            eine = Einladung.objects.get()
        return team.post(
            reverse("fallanalyse:einladung_beenden", args=[analyse.pk, eine.pk]), follow=True
        )

    def test_takes_effect_with_the_click(self, team, analyse, moderation):
        schritt = reverse("fallanalyse:schritt", args=[analyse.pk, "anlass"])
        assert moderation.get(schritt).status_code == 200

        antwort = self.beende(team, analyse)

        assert "Der Zugang ist beendet." in gezeigt(antwort)
        assert moderation.get(schritt).status_code == 404
        assert moderation.get(analyse.get_absolute_url()).status_code == 404
        with system_context("Test"):
            assert not Rolle.objects.filter(person__email=ADRESSE).exists()
            assert not Teammitglied.objects.filter(person__email=ADRESSE).exists()
            assert Einladung.objects.get().beendet_am

    def test_twice_is_once(self, team, analyse, moderation):
        self.beende(team, analyse)
        assert self.beende(team, analyse).status_code == 200
        with system_context("Test"):
            eintraege = Protokolleintrag.objects.filter(
                objektart="einladung", aktion="zurueckgezogen"
            )
            assert eintraege.count() == 1

    def test_also_by_taking_her_out_of_the_team(self, team, analyse, moderation, eines):
        with acting_as(eines.fachkraft):
            mitglied = Teammitglied.objects.get(funktion=Funktion.MODERATION)

        team.post(reverse("fallanalyse:team_entfernen", args=[analyse.pk, mitglied.pk]))

        assert moderation.get(analyse.get_absolute_url()).status_code == 404
        with system_context("Test"):
            assert Einladung.objects.get().beendet_am
            assert not Rolle.objects.filter(person__email=ADRESSE).exists()

    def test_is_possible_after_the_work_of_the_team(self, team, analyse, moderation):
        with system_context("Test"):
            Fallanalyse.objects.filter(pk=analyse.pk).update(
                bearbeitungsstand="abgeschlossen", abgeschlossen_am=timezone.now()
            )
        assert moderation.get(analyse.get_absolute_url()).status_code == 200

        self.beende(team, analyse)

        assert moderation.get(analyse.get_absolute_url()).status_code == 404

    def test_leaves_an_invitation_for_another_analysis_alone(
        self, team, analyse, moderation, eines
    ):
        andere = eines.beginne()
        lade_ein(team, andere)
        code = code_aus_brief()
        moderation.post(OEFFNEN, {"code": code})
        moderation.post(ANNEHMEN)
        with system_context("Test"):
            eine = Einladung.objects.get(analyse=analyse)

        team.post(reverse("fallanalyse:einladung_beenden", args=[analyse.pk, eine.pk]))

        assert moderation.get(andere.get_absolute_url()).status_code == 200
        assert moderation.session[SESSION_KEY]

    def test_is_for_the_team_of_that_analysis(self, analyse, moderation, eines, client, login_as):
        with system_context("Test"):
            eine = Einladung.objects.get()
        login_as(eines.kollegin)

        antwort = client.post(reverse("fallanalyse:einladung_beenden", args=[analyse.pk, eine.pk]))

        assert antwort.status_code == 404
        assert moderation.get(analyse.get_absolute_url()).status_code == 200


class TestList:
    def test_shows_open_accepted_expired_and_ended(self, team, analyse):
        for nummer, wort in enumerate(("offen", "angenommen", "abgelaufen", "beendet")):
            lade_ein(team, analyse, email=f"{wort}@beispiel.test")
            if wort == "angenommen":
                nimm_an(konto("angenommen@beispiel.test"), code_aus_brief(nummer))
        with system_context("Test"):
            for eine in Einladung.objects.all():
                if eine.email.startswith("beendet"):
                    eine.beende()
                if eine.email.startswith("abgelaufen"):
                    eine.laeuft_ab_am = timezone.now()
                    eine.save()

        antwort = team.get(seite(analyse))

        staende = {
            eine.email.partition("@")[0]: (eine.is_offen, eine.has_zugang, bool(eine.beendet_am))
            for eine in antwort.context["einladungen"]
        }
        assert staende == {
            "offen": (True, False, False),
            "angenommen": (False, True, False),
            "abgelaufen": (False, False, False),
            "beendet": (False, False, True),
        }
        text = gezeigt(antwort)
        for wort in ("Zugang jetzt beenden", "Einladung zurückziehen", "Link abgelaufen"):
            # A button says it once more to those who hear it, in its aria-label.
            assert len(re.findall(f'(?<!"){wort}', text)) == 1

    def test_costs_the_same_with_many(self, team, analyse, eines, assert_constant_queries):
        def add_row():
            Einladung.objects.create(
                jugendamt=eines.jugendamt,
                analyse=analyse,
                email=f"{Einladung.objects.count()}@beispiel.test",
                bis=timezone.localdate(),
                eingeladen_am=timezone.now(),
                laeuft_ab_am=timezone.now() + LINK_GILT,
                eingeladen_durch=eines.fachkraft.person,
            )

        assert_constant_queries(seite(analyse), add_row=add_row)


@pytest.mark.parametrize(
    ("ab", "monate", "erwartet"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2028-01-31", 1, "2028-02-29"),
    ],
)
def test_months_end_with_the_month(ab, monate, erwartet):
    assert in_monaten(date.fromisoformat(ab), monate).isoformat() == erwartet
