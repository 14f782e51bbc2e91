"""Earlier versions: what changed each time, the whole of each, any two of them, and the way back."""

import json
import re
import uuid
from html import unescape

import pytest
from django.urls import reverse

from fallanalyse.enums import Freigabestufe, Methode, Schritt
from fallanalyse.models import Ereignis, Fallanalyse, Revision, Zwischenstand
from fallanalyse.models import inhalt as inhalte
from fallanalyse.tests.factories import (
    EinflussfaktorFactory,
    EreignisFactory,
    SchluesselsituationFactory,
)
from fallanalyse.tests.formulare import lies_formular
from kinderschutz.identity import acting_as
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context
from kinderschutz.testing import make_rolle

pytestmark = pytest.mark.django_db


def url_of(name, analyse, schritt=Schritt.ANLASS, *version):
    return reverse(f"fallanalyse:{name}", args=[analyse.pk, schritt, *version])


def lesbar(response):
    """Return the main part as one reads it: [-struck-], {+added+}, without what is only heard."""
    html = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()
    html = re.sub(r'<span class="kern-sr-only">.*?</span>', "", html)
    for tag, davor, danach in (("ins", "{+", "+}"), ("del", "[-", "-]")):
        html = html.replace(f"<{tag}>", davor).replace(f"</{tag}>", danach)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<.*?>", " ", html)))


@pytest.fixture
def analyse(eines, login_as):
    """An analysis of two, the Fachkraft is signed in."""
    analyse = eines.beginne(methode=Methode.NZFH)
    with system_context("Test"):
        analyse.nimm_ins_team(eines.kollegin.person, "analyseteam")
    login_as(eines.fachkraft)
    return analyse


@pytest.fixture
def speichere(eines, analyse):
    """Return a function with which somebody of the team saves a step that she changes."""

    def save(schritt, aendern=lambda inhalt: None, wer="kollegin", **kwargs):
        with acting_as(eines.rollen[wer]) as person:
            frisch = Fallanalyse.objects.get(pk=analyse.pk)
            inhalt = inhalte.lies(frisch, schritt)
            aendern(inhalt)
            frisch.speichere_schritt(
                schritt, inhalt, version=frisch.version_of(schritt), durch=person, **kwargs
            )

    return save


def kopf(**felder):
    return lambda inhalt: inhalt["kopf"].update(felder)


def zeile(kind, pk, **felder):
    return lambda inhalt: inhalt["zeilen"][kind].setdefault(str(pk), {}).update(felder)


def ohne(kind, pk):
    return lambda inhalt: inhalt["zeilen"][kind].pop(str(pk))


def revision(analyse, version, inhalt, schritt=Schritt.ANLASS):
    with system_context("Test"):
        return Revision.objects.create(
            jugendamt_id=analyse.jugendamt_id,
            analyse=analyse,
            schritt=schritt,
            version=version,
            inhalt_json=json.dumps(inhalt),
        )


class TestList:
    def test_it_says_word_by_word_what_each_saving_changed(self, client, analyse, speichere):
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?", anlass="gelungen"))
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half dem Kind?"))

        seite = lesbar(client.get(url_of("fassungen", analyse)))

        assert "Leitfrage Was half{+ dem Kind+}?" in seite
        assert "1 Angabe unverändert" in seite
        assert seite.index("Fassung 2") < seite.index("Fassung 1") < seite.index("Anfang")

    def test_who_saved_when_stands_there_and_what_is_saved_now(
        self, client, eines, analyse, speichere
    ):
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?"))

        seite = lesbar(client.get(url_of("fassungen", analyse)))

        assert eines.kollegin.person.name in seite
        assert seite.count("jetzt gespeichert") == 1
        assert "Dieser Schritt war noch leer." in seite

    def test_the_first_version_is_read_as_it_is(self, client, analyse, speichere):
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?"))

        seite = lesbar(client.get(url_of("fassungen", analyse)))

        assert "Leitfrage Was half?" in seite
        assert "{+Was" not in seite, "where nothing stood all is new"

    def test_values_are_told_in_their_words(self, client, analyse, speichere):
        speichere(Schritt.ANLASS, kopf(anlass="gelungen", anhaengige_verfahren=False))
        speichere(Schritt.ANLASS, kopf(anlass="beinahe", anhaengige_verfahren=True))

        seite = lesbar(client.get(url_of("fassungen", analyse)))

        assert "[-erfolgreich beendeter Fall-] {+Beinahe-Ereignis+}" in seite
        assert "[-nein-] {+ja+}" in seite

    def test_rows_come_and_go_as_a_whole(self, client, analyse, speichere):
        with system_context("Test"):
            bleibt = EreignisFactory(analyse=analyse, titel="Die Kita ruft an", zeitwert=0)
            geht = EreignisFactory(analyse=analyse, titel="Ein Hausbesuch", zeitwert=2)
        speichere(Schritt.ZEITSTRAHL)
        neu = dict.fromkeys(("titel", "art", "beschreibung", "bekannt"), "") | {
            "titel": "Das Tandem übernimmt",
            "ebene": "hilfesystem",
            "zeitwert": 3,
            "genauigkeit": "monat_rel",
            "zeitwert_bis": None,
            "strittig": False,
            "beteiligte": [],
            "bekannt_wem": [],
            "quellen": [],
        }

        def aendere(inhalt):
            ohne("ereignisse", geht.pk)(inhalt)
            zeile("ereignisse", bleibt.pk, titel="Die Kita ruft wieder an")(inhalt)
            zeile("ereignisse", uuid.uuid4(), **neu)(inhalt)

        speichere(Schritt.ZEITSTRAHL, aendere)
        seite = lesbar(client.get(url_of("fassungen", analyse, Schritt.ZEITSTRAHL)))

        assert "Ereignis 1 : Die Kita ruft wieder an geändert" in seite
        assert "Was geschah? Die Kita ruft {+wieder +}an" in seite
        assert re.search(r"Ereignis entfernt .* Was geschah\? Ein Hausbesuch", seite)
        assert re.search(r"Ereignis 2 hinzugefügt .* Was geschah\? Das Tandem übernimmt", seite)

    def test_the_beginning_of_the_case_is_a_point_in_time(self, client, analyse, speichere):
        with system_context("Test"):
            EreignisFactory(analyse=analyse, zeitwert=0)
        speichere(Schritt.ZEITSTRAHL)

        assert "Zeitpunkt 0" in lesbar(client.get(url_of("fassungen", analyse, "zeitstrahl")))

    def test_a_saving_that_changed_nothing_says_so(self, client, analyse, speichere):
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?"))
        speichere(Schritt.ANLASS)

        assert "Es hat sich nichts geändert." in lesbar(client.get(url_of("fassungen", analyse)))

    def test_what_lost_in_a_conflict_stands_there_whole(self, client, analyse, speichere):
        lang = "Ein langer Satz über den Abend. " * 40
        with system_context("Test"):
            row = EreignisFactory(analyse=analyse)
        speichere(
            Schritt.ZEITSTRAHL,
            verloren={
                f"ereignisse/{row.pk}/beschreibung": f"{lang}Ende 🧸",
                f"ereignisse/{row.pk}/titel": "",
            },
        )
        verworfen = client.get(url_of("fassungen", analyse, Schritt.ZEITSTRAHL))

        assert f"Ereignis 1, Was gehört noch dazu? {lang}Ende 🧸" in lesbar(verworfen)
        assert "Ereignis 1, Was geschah? leer" in lesbar(verworfen)
        assert "nicht gewählt" in verworfen.content.decode().lower()

    def test_before_the_first_save_it_says_so(self, client, analyse):
        assert "Noch nichts gespeichert" in lesbar(client.get(url_of("fassungen", analyse)))

    def test_the_old_ones_are_on_further_pages_with_their_differences(self, client, analyse):
        for version in range(30):
            revision(analyse, version, {"kopf": {"leitfrage": f"Frage {version}"}, "zeilen": {}})

        erste = client.get(url_of("fassungen", analyse))
        zweite = client.get(url_of("fassungen", analyse) + erste.context["weiter"])

        assert len(erste.context["fassungen"]) == 25
        assert "Frage [-4-]{+5+}" in lesbar(erste), "its predecessor is on the next page"
        assert len(zweite.context["fassungen"]) == 5
        assert "Leitfrage Frage 0" in lesbar(zweite)

    def test_the_queries_do_not_grow_with_the_rows(self, assert_constant_queries, analyse):
        nummern = iter(range(100))

        assert_constant_queries(
            url_of("fassungen", analyse),
            add_row=lambda: revision(
                analyse, next(nummern), {"kopf": {"leitfrage": "?"}, "zeilen": {}}
            ),
        )


class TestReading:
    def test_one_version_is_read_as_a_whole(self, client, analyse, speichere):
        lang = "Ein langer Satz über den Abend. " * 40
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?", anlass_text=f"{lang}Ende"))
        speichere(Schritt.ANLASS, kopf(leitfrage="Etwas anderes"))

        seite = lesbar(client.get(url_of("fassung", analyse, Schritt.ANLASS, 1)))

        assert "Leitfrage Was half?" in seite
        assert f"{lang}Ende" in seite
        assert "Etwas anderes" not in seite

    @pytest.mark.parametrize("version", [2, 99, 10**12])
    def test_there_is_no_other(self, client, analyse, speichere, version):
        speichere(Schritt.ANLASS, verloren={"kopf//leitfrage": "Meins"})

        for name in ("fassung", "wiederherstellen"):
            url = url_of(name, analyse, Schritt.ANLASS, version)
            assert client.get(url).status_code == client.post(url).status_code == 404

    def test_any_two_are_compared(self, client, analyse, speichere):
        for frage in ("Was half?", "Was schadete?", "Was half dem Kind?"):
            speichere(Schritt.ANLASS, kopf(leitfrage=frage))

        for von, bis in ((1, 3), (3, 1)):
            seite = client.get(url_of("fassungen", analyse), {"von": von, "bis": bis})
            assert "von Fassung 1 zu Fassung 3" in lesbar(seite)
            assert "Was half{+ dem Kind+}?" in lesbar(seite)
            assert "schadete" not in lesbar(seite)

    @pytest.mark.parametrize(
        ("wahl", "satz"),
        [
            ({"von": "1", "bis": "1"}, "Bitte wählen Sie zwei verschiedene Fassungen."),
            ({"von": "1", "bis": "7"}, "Diese Fassung gibt es nicht."),
            ({"von": "²", "bis": "\x00"}, "Diese Fassung gibt es nicht."),
            ({"von": "1"}, "Dieses Feld ist zwingend erforderlich."),
        ],
    )
    def test_a_choice_that_is_none_is_answered_with_a_sentence(
        self, client, analyse, speichere, wahl, satz
    ):
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?"))

        response = client.get(url_of("fassungen", analyse), wahl)

        assert response.status_code == 200
        assert satz in lesbar(response)
        assert "Was half?" in lesbar(response)


class TestWhoReads:
    @pytest.mark.parametrize("wer", ["zweite", "leitung"])
    def test_nobody_but_the_team(self, client, login_as, eines, wer):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        revision(analyse, 0, {"kopf": {}, "zeilen": {}})
        login_as(eines.rollen[wer])

        assert client.get(url_of("fassungen", analyse)).status_code == 403
        for name in ("fassung", "wiederherstellen"):
            assert client.get(url_of(name, analyse, "anlass", 0)).status_code == 403

    def test_after_finishing_the_team_still_reads_but_brings_nothing_back(
        self, client, login_as, eines
    ):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        for version in (0, 1):
            revision(analyse, version, {"kopf": {"leitfrage": f"Frage {version}"}, "zeilen": {}})
        login_as(eines.fachkraft)

        for url in (url_of("fassungen", analyse), url_of("fassung", analyse, "anlass", 0)):
            response = client.get(url)
            assert response.status_code == 200
            assert "Zurück zum Schreiben" not in lesbar(response)
            assert "Wiederherstellen" not in lesbar(response)
        assert client.post(url_of("wiederherstellen", analyse, "anlass", 0)).status_code == 403

    def test_in_another_rolle_the_same_person_is_a_reader_like_any_other(
        self, client, login_as, eines
    ):
        analyse = eines.analyse(Freigabestufe.LESERKREIS)
        with system_context("Test"):
            Fallanalyse.objects.update(leserkreis="jugendamt")
        login_as(
            make_rolle(
                "netzwerkkoordination", jugendamt=eines.jugendamt, person=eines.fachkraft.person
            )
        )

        assert client.get(analyse.get_absolute_url()).status_code == 200
        assert client.get(url_of("fassungen", analyse)).status_code == 403

    def test_a_step_the_method_does_not_have_is_not_there(self, client, eines, login_as):
        kurz = eines.beginne(methode=Methode.FISCHGRAETEN)
        revision(kurz, 0, {"kopf": {}, "zeilen": {}}, schritt=Schritt.GESETZ)
        login_as(eines.fachkraft)

        for name in ("fassung", "wiederherstellen"):
            assert client.get(url_of(name, kurz, Schritt.GESETZ, 0)).status_code == 404


class TestRestoring:
    @pytest.fixture
    def zwei(self, speichere):
        for frage in ("Was half?", "Was half dem Kind?"):
            speichere(Schritt.ANLASS, kopf(leitfrage=frage))

    def frage(self):
        with system_context("Test"):
            return Fallanalyse.objects.get().leitfrage

    @pytest.mark.usefixtures("zwei")
    def test_first_it_is_shown_what_would_change(self, client, analyse):
        seite = lesbar(client.get(url_of("wiederherstellen", analyse, Schritt.ANLASS, 1)))

        assert "Was half[- dem Kind-]?" in seite
        assert "bleibt als Fassung 2 lesbar" in seite
        assert self.frage() == "Was half dem Kind?"

    @pytest.mark.usefixtures("zwei")
    def test_then_it_is_the_newest_and_nothing_is_gone(self, client, analyse):
        response = client.post(
            url_of("wiederherstellen", analyse, Schritt.ANLASS, 1), {"version": "2"}, follow=True
        )

        assert "Fassung 1 ist wiederhergestellt." in lesbar(response)
        assert lies_formular(response)["leitfrage"] == ["Was half?"]
        assert "Was half[- dem Kind-]?" in lesbar(client.get(url_of("fassungen", analyse)))

    @pytest.mark.usefixtures("zwei")
    def test_it_is_kept_in_the_audit_trail_like_a_saving(self, client, analyse, eines):
        def geaendert():
            with system_context("Test"):
                return Protokolleintrag.objects.filter(
                    aktion=Aktion.GEAENDERT,
                    kennung=analyse.kennung,
                    person=eines.fachkraft.person_id,
                ).count()

        vorher = geaendert()

        client.post(url_of("wiederherstellen", analyse, Schritt.ANLASS, 1), {"version": "2"})

        assert geaendert() == vorher + 1

    @pytest.mark.usefixtures("zwei")
    @pytest.mark.parametrize("gesehen", ["1", "", "-1", "²", "9" * 30])
    def test_who_saw_another_version_looks_again(self, client, analyse, gesehen):
        response = client.post(
            url_of("wiederherstellen", analyse, Schritt.ANLASS, 1), {"version": gesehen}
        )

        assert response.status_code == 409
        assert "hat diesen Schritt inzwischen gespeichert" in lesbar(response)
        assert "Was half[- dem Kind-]?" in lesbar(response)
        assert self.frage() == "Was half dem Kind?"

    @pytest.mark.usefixtures("zwei")
    def test_what_is_typed_and_not_saved_is_not_lost(self, client, analyse, eines):
        with system_context("Test"):
            analyse.zwischenstand_set.create(
                jugendamt=eines.jugendamt,
                schritt=Schritt.ANLASS,
                person=eines.fachkraft.person,
                version=2,
                formular="leitfrage=Ein+ganzer+Abend",
            )
        url = url_of("wiederherstellen", analyse, Schritt.ANLASS, 1)

        assert "Speichern oder verwerfen Sie zuerst" in lesbar(client.get(url))
        assert client.post(url, {"version": "2"}).status_code == 409

        assert self.frage() == "Was half dem Kind?"
        with system_context("Test"):
            assert Zwischenstand.objects.exists()

    @pytest.mark.usefixtures("zwei")
    def test_what_is_saved_already_needs_no_way_back(self, client, analyse):
        seite = lesbar(client.get(url_of("wiederherstellen", analyse, Schritt.ANLASS, 2)))

        assert "Es gibt nichts wiederherzustellen." in seite

    def test_a_removed_row_comes_back_under_its_old_id(self, client, analyse, speichere):
        with system_context("Test"):
            row = EreignisFactory(analyse=analyse)
        speichere(Schritt.ZEITSTRAHL)
        speichere(Schritt.ZEITSTRAHL, ohne("ereignisse", row.pk))
        url = url_of("wiederherstellen", analyse, Schritt.ZEITSTRAHL, 1)

        assert "Ereignis 1 hinzugefügt" in lesbar(client.get(url))
        client.post(url, {"version": "2"})

        with system_context("Test"):
            assert Ereignis.objects.get().pk == row.pk

    def test_it_says_where_something_leads_nowhere_now(self, client, analyse, speichere):
        with system_context("Test"):
            weg = EreignisFactory(analyse=analyse)
            row = SchluesselsituationFactory(analyse=analyse, von=weg)
        speichere(Schritt.SCHLUESSELSITUATIONEN)
        speichere(Schritt.SCHLUESSELSITUATIONEN, ohne("situationen", row.pk))
        with system_context("Test"):
            weg.delete()

        url = url_of("wiederherstellen", analyse, Schritt.SCHLUESSELSITUATIONEN, 1)

        assert "1 Verweis führt auf etwas, das es nicht mehr gibt" in lesbar(client.get(url))
        assert client.post(url, {"version": "2"}).status_code == 302

    def test_it_warns_where_other_steps_point_to_what_would_go(self, client, analyse, speichere):
        speichere(Schritt.SCHLUESSELSITUATIONEN)
        with system_context("Test"):
            row = SchluesselsituationFactory(analyse=analyse)
            EinflussfaktorFactory(analyse=analyse, schluesselsituation=row)
        speichere(Schritt.SCHLUESSELSITUATIONEN)

        url = url_of("wiederherstellen", analyse, Schritt.SCHLUESSELSITUATIONEN, 1)

        assert "verweisen andere Schritte: Einflussfaktoren." in lesbar(client.get(url))

    def test_after_each_saving_the_way_back_is_offered(self, client, analyse):
        url = url_of("schritt", analyse)
        client.post(url, {"version": "0", "leitfrage": "Was half?"}, follow=True)
        response = client.post(url, {"version": "1", "leitfrage": "Unsinn"}, follow=True)
        [zurueck] = re.findall(r'href="([^"]+)">Rückgängig machen', response.content.decode())

        client.post(zurueck, {"version": "2"})

        assert self.frage() == "Was half?"


class TestOldRevision:
    """It was written before the step had the fields it has today."""

    @pytest.fixture
    def alte(self, analyse, speichere):
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half?", auftrag="Die Leitung fragt."))
        with system_context("Test"):
            Revision.objects.filter(version=1).update(
                inhalt_json=json.dumps(
                    {
                        "kopf": {"leitfrage": "Was half?", "frueher": "Ein Feld von damals"},
                        "zeilen": {},
                    }
                )
            )
        speichere(Schritt.ANLASS, kopf(leitfrage="Was half dem Kind?"))

    @pytest.mark.usefixtures("alte")
    def test_is_read_compared_and_brought_back(self, client, analyse):
        assert "Ein Feld von damals" in lesbar(client.get(url_of("fassung", analyse, "anlass", 1)))
        liste = lesbar(client.get(url_of("fassungen", analyse)))
        assert "Auftrag und Ziel {+Die Leitung fragt.+}" in liste
        vergleich = client.get(url_of("fassungen", analyse), {"von": "1", "bis": "2"})
        assert "Was half{+ dem Kind+}?" in lesbar(vergleich)

        response = client.post(url_of("wiederherstellen", analyse, "anlass", 1), {"version": "2"})

        assert response.status_code == 302
        with system_context("Test"):
            frisch = Fallanalyse.objects.get()
            assert (frisch.leitfrage, frisch.auftrag) == ("Was half?", "")

    @pytest.mark.usefixtures("alte")
    def test_a_conflict_on_its_ground_asks_only_where_both_wrote(self, client, analyse, speichere):
        daten = {"version": "1", "leitfrage": "Was half?", "anlass": "gelungen"}

        response = client.post(url_of("schritt", analyse), daten)

        assert response.status_code == 409
        assert response.context["unterschiede"] == []
        client.post(url_of("vergleich", analyse), {"aktuelle": "2"})
        with system_context("Test"):
            frisch = Fallanalyse.objects.get()
            assert frisch.leitfrage == "Was half dem Kind?"
            assert (frisch.anlass, frisch.auftrag) == ("gelungen", "Die Leitung fragt.")
