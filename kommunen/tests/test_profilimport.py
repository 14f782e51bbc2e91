"""The five real pages, the peculiarities of the others, and properties that hold for any text."""

import json
from pathlib import Path

import pytest

from kommunen.profilimport import KeinProfil, lies

PROFILE = Path(__file__).parent / "profile"
ERWARTET = json.loads((PROFILE / "erwartet.json").read_text(encoding="utf-8"))
KOPF = """MODELLKOMMUNE

Stadt Musterau

www.musterau.de

BUNDESLAND: HESSEN

KINDERSCHUTZCLUSTER 7

Modellkommune: Stadt Musterau

Partnerkommunen:

Landkreis Beispieltal

Stadt Probstadt
"""
LEERE_TEILE = """
Altersstruktur der Einwohner

Qualitätsentwicklungswerkstatt

Qualitätsentwicklungs- interesse
"""


def seite(*, kopf=KOPF, interesse="", teilnehmende="", themen="", rest=""):
    """Build a page around the part a test is about."""
    return (
        f"{kopf}{LEERE_TEILE}\n{interesse}\n\nTeilnehmende\n\n{teilnehmende}\n\n"
        f"Zentrale Themen\n\n{themen}\n\n{rest}\n"
    )


def arten(profil):
    return {hinweis.art for hinweis in profil.hinweise}


class TestSamples:
    @pytest.mark.parametrize("name", sorted(ERWARTET))
    def test_are_read_exactly_as_expected(self, name):
        erwartet = dict(ERWARTET[name])
        del erwartet["auffaelligkeiten"], erwartet["umfang"]

        profil = lies((PROFILE / f"{name}.txt").read_bytes())

        assert profil.als_dict() == erwartet
        assert list(profil.als_dict()) == list(erwartet)

    @pytest.mark.parametrize("name", sorted(ERWARTET))
    def test_only_the_cut_page_is_marked_incomplete(self, name):
        profil = lies((PROFILE / f"{name}.txt").read_bytes())

        assert profil.unvollstaendig is (ERWARTET[name]["umfang"] != "vollständig")

    def test_a_page_without_peculiarities_has_no_warning(self):
        assert lies((PROFILE / "stadt-leipzig.txt").read_bytes()).warnungen == []

    def test_warnings_are_sentences_with_the_line(self):
        profil = lies((PROFILE / "stadt-ludwigshafen.txt").read_bytes())

        assert profil.warnungen == [
            "Zeile 1: »Dachzeile« steht vor der Rolle und wurde übergangen."
        ]


class TestHead:
    @pytest.mark.parametrize(
        "zeile",
        ["BUNDESLAND: HESSEN", "BUNDESLAND:HESSEN", "BUNDESLAND HESSEN", "BUNDESLANDHESSEN"],
    )
    def test_the_colon_and_the_space_of_the_land_are_optional(self, zeile):
        assert lies(seite(kopf=KOPF.replace("BUNDESLAND: HESSEN", zeile))).bundesland == "HESSEN"

    def test_a_name_unlike_its_address_is_named_not_changed(self):
        kopf = KOPF.replace("Stadt Musterau\n\nwww", "Stadt Mustrau\n\nwww")

        profil = lies(seite(kopf=kopf))

        assert profil.kommune == "Stadt Mustrau"
        assert {"schreibweise", "widerspruch"} <= arten(profil)

    def test_a_kommune_among_its_own_partners_is_kept_with_a_warning(self):
        profil = lies(seite(kopf=KOPF.replace("Stadt Probstadt", "Stadt Musterau")))

        assert profil.partnerkommunen == ["Landkreis Beispieltal", "Stadt Musterau"]
        assert "selbst" in arten(profil)

    def test_a_page_without_the_line_of_the_modellkommune_leaves_it_open(self):
        profil = lies(seite(kopf=KOPF.replace("Modellkommune: Stadt Musterau\n", "")))

        assert profil.modellkommune is None
        assert profil.partnerkommunen == ["Landkreis Beispieltal", "Stadt Probstadt"]

    def test_a_role_that_contradicts_the_list_of_the_cluster_is_a_warning(self):
        profil = lies(seite(kopf=KOPF.replace("MODELLKOMMUNE\n", "PARTNERKOMMUNE\n")))

        assert profil.rolle == "PARTNERKOMMUNE"
        assert "widerspruch" in arten(profil)

    def test_what_stands_before_the_role_is_skipped(self):
        profil = lies(f"Startseite\nErgebnisse\nKontakt\n\n{seite()}")

        assert profil.kommune == "Stadt Musterau"
        assert [text for _zeile, text in profil.streuzeilen] == [
            "Startseite",
            "Ergebnisse",
            "Kontakt",
        ]

    def test_lines_may_follow_each_other_without_blank_lines(self):
        assert lies(seite(kopf=KOPF.replace("\n\n", "\n"))).als_dict() == lies(seite()).als_dict()

    def test_the_role_may_be_written_in_ordinary_case(self):
        kopf = KOPF.replace("MODELLKOMMUNE\n", "Modellkommune\n")

        profil = lies(seite(kopf=kopf))

        assert (profil.rolle, profil.kommune) == ("MODELLKOMMUNE", "Stadt Musterau")
        assert profil.modellkommune == "Stadt Musterau"

    def test_missing_lines_are_warned_of(self):
        kopf = "Seite 12\n\nStadt Musterau\n\nPartnerkommune:\n\nStadt Probstadt\n"

        profil = lies(seite(kopf=kopf))

        assert profil.kommune == "Stadt Musterau"
        assert profil.partnerkommunen == ["Stadt Probstadt"]
        assert (profil.rolle, profil.web, profil.bundesland, profil.cluster) == (None,) * 4
        assert len([hinweis for hinweis in profil.hinweise if hinweis.art == "fehlt"]) == 4

    def test_values_may_stand_on_the_line_below_their_label(self):
        kopf = (
            "PARTNERKOMMUNE\nStadt Probstadt\nprobstadt.de\nBundesland:\nHESSEN\n"
            "Kinderschutz-Cluster Nr. 12\nModellkommune:\nStadt Musterau\n"
            "Partnerkommunen: Kreis Beispieltal, Stadt Anders\n"
        )

        profil = lies(seite(kopf=kopf))

        assert (profil.web, profil.bundesland, profil.cluster) == ("probstadt.de", "HESSEN", 12)
        assert profil.modellkommune == "Stadt Musterau"
        assert profil.partnerkommunen == ["Kreis Beispieltal", "Stadt Anders"]

    def test_a_second_statement_is_named_not_swallowed(self):
        profil = lies(seite(kopf=KOPF + "\nKINDERSCHUTZCLUSTER 8\n"))

        assert profil.cluster == 7
        assert "»KINDERSCHUTZCLUSTER 8« kommt zum zweiten Mal" in " ".join(profil.warnungen)


class TestHeadings:
    @pytest.mark.parametrize(
        "ueberschrift",
        [
            "Qualitätsentwicklungs-interesse",
            "Qualitätsentwicklungs-\u00adinteresse",
            "Qualitätsentwicklungs\u00adinteresse",
            "Qualitätsentwicklungsinteresse",
            "QUALITÄTSENTWICKLUNGSINTERESSE:",
            "Qualitätsentwicklungs-\ninteresse",
            "Qualitätsentwicklungs-\u00a0interesse",
            "Qualita\u0308tsentwicklungsinteresse",
            "\tQualitätsentwicklungs- interesse :",
        ],
    )
    def test_are_recognised_in_every_spelling(self, ueberschrift):
        text = seite(interesse="  • Wissen teilen").replace(
            "Qualitätsentwicklungs- interesse", ueberschrift
        )

        assert lies(text).interesse == ["Wissen teilen"]

    def test_in_planung_belongs_to_the_last_scope(self):
        rest = (
            "Ergebnisse\n\nKommunal\n\n  • A\n\nIn Planung\n\n  • B\n\n"
            "Clusterübergreifend\n\n  • C\n\nIn Planung:\n\n  • D"
        )

        profil = lies(seite(rest=rest))

        assert profil.ergebnisse_kommunal == ["A"]
        assert profil.kommunal_in_planung == ["B"]
        assert profil.clusteruebergreifend == ["C"]
        assert profil.clusteruebergreifend_in_planung == ["D"]

    def test_an_absent_section_differs_from_an_empty_one(self):
        profil = lies(KOPF + LEERE_TEILE + "\nZentrale Themen\n\n  • Frühe Hilfen\n")

        assert profil.interesse == []
        assert profil.teilnehmende is None
        assert profil.ergebnisse_kommunal is None
        assert profil.besonderheiten == []

    def test_text_below_ergebnisse_without_scope_counts_as_kommunal(self):
        profil = lies(seite(rest="Ergebnisse\n\n  • Ein Leitbild\n  • Ein Leitfaden"))

        assert profil.ergebnisse_kommunal == ["Ein Leitbild", "Ein Leitfaden"]
        assert "reichweite" in arten(profil)

    def test_text_under_the_lost_chart_is_kept_aside(self):
        text = seite().replace("der Einwohner\n", "der Einwohner\n\n0 bis 3 Jahre: 4,1 %\n")

        profil = lies(text)

        assert "0 bis 3 Jahre: 4,1 %" in [zeile for _nummer, zeile in profil.streuzeilen]

    def test_a_heading_with_text_on_its_line_is_read_as_text_and_named(self):
        profil = lies(seite(interesse="  • A\n\nTeilnehmende: ASD"))

        assert profil.interesse == ["A", "Teilnehmende: ASD"]
        assert "ueberschrift" in arten(profil)


class TestPoints:
    @pytest.mark.parametrize("zeichen", ["•", "-", "–", "*", "o", "·", "•\t", "▪", "\uf0b7"])
    @pytest.mark.parametrize("einzug", ["", "  ", "\t", "\u00a0\u00a0"])
    def test_every_list_sign_makes_points(self, zeichen, einzug):
        liste = f"{einzug}{zeichen} Erster Punkt\n{einzug}{zeichen} Zweiter Punkt"

        profil = lies(seite(interesse=liste, themen=liste))

        assert profil.interesse == profil.themen == ["Erster Punkt", "Zweiter Punkt"]

    @pytest.mark.parametrize(
        "unterpunkte",
        [
            ["a) für Eltern", "b) für Fachkräfte"],
            ["- für Eltern", "- für Fachkräfte"],
            ["– für Eltern", "– für Fachkräfte"],
            ["(1) für Eltern", "(2) für Fachkräfte"],
            ["1) für Eltern", "2) für Fachkräfte"],
            ["* für Eltern", "* für Fachkräfte"],
            ["o für Eltern", "o für Fachkräfte"],
            ["• für Eltern", "• für Fachkräfte"],
            ["für Eltern", "für Fachkräfte"],
        ],
    )
    @pytest.mark.parametrize("abstand", ["\n", "\n\n"])
    def test_indented_sub_points_stay_with_their_point(self, unterpunkte, abstand):
        zeilen = ["  • Zwei Kurse:", *(f"    {zeile}" for zeile in unterpunkte), "  • Ein Leitbild"]

        profil = lies(seite(themen=abstand.join(zeilen)))

        assert profil.themen == ["\n".join(["Zwei Kurse:", *unterpunkte]), "Ein Leitbild"]

    @pytest.mark.parametrize("zeichen", ["-", "–", "o", "·"])
    def test_another_sign_without_indent_is_a_sub_point_too(self, zeichen):
        profil = lies(seite(themen=f"• Zwei Kurse:\n{zeichen} für Eltern\n• Ein Leitbild"))

        assert profil.themen == [f"Zwei Kurse:\n{zeichen} für Eltern", "Ein Leitbild"]

    def test_sub_points_are_known_as_such(self):
        profil = lies(
            seite(themen="  • Zwei Kurse:\n    a) für Eltern\n       und Kinder\n    b) X")
        )

        assert profil.punkte["themen"][0].unterpunkte == ["a) für Eltern\nund Kinder", "b) X"]

    def test_points_under_a_heading_with_colon_stay_entries(self):
        rest = (
            "Ergebnisse\n\nIn Planung\n\nSchulung:\n\n  • Recht\n  • Gespräch\n\nNetz:\n\n  • Orte"
        )

        profil = lies(seite(rest=rest))

        assert profil.kommunal_in_planung == ["Schulung:", "Recht", "Gespräch", "Netz:", "Orte"]
        assert [punkt.ist_zwischentitel for punkt in profil.punkte["kommunal_in_planung"]] == [
            True,
            False,
            False,
            True,
            False,
        ]

    @pytest.mark.parametrize(
        "fortsetzung", ["    zusammen mit der Schule", "zusammen mit der Schule"]
    )
    def test_the_next_line_continues_the_point(self, fortsetzung):
        profil = lies(seite(themen=f"  • Gute Fälle betrachten\n{fortsetzung}\n  • Hospitation"))

        assert profil.themen == ["Gute Fälle betrachten\nzusammen mit der Schule", "Hospitation"]

    def test_paragraphs_are_entries_of_their_own(self):
        profil = lies(seite(themen="  • Ein Punkt\n\nEin Absatz\nmit zwei Zeilen.\n\nNoch einer."))

        assert profil.themen == ["Ein Punkt", "Ein Absatz\nmit zwei Zeilen.", "Noch einer."]

    def test_a_copy_without_blank_lines_is_read_by_its_indent(self):
        text = seite(
            teilnehmende="ASD",
            themen="  • Recht\n  • Orte\nSchulung:\n  • Gespräch",
            rest="Besonderheiten\nEs ging gut.",
        )
        while "\n\n" in text:
            text = text.replace("\n\n", "\n")

        profil = lies(text)

        assert profil.themen == ["Recht", "Orte", "Schulung:", "Gespräch"]
        assert profil.besonderheiten == ["Es ging gut."]

    def test_a_list_sign_alone_takes_its_text_from_the_next_line(self):
        assert lies(seite(themen="•\nRecht\n•\nOrte")).themen == ["Recht", "Orte"]

    def test_enumerated_points_of_a_section_are_entries(self):
        profil = lies(seite(interesse="a) Recht\nb) Orte", themen="1. Recht\n2. Orte"))

        assert profil.interesse == ["a) Recht", "b) Orte"]
        assert profil.themen == ["1. Recht", "2. Orte"]

    def test_participants_are_split_at_the_bar_only(self):
        profil = lies(
            seite(teilnehmende="  • ASD |Polizei|  Kitas (Stadt, Land) | CJD, Diakonie |")
        )

        assert profil.teilnehmende == ["ASD", "Polizei", "Kitas (Stadt, Land)", "CJD, Diakonie"]

    def test_the_extent_of_taking_part_stays_in_the_text(self):
        profil = lies(seite(teilnehmende="Polizei (zeitweise) | punktuell: Schulen"))

        assert profil.teilnehmende == ["Polizei (zeitweise)", "punktuell: Schulen"]

    def test_quotation_marks_stay_as_entered(self):
        zitate = '»Leitbild«, "Leitfaden", „Plan“ und "Kurs“'

        assert lies(seite(themen=f"  • {zitate}")).themen == [zitate]


class TestFootnotes:
    def test_one_apart_from_its_sign_is_attached(self):
        rest = "Besonderheiten\n\nEin Siegel* half uns.\n\n* Vergeben vom Verein.\n\nUnd ein Fest."

        profil = lies(seite(rest=rest))

        assert profil.fussnoten == ["* Vergeben vom Verein."]
        assert profil.besonderheiten == ["Ein Siegel* half uns.", "Und ein Fest."]

    def test_one_that_is_missing_makes_the_page_incomplete(self):
        profil = lies(seite(themen="  • Siegel*: erste Schritte", rest="Besonderheiten\n\nGut."))

        assert "fussnote" in arten(profil)
        assert profil.unvollstaendig

    def test_the_star_of_a_spelling_refers_to_nothing(self):
        profil = lies(
            seite(themen="  • Kurse für Mitarbeiter*innen", rest="Besonderheiten\n\nGut.")
        )

        assert profil.fussnoten == []
        assert not profil.unvollstaendig

    def test_a_page_with_stars_for_points_keeps_its_footnote(self):
        profil = lies(seite(themen="* Recht\n* Siegel*", rest="* Vergeben vom Verein."))

        assert profil.themen == ["Recht", "Siegel*"]
        assert profil.fussnoten == ["* Vergeben vom Verein."]


class TestWarnings:
    @pytest.mark.parametrize(
        ("punkt", "art"),
        [
            ("Gesundheitsamt und DokumentationExterne", "trennung"),
            ("Arbeiterwohlfahrt,Familienzentrum", "trennung"),
            ("Alles wurde verbessert.Ausgangspunkt war ein Fall", "trennung"),
            ("Leitbild ∧ Leitfaden", "zeichen"),
            ("Polizei u Schule", "zeichen"),
            ("Partnerinnen und –partner", "zeichen"),
            ("Fünf\u00a0Kurse", "zeichen"),
            ("Folgende Themen:", "liste_fehlt"),
        ],
    )
    def test_what_looks_wrong_is_named_not_repaired(self, punkt, art):
        profil = lies(seite(themen=f"  • {punkt}", rest="Besonderheiten\n\nGut."))

        assert profil.themen == [punkt]
        assert art in arten(profil)

    @pytest.mark.parametrize(
        "punkt",
        [
            "HAnd in HaND",
            "Kurse für MitarbeiterInnen",
            "Kitas, z.B. der e.V. und die gGmbH",
            "KiTas in einer undurchsichtigen, undankbaren Lage",
        ],
    )
    def test_ordinary_words_raise_none(self, punkt):
        profil = lies(seite(themen=f"  • {punkt}", rest="Besonderheiten\n\nGut."))

        assert profil.warnungen == []

    @pytest.mark.parametrize(
        "anfang", ["Aufbau einer trägerübergreifenden", "Kurse für Eltern und"]
    )
    def test_a_line_break_turned_into_a_point_is_kept_and_offered(self, anfang):
        profil = lies(
            seite(themen=f"  • {anfang}\n  • Koordinierungsstelle", rest="Besonderheiten\n\nGut.")
        )

        assert profil.themen == [anfang, "Koordinierungsstelle"]
        assert "umbruch" in arten(profil)


class TestIncomplete:
    @pytest.mark.parametrize(
        "rest",
        [
            "Besonderheiten\n\nUns hat der Einsatz der Kooperationsp",
            "Besonderheiten",
            "Ergebnisse\n\nKommunal\n\n  • Ein Leitbild\n  • Kurse für",
            "Ergebnisse\n\nKommunal\n\n  • Ein Leitbild (mit dem",
            "Ergebnisse\n\nKommunal\n\n  • Ein Leitbild\n  •",
            "Ergebnisse\n\nKommunal\n\n  • Ein Leitbild\n\nClusterüberg",
            "Ergebnisse\n\nKommunal\n\n  • Drei Kurse:",
        ],
    )
    def test_an_end_that_is_none_is_noticed(self, rest):
        profil = lies(seite(themen="  • Recht", rest=rest))

        assert profil.themen == ["Recht"]
        assert profil.unvollstaendig
        assert "abgeschnitten" in arten(profil)

    @pytest.mark.parametrize(
        "rest",
        [
            "",
            "Ergebnisse\n\nKommunal\n\n  • Ein Leitbild",
            "Ergebnisse\n\nClusterübergreifend\n\nDer Austausch ist besser geworden",
            "Besonderheiten\n\nEs war »ein Gewinn.«",
            "Besonderheiten\n\n  • Ein Runder Tisch",
        ],
    )
    def test_an_ordinary_end_is_none(self, rest):
        assert not lies(seite(themen="  • Recht", rest=rest)).unvollstaendig

    def test_a_page_cut_before_its_themes_keeps_what_is_there(self):
        profil = lies(KOPF + LEERE_TEILE + "\n  • Wissen teilen\n")

        assert profil.interesse == ["Wissen teilen"]
        assert profil.unvollstaendig

    def test_a_file_cut_inside_a_character_is_read_up_to_there(self):
        profil = lies(seite(themen="  • Für Väter und Mütter, früh").encode().rstrip()[:-2])

        assert profil.themen == ["Für Väter und Mütter, fr"]
        assert profil.unvollstaendig


class TestKeinProfil:
    @pytest.mark.parametrize(
        ("inhalt", "grund"),
        [
            (b"", "leer"),
            (" \n\u00a0\n", "leer"),
            (b"%PDF-1.7 \xe2\xe3", "PDF-Datei"),
            (b"PK\x03\x04\x14\x00", "Word"),
            (b"\x00\x01\x02" * 50, "keinen lesbaren Text"),
            ("MODELLKOMMUNE \ud800", "keinen lesbaren Text"),
            ("<!DOCTYPE html><p>MODELLKOMMUNE", "Webseite"),
            ("x" * 1_000_001, "zu groß"),
            ("Die Ministerin stellte ein Projekt vor.", "keine Profilseite"),
            ("Protokoll\n\nTeilnehmende\n\n- ASD\n\nErgebnisse\n\n- Keine", "keine Profilseite"),
            ("MODELLKOMMUNE", "keine Profilseite"),
            (KOPF, "bevor der erste Abschnitt beginnt"),
            (KOPF + "\nAltersstruktur der Einwohner\n", "bevor der erste Abschnitt beginnt"),
            (seite() + seite(), "mehr als eine Profilseite"),
            (seite(rest="Besonderheiten\n\nAlles gut.MODELLKOMMUNE\n\nStadt X"), "mehr als eine"),
        ],
    )
    def test_says_why_in_german(self, inhalt, grund):
        with pytest.raises(KeinProfil, match=grund):
            lies(inhalt)


class TestEncoding:
    @pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_every_usual_encoding_is_read(self, kodierung):
        text = (PROFILE / "stadt-ludwigshafen.txt").read_text(encoding="utf-8")

        assert lies(text.encode(kodierung)).als_dict() == lies(text).als_dict()

    def test_a_windows_file_is_named(self):
        text = (PROFILE / "stadt-leipzig.txt").read_text(encoding="utf-8")

        assert "kodierung" in arten(lies(text.encode("cp1252")))
