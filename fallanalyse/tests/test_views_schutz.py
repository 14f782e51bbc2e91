"""Nothing foreign is read, written or taken in: through any address, id, choice or fragment."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fallanalyse import urls
from fallanalyse.enums import Freigabestufe, Schritt
from fallanalyse.models import (
    Befund,
    Beleg,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Fallanalyse,
    Personenrolle,
    Schluesselsituation,
    Zwischenstand,
)
from fallanalyse.tests.factories import (
    BefundFactory,
    BelegFactory,
    EinflussfaktorFactory,
    EreignisFactory,
    PersonenrolleFactory,
    SchluesselsituationFactory,
    amt,
)
from fallanalyse.tests.formulare import lies_auswahl, person, zeilen
from fallanalyse.tests.seiten import schritt_url
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle
from kommunen.models import Rolle

pytestmark = pytest.mark.django_db


# What Leitung and Datenschutz keep by the Kennung, also of what they may not read.
RECHT = {
    "rechtsgrundlage",
    "recht_aendern",
    "recht_angaben",
    "fristen",
    "loeschen",
    "einwilligung_neu",
}


@pytest.fixture(params=["dasselbe Team", "anderes Jugendamt"])
def andere(request, eines):
    """Another analysis: of the same team, or of another Jugendamt."""
    return eines.beginne() if request.param == "dasselbe Team" else amt().beginne()


class TestForeignRows:
    def test_a_foreign_id_in_the_hidden_field_is_a_new_row(self, client, analyse, andere):
        with system_context("Test"):
            fremde = PersonenrolleFactory(analyse=andere, kuerzel="Kind aus Fall 2")

        response = client.post(
            schritt_url(analyse, Schritt.BETEILIGTE),
            zeilen("personen", person("Oma", id=str(fremde.pk))),
        )

        assert response.status_code == 302
        with system_context("Test"):
            assert Personenrolle.objects.get(pk=fremde.pk).kuerzel == "Kind aus Fall 2"
            neue = Personenrolle.objects.get(analyse=analyse)
            assert (neue.kuerzel, neue.pk == fremde.pk) == ("Oma", False)

    def test_a_foreign_id_marked_for_removal_removes_nothing(self, client, analyse, andere):
        with system_context("Test"):
            fremde = PersonenrolleFactory(analyse=andere)

        client.post(
            schritt_url(analyse, Schritt.BETEILIGTE),
            zeilen("personen", person("Oma", id=str(fremde.pk), DELETE="on")),
        )

        with system_context("Test"):
            assert Personenrolle.objects.filter(pk=fremde.pk).exists()

    def test_an_id_that_is_none_is_refused(self, client, analyse):
        response = client.post(
            schritt_url(analyse, Schritt.BETEILIGTE),
            zeilen("personen", person("Oma", id="1; DROP")),
        )

        assert response.status_code == 200
        with system_context("Test"):
            assert not Personenrolle.objects.exists()

    def test_another_kind_of_row_is_not_taken_for_this_one(self, client, analyse):
        with system_context("Test"):
            befund = BefundFactory(analyse=analyse)

        client.post(
            schritt_url(analyse, Schritt.BETEILIGTE),
            zeilen("personen", person("Oma", id=str(befund.pk))),
        )

        with system_context("Test"):
            assert Personenrolle.objects.get().pk != befund.pk


class TestForeignChoices:
    """A choice that points to another analysis is refused, and the text stays."""

    def fremd(self, andere):
        with system_context("Test"):
            return {
                "situation": str(SchluesselsituationFactory(analyse=andere).pk),
                "faktor": str(EinflussfaktorFactory(analyse=andere).pk),
                "ereignis": str(EreignisFactory(analyse=andere).pk),
                "befund": str(BefundFactory(analyse=andere).pk),
            }

    @pytest.mark.parametrize(
        ("schritt", "art", "zeile", "feld", "welche"),
        [
            (Schritt.BEFUNDE, "befunde", {"titel": "Tandem"}, "belege", "situation"),
            (Schritt.BEFUNDE, "befunde", {"titel": "Tandem"}, "belege", "faktor"),
            (Schritt.SCHLUESSELSITUATIONEN, "situationen", {"titel": "Tandem"}, "von", "ereignis"),
            (Schritt.SCHLUESSELSITUATIONEN, "situationen", {"titel": "Tandem"}, "bis", "ereignis"),
            (
                Schritt.EINFLUSSFAKTOREN,
                "faktoren",
                {"text": "Tandem", "ebene": "team", "richtung": "beides"},
                "schluesselsituation",
                "situation",
            ),
            (Schritt.EMPFEHLUNGEN, "vorschlaege", {"text": "Tandem"}, "befund", "befund"),
        ],
    )
    def test_it_is_refused(self, client, analyse, andere, schritt, art, zeile, feld, welche):
        fremd = self.fremd(andere)[welche]

        seite = client.get(schritt_url(analyse, schritt))
        response = client.post(schritt_url(analyse, schritt), zeilen(art, zeile | {feld: fremd}))

        assert fremd not in seite.content.decode()
        assert response.status_code == 200
        assert "Tandem" in response.content.decode()
        with system_context("Test"):
            for model in (Befund, Schluesselsituation, Einflussfaktor, Empfehlungsvorschlag):
                assert not model.objects.filter(analyse=analyse).exists()
            assert not Beleg.objects.exists()

    def test_the_member_of_another_team_is_unknown_here(self, client, login_as, eines, andere):
        analyse = eines.beginne()
        with system_context("Test"):
            mitglied = andere.team.get()
            analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
        login_as(eines.fachkraft)

        for key in (mitglied.pk, uuid.uuid4()):
            url = reverse("fallanalyse:team_entfernen", args=[analyse.pk, key])
            assert client.post(url).status_code == 404
        with system_context("Test"):
            assert andere.team.count() == 1


def adressen(analyse):
    """Yield (name, url) of every page about one analysis."""
    for muster in urls.urlpatterns:
        args = {"pk": analyse.pk}
        if "schritt" in muster.pattern.converters:
            args["schritt"] = "anlass"
        for teil in {"mitglied", "sitzung", "anhang", "einladung", "einwilligung"} & set(
            muster.pattern.converters
        ):
            args[teil] = uuid.uuid4()
        if "version" in muster.pattern.converters:
            args["version"] = 0
        if "treffer" in muster.pattern.converters:
            args["treffer"] = "0-0-1"
        if "pk" in muster.pattern.converters:
            yield muster.name, reverse(f"fallanalyse:{muster.name}", kwargs=args)


class TestForeignAnalyses:
    @pytest.mark.parametrize("art", ["fachkraft", "leitung", "netzwerkkoordination", "moderation"])
    @pytest.mark.parametrize("stufe", [Freigabestufe.TEAM, Freigabestufe.LAND])
    def test_another_jugendamt_finds_nothing(self, client, login_as, eines, art, stufe):
        analyse = eines.analyse(stufe)
        login_as(make_rolle(art))

        for name, url in adressen(analyse):
            # A page for one way only says so before it looks for anything.
            codes = {client.post(url).status_code, client.get(url).status_code}
            assert 404 in codes <= {404, 405}, name
        with system_context("Test"):
            assert not Zwischenstand.objects.exists()
            assert Fallanalyse.objects.get().freigabestufe == stufe

    def test_it_is_not_told_apart_from_what_does_not_exist(self, client, login_as, eines):
        gibt_es, gibt_es_nicht = eines.beginne(), Fallanalyse(pk=uuid.uuid4())
        login_as(make_rolle("leitung"))

        for (_name, fremde), (_same, keine) in zip(
            adressen(gibt_es), adressen(gibt_es_nicht), strict=True
        ):
            eine, andere = client.post(fremde), client.post(keine)
            assert eine.status_code == andere.status_code
            assert self.ohne_eigenes(eine) == self.ohne_eigenes(andere)

    def ohne_eigenes(self, response):
        """Return the page without what differs from one request to the next."""
        return re.sub(
            r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{8}-[0-9a-f-]{27}|Vorgang \w+',
            "",
            response.content.decode(),
        )

    def test_a_refused_access_stays_in_the_chain_of_who_tried(self, client, login_as, eines):
        analyse = eines.beginne()
        fremde = login_as(make_rolle("leitung"))

        client.get(analyse.get_absolute_url())

        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(aktion=Aktion.VERWEIGERT)
            assert eintrag.kette == str(fremde.rolle.jugendamt_id)
            assert eintrag.kennung == str(analyse.pk)


class TestLeitungAndDrafts:
    def test_she_never_sees_a_draft(self, client, login_as, eines):
        entwurf = eines.analyse(leitfrage="Kanarienvogel?")
        login_as(eines.leitung)

        for name, url in adressen(entwurf):
            if name in RECHT:
                assert "Kanarienvogel" not in client.get(url, follow=True).content.decode(), name
                continue
            codes = {client.post(url).status_code, client.get(url).status_code}
            assert 404 in codes <= {404, 405}, name
        assert entwurf.kennung not in client.get(reverse("fallanalyse:list")).content.decode()

    def test_nor_one_that_came_back(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.tut("leitung", "zurueckgeben", analyse, begruendung="Bitte ergänzen.")
        login_as(eines.leitung)

        assert client.get(analyse.get_absolute_url()).status_code == 404

    def test_nor_one_that_was_withdrawn_and_opened_again(self, client, login_as, eines):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("fachkraft", "zurueckziehen", analyse)
        login_as(eines.leitung)
        assert client.get(analyse.get_absolute_url()).status_code == 200

        eines.tut("fachkraft", "wieder_oeffnen", analyse)

        assert client.get(analyse.get_absolute_url()).status_code == 404


class TestModeration:
    @pytest.fixture
    def rolle(self, eines, analyse):
        rolle = make_rolle("moderation", jugendamt=eines.jugendamt, analyse=analyse.pk)
        with system_context("Test"):
            analyse.nimm_ins_team(rolle.person, "moderation")
        return rolle

    def test_she_works_on_the_analysis_she_is_named_for(self, client, login_as, analyse, rolle):
        login_as(rolle)

        assert client.get(reverse("fallanalyse:list")).status_code == 200
        assert client.get(analyse.get_absolute_url()).status_code == 200
        response = client.post(
            schritt_url(analyse, Schritt.BETEILIGTE), zeilen("personen", person("Kind 1"))
        )
        assert response.status_code == 302
        assert (
            client.post(reverse("fallanalyse:abschliessen", args=[analyse.pk])).status_code == 403
        )

    def test_she_does_not_decide_who_else_reads_it(self, client, login_as, eines, analyse, rolle):
        with system_context("Test"):
            mitglied = analyse.team.get(person=eines.fachkraft.person)
        login_as(rolle)

        for name, args, daten in (
            ("team_aufnehmen", [analyse.pk], {"person": eines.kollegin.person_id}),
            ("team_entfernen", [analyse.pk, mitglied.pk], {}),
        ):
            assert client.post(reverse(f"fallanalyse:{name}", args=args), daten).status_code == 403
        with system_context("Test"):
            assert analyse.team.count() == 2

    def test_she_sees_no_other_even_where_she_is_in_the_team(self, client, login_as, eines, rolle):
        zweite = eines.beginne()
        offene = eines.analyse(Freigabestufe.LESERKREIS)
        with system_context("Test"):
            zweite.nimm_ins_team(rolle.person, "moderation")
        login_as(rolle)

        for fremde in (zweite, offene):
            assert client.get(fremde.get_absolute_url()).status_code == 404
            assert fremde.kennung not in client.get(reverse("fallanalyse:list")).content.decode()

    def test_after_her_date_it_is_gone_everywhere(self, client, login_as, analyse, rolle):
        login_as(rolle)
        with system_context("Test"):
            gestern = timezone.localdate() - timedelta(days=1)
            Rolle.objects.filter(pk=rolle.pk).update(von=gestern, bis=gestern)

        for name, url in adressen(analyse):
            codes = {client.post(url).status_code, client.get(url).status_code}
            assert 404 in codes <= {404, 405}, name
        assert client.get(reverse("fallanalyse:list")).status_code == 404

    def test_on_her_last_day_she_still_works(self, client, login_as, analyse, rolle):
        login_as(rolle)
        with system_context("Test"):
            Rolle.objects.filter(pk=rolle.pk).update(bis=timezone.localdate())

        assert client.get(analyse.get_absolute_url()).status_code == 200


def test_the_choices_of_the_befunde_are_those_of_this_analysis_only(client, analyse, andere):
    with system_context("Test"):
        eigener = BelegFactory(analyse=analyse)
        BelegFactory(analyse=andere)

    auswahl = lies_auswahl(client.get(schritt_url(analyse, Schritt.BEFUNDE)))

    assert auswahl["befunde-0-belege"] == [str(eigener.schluesselsituation_id)]
