"""A profile has a text the public sees and, beside it, the draft people work on."""

from datetime import date

import pytest

from kinderschutz.models import VersionVeraltet
from kinderschutz.system_context import system_context
from kommunen.enums import Profilabschnitt, Profilstatus
from kommunen.models import Profil, Profilfassung
from kommunen.profilinhalt import Profilinhalt, Punkt, text_of
from kommunen.tests.factories import MassnahmeFactory, ProfilFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db

THEMEN = Profilabschnitt.THEMEN


def inhalt(*texte, stand=date(2010, 11, 30), **abschnitte):
    punkte = [Punkt(text) for text in texte]
    return Profilinhalt(
        Profilinhalt().abschnitte
        | {THEMEN: punkte}
        | {Profilabschnitt(name): liste for name, liste in abschnitte.items()},
        stand=stand,
    )


def themen(profil):
    return [punkt.text for punkt in profil.inhalt()[THEMEN] or ()]


@pytest.fixture
def profil():
    profil = ProfilFactory(veroeffentlicht=True)
    profil.setze_inhalt({THEMEN: ["öffentlich"]})
    return profil


@pytest.mark.usefixtures("system")
class TestBearbeite:
    def test_the_published_text_stays_until_it_is_published(self, profil):
        profil.bearbeite(inhalt("neu"), version=profil.version)

        assert themen(profil) == ["öffentlich"]
        assert profil.has_entwurf
        assert profil.arbeitsfassung() == inhalt("neu")

        profil.veroeffentlichen()

        assert themen(Profil.objects.get()) == ["neu"]
        assert not profil.has_entwurf
        assert profil.arbeitsfassung() == inhalt("neu")

    def test_what_nobody_published_yet_changes_at_once(self):
        profil = ProfilFactory()

        profil.bearbeite(inhalt("erst", stand=None), version=profil.version)
        profil.bearbeite(inhalt("dann", stand=None), version=profil.version)

        assert themen(profil) == ["dann"]
        assert not profil.has_entwurf
        assert profil.vorige_fassung().inhalt == inhalt("erst", stand=None)

    def test_the_same_text_is_no_new_version(self, profil):
        version = profil.version

        assert not profil.bearbeite(profil.arbeitsfassung(), version=version)
        assert profil.version == version

    def test_a_draft_that_says_what_is_published_is_none(self, profil):
        oeffentlich = profil.arbeitsfassung()
        profil.bearbeite(inhalt("neu"), version=profil.version)

        profil.bearbeite(oeffentlich, version=profil.version)

        assert not profil.has_entwurf

    def test_who_read_an_older_version_overwrites_nobody(self, profil):
        gelesen = profil.version
        profil.bearbeite(inhalt("schneller"), version=gelesen)

        with pytest.raises(VersionVeraltet):
            profil.bearbeite(inhalt("langsamer"), version=gelesen)

        assert profil.arbeitsfassung() == inhalt("schneller")
        assert profil.fassung_am(gelesen) == inhalt("öffentlich")

    def test_an_import_ends_the_draft_but_keeps_it_readable(self, profil):
        profil.bearbeite(inhalt("neu"), version=profil.version)

        profil.setze_inhalt({THEMEN: ["eingelesen"]})

        assert not profil.has_entwurf
        assert themen(profil) == ["eingelesen"]
        assert profil.vorige_fassung().inhalt == inhalt("neu")

    def test_points_keep_the_measure_they_lead_to(self, profil):
        eigene = MassnahmeFactory(kommune=profil.teilnahme.kommune)
        fremde = MassnahmeFactory()
        neu = inhalt(
            plan_kommunal=[
                Punkt("a", massnahme_id=eigene.pk),
                Punkt("b", massnahme_id=fremde.pk),
                Punkt("c", massnahme_id=0),
            ]
        )

        profil.bearbeite(neu, version=profil.version)
        profil.veroeffentlichen()

        punkte = profil.inhalt()[Profilabschnitt.PLAN_KOMMUNAL]
        assert [punkt.massnahme_id for punkt in punkte] == [eigene.pk, None, None]

    def test_withdrawing_keeps_the_draft_as_the_one_text_there_is(self, profil):
        profil.bearbeite(inhalt("neu"), version=profil.version)

        profil.zurueckziehen()

        assert profil.status == Profilstatus.ENTWURF
        assert (themen(profil), profil.has_entwurf) == (["neu"], False)


@pytest.mark.usefixtures("system")
class TestUndo:
    def test_discarding_goes_back_to_what_is_published(self, profil):
        profil.bearbeite(inhalt("neu"), version=profil.version)

        profil.verwirf_entwurf()

        assert profil.arbeitsfassung() == inhalt("öffentlich")
        assert profil.vorige_fassung().inhalt == inhalt("neu")

    def test_the_text_before_the_last_saving_can_be_had_again(self, profil):
        profil.bearbeite(inhalt("eins"), version=profil.version)
        profil.bearbeite(inhalt("zwei"), version=profil.version)

        profil.bearbeite(profil.vorige_fassung().inhalt, version=profil.version)

        assert profil.arbeitsfassung() == inhalt("eins")

    def test_there_is_nothing_to_undo_at_the_beginning(self, profil):
        assert profil.vorige_fassung() is None


class TestInhalt:
    def test_comes_back_from_json_as_it_was(self):
        voll = inhalt(
            "a\n- b",
            besonderheiten=[Punkt("Titel:", True), Punkt("c", False, 7)],
            teilnehmende=[],
        )

        assert Profilinhalt.from_json(voll.as_json()) == voll
        assert Profilinhalt.from_json(Profilinhalt().as_json()) == Profilinhalt()

    def test_is_read_as_one_text(self):
        punkte = [Punkt("Titel:", True), Punkt("Punkt\nunter"), Punkt("Absatz\nweiter", True)]

        assert text_of(punkte) == "Titel:\n• Punkt\n    unter\nAbsatz\nweiter"
        assert text_of(None) == ""


def test_fassungen_belong_to_jugendamt_and_coordination(rolle_als, handeln_als, db):
    with system_context("Test"):
        teilnahme = TeilnahmeFactory()
        profil = ProfilFactory(teilnahme=teilnahme)
        profil.bearbeite(inhalt("neu"), version=profil.version)

    for art, bereich, erwartet in [
        ("fachkraft", {"jugendamt": teilnahme.jugendamt}, 2),
        ("leitung", {"jugendamt": teilnahme.jugendamt}, 2),
        ("netzwerkkoordination", {"jugendamt": teilnahme.jugendamt}, 0),
        ("projektkoordination", {"projekt": teilnahme.projekt}, 2),
        ("wissenschaft", {"projekt": teilnahme.projekt}, 0),
        ("leitung", {}, 0),
    ]:
        with handeln_als(rolle_als(art, **bereich)) as user:
            assert Profilfassung.objects.visible_to(user).count() == erwartet, art
