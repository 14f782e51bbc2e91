"""The thirty peculiarities of profile pages, by their numbers in domain.md 2.4: one test each."""

import json
from datetime import date
from pathlib import Path

import pytest

from kommunen.enums import (
    Aliasherkunft,
    Gebietstyp,
    Profilabschnitt,
    Teilnahmerolle,
    Teilnahmeumfang,
)
from kommunen.kommunensuche import KommuneUnklar, finde_kommune, vorschlaege, zerlegt
from kommunen.models import Jugendamt, Kommune, Massnahme, Teilnahme, Zustaendigkeit
from kommunen.profilimport import KeinProfil, lies
from kommunen.profilimport.lesung import Lesung
from kommunen.profilsuche import suche_punkte
from kommunen.profiluebernahme import UebernahmeNichtMoeglich, uebernimm
from kommunen.teilnehmende import je_traeger, teilnehmende_aus
from kommunen.tests.factories import (
    BundeslandFactory,
    KommuneAliasFactory,
    KommuneFactory,
    ProfilFactory,
    ProfilpunktFactory,
    ProjektFactory,
    TeilnahmeFactory,
)

ORDNER = Path(__file__).parent
FUENF = sorted(path.stem for path in (ORDNER / "profile").glob("*.txt"))
ERWARTET = json.loads((ORDNER / "profile" / "erwartet.json").read_text(encoding="utf-8"))


def text_of(name):
    ordner = "profile" if name in FUENF else "profile_weitere"
    return (ORDNER / ordner / f"{name}.txt").read_text(encoding="utf-8")


def read(name):
    return lies(text_of(name))


def arten(profil):
    return {hinweis.art for hinweis in profil.hinweise}


class TestOnThePage:
    """What reading the text alone must do."""

    @pytest.mark.parametrize("name", FUENF)
    def test_01_a_broken_hyphen_in_a_heading_is_undone(self, name):
        assert "Qualitätsentwicklungs- interesse" in text_of(name)
        assert read(name).interesse == ERWARTET[name]["interesse"]

    def test_02_colon_and_space_behind_bundesland_may_be_missing(self):
        assert read("kreis-lippe").bundesland == "NORDRHEIN-WESTFALEN"
        assert read("kreis-herzogtum-lauenburg").bundesland == "SCHLESWIG-HOLSTEIN"

    def test_06_a_missing_line_of_the_modellkommune_leaves_it_open(self):
        for name in ("landkreis-friesland", "stadt-iserlohn", "kreis-lippe"):
            profil = read(name)
            assert profil.modellkommune is None
            assert "fehlt" not in arten(profil)

    def test_11_in_planung_belongs_to_the_last_scope(self):
        profil = read("stadt-ludwigshafen")

        assert len(profil.kommunal_in_planung) == len(profil.clusteruebergreifend_in_planung) == 3
        assert profil.clusteruebergreifend == []

    def test_12_a_line_break_turned_into_a_point_is_kept_and_can_be_joined(self):
        lesung = Lesung.aus(read("stadt-wolfsburg"))
        erste, zweite = lesung.im_abschnitt("themen")
        assert (erste.text, zweite.text) == (
            "Einrichtung einer trägerübergreifenden",
            "Koordinierungsstelle",
        )
        assert "umbruch" in {h.art for h in lesung.hinweise if h.zeile == erste.von}

        danach = lesung.verbinde(erste.id)
        [verbunden] = danach.im_abschnitt("themen")

        assert "umbruch" not in {hinweis.art for hinweis in danach.hinweise}
        assert verbunden.text == "Einrichtung einer trägerübergreifenden Koordinierungsstelle"
        assert (verbunden.von, verbunden.bis) == (erste.von, zweite.bis)

    @pytest.mark.parametrize(
        ("name", "wort"),
        [
            ("kreis-lippe", "GesundheitsamtJugendhilfe"),
            ("bundesstadt-bonn", "DokumentationExterne"),
            ("stadt-wolfsburg", "undstationäre"),
            ("stadt-karlsruhe", "Arbeiterwohlfahrt,Familienberatungszentrum"),
        ],
    )
    def test_13_a_lost_separator_is_named_and_not_repaired(self, name, wort):
        profil = read(name)

        assert any(wort in text for text in [*profil.teilnehmende, *profil.interesse])
        assert any(wort in satz for satz in profil.warnungen)

    def test_14_participants_are_split_at_the_bar_alone(self):
        assert read("stadt-iserlohn").teilnehmende == [
            "Kitas (städtisch, kirchlich, frei)",
            "Gesundheitsamt",
            "Beratungsstellen [Ehe, Familie, Leben]",
        ]

    @pytest.mark.parametrize(
        ("name", "abschnitt", "unterpunkte"),
        [
            ("stadt-bremerhaven", "kommunal_in_planung", ["a) ", "b) "]),
            ("stadtgemeinde-bremen", "interesse", ["* Anfang", "* Übergang"]),
            ("stadt-karlsruhe", "themen", ["- Rückmeldung", "- Fallübergabe"]),
            ("stadt-wolfsburg", "ergebnisse_kommunal", ["(1) ", "(2) ", "(3) ", "(4) "]),
        ],
    )
    def test_15_nested_lists_stay_with_their_point(self, name, abschnitt, unterpunkte):
        punkt = read(name).punkte[abschnitt][-1]

        assert len(punkt.unterpunkte) == len(unterpunkte)
        for gelesen, anfang in zip(punkt.unterpunkte, unterpunkte, strict=True):
            assert gelesen.startswith(anfang)

    def test_16_a_list_that_is_promised_and_missing_is_warned_of(self):
        profil = read("stadt-bremerhaven")

        assert profil.ergebnisse_kommunal[0].endswith("Informationsblätter zu den Themen:")
        assert "liste_fehlt" in arten(profil)

    def test_17_continuation_lines_are_joined_with_line_breaks(self):
        assert read("kreis-herzogtum-lauenburg").themen[0] == (
            "Reflexive Fallbetrachtung, moderiert\nvon einer Kollegin\naus einem anderen Team"
        )

    def test_20_quotation_marks_stay_as_entered(self):
        assert read("stadt-iserlohn").themen == ["„Hinsehen“ und »Handeln«"]
        assert '"Häusliche Gewalt"' in read("landkreis-friesland").ergebnisse_kommunal[0]

    @pytest.mark.parametrize(
        ("name", "zeichen"),
        [
            ("landkreis-friesland", "∧"),
            ("landkreis-uecker-randow", " u "),
            ("stadt-bremerhaven", "\u00a0"),
            ("stadt-bad-kreuznach", " –partner"),
        ],
    )
    def test_21_odd_glyphs_are_kept_and_named(self, name, zeichen):
        profil = read(name)

        assert any(zeichen in text for punkte in profil.punkte.values() for text in
                   [punkt.text for punkt in punkte])  # fmt: skip
        assert "zeichen" in arten(profil)

    def test_22_empty_differs_from_absent(self):
        assert read("stadt-ludwigshafen").teilnehmende == []
        ohne = text_of("stadt-ludwigshafen").replace("Teilnehmende\n", "")
        assert lies(ohne).teilnehmende is None

    def test_27_a_text_that_ends_in_the_middle_is_read_and_marked(self):
        for name in ("stadt-bad-kreuznach", "bundesstadt-bonn", "landkreis-helmstedt"):
            profil = read(name)
            assert profil.unvollstaendig
            assert profil.themen

    def test_28_what_stands_before_the_role_is_skipped(self):
        profil = read("stadt-ludwigshafen")

        assert profil.kommune == "Stadt Ludwigshafen am Rhein"
        assert profil.streuzeilen == [(1, "Dachzeile")]
        assert len(read("landeshauptstadt-schwerin").streuzeilen) == 2

    def test_29_two_pages_in_one_text_are_refused(self):
        geklebt = text_of("stadt-ludwigshafen").rstrip() + text_of("stadt-leipzig")

        with pytest.raises(KeinProfil, match="mehr als eine Profilseite"):
            lies(geklebt)

    def test_29_another_text_glued_to_the_last_sentence_is_noticed(self):
        geklebt = text_of("stadt-ludwigshafen").rstrip() + "Ausgangspunkt ist die Analyse."

        assert any("Kinderschutz.Ausgangspunkt" in satz for satz in lies(geklebt).warnungen)


class TestFootnotes:
    @pytest.mark.parametrize("name", ["stadt-bremerhaven", "stadt-karlsruhe"])
    def test_19_a_footnote_apart_from_its_sign_is_attached(self, name):
        profil = read(name)

        assert len(profil.fussnoten) == 1
        assert profil.fussnoten[0].startswith("* ")
        assert "fussnote" not in arten(profil)
        assert all(text[:2] != "* " for text in profil.besonderheiten)


class TestParticipants:
    def test_23_how_far_somebody_took_part_is_a_statement_of_its_own(self):
        bremen = teilnehmende_aus(read("stadtgemeinde-bremen").teilnehmende)
        karlsruhe = teilnehmende_aus(read("stadt-karlsruhe").teilnehmende)

        assert [(eine.wer, eine.umfang) for eine in bremen] == [
            ("Familiengericht", Teilnahmeumfang.ZEITWEISE),
            ("Polizei", None),
            ("Schulen", Teilnahmeumfang.ZEITWEISE),
        ]
        assert (karlsruhe[1].wer, karlsruhe[1].umfang, karlsruhe[1].originaltext) == (
            "Staatsanwaltschaft",
            Teilnahmeumfang.PUNKTUELL,
            "punktuell: Staatsanwaltschaft",
        )

    def test_24_one_traeger_with_several_services_is_one(self):
        wolfsburg = je_traeger(teilnehmende_aus(read("stadt-wolfsburg").teilnehmende))

        assert wolfsburg["CJD"] == ["Schulsozialarbeit", "Wohngruppe"]
        assert wolfsburg["Diakonie"] == ["Kitas", "Beratung, Schulden"]
        assert wolfsburg["Insofern erfahrene Fachkraft"] == []


@pytest.fixture
def projekt(db):
    return ProjektFactory(beginn=date(2009, 4, 1), ende=date(2010, 11, 30))


def kommune(name, land, **felder):
    schluessel = {"NI": "03", "NW": "05", "RP": "07", "SN": "14", "MV": "13", "ST": "15"}[land]
    namen = {
        "NI": "Niedersachsen",
        "NW": "Nordrhein-Westfalen",
        "RP": "Rheinland-Pfalz",
        "SN": "Sachsen",
        "MV": "Mecklenburg-Vorpommern",
        "ST": "Sachsen-Anhalt",
    }
    bundesland = BundeslandFactory(schluessel=schluessel, name=namen[land], kuerzel=land)
    kreis = Gebietstyp.LANDKREIS if "reis" in name.split()[0] else Gebietstyp.KREISFREI
    return KommuneFactory(name=name, bundesland=bundesland, **{"gebietstyp": kreis} | felder)


@pytest.mark.usefixtures("system")
class TestNames:
    def test_03_a_misspelt_name_is_found_by_its_address_and_makes_no_second_kommune(self, projekt):
        wolfsburg = kommune("Stadt Wolfsburg", "NI", website="www.wolfsburg.de")
        kommune("Altmarkkreis Salzwedel", "ST")
        kommune("Landkreis Helmstedt", "NI")

        uebernahme = uebernimm(read("stadt-wolfsburg"), projekt=projekt)

        assert uebernahme.profil.teilnahme.kommune == wolfsburg
        assert any("»Stadt Wolfburg«" in satz for satz in uebernahme.hinweise)
        assert Kommune.objects.count() == 3

    def test_03_without_an_address_the_right_kommune_is_proposed_and_nothing_taken_over(
        self, projekt
    ):
        lauenburg = BundeslandFactory(schluessel="01", name="Schleswig-Holstein", kuerzel="SH")
        richtig = KommuneFactory(
            name="Kreis Herzogtum Lauenburg",
            gebietstyp=Gebietstyp.LANDKREIS,
            bundesland=lauenburg,
        )

        with pytest.raises(UebernahmeNichtMoeglich, match="»Kreis Herzogtum Lauenburg«"):
            uebernimm(read("kreis-herzogtum-lauenburg"), projekt=projekt)
        assert vorschlaege("Kreis Herzogtum Lauenberg") == [richtig]
        assert Kommune.objects.count() == 1

    def test_04_pages_that_contradict_each_other_are_named_and_the_own_page_wins(self, projekt):
        friesland, lippe = kommune("Landkreis Friesland", "NI"), kommune("Kreis Lippe", "NW")

        erste = uebernimm(read("kreis-lippe"), projekt=projekt)
        zweite = uebernimm(read("landkreis-friesland"), projekt=projekt)
        noch_einmal = uebernimm(
            lies(text_of("kreis-lippe") + "\nBesonderheiten\n\nGut.\n"),
            projekt=projekt,
            ersetzen=True,
        )

        assert erste.hinweise == []
        [satz] = zweite.hinweise
        assert "war als Partnerkommune eingetragen; nach ihrer eigenen Seite" in satz
        assert Teilnahme.objects.get(kommune=friesland).rolle == Teilnahmerolle.MODELL
        [satz] = noch_einmal.hinweise
        assert "Der Text nennt »Landkreis Friesland« Partnerkommune; eingetragen ist" in satz
        assert Teilnahme.objects.get(kommune=lippe).rolle == Teilnahmerolle.PARTNER

    def test_05_a_kommune_among_its_own_partners_is_ignored(self, projekt):
        kommune("Landkreis Uecker-Randow", "MV")

        uebernahme = uebernimm(read("landkreis-uecker-randow"), projekt=projekt)

        assert "selbst" in arten(read("landkreis-uecker-randow"))
        assert not any("»Landkreis Uecker-Randow«" in satz for satz in uebernahme.hinweise)
        assert Teilnahme.objects.count() == 1

    def test_07_a_short_name_is_an_alias(self):
        ludwigshafen = kommune("Stadt Ludwigshafen am Rhein", "RP")

        assert finde_kommune("Stadt Ludwigshafen").kommune == ludwigshafen

    def test_08_the_name_of_an_office_means_its_territory(self):
        mainz_bingen, trier = kommune("Landkreis Mainz-Bingen", "RP"), kommune("Stadt Trier", "RP")

        assert finde_kommune("Kreisverwaltung Mainz-Bingen").kommune == mainz_bingen
        assert finde_kommune("Stadtverwaltung Trier").kommune == trier

    def test_09_a_name_without_its_kind_is_never_merged(self):
        stadt, kreis = (
            kommune("Stadt Bad Kreuznach", "RP", gebietstyp=Gebietstyp.GKA),
            kommune("Landkreis Bad Kreuznach", "RP"),
        )

        assert finde_kommune("Stadt Bad Kreuznach").kommune == stadt
        assert finde_kommune("Kreis Bad Kreuznach").kommune == kreis
        with pytest.raises(KommuneUnklar):
            finde_kommune("Bad Kreuznach")
        assert set(vorschlaege("Bad Kreuznach")) == {stadt, kreis}

    def test_10_a_slash_and_a_doubled_word_for_the_kind_are_understood(self):
        landau = kommune("Stadt Landau in der Pfalz", "RP")
        rhein_lahn = kommune("Rhein-Lahn-Kreis", "RP", gebietstyp=Gebietstyp.LANDKREIS)

        assert finde_kommune("Stadtverwaltung Landau/Pfalz").kommune == landau
        assert finde_kommune("Kreisverwaltung Rhein-Lahn-Kreis").kommune == rhein_lahn
        assert zerlegt("Stadtverwaltung Landau/Pfalz").zusatz == "pfalz"

    def test_07_an_alias_that_was_entered_decides(self):
        richtig = kommune("Kreis Herzogtum Lauenburg", "NI")
        KommuneAliasFactory(
            kommune=richtig,
            schreibweise="Kreis Herzogtum Lauenberg",
            herkunft=Aliasherkunft.TIPPFEHLER,
        )

        assert finde_kommune("Kreis Herzogtum Lauenberg").kommune == richtig

    def test_25_a_kommune_that_was_dissolved_is_found_as_of_its_time(self, projekt):
        alt = kommune("Landkreis Uecker-Randow", "MV", gueltig_bis=date(2011, 9, 3))
        neu = kommune("Landkreis Vorpommern-Greifswald", "MV", gueltig_von=date(2011, 9, 4))
        alt.nachfolger.add(neu)

        profil = uebernimm(read("landkreis-uecker-randow"), projekt=projekt).profil

        assert profil.teilnahme.kommune == alt
        with pytest.raises(KommuneUnklar):
            finde_kommune("Landkreis Uecker-Randow", am=date(2012, 1, 1))

    def test_26_a_kreis_with_several_jugendaemter_stays_one_kommune(self, projekt):
        lippe = kommune("Kreis Lippe", "NW")
        kommune("Landkreis Friesland", "NI")
        kreisjugendamt = Jugendamt.objects.create(name="Kreisjugendamt Lippe", traeger=lippe)
        Zustaendigkeit.objects.create(jugendamt=kreisjugendamt, kommune=lippe)
        for name in ("Stadt Detmold", "Stadt Lemgo"):
            stadt = kommune(name, "NW", gebietstyp=Gebietstyp.GKA, kreis=lippe)
            amt = Jugendamt.objects.create(name=f"Jugendamt {name}", traeger=stadt)
            Zustaendigkeit.objects.create(jugendamt=amt, kommune=stadt)

        profil = uebernimm(read("kreis-lippe"), projekt=projekt).profil

        assert profil.teilnahme.jugendamt == kreisjugendamt
        assert set(lippe.gemeinden.values_list("name", flat=True)) == {
            "Stadt Detmold",
            "Stadt Lemgo",
        }


@pytest.mark.usefixtures("system")
class TestResults:
    def test_18_a_heading_inside_a_section_is_the_theme_of_its_points(self, projekt):
        kommune("Stadt Leipzig", "SN")

        profil = uebernimm(read("stadt-leipzig"), projekt=projekt).profil

        geplant = profil.inhalt()[Profilabschnitt.PLAN_KOMMUNAL]
        assert [punkt.text for punkt in geplant] == read("stadt-leipzig").kommunal_in_planung
        assert set(
            Massnahme.objects.filter(thema="Qualifizierung von Fachkräften").values_list(
                "text", flat=True
            )
        ) == {
            "Mehr Methodenkompetenz",
            "Risikomanagement der Institution und der Person (Welche Risiken wollen wir auf keinen "
            "Fall, welche nehmen wir hin?)",
            "Qualitätsentwicklung als Aufgabe verankern",
        }


@pytest.mark.usefixtures("system")
class TestSearch:
    @pytest.fixture
    def punkt(self):
        profil = ProfilFactory(veroeffentlicht=True, teilnahme=TeilnahmeFactory())

        def make(text):
            return ProfilpunktFactory(profil=profil, text=text)

        return make

    @pytest.mark.parametrize(
        "suche", ["Frühe Hilfen", "»Frühe Hilfen«", '"frühe hilfen"', "„Frühe Hilfen“ als"]
    )
    def test_20_quotation_marks_do_not_count_in_a_search(self, punkt, suche):
        gemeint = punkt("Der Fachdienst »Frühe Hilfen« als Daueraufgabe")
        punkt("Hilfen")

        assert list(suche_punkte(suche)) == [gemeint]

    @pytest.mark.parametrize(
        "suche", ["insoweit erfahrene Fachkraft", "Insofern erfahrene", "erfahrene Fachkraft"]
    )
    def test_30_insofern_and_insoweit_erfahrene_fachkraft_are_the_same(self, punkt, suche):
        alt = punkt("Insofern erfahrene Fachkraft in jeder Kita")
        neu = punkt("Eine insoweit erfahrene Fachkraft berät")

        assert set(suche_punkte(suche)) == {alt, neu}


@pytest.mark.django_db
def test_30_the_directory_finds_a_kommune_by_a_word_of_its_published_profile(client):
    for name, veroeffentlicht in (("Stadt Wolfsburg", True), ("Stadt Trier", False)):
        profil = ProfilFactory(
            veroeffentlicht=veroeffentlicht, teilnahme=TeilnahmeFactory(kommune__name=name)
        )
        ProfilpunktFactory(profil=profil, text="Insofern erfahrene Fachkraft")

    seite = client.get("/kommunen/?profil=insoweit+erfahrene").content.decode()

    assert "Stadt Wolfsburg" in seite
    assert "Stadt Trier" not in seite
