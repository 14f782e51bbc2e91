"""Reading a profile page in: bringing it, original beside reading, corrections, taking it over."""

import hashlib
import io
from datetime import date
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinderschutz.models import Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import text
from kommunen.enums import Gebietstyp, Importart, Importzustand, Profilabschnitt, Profilstatus
from kommunen.importuebernahme import mit_massnahmen
from kommunen.models import Importdokument, Massnahme, Profil, Teilnahme
from kommunen.tests.factories import (
    BundeslandFactory,
    ImportdokumentFactory,
    KommuneFactory,
    ProjektFactory,
    TeilnahmeFactory,
)

pytestmark = pytest.mark.django_db

PROFILE = Path(__file__).parent / "profile"
LUDWIGSHAFEN = (PROFILE / "stadt-ludwigshafen.txt").read_text(encoding="utf-8")
KREUZNACH = (PROFILE / "stadt-bad-kreuznach.txt").read_text(encoding="utf-8")
WOLFSBURG = """MODELLKOMMUNE

Stadt Wolfburg

www.wolfsburg.de

BUNDESLAND: RHEINLAND-PFALZ

KINDERSCHUTZCLUSTER 5

Partnerkommune:

Landkreis Mainz-Bingen

Altersstruktur der Einwohner

Qualitätsentwicklungswerkstatt

Qualitätsentwicklungs- interesse

  • Aufbau einer trägerübergreifenden
  • Koordinierungsstelle Frühe Hilfen

Teilnehmende

  • Polizei (zeitweise) | Gesundheitsamt

Zentrale Themen

  • GesundheitsamtJugendhilfe
"""


@pytest.fixture
def projekt():
    return ProjektFactory(kurztitel="Aus Fehlern lernen", beginn=date(2009, 4, 1))


@pytest.fixture
def ludwigshafen(projekt):
    """Ludwigshafen takes part with its Jugendamt; its neighbours are known."""
    KommuneFactory(name="Stadt Bad Kreuznach", gebietstyp=Gebietstyp.GKA)
    KommuneFactory(name="Landkreis Mainz-Bingen", gebietstyp=Gebietstyp.LANDKREIS)
    KommuneFactory(name="Stadt Wolfsburg", website="")
    return TeilnahmeFactory(
        kommune__name="Stadt Ludwigshafen am Rhein", projekt=projekt, von=projekt.beginn
    )


@pytest.fixture
def leitung(login_as, ludwigshafen):
    return login_as("leitung", jugendamt=ludwigshafen.jugendamt)


@pytest.fixture
def koordination(login_as, ludwigshafen, projekt):
    return login_as("projektkoordination", projekt=projekt)


def documents():
    with system_context("Test"):
        return list(Importdokument.objects.order_by("gelesen_am"))


def bring(client, seite=LUDWIGSHAFEN, **mehr):
    """Paste a page and return the document it became."""
    response = client.post(reverse("einlesen:create"), {"text": seite} | mehr)
    assert response.status_code == 302, text(response)
    return documents()[-1]


def address(dokument, was="detail"):
    return reverse(f"einlesen:{was}", args=[dokument.pk])


def typed(dokument, **anders):
    """Return what the browser sends if nothing is changed but this."""
    lesung = dokument.gelesenes
    kopf = lesung.kopf
    daten = {
        "version": dokument.version,
        "kopf-rolle": kopf.rolle or "",
        "kopf-kommune": kopf.kommune or "",
        "kopf-web": kopf.web or "",
        "kopf-bundesland": kopf.bundesland or "",
        "kopf-cluster": kopf.cluster or "",
        "kopf-modellkommune": kopf.modellkommune or "",
        "kopf-partnerkommunen": "\r\n".join(kopf.partnerkommunen),
    }
    for eine in lesung.stellen:
        daten |= {
            f"s{eine.id}-text": eine.text.replace("\n", "\r\n"),
            f"s{eine.id}-abschnitt": eine.abschnitt,
        }
        if eine.ist_absatz:
            daten[f"s{eine.id}-ist_absatz"] = "on"
    return daten | anders


def correct(client, dokument, **anders):
    response = client.post(address(dokument), typed(dokument, **anders))
    assert response.status_code == 302, text(response)
    return documents()[-1]


def take_over(client, dokument, **mehr):
    geprueft = correct(client, dokument, aktion="pruefen")
    return client.post(address(geprueft, "uebernehmen"), mehr)


class TestBringing:
    def test_keeps_the_original_and_what_was_read(self, client, leitung):
        dokument = bring(client)

        assert bytes(dokument.original).decode() == LUDWIGSHAFEN
        assert dokument.pruefsumme == hashlib.sha256(LUDWIGSHAFEN.encode()).hexdigest()
        assert (dokument.zustand, dokument.gelesen_als) == (Importzustand.GELESEN, "leitung")
        assert str(dokument) == "Stadt Ludwigshafen am Rhein"
        assert not Profil.objects.exists()

    def test_the_same_page_twice_is_one_document_and_says_so(self, client, leitung):
        erstes = bring(client)

        response = client.post(
            reverse("einlesen:create"),
            {"text": "\r\n" + LUDWIGSHAFEN.replace("\n", "\r\n")},
            follow=True,
        )

        assert [eines.pk for eines in documents()] == [erstes.pk]
        assert "Es hat sich nichts geändert." in text(response)

    def test_a_page_that_was_dropped_may_come_again(self, client, leitung):
        client.post(address(bring(client), "verwerfen"))

        bring(client)

        assert [eines.zustand for eines in documents()] == ["verworfen", "gelesen"]

    @pytest.mark.parametrize("art", ["txt", "docx"])
    def test_reads_files_by_their_content(self, client, leitung, art):
        inhalt = LUDWIGSHAFEN.encode()
        if art == "docx":
            dokument = docx.Document()
            for absatz in LUDWIGSHAFEN.split("\n"):
                dokument.add_paragraph(absatz)
            datei = io.BytesIO()
            dokument.save(datei)
            inhalt = datei.getvalue()

        response = client.post(
            reverse("einlesen:create"), {"datei": SimpleUploadedFile(f"Seite.{art}", inhalt)}
        )

        assert response.status_code == 302, text(response)
        [dokument] = documents()
        assert (dokument.art, dokument.dateiname) == (Importart(art), f"Seite.{art}")
        assert dokument.profiltext.interesse[0].startswith("Die feste Verständigung")

    @pytest.mark.parametrize(
        ("feld", "wert", "satz"),
        [
            ("text", "", "Bitte fügen Sie den Text ein, oder wählen Sie eine Datei."),
            ("text", "Guten Tag", "Der Text ist keine Profilseite"),
            ("text", "x" * 200_001, "Der Text ist zu lang für eine Profilseite"),
            ("datei", ("a.pdf", b"%PDF-1.7\n%%EOF"), "Der Text dieser Datei lässt sich nicht"),
            ("datei", ("a.docx", LUDWIGSHAFEN.encode()), "passen nicht zusammen"),
            ("datei", ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "altes Office-Format"),
            ("datei", ("a.txt", b""), "Die Datei ist leer"),
            ("datei", ("a.png", b"\x89PNG\r\n\x1a\n"), "beschädigt"),
            ("datei", ("a.txt", b"\n" * (20 * 1024 * 1024 + 1)), "möglich sind 20 MB"),
        ],
    )
    def test_what_is_no_page_is_refused_at_the_field(self, client, leitung, feld, wert, satz):
        if feld == "datei":
            wert = SimpleUploadedFile(*wert)

        response = client.post(reverse("einlesen:create"), {feld: wert})

        assert response.status_code == 200
        assert satz in text(response)
        assert satz in str(response.context["form"].errors[feld])
        assert documents() == []

    def test_text_and_file_at_once_is_asked_back_and_keeps_the_text(self, client, leitung):
        response = client.post(
            reverse("einlesen:create"),
            {"text": LUDWIGSHAFEN, "datei": SimpleUploadedFile("a.txt", LUDWIGSHAFEN.encode())},
        )

        assert "Bitte nur eines von beiden." in text(response)
        assert "Der Fachdienst »Frühe Hilfen« besteht" in text(response)


class TestPage:
    def test_shows_original_reading_and_warning_side_by_side(self, client, koordination):
        seite = text(client.get(address(bring(client, WOLFSBURG))))

        assert "• GesundheitsamtJugendhilfe</span>" in seite
        assert "Fehlt in »GesundheitsamtJugendhilfe« eine Trennung?" in seite
        assert "Umfang der Teilnahme: zeitweise" in seite
        assert "Diesen Abschnitt hat die Seite nicht." in seite

    def test_proposes_the_right_kommune_for_a_misspelt_name(self, client, koordination):
        dokument = bring(client, WOLFSBURG)

        seite = text(client.get(address(dokument)))
        assert "Die Kommune »Stadt Wolfburg« ist nicht bekannt." in seite
        dokument = correct(client, dokument, aktion="name:kommune:Stadt Wolfsburg")

        assert dokument.gelesenes.kopf.kommune == "Stadt Wolfsburg"
        assert dokument.probe["hindernis"] == ""
        assert not Teilnahme.objects.filter(kommune__name__startswith="Stadt Wolf").exists()

    def test_names_contradictions_before_anything_is_taken_over(self, client, koordination):
        take_over(client, bring(client, LUDWIGSHAFEN))
        seite = KREUZNACH.replace("Modellkommune: Stadt Bad Kreuznach\n", "").replace(
            "MODELLKOMMUNE", "PARTNERKOMMUNE"
        )

        antwort = text(client.get(address(bring(client, seite))))

        assert "»Stadt Bad Kreuznach« war als Modellkommune eingetragen" in antwort
        assert Teilnahme.objects.get(kommune__name="Stadt Bad Kreuznach").rolle == "modell"

    def test_a_get_takes_nothing_over(self, client, leitung):
        dokument = bring(client)

        client.get(address(dokument))

        assert not Profil.objects.exists()
        assert not Massnahme.objects.exists()
        [nachher] = documents()
        assert nachher.version == dokument.version

    def test_hands_out_the_original_as_a_download(self, client, leitung):
        response = client.get(address(bring(client), "original"))

        assert response.content.decode() == LUDWIGSHAFEN
        assert response["Content-Disposition"].startswith("attachment")


class TestCorrecting:
    def stelle(self, dokument, anfang):
        return next(e for e in dokument.gelesenes.stellen if e.text.startswith(anfang))

    def test_joins_a_point_with_the_next_one(self, client, koordination):
        dokument = bring(client, WOLFSBURG)
        eine = self.stelle(dokument, "Aufbau")

        dokument = correct(client, dokument, aktion=f"verbinden:{eine.id}")

        assert dokument.profiltext.interesse == [
            "Aufbau einer trägerübergreifenden Koordinierungsstelle Frühe Hilfen"
        ]

    def test_parts_a_point_at_its_line_breaks(self, client, koordination):
        dokument = bring(client, WOLFSBURG)
        eine = self.stelle(dokument, "GesundheitsamtJ")

        dokument = correct(
            client,
            dokument,
            **{f"s{eine.id}-text": "Gesundheitsamt\r\nJugendhilfe", "aktion": f"teilen:{eine.id}"},
        )

        assert dokument.profiltext.themen == ["Gesundheitsamt", "Jugendhilfe"]

    def test_changes_section_order_and_kind_and_leaves_out(self, client, koordination):
        dokument = bring(client, WOLFSBURG)
        erste, zweite = dokument.gelesenes.im_abschnitt("interesse")
        thema = self.stelle(dokument, "GesundheitsamtJ")

        dokument = correct(
            client,
            dokument,
            **{f"s{thema.id}-abschnitt": "besonderheiten", f"s{thema.id}-ist_absatz": "on"},
        )
        dokument = correct(client, dokument, aktion=f"hoch:{zweite.id}")
        dokument = correct(client, dokument, aktion=f"weglassen:{erste.id}")

        assert dokument.profiltext.themen == []
        assert dokument.profiltext.punkte["besonderheiten"][0].ist_absatz
        assert dokument.profiltext.interesse == [zweite.text]
        assert [e.text for e in dokument.gelesenes.im_abschnitt("")] == [erste.text]

    def test_a_correction_that_cannot_be_made_keeps_what_was_typed(self, client, koordination):
        dokument = bring(client, WOLFSBURG)
        eine = self.stelle(dokument, "GesundheitsamtJ")

        typed_text = {f"s{eine.id}-text": "Gesundheitsamt"}
        dokument = correct(client, dokument, **typed_text, aktion=f"teilen:{eine.id}")
        assert dokument.profiltext.themen == ["Gesundheitsamt"]

    @pytest.mark.parametrize("was", ["hoch:" + "9" * 5000, "name:kommune:A\0B", "name:kommune:"])
    def test_a_forged_button_changes_nothing(self, client, koordination, was):
        dokument = correct(client, bring(client, WOLFSBURG), aktion=was)

        assert dokument.gelesenes.kopf.kommune == "Stadt Wolfburg"

    def test_a_mistake_is_named_at_the_field_and_nothing_is_lost(self, client, koordination):
        dokument = bring(client, WOLFSBURG)
        eine = self.stelle(dokument, "GesundheitsamtJ")

        response = client.post(
            address(dokument),
            typed(dokument, **{"kopf-cluster": "neun", f"s{eine.id}-text": "Von mir getippt"}),
        )

        assert response.status_code == 200
        assert "Bitte nur die Nummer, zum Beispiel 9." in text(response)
        assert "Von mir getippt" in text(response)

    def test_two_at_once_see_both_texts(self, client, koordination):
        dokument = bring(client, WOLFSBURG)
        eine = self.stelle(dokument, "GesundheitsamtJ")
        correct(client, dokument, **{f"s{eine.id}-text": "Gesundheitsamt"})

        response = client.post(
            address(dokument), typed(dokument, **{f"s{eine.id}-text": "Jugendhilfe"})
        )

        assert response.status_code == 409
        assert "<dd>Gesundheitsamt</dd>" in text(response)
        assert "Jugendhilfe</textarea>" in text(response)
        assert documents()[-1].profiltext.themen == ["Gesundheitsamt"]

    def test_after_a_correction_it_is_to_be_checked_again(self, client, koordination):
        geprueft = correct(client, bring(client), aktion="pruefen")
        assert (geprueft.zustand, geprueft.geprueft_als) == ("geprueft", "projektkoordination")

        assert correct(client, geprueft).zustand == Importzustand.GELESEN


class TestTakingOver:
    def test_makes_a_draft_that_says_what_was_read(self, client, leitung, ludwigshafen):
        response = take_over(client, bring(client), stand="12.11.2010")

        profil = Profil.objects.get(teilnahme=ludwigshafen)
        assert response["Location"].startswith(ludwigshafen.kommune.get_absolute_url())
        assert (profil.status, profil.stand) == (Profilstatus.ENTWURF, date(2010, 11, 12))
        assert len(profil.inhalt()[Profilabschnitt.THEMEN]) == 3
        [dokument] = documents()
        assert (dokument.zustand, dokument.profil) == (Importzustand.UEBERNOMMEN, profil)
        assert dokument.entschieden_als == "leitung"

    def test_asks_for_the_comparison_first(self, client, leitung):
        response = client.post(address(bring(client), "uebernehmen"), follow=True)

        assert "Bitte vergleichen Sie zuerst Original und Gelesenes" in text(response)
        assert not Profil.objects.exists()

    def test_a_second_time_changes_nothing(self, client, leitung):
        dokument = bring(client)
        take_over(client, dokument)
        stand = Profil.objects.get().version

        response = client.post(address(dokument, "uebernehmen"), follow=True)

        assert "ist schon übernommen" in text(response)
        assert Profil.objects.get().version == stand

    def test_replaces_another_text_only_when_asked_to(self, client, leitung):
        take_over(client, bring(client))
        anders = LUDWIGSHAFEN.replace("Frühe Hilfen, Frühe Förderung", "Frühe Hilfen")
        dokument = bring(client, anders)

        assert "Es gibt schon ein Profil mit anderem Text" in text(client.get(address(dokument)))
        response = take_over(client, dokument)
        assert Profil.objects.get().inhalt()["themen"][0].text == "Frühe Hilfen, Frühe Förderung"
        response = client.post(address(dokument, "uebernehmen"), {"ersetzen": "on"})

        assert response.status_code == 302
        assert Profil.objects.get().inhalt()["themen"][0].text == "Frühe Hilfen"

    def test_a_jugendamt_takes_over_its_own_page_only(self, client, leitung):
        response = take_over(client, bring(client, KREUZNACH))

        assert response.status_code == 302
        assert not Profil.objects.exists()
        assert "Diese Seite kann nur die Projektkoordination übernehmen." in text(
            client.get(address(documents()[-1]))
        )

    def test_a_jugendamt_enters_nobody_into_the_project(self, client, leitung, ludwigshafen):
        take_over(client, bring(client))

        assert [eine.pk for eine in Teilnahme.objects.all()] == [ludwigshafen.pk]
        ludwigshafen.refresh_from_db()
        assert ludwigshafen.cluster is None

    def test_the_coordination_enters_who_takes_part(self, client, koordination, ludwigshafen):
        take_over(client, bring(client))

        ludwigshafen.refresh_from_db()
        assert ludwigshafen.cluster.nummer == 9
        assert {str(eine.kommune) for eine in Teilnahme.objects.all()} == {
            "Stadt Ludwigshafen am Rhein",
            "Stadt Bad Kreuznach",
            "Landkreis Mainz-Bingen",
        }

    def test_an_impossible_day_is_refused_at_the_field(self, client, leitung):
        response = take_over(client, bring(client), stand="31.02.2010")

        assert response.status_code == 200
        assert "stand" in response.context["form"].errors
        assert not Profil.objects.exists()

    def test_of_one_already_published_says_so_and_changes_nothing(
        self, client, leitung, ludwigshafen
    ):
        take_over(client, bring(client))
        export = client.get(
            reverse(
                "kommunen:profil_text", args=[ludwigshafen.kommune.slug, ludwigshafen.projekt.slug]
            )
        ).content.decode()

        dokument = bring(client, export)

        assert dokument.probe["schon_da"]
        assert "Das Profil sagt schon dasselbe" in text(client.get(address(dokument)))


class TestWhoSeesWhat:
    def test_neither_the_list_nor_the_page_is_for_another_jugendamt(
        self, client, leitung, login_as, projekt
    ):
        dokument = bring(client)

        for art, wo in (
            ("leitung", {}),
            ("projektkoordination", {"projekt": projekt}),
            ("ministerium", {"bundesland": BundeslandFactory()}),
        ):
            login_as(art, **wo)
            assert client.get(address(dokument)).status_code == 404
            assert client.post(address(dokument, "verwerfen")).status_code == 404

    def test_the_audit_trail_names_the_document_and_not_its_content(self, client, leitung):
        dokument = bring(client)
        take_over(client, dokument)

        with system_context("Test"):
            eintraege = list(Protokolleintrag.objects.filter(objektart="importdokument"))
        assert {eintrag.kennung for eintrag in eintraege} == {str(dokument.pk)}

    def test_the_list_costs_the_same_for_one_page_and_ten(
        self, client, leitung, assert_constant_queries, ludwigshafen
    ):
        assert_constant_queries(
            reverse("einlesen:list"),
            add_row=lambda: ImportdokumentFactory(
                jugendamt=ludwigshafen.jugendamt, projekt=ludwigshafen.projekt
            ),
        )


@pytest.mark.parametrize(
    ("anzahl", "wie"),
    [(0, "ohne neue Maßnahmen"), (1, "mit einer neuen Maßnahme"), (9, "mit 9 neuen Maßnahmen")],
)
def test_the_number_of_measures_is_said_as_people_say_it(anzahl, wie):
    assert mit_massnahmen(anzahl) == wie
