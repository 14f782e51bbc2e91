"""Writing a profile page: form, draft and publication, two people at once, earlier texts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kommunen.enums import Profilabschnitt
from kommunen.models import Profil
from kommunen.profilinhalt import Punkt
from kommunen.tests.factories import MassnahmeFactory, ProfilFactory, TeilnahmeFactory

pytestmark = pytest.mark.django_db
THEMEN = Profilabschnitt.THEMEN


def url(profil_or_teilnahme, was="bearbeiten", *args):
    teilnahme = getattr(profil_or_teilnahme, "teilnahme", profil_or_teilnahme)
    return reverse(
        f"kommunen:profil_{was}", args=[teilnahme.kommune.slug, teilnahme.projekt.slug, *args]
    )


def felder(version, aktion="speichern", stand="30.11.2010", **abschnitte):
    """Return what the form sends; a point is its text or (text, art)."""
    data = {"version": version, "stand": stand, "aktion": aktion}
    for name, punkte in abschnitte.items():
        paare = [(punkt, "punkt") if isinstance(punkt, str) else punkt for punkt in punkte]
        data[f"{name}-text"] = [text for text, _art in paare]
        data[f"{name}-art"] = [art for _text, art in paare]
        data[f"{name}-massnahme"] = [""] * len(paare)
    return data


def eintraege(response, name=THEMEN):
    formular = response.context["formular"]
    abschnitt = next(eines for eines in formular.abschnitte if eines.name == name)
    return [zeile.text for zeile in abschnitt.zeilen]


def texte(profil, name=THEMEN):
    return [punkt.text for punkt in profil.inhalt()[name] or ()]


@pytest.fixture
def profil():
    profil = ProfilFactory(veroeffentlicht=True)
    profil.setze_inhalt({THEMEN: ["Erstens", "Zweitens"]})
    return profil


@pytest.fixture
def leitung(login_as, profil):
    return login_as("leitung", jugendamt=profil.teilnahme.jugendamt)


@pytest.mark.usefixtures("leitung")
class TestDraftAndPublication:
    def test_the_public_goes_on_seeing_the_published_text(self, client, profil):
        client.post(url(profil), felder(profil.version, themen=["Neues Thema"]))

        oeffentlich = text(client.get(profil.get_absolute_url()))
        vorschau = text(client.get(url(profil, "vorschau")))

        assert "Erstens" in oeffentlich
        assert "Neues Thema" not in oeffentlich
        assert "Neben diesem Profil gibt es einen Entwurf" in oeffentlich
        assert "Neues Thema" in vorschau
        assert "Erstens" not in vorschau

    def test_a_measure_made_meanwhile_from_a_point_stays_with_it(self, client, profil):
        offen = felder(profil.version, themen=["Erstens", "Neues Thema"])
        punkt = profil.punkte.get(text="Erstens")
        punkt.massnahme = MassnahmeFactory(kommune=profil.teilnahme.kommune)
        punkt.save()

        client.post(url(profil), offen)
        profil.refresh_from_db()
        client.post(url(profil, "veroeffentlichen"), {"version": profil.version})

        assert texte(profil) == ["Erstens", "Neues Thema"]
        assert profil.punkte.get(text="Erstens").massnahme == punkt.massnahme

    @pytest.mark.parametrize(
        "gesendet",
        [
            {"aktion": "hoch:themen:" + "9" * 5000},
            {
                "aktion": "wieder:themen:1",
                "themen-entfernt": "X",
                "themen-entfernt_von": "9" * 5000,
            },
            {"aktion": "wieder:themen:1", "themen-entfernt": "X", "themen-entfernt_massnahme": "9"},
            {"aktion": "neu:themen:", "damals_version": "9" * 5000},
            {"version": "2147483648"},
        ],
    )
    def test_a_forged_form_is_no_error_page(self, client, profil, gesendet):
        antwort = client.post(url(profil), felder(profil.version, themen=["Erstens"]) | gesendet)

        assert antwort.status_code in (200, 302, 409)

    def test_publishing_shows_the_draft_to_everybody(self, client, profil):
        client.post(url(profil), felder(profil.version, themen=["Neues Thema"]))
        profil.refresh_from_db()

        client.post(url(profil, "veroeffentlichen"), {"version": profil.version})
        client.logout()

        assert "Neues Thema" in text(client.get(profil.get_absolute_url()))

    def test_only_what_was_looked_at_is_published(self, client, profil):
        client.post(url(profil), felder(profil.version, themen=["Neues Thema"]))

        antwort = client.post(
            url(profil, "veroeffentlichen"), {"version": profil.version}, follow=True
        )

        assert "nichts ist veröffentlicht" in text(antwort)
        assert texte(Profil.objects.get()) == ["Erstens", "Zweitens"]

    def test_the_difference_can_be_read(self, client, profil):
        client.post(url(profil), felder(profil.version, themen=["Erstens", "Drittens"]))

        seite = text(client.get(url(profil, "unterschied")))

        assert "<del>" in seite
        assert "Zweitens" in seite
        assert "Drittens" in seite
        assert "Besonderheiten" not in seite

    def test_without_a_draft_there_is_no_difference(self, client, profil):
        assert "Kein Unterschied" in text(client.get(url(profil, "unterschied")))

    def test_a_draft_can_be_discarded(self, client, profil):
        client.post(url(profil), felder(profil.version, themen=["Neues Thema"]))
        profil.refresh_from_db()

        veraltet = client.post(url(profil, "verwerfen"), {"version": 1}, follow=True)
        profil.refresh_from_db()
        assert "Inzwischen hat jemand gespeichert" in text(veraltet)
        assert profil.has_entwurf

        client.post(url(profil, "verwerfen"), {"version": profil.version})
        assert not Profil.objects.get().has_entwurf
        antwort = client.post(url(profil, "verwerfen"), follow=True)
        assert "keinen Entwurf" in text(antwort)

    def test_the_last_saving_can_be_taken_back(self, client, profil):
        client.post(url(profil), felder(profil.version, themen=["Eins"]))
        profil.refresh_from_db()
        client.post(url(profil), felder(profil.version, themen=["Zwei"]))
        profil.refresh_from_db()

        client.post(url(profil, "rueckgaengig"), {"version": profil.version})

        assert eintraege(client.get(url(profil))) == ["Eins"]

    def test_nothing_saved_is_nothing_to_take_back(self, client, profil):
        antwort = client.post(url(profil, "rueckgaengig"), {"version": profil.version}, follow=True)

        assert "keine frühere Fassung" in text(antwort)

    def test_an_earlier_text_can_be_read_and_restored(self, client, profil):
        damals = profil.version
        client.post(url(profil), felder(damals, themen=["Eins"]))
        profil.refresh_from_db()

        liste = text(client.get(url(profil, "fassungen")))
        fassung = text(client.get(url(profil, "fassung", damals)))
        client.post(url(profil, "wiederherstellen", damals), {"version": profil.version})

        assert url(profil, "fassung", damals) in liste
        assert "Zweitens" in fassung
        assert eintraege(client.get(url(profil))) == ["Erstens", "Zweitens"]
        assert client.get(url(profil, "fassung", 999)).status_code == 404

    def test_a_point_keeps_its_measure_and_takes_no_foreign_one(self, client, profil):
        eigene, fremde = MassnahmeFactory(kommune=profil.teilnahme.kommune), MassnahmeFactory()
        with system_context("Test"):
            inhalt = profil.arbeitsfassung()
            inhalt.abschnitte[Profilabschnitt.PLAN_KOMMUNAL] = [
                Punkt("Alt", massnahme_id=eigene.pk)
            ]
            profil.bearbeite(inhalt, version=profil.version)
            profil.veroeffentlichen()
        data = felder(profil.version, plan_kommunal=["Neu", "Fremd"])
        data["plan_kommunal-massnahme"] = [eigene.pk, fremde.pk]

        client.post(url(profil), data)
        profil.refresh_from_db()
        client.post(url(profil, "veroeffentlichen"), {"version": profil.version})

        punkte = Profil.objects.get().inhalt()[Profilabschnitt.PLAN_KOMMUNAL]
        assert [(punkt.text, punkt.massnahme_id) for punkt in punkte] == [
            ("Neu", eigene.pk),
            ("Fremd", None),
        ]


class TestWho:
    def test_a_fachkraft_drafts_but_does_not_publish(self, client, login_as, profil):
        login_as("fachkraft", jugendamt=profil.teilnahme.jugendamt)

        client.post(url(profil), felder(profil.version, themen=["Neu"]))

        assert Profil.objects.get().has_entwurf
        assert client.post(url(profil, "veroeffentlichen")).status_code == 403
        assert "veröffentlichen</span>" not in text(client.get(url(profil, "vorschau")))

    def test_the_coordination_begins_one_where_there_is_none(self, client, login_as):
        teilnahme = TeilnahmeFactory(jugendamt=None)
        login_as("projektkoordination", projekt=teilnahme.projekt)
        assert "Noch kein Profil" in text(client.get(url(teilnahme)))
        assert client.get(url(teilnahme, "vorschau")).status_code == 404

        client.post(url(teilnahme), felder(0, aktion="vorschau", stand="", themen=["Neu"]))

        profil = Profil.objects.get()
        assert (texte(profil), profil.is_veroeffentlicht) == (["Neu"], False)
        client.post(url(teilnahme, "veroeffentlichen"), {"version": profil.version})
        assert Profil.objects.get().stand == timezone.localdate()


@pytest.mark.usefixtures("leitung")
class TestForm:
    """Works without JavaScript: each button sends the page and nothing typed is lost."""

    @pytest.mark.parametrize(
        ("aktion", "erwartet"),
        [
            ("hoch:themen:2", ["b", "a", "c"]),
            ("runter:themen:2", ["a", "c", "b"]),
            ("hoch:themen:1", ["a", "b", "c"]),
            ("runter:themen:3", ["a", "b", "c"]),
            ("weg:themen:2", ["a", "c"]),
            ("weg:themen:9", ["a", "b", "c"]),
            ("neu:themen", ["a", "b", "c", ""]),
            ("neu:unbekannt", ["a", "b", "c"]),
            ("sprenge:themen:1", ["a", "b", "c"]),
            ("wieder:themen", ["a", "b", "c"]),
        ],
    )
    def test_a_button_changes_the_form_only(self, client, profil, aktion, erwartet):
        antwort = client.post(url(profil), felder(profil.version, aktion, themen=["a", "b", "c"]))

        assert eintraege(antwort) == erwartet
        assert not Profil.objects.get().has_entwurf

    def test_what_was_removed_can_be_had_back(self, client, profil):
        data = felder(profil.version, "wieder:themen", themen=["a", "c"])
        data |= {"themen-entfernt": "b", "themen-entfernt_von": "2", "themen-entfernt_art": "x"}

        assert eintraege(client.post(url(profil), data)) == ["a", "b", "c"]

    def test_paragraphs_headings_and_sub_points_are_kept(self, client, profil):
        data = felder(
            profil.version,
            themen=[("Für Fachkräfte", "titel"), "Punkt\n- unter\n\n", ("Absatz", "absatz"), " "],
            besonderheiten=[],
        )

        client.post(url(profil), data | {"besonderheiten-ueberschrift": "on"})

        with system_context("Test"):
            inhalt = Profil.objects.get().arbeitsfassung().abschnitte
        assert inhalt[THEMEN] == [
            Punkt("Für Fachkräfte:", True),
            Punkt("Punkt\n- unter"),
            Punkt("Absatz", True),
        ]
        assert inhalt[Profilabschnitt.BESONDERHEITEN] == []
        assert inhalt[Profilabschnitt.INTERESSE] is None

    def test_opening_and_saving_changes_nothing(self, client, profil):
        with system_context("Test"):
            inhalt = profil.arbeitsfassung()
            inhalt.abschnitte[THEMEN] = [Punkt("Titel:", True), Punkt("a\nb"), Punkt("c", True)]
            inhalt.abschnitte[Profilabschnitt.TEILNEHMENDE] = []
            profil.bearbeite(inhalt, version=profil.version)
        formular = client.get(url(profil)).context["formular"]
        data = {"version": profil.version, "stand": "30.11.2010"}
        for abschnitt in formular.abschnitte:
            for feld in ("text", "art", "massnahme"):
                data[f"{abschnitt.name}-{feld}"] = [
                    getattr(zeile, feld) for zeile in abschnitt.zeilen
                ]
            if abschnitt.has_ueberschrift:
                data[f"{abschnitt.name}-ueberschrift"] = "on"

        client.post(url(profil), data)

        assert Profil.objects.get().version == profil.version

    @pytest.mark.parametrize(
        ("aendern", "satz"),
        [
            ({"stand": "31.02.2020"}, "gültiges Datum"),
            ({"stand": "heute"}, "gültiges Datum"),
            (
                # Two: the run may last over midnight.
                {"stand": f"{timezone.localdate() + timedelta(days=2):%d.%m.%Y}"},
                "liegt in der Zukunft",
            ),
            ({"themen-text": ["x" * 2_001, "Zweitens"]}, "höchstens 2000 Zeichen"),
            ({"themen-text": ["Null\x00", "Zweitens"]}, "Nullzeichen"),
        ],
    )
    def test_bad_input_is_told_beside_the_field_and_nothing_is_lost(
        self, client, profil, aendern, satz
    ):
        data = felder(profil.version, themen=["Erstens", "Zweitens"], besonderheiten=["Bleibt"])

        antwort = client.post(url(profil), data | aendern)

        assert satz in text(antwort)
        assert "Bitte prüfen Sie" in text(antwort)
        assert eintraege(antwort)[1] == "Zweitens"
        assert "Bleibt" in text(antwort)
        assert not Profil.objects.get().has_entwurf

    def test_too_many_points_are_refused(self, client, profil):
        antwort = client.post(url(profil), felder(profil.version, themen=["x"] * 81))

        assert "Mehr als 80" in text(antwort)
        assert len(eintraege(antwort)) == 81

    def test_a_request_that_left_something_out_loses_no_text(self, client, profil):
        client.post(url(profil), {"version": profil.version, "themen-text": ["a", "b"]})

        with system_context("Test"):
            assert Profil.objects.get().arbeitsfassung().abschnitte[THEMEN] == [
                Punkt("a"),
                Punkt("b"),
            ]

    def test_queries_do_not_grow_with_the_points(self, assert_constant_queries, profil):
        def add_row():
            neu = profil.arbeitsfassung()
            neu.abschnitte[THEMEN].append(Punkt(f"Punkt {profil.version}"))
            profil.bearbeite(neu, version=profil.version)

        for was in ("bearbeiten", "vorschau", "unterschied", "fassungen"):
            assert_constant_queries(url(profil, was), add_row=add_row)

    def test_many_texts_are_shown_in_parts(self, client, profil):
        with system_context("Test"):
            for nummer in range(32):
                neu = profil.arbeitsfassung()
                neu.abschnitte[THEMEN] = [Punkt(str(nummer))]
                profil.bearbeite(neu, version=profil.version)

        seite = client.get(url(profil, "fassungen"))
        rest = client.get(url(profil, "fassungen"), {"vor": seite.context["aeltere_vor"]})

        assert len(seite.context["fassungen"]) == 30
        assert [eine.version for eine in rest.context["fassungen"]] == [4, 3, 2]


@pytest.mark.usefixtures("leitung")
class TestTwoPeople:
    def test_different_sections_go_together(self, client, profil):
        gelesen = profil.version
        client.post(url(profil), felder(gelesen, themen=["Erstens", "Zweitens", "Ihres"]))

        meins = felder(gelesen, themen=["Erstens", "Zweitens"], besonderheiten=["Meins"])
        antwort = client.post(url(profil), meins)

        assert antwort.status_code == 409
        assert eintraege(antwort) == ["Erstens", "Zweitens", "Ihres"]
        assert eintraege(antwort, "besonderheiten") == ["Meins"]
        assert antwort.context["abweichend"] == []
        assert str(antwort.context["formular"].kopf["version"].value()) == str(gelesen + 1)

    def test_the_same_section_shows_damals_meins_and_ihres(self, client, profil):
        gelesen = profil.version
        client.post(url(profil), felder(gelesen, themen=["Ihres"]))

        antwort = client.post(url(profil), felder(gelesen, themen=["Meins"]))
        seite = text(antwort)

        assert eintraege(antwort) == ["Meins"]
        assert "Ihr Text ist noch da" in seite
        assert "Hier haben Sie beide geschrieben" in seite
        for stelle in ("• Erstens", "• Ihres", "Meins"):
            assert stelle in seite

        nehmen = felder(gelesen + 1, "ihres:themen", themen=["Meins"])
        assert eintraege(client.post(url(profil), nehmen)) == ["Ihres"]

        behalten = felder(gelesen + 1, themen=["Meins"])
        assert client.post(url(profil), behalten).status_code == 302
        assert eintraege(client.get(url(profil))) == ["Meins"]

    def test_the_comparison_stays_while_one_goes_on_with_buttons(self, client, profil):
        gelesen = profil.version
        client.post(url(profil), felder(gelesen, themen=["Ihres"]))

        data = felder(gelesen + 1, "neu:themen", themen=["Meins"]) | {"damals_version": gelesen}

        assert "Hier haben Sie beide geschrieben" in text(client.post(url(profil), data))

    def test_two_begin_the_same_profile(self, client, login_as):
        teilnahme = TeilnahmeFactory()
        login_as("leitung", jugendamt=teilnahme.jugendamt)
        client.post(url(teilnahme), felder(0, themen=["Ihres"]))

        antwort = client.post(url(teilnahme), felder(0, themen=["Meins"]))

        assert antwort.status_code == 409
        assert eintraege(antwort) == ["Meins"]
        assert "• Ihres" in text(antwort)

    def test_an_import_in_between_is_told_too(self, client, profil):
        gelesen = profil.version
        with system_context("Test"):
            profil.setze_inhalt({THEMEN: ["Eingelesen"]})

        antwort = client.post(url(profil), felder(gelesen, themen=["Meins"]))

        assert antwort.status_code == 409
        assert "• Eingelesen" in text(antwort)
        assert eintraege(antwort) == ["Meins"]
