"""
Sichtbarkeits-Vorschau: what it shows is what people get, and nothing of it stays.

The heart is TestTruth: every page of every onlooker before a transition, compared with what
somebody of that Rolle is really answered after it.
"""

import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from fallanalyse.enums import Freigabestufe, Leserkreis, Uebergang
from fallanalyse.models import FreigegebenerBefund
from fallanalyse.models.zuschauer import zuschauer_of
from fallanalyse.stumm import stumm
from fallanalyse.tests.factories import (
    EreignisFactory,
    amt,
)
from fallanalyse.tests.vorschau import (
    WEGE,
    alle_seiten,
    amt_mit_nachbarn,
    echte_rollen,
    lege_an,
    sieh,
)
from kinderschutz.system_context import system_context
from kinderschutz.testing import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def eines():
    return amt_mit_nachbarn()


@pytest.fixture(autouse=True)
def still():
    """Begin with a minute: pages show it, and it must not change between two looks."""
    with time_machine.travel(timezone.now().replace(second=0, microsecond=0)):
        yield


def eigene_zeile(seite):
    """Return the line of a Kommune on the page of the Projektkoordination."""
    return re.search(r'<tr>\s*<th scope="row">.*?</tr>', seite, re.S)[0]


class TestTruth:
    @pytest.mark.parametrize(
        ("wer", "uebergang", "stufe", "angaben"),
        WEGE,
        ids=[f"{wer} {u} {'-'.join(a.values())}" for wer, u, _s, a in WEGE],
    )
    def test_what_it_shows_is_what_they_get(self, eines, wer, uebergang, stufe, angaben):
        analyse = lege_an(eines, stufe)
        vorschau = alle_seiten(
            browser_of(eines.rollen[wer]),
            analyse,
            nach=uebergang.value,
            leserkreis=angaben.get("leserkreis"),
        )

        eines.tut(wer, uebergang, analyse, **angaben)

        rollen = echte_rollen(eines)
        browser = {name: browser_of(rolle) for name, rolle in rollen.items()}
        verglichen = 0
        for (zuschauer, seite), gezeigt in vorschau.items():
            for url in self.urls(analyse, seite):
                echt = browser[zuschauer].get(url)
                assert echt.status_code == gezeigt.code, (zuschauer, seite)
                if echt.status_code == 200:
                    inhalt, stile = stumm(echt.content.decode())
                    if seite == "fortschritt":
                        assert eigene_zeile(gezeigt.inhalt) in inhalt
                        continue
                    assert (inhalt, stile) == (gezeigt.inhalt, gezeigt.stile), (zuschauer, seite)
                verglichen += 1
        assert verglichen >= 10

    def urls(self, analyse, seite):
        """Yield where this page really is, now that the transition is done."""
        if seite == "liste":
            yield f"{reverse('fallanalyse:list')}?kennung={analyse.kennung}"
        elif seite == "bibliothek":
            yield reverse("bibliothek:list")
        elif seite == "fortschritt":
            yield f"{reverse('cluster:fortschritt')}?ansicht=stand"
        elif seite.startswith("befund-"):
            with system_context("Test"):
                befund = FreigegebenerBefund.objects.get(herkunft_set__analyse=analyse)
            yield reverse("bibliothek:detail", args=[befund.pk])
        else:
            yield reverse(f"fallanalyse:{seite}", args=[analyse.pk])

    @pytest.mark.parametrize(
        ("uebergang", "stufe", "leserkreis", "sehende"),
        [
            (Uebergang.FREIGEBEN, Freigabestufe.EINGEREICHT, "asd", {"leitung", "asd"}),
            (
                *(Uebergang.FREIGEBEN, Freigabestufe.EINGEREICHT, "jugendamt"),
                {"leitung", "asd", "netzwerk"},
            ),
            (
                *(Uebergang.FREIGEBEN_CLUSTER, Freigabestufe.GEPRUEFT, ""),
                {"leitung", "asd", "cluster", "koordination"},
            ),
            (
                *(Uebergang.FREIGEBEN_PROJEKT, Freigabestufe.CLUSTER, ""),
                {"leitung", "asd", "cluster", "projekt", "koordination", "wissenschaft"},
            ),
            (
                *(Uebergang.FREIGEBEN_LAND, Freigabestufe.PROJEKT, ""),
                {"leitung", "asd", "cluster", "projekt", "koordination", "wissenschaft"}
                | {"ministerium", "landesjugendamt"},
            ),
            (Uebergang.ZURUECKZIEHEN, Freigabestufe.LAND, "", {"leitung", "koordination"}),
        ],
    )
    def test_the_overview_names_who_sees_something(
        self, eines, uebergang, stufe, leserkreis, sehende
    ):
        analyse = lege_an(eines, stufe)
        antwort = sieh(
            browser_of(eines.leitung), analyse, nach=uebergang.value, leserkreis=leserkreis
        )

        zeilen = {zeile["wer"].schluessel: zeile["sieht"] for zeile in antwort.context["blicke"]}
        # The coordination sees live counts whatever is released.
        sehende = sehende | {"koordination"}
        assert {wer for wer, sieht in zeilen.items() if sieht} == sehende
        assert zeilen["datenschutz"] == []

    def test_as_it_is_now_it_needs_no_transition(self, eines):
        analyse = lege_an(eines, Freigabestufe.LAND)
        antwort = sieh(browser_of(eines.fachkraft), analyse)

        zeilen = {zeile["wer"].schluessel: zeile["sieht"] for zeile in antwort.context["blicke"]}
        assert zeilen["ministerium"] == ["eine Empfehlung"]
        assert (
            "Das Tandem"
            in sieh(browser_of(eines.fachkraft), analyse, wer="cluster", seite="bibliothek")
            .context["gezeigt"]
            .inhalt
        )

    def test_what_stays_with_the_team_is_on_no_page(self, eines):
        analyse = lege_an(eines, Freigabestufe.PROJEKT)
        seiten = alle_seiten(browser_of(eines.leitung), analyse, nach="freigeben_land")
        assert len(seiten) > 15
        assert not [key for key, eine in seiten.items() if "Nur das Team" in eine.inhalt]

    def test_without_neighbours_and_projekt_they_are_not_named(self):
        eines = amt()
        analyse = eines.beginne(projekt=None)
        with system_context("Test"):
            assert [eine.schluessel for eine in zuschauer_of(analyse)] == [
                *("leitung", "asd", "netzwerk", "datenschutz", "ministerium", "landesjugendamt")
            ]


class TestPage:
    def test_says_why_where_the_step_is_not_possible(self, eines):
        analyse = lege_an(eines, Freigabestufe.EINGEREICHT)
        with system_context("Test"):
            EreignisFactory(analyse=analyse, titel="Am 12.03.2024 geschah es.")

        antwort = sieh(browser_of(eines.leitung), analyse, nach="freigeben")

        assert "Im Text steht noch ein Datum" in antwort.context["grund"]
        assert antwort.context["blicke"] == []

    def test_of_a_state_long_gone_says_so(self, eines):
        analyse = lege_an(eines, Freigabestufe.LESERKREIS)
        antwort = sieh(browser_of(eines.leitung), analyse, nach="freigeben")
        assert "geht jetzt nicht" in antwort.context["grund"]

    def test_is_linked_from_every_transition_and_from_the_analysis(self, eines):
        analyse = lege_an(eines, Freigabestufe.GEPRUEFT)
        browser = browser_of(eines.leitung)
        url = reverse("fallanalyse:vorschau", args=[analyse.pk])

        for uebergang in (Uebergang.FREIGEBEN_CLUSTER, Uebergang.ZURUECKZIEHEN):
            seite = browser.get(reverse(f"fallanalyse:{uebergang}", args=[analyse.pk]))
            assert f'href="{url}?nach={uebergang.value}"' in seite.content.decode()
        assert f'href="{url}"' in browser.get(analyse.get_absolute_url()).content.decode()

    def test_nothing_in_it_works(self, eines):
        analyse = lege_an(eines, Freigabestufe.GEPRUEFT)
        antwort = sieh(
            browser_of(eines.leitung), analyse, nach="freigeben_cluster", wer="asd", seite="liste"
        )
        text = antwort.content.decode()
        rahmen = text.partition('class="vorschau"')[2].partition("</section>\n  {% endif")[0]

        inhalt = antwort.context["gezeigt"].inhalt
        assert "<a" in inhalt
        for wirksam in ("href=", "<form", "csrfmiddlewaretoken", "<script", "action="):
            assert wirksam not in inhalt
        assert rahmen
        assert text.count("<h1") == 1

    def test_the_leserkreis_can_be_tried(self, eines):
        analyse = lege_an(eines, Freigabestufe.EINGEREICHT)
        browser = browser_of(eines.leitung)
        for leserkreis, code in ((Leserkreis.ASD, 404), (Leserkreis.JUGENDAMT, 200)):
            antwort = sieh(
                *(browser, analyse),
                nach="freigeben",
                leserkreis=leserkreis.value,
                wer="netzwerk",
                seite="detail",
            )
            assert antwort.context["gezeigt"].code == code


class TestStumm:
    @pytest.mark.parametrize(
        ("html", "erwartet"),
        [
            ('<a class="x" href="/y">Text</a>', '<a class="x">Text</a>'),
            (
                '<form method="post" class="stapel"><b>x</b></form>',
                '<div class="stapel"><b>x</b></div>',
            ),
            ('<input type="hidden" name="csrf" value="1">', ""),
            ('<input name="a" value="&lt;&quot;">', '<input name="a" value="&lt;&quot;" disabled>'),
            ("<button autofocus>Los</button>", "<button disabled>Los</button>"),
            ("<h1>Titel</h1>", "<h2>Titel</h2>"),
            ("<script>alert(1)</script>x", "x"),
            ("&lt;b&gt; &#65; &amp;", "&lt;b&gt; &#65; &amp;"),
            (
                '<svg viewBox="0 0 1 1"><path d="M0"/></svg>',
                '<svg viewBox="0 0 1 1"><path d="M0"/></svg>',
            ),
        ],
    )
    def test_takes_away_what_works_and_nothing_else(self, html, erwartet):
        assert stumm(f"<html><main id='inhalt'>{html}</main></html>")[0] == erwartet

    def test_of_a_page_without_content_is_nothing(self):
        assert stumm("") == ("", ())
