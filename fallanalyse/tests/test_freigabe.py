"""What a transition asks of people and texts, and what it leaves behind."""

import itertools

import pghistory
import pytest
from django.apps import apps

from fallanalyse import permissions, pseudonymisierung
from fallanalyse.enums import (
    Bearbeitungsstand,
    Freigabestufe,
    Funktion,
    Leserkreis,
    Schritt,
    Uebergang,
)
from fallanalyse.models import (
    Bestaetigung,
    Einladung,
    Einwilligung,
    Fallanalyse,
    FreigegebenerBefund,
    Rechtslage,
    Revision,
    Sicht,
    Textpruefung,
    Trefferentscheidung,
    Wechsel,
    Zwischenstand,
)
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.teile import Teil
from fallanalyse.tests.factories import (
    WEG,
    AnhangFactory,
    BefundFactory,
    EinflussfaktorFactory,
    EmpfehlungsvorschlagFactory,
    EreignisFactory,
    GesetzesschrittFactory,
    PersonenrolleFactory,
    QuelleFactory,
    RueckkopplungFactory,
    SchluesselsituationFactory,
    SichtFactory,
    SitzungFactory,
    SitzungsfrageFactory,
    amt,
    amt_im_cluster,
)
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz.fields import EncryptedTextField
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kommunen.models import Rolle

pytestmark = pytest.mark.django_db

FABRIKEN = {
    fabrik._meta.model: fabrik
    for fabrik in (
        AnhangFactory,
        PersonenrolleFactory,
        QuelleFactory,
        EreignisFactory,
        GesetzesschrittFactory,
        SchluesselsituationFactory,
        SichtFactory,
        EinflussfaktorFactory,
        BefundFactory,
        EmpfehlungsvorschlagFactory,
        RueckkopplungFactory,
        SitzungFactory,
        SitzungsfrageFactory,
    )
}
# Text about an analysis that the gate does not read, and why it need not.
NUR_TEAM_UND_LEITUNG = {
    (Wechsel, "begruendung"),  # only team and Leitung read it
    (Zwischenstand, "formular"),  # only who typed it reads it
    (Revision, "inhalt_json"),  # only the team reads it
    (Textpruefung, "ergebnis"),  # what the gate itself keeps, nothing anybody typed
    (Trefferentscheidung, "wort"),  # a word of a text that was looked at
    (Trefferentscheidung, "ersatz"),  # stands in a text that is looked at
    (Trefferentscheidung, "begruendung"),  # looked at by its form before it is kept
    (Bestaetigung, "begruendung"),  # looked at by its form before it is kept
    (Einladung, "email"),  # only the team reads it
}


# Who keeps the law of an analysis does not read the analysis, and nobody else reads the law.
RECHT = {Rechtslage, Einwilligung}


def freitextfelder():
    """Find every field of this app in which somebody can type freely about a case."""
    for model in set(apps.get_app_config("fallanalyse").get_models()) - RECHT:
        ueber_einen_fall = model is Fallanalyse or hasattr(model, "analyse")
        if not ueber_einen_fall or issubclass(model, pghistory.models.Event):
            continue
        for feld in model._meta.concrete_fields:
            frei = isinstance(feld, EncryptedTextField) or (
                feld.get_internal_type() in ("CharField", "TextField")
                and not feld.choices
                and feld.editable
            )
            if frei:
                yield model, feld.name


VORHER = {
    danach: stufe for (_wer, _uebergang, stufe), (_, danach, _erreicht) in itertools.pairwise(WEG)
}
ALLE = sorted(set(freitextfelder()), key=lambda paar: (paar[0].__name__, paar[1]))
GEPRUEFT = [paar for paar in ALLE if paar not in NUR_TEAM_UND_LEITUNG]


def lege_treffer(analyse, model, feld):
    """Put a telling date into this field of this kind of part; return the row."""
    with system_context("Test"):
        row = analyse if model is Fallanalyse else FABRIKEN[model](analyse=analyse)
        row.refresh_from_db()
        setattr(row, feld, "Am 12.03.2024 geschah es.")
        row.save()
    return row


class TestGate:
    def test_the_introspection_finds_the_fields(self):
        assert len(GEPRUEFT) >= 14
        assert {model for model, _feld in GEPRUEFT} == {Fallanalyse, *FABRIKEN}
        assert set(ALLE) >= NUR_TEAM_UND_LEITUNG

    @pytest.mark.parametrize(("model", "feld"), GEPRUEFT)
    def test_an_open_hit_anywhere_keeps_it_in_the_team(self, model, feld):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        eines.tut("fachkraft", Uebergang.ZURUECKZIEHEN, analyse)
        row = lege_treffer(analyse, model, feld)

        with pytest.raises(UebergangNichtMoeglich, match=r"Im Text steht noch ein Datum") as grund:
            eines.tut("fachkraft", Uebergang.EINREICHEN, analyse)

        assert str(model._meta.get_field(feld).verbose_name) in str(grund.value)
        with system_context("Test"):
            row.refresh_from_db()
            assert getattr(row, feld) == "Am 12.03.2024 geschah es."
            assert Fallanalyse.objects.get(pk=analyse.pk).freigabestufe == (
                Freigabestufe.ZURUECKGEZOGEN
            )

    @pytest.mark.parametrize(("wer", "uebergang", "_erreicht"), WEG)
    def test_it_is_asked_again_at_every_stage(self, wer, uebergang, _erreicht):
        eines = amt_im_cluster()
        if uebergang == Uebergang.EINREICHEN:
            analyse = eines.analyse(Freigabestufe.EINGEREICHT)
            eines.tut("fachkraft", Uebergang.ZURUECKZIEHEN, analyse)
        else:
            analyse = eines.analyse(VORHER[uebergang])
        lege_treffer(analyse, *GEPRUEFT[0])

        with pytest.raises(UebergangNichtMoeglich, match="Im Text steht noch"):
            eines.tut(wer, uebergang, analyse)

    @pytest.mark.parametrize(
        ("uebergang", "angaben"),
        [
            (Uebergang.ZURUECKGEBEN, {"begruendung": "Bitte ergänzen."}),
            (Uebergang.ZURUECKZIEHEN, {}),
        ],
    )
    def test_the_way_back_is_never_barred(self, uebergang, angaben):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        lege_treffer(analyse, *GEPRUEFT[0])

        eines.tut("leitung", uebergang, analyse, **angaben)

    def test_writing_is_never_barred(self):
        eines = amt()
        analyse = eines.beginne()

        with acting_as(eines.fachkraft) as person:
            inhalt = inhalte.lies(analyse, Schritt.ANLASS)
            inhalt["kopf"]["leitfrage"] = "Was geschah am 12.03.2024 in der Hauptstraße 12?"
            analyse.speichere_schritt(Schritt.ANLASS, inhalt, version=0, durch=person)

        with system_context("Test"):
            assert Fallanalyse.objects.get().leitfrage == inhalt["kopf"]["leitfrage"]

    @pytest.mark.parametrize(
        ("anzahl", "satz"),
        [
            (1, "»Was geschah?«. Bitte"),
            (2, "und eine weitere Stelle"),
            (4, "und 3 weitere Stellen"),
        ],
    )
    def test_it_says_how_many_there_are(self, anzahl, satz):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        for _ in range(anzahl):
            with system_context("Test"):
                EreignisFactory(analyse=analyse, titel="Am 12.03.2024 geschah es.")

        with pytest.raises(UebergangNichtMoeglich, match=satz.replace("?", r"\?")):
            eines.tut("leitung", Uebergang.FREIGEBEN, analyse)

    def test_a_detector_that_cannot_run_refuses_the_release(self, monkeypatch):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)

        def kaputt(text):
            raise OSError("model missing")

        monkeypatch.setattr(pseudonymisierung, "DETEKTOREN", [kaputt])

        with pytest.raises(UebergangNichtMoeglich, match="läuft gerade nicht"):
            eines.tut("leitung", Uebergang.FREIGEBEN, analyse)
        assert eines.tut("leitung", Uebergang.ZURUECKZIEHEN, analyse)


class TestPeople:
    def versuche(self, eines, wer, uebergang, analyse):
        with pytest.raises(UebergangNichtMoeglich) as grund:
            eines.tut(wer, uebergang, analyse)
        return str(grund.value)

    def test_who_wrote_and_left_the_team_does_not_release(self):
        eines = amt()
        analyse = eines.beginne()
        with acting_as(eines.leitung) as leitung:
            analyse.nimm_ins_team(leitung, "analyseteam")
            analyse.speichere_schritt(
                Schritt.ANLASS, inhalte.lies(analyse, Schritt.ANLASS), version=0, durch=leitung
            )
            analyse.team.filter(person=leitung).delete()
        with system_context("Test"):
            analyse.refresh_from_db()
            for feld, wert in {
                "bearbeitungsstand": Bearbeitungsstand.ABGESCHLOSSEN,
                "abgeschlossen_am": analyse.created_at,
                "freigabestufe": Freigabestufe.EINGEREICHT,
            }.items():
                setattr(analyse, feld, wert)
            analyse.save()

        assert "gibt nicht selbst frei" in self.versuche(
            eines, "leitung", Uebergang.FREIGEBEN, analyse
        )
        assert eines.tut("vertretung", Uebergang.FREIGEBEN, analyse)
        assert "nicht mitgeschrieben" in self.versuche(
            eines, "leitung", Uebergang.BESTAETIGEN, analyse
        )

    @pytest.mark.parametrize(
        ("stufe", "uebergang"),
        [
            (Freigabestufe.EINGEREICHT, Uebergang.FREIGEBEN),
            (Freigabestufe.LESERKREIS, Uebergang.BESTAETIGEN),
            (Freigabestufe.GEPRUEFT, Uebergang.FREIGEBEN_PROJEKT),
            (Freigabestufe.PROJEKT, Uebergang.FREIGEBEN_LAND),
        ],
    )
    def test_the_team_releases_nothing(self, stufe, uebergang):
        eines = amt()
        analyse = eines.analyse(stufe)

        assert "im Team" in self.versuche(eines, "fachkraft", uebergang, analyse)

    def test_who_released_does_not_confirm(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        assert "Eine andere Person bestätigt." in self.versuche(
            eines, "leitung", Uebergang.BESTAETIGEN, analyse
        )
        assert eines.tut("vertretung", Uebergang.BESTAETIGEN, analyse)

    @pytest.mark.parametrize("stufe", [Freigabestufe.GEPRUEFT, Freigabestufe.PROJEKT])
    def test_who_confirmed_does_not_release_beyond_the_jugendamt(self, stufe):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("vertretung", Uebergang.BESTAETIGEN, analyse)
        uebergang = Uebergang.FREIGEBEN_PROJEKT
        if stufe == Freigabestufe.PROJEKT:
            eines.tut("leitung", uebergang, analyse)
            uebergang = Uebergang.FREIGEBEN_LAND

        assert "Eine andere Person gibt frei." in self.versuche(
            eines, "vertretung", uebergang, analyse
        )
        assert eines.tut("leitung", uebergang, analyse)

    def test_after_a_return_the_roles_may_change(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("zweite", Uebergang.ZURUECKGEBEN, analyse, begruendung="Bitte ergänzen.")
        eines.tut("fachkraft", Uebergang.ABSCHLIESSEN, analyse)
        eines.tut("fachkraft", Uebergang.EINREICHEN, analyse)
        eines.tut("vertretung", Uebergang.FREIGEBEN, analyse)

        assert eines.tut("leitung", Uebergang.BESTAETIGEN, analyse)

    def test_a_real_analysis_goes_as_far_as_an_invented_one(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)
        with system_context("Test"):
            Fallanalyse.objects.update(ist_demo=False)

        assert eines.tut("leitung", Uebergang.FREIGEBEN, analyse)
        assert eines.tut("zweite", Uebergang.BESTAETIGEN, analyse)
        assert eines.tut("leitung", Uebergang.FREIGEBEN_PROJEKT, analyse)
        assert eines.tut("leitung", Uebergang.FREIGEBEN_LAND, analyse)
        with system_context("Test"):
            assert not FreigegebenerBefund.objects.get().ist_demo

    @pytest.mark.parametrize(
        ("uebergang", "stufe"),
        [
            (Uebergang.FREIGEBEN, Freigabestufe.EINGEREICHT),
            (Uebergang.BESTAETIGEN, Freigabestufe.LESERKREIS),
            (Uebergang.FREIGEBEN_CLUSTER, Freigabestufe.GEPRUEFT),
            (Uebergang.FREIGEBEN_PROJEKT, Freigabestufe.CLUSTER),
            (Uebergang.FREIGEBEN_LAND, Freigabestufe.PROJEKT),
        ],
    )
    def test_a_leitung_in_the_team_releases_nothing_and_her_vertretung_does(self, uebergang, stufe):
        eines = amt_im_cluster()
        analyse = eines.analyse(stufe)
        with system_context("Test"):
            analyse.nimm_ins_team(eines.leitung.person, Funktion.ANALYSETEAM)
            Rolle.objects.filter(pk=eines.vertretung.pk).update(vertretung=True)

        with acting_as(eines.leitung) as leitung:
            assert not permissions.can(leitung, uebergang, analyse)
        assert "im Team" in self.versuche(eines, "leitung", uebergang, analyse)
        with acting_as(eines.vertretung) as vertretung:
            assert permissions.can(vertretung, uebergang, analyse)
        assert eines.tut("vertretung", uebergang, analyse)

    def test_without_a_projekt_there_is_nowhere_to_go(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.GEPRUEFT)
        with system_context("Test"):
            Fallanalyse.objects.update(projekt=None)

        assert "keinem Projekt" in self.versuche(
            eines, "leitung", Uebergang.FREIGEBEN_PROJEKT, analyse
        )


class TestWechsel:
    def test_each_step_is_one_row_in_its_words(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        eines.tut("zweite", Uebergang.ZURUECKGEBEN, analyse, begruendung="Sicht des Kindes fehlt.")

        with system_context("Test"):
            letzte = Wechsel.objects.order_by("-am").first()
            assert Wechsel.objects.count() == 4
            assert (letzte.von_stufe, letzte.nach_stufe) == (
                Freigabestufe.LESERKREIS,
                Freigabestufe.ZURUECKGEGEBEN,
            )
            assert letzte.durch == eines.zweite.person
            assert letzte.begruendung == "Sicht des Kindes fehlt."
            assert str(letzte) == "An das Team zurückgeben"

    def test_the_audit_trail_knows_who_released(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.LESERKREIS)

        with system_context("Test"):
            [eintrag] = Protokolleintrag.objects.filter(aktion=Aktion.FREIGEGEBEN)
            assert eintrag.person == eines.leitung.person_id
            assert eintrag.kennung == analyse.kennung

    def test_the_leserkreis_is_kept_until_it_is_taken_back(self):
        eines = amt()
        analyse = eines.analyse(Freigabestufe.EINGEREICHT)

        analyse = eines.tut(
            "leitung", Uebergang.FREIGEBEN, analyse, leserkreis=Leserkreis.JUGENDAMT
        )
        assert analyse.leserkreis == Leserkreis.JUGENDAMT

        assert eines.tut("leitung", Uebergang.ZURUECKZIEHEN, analyse).leserkreis == ""


def test_every_part_with_text_has_a_factory():
    assert Sicht in FABRIKEN
    assert {model for model in Teil.__subclasses__() if any(m is model for m, _f in ALLE)} == set(
        FABRIKEN
    )
