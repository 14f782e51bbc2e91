"""The Zeitstrahl on its own page, above its step, and inside other pages."""

import re
from collections import Counter

import pytest
from django.template import engines
from django.urls import reverse

from fallanalyse.enums import Ebene, Genauigkeit, Methode
from fallanalyse.forms.verlauf import EreignisForm
from fallanalyse.tests.factories import (
    EreignisFactory,
    PersonenrolleFactory,
    QuelleFactory,
    SchluesselsituationFactory,
)
from kinderschutz.models import Aktion, Protokolleintrag
from kinderschutz.system_context import system_context

pytestmark = pytest.mark.django_db


def url_of(analyse, angaben=""):
    return reverse("fallanalyse:zeitstrahl", args=[analyse.pk]) + angaben


def ereignis(analyse, **felder):
    with system_context("Test"):
        return EreignisFactory(analyse=analyse, **felder)


def schluesselsituation(analyse, **felder):
    with system_context("Test"):
        return SchluesselsituationFactory(analyse=analyse, **felder)


def svg(html):
    """Return the picture for the screen."""
    return re.search(r'<svg class="zs zeitstrahl__bild".*?</svg>', html, re.S).group()


def marken(html):
    """Return where the events of the picture lead to, and how often."""
    return Counter(re.findall(r'<a href="(#[^"]+)"[^>]*class="zs-ereignis"', svg(html)))


class TestSeite:
    def test_every_event_stands_in_the_picture_and_leads_to_its_row(self, client, analyse):
        for monat in (-3, 0, 14, None):
            ereignis(analyse, zeitwert=monat)

        html = client.get(url_of(analyse)).content.decode()

        assert len(marken(html)) == 4
        assert set(marken(html).values()) == {1}
        assert all(f'<tr id="{ziel[1:]}">' in html for ziel in marken(html))

    def test_the_table_says_all_that_is_known(self, client, analyse):
        with system_context("Test"):
            mutter = PersonenrolleFactory(analyse=analyse, kuerzel="Mutter")
            hebamme = PersonenrolleFactory(analyse=analyse, kuerzel="Hebamme")
            quelle = QuelleFactory(analyse=analyse, bezeichnung="Protokolle")
        ereignis(
            analyse,
            ebene=Ebene.HILFESYSTEM,
            zeitwert=3,
            zeitwert_bis=8,
            art="hausbesuch",
            strittig=True,
            beteiligte=[mutter.pk],
            bekannt="einigen",
            bekannt_wem=[hebamme.pk],
            quellen=[quelle.pk],
        )

        html = client.get(url_of(analyse)).content.decode()

        row = re.sub(
            r"<[^>]+>|\s+", " ", re.search(r'<tr id="ereignis-.*?</tr>', html, re.S).group()
        )
        for worte in (
            "Monat 3 bis 8",
            "Hilfesystem",
            "strittig",
            "Hausbesuch / unmittelbarer Eindruck",
            "Beteiligt: Mutter",
            "Damals bekannt: nur einigen; Hebamme",
            "Quelle: Protokolle",
        ):
            assert worte in row

    def test_a_role_that_is_gone_is_passed_over(self, client, analyse):
        with system_context("Test"):
            weg = PersonenrolleFactory(analyse=analyse)
        ereignis(analyse, beteiligte=[weg.pk])
        with system_context("Test"):
            weg.delete()

        html = client.get(url_of(analyse)).content.decode()

        assert "Beteiligt:" not in html

    def test_shows_the_period_of_the_address_and_tells_what_is_not_seen(self, client, analyse):
        drin = ereignis(analyse, zeitwert=14)
        for monat in (-3, 2, 40, None):
            ereignis(analyse, zeitwert=monat)

        html = client.get(url_of(analyse, "?von=12&bis=24")).content.decode()

        assert marken(html) == {f"#ereignis-{drin.pk}": 1}
        assert "Nicht im Bild: 2 davor, 1 danach, 1 ohne bekannten Zeitpunkt." in html
        assert html.count('<tr id="ereignis-') == 5, "the table stays whole"

    @pytest.mark.parametrize(
        "angaben", ["?von=x&bis=3", "?von=9", "?von=9&bis=2", "?von=900&bis=999"]
    )
    def test_a_period_that_is_none_shows_all(self, client, analyse, angaben):
        ereignis(analyse, zeitwert=2)
        ereignis(analyse, zeitwert=30)

        response = client.get(url_of(analyse, angaben))

        assert response.status_code == 200
        assert len(marken(response.content.decode())) == 2

    def test_every_way_leads_to_a_page_that_shows_it(self, client, analyse):
        for monat in (-3, 2, 30):
            ereignis(analyse, zeitwert=monat)
        html = client.get(url_of(analyse, "?von=0&bis=12")).content.decode()

        wege = re.findall(r'href="(\?[^"#]*)#zeitstrahl-bild"', html)

        assert len(wege) == 9
        for weg in wege:
            assert client.get(url_of(analyse, weg.replace("&amp;", "&"))).status_code == 200

    def test_a_schluesselsituation_leads_to_its_text(self, client, analyse):
        situation = schluesselsituation(
            analyse,
            titel="Der Abend ohne Rückruf",
            von=ereignis(analyse, zeitwert=3),
            bis=ereignis(analyse, zeitwert=5),
        )

        html = client.get(url_of(analyse)).content.decode()

        ziel = f"{analyse.get_absolute_url()}#situation-{situation.pk}"
        assert f'href="{ziel}" aria-label="Schlüsselsituation 1: Der Abend ohne Rückruf"' in svg(
            html
        )
        assert "Monat 3 – Monat 5" in html

    def test_a_schluesselsituation_without_a_known_time_is_not_drawn(self, client, analyse):
        schluesselsituation(analyse, von=ereignis(analyse, zeitwert=None))
        schluesselsituation(analyse)

        assert "zs-klammer" not in client.get(url_of(analyse)).content.decode()

    def test_its_number_is_that_of_the_reading_version(self, client, analyse):
        schluesselsituation(analyse, titel="Die erste, ohne Zeit")
        schluesselsituation(analyse, titel="Die zweite", von=ereignis(analyse, zeitwert=3))

        html = client.get(url_of(analyse)).content.decode()

        assert "Schlüsselsituation 2: Die zweite" in svg(html)

    def test_text_stays_text(self, client, analyse):
        ereignis(analyse, titel='<script>alert("x")</script> & "Zitat"')

        html = client.get(url_of(analyse)).content.decode()

        assert "<script>alert" not in html
        assert "&lt;script&gt;" in svg(html)

    def test_before_the_first_event_it_leads_to_the_entry(self, client, analyse):
        html = client.get(url_of(analyse)).content.decode()

        assert "Noch keine Ereignisse" in html
        assert reverse("fallanalyse:schritt", args=[analyse.pk, "zeitstrahl"]) in html

    def test_reading_it_is_recorded(self, client, analyse):
        client.get(url_of(analyse))

        with system_context("Test"):
            assert Protokolleintrag.objects.filter(
                aktion=Aktion.GELESEN, kennung=analyse.kennung
            ).exists()

    def test_costs_the_same_with_more_events(self, analyse, assert_constant_queries):
        assert_constant_queries(url_of(analyse), add_row=lambda: EreignisFactory(analyse=analyse))

    def test_a_method_without_it_has_no_such_page(self, client, eines, login_as):
        analyse = eines.beginne(methode=Methode.FISCHGRAETEN)
        login_as(eines.fachkraft)

        assert client.get(url_of(analyse)).status_code == 404

    def test_what_was_written_under_another_method_can_still_be_seen(self, client, eines, login_as):
        analyse = eines.beginne(methode=Methode.FISCHGRAETEN)
        ereignis(analyse)
        login_as(eines.fachkraft)

        html = client.get(url_of(analyse)).content.decode()

        assert len(marken(html)) == 1
        assert "Weiterschreiben" not in html


class TestImSchritt:
    def html(self, client, analyse):
        return client.get(
            reverse("fallanalyse:schritt", args=[analyse.pk, "zeitstrahl"])
        ).content.decode()

    def test_an_event_leads_to_the_field_that_tells_it(self, client, analyse):
        ereignis(analyse, zeitwert=9, titel="Das zweite")
        ereignis(analyse, zeitwert=1, titel="Das erste")

        html = self.html(client, analyse)

        assert sorted(marken(html)) == ["#id_ereignisse-0-titel", "#id_ereignisse-1-titel"]
        fields = re.findall(r'<input[^>]*name="ereignisse-\d-titel"[^>]*>', html)
        assert 'value="Das erste"' in fields[0]
        assert 'id="id_ereignisse-0-titel"' in fields[0]
        assert '<a href="#id_ereignisse-0-titel" aria-label="Monat 1, ' in svg(html)

    def test_before_anything_is_saved_there_is_no_picture(self, client, analyse):
        assert "zeitstrahl__bild" not in self.html(client, analyse)


class TestInEinerSeite:
    def draw(self, analyse):
        vorlage = engines["django"].from_string(
            "{% load zeitstrahl_tags %}{% zeitstrahl_bild analyse %}"
        )
        with system_context("Test"):
            return vorlage.render({"analyse": analyse})

    def test_shows_all_and_leads_to_the_page(self, analyse):
        eines = ereignis(analyse)

        html = self.draw(analyse)

        assert f'href="#ereignis-{eines.pk}"' in svg(html)
        assert url_of(analyse) in html
        assert "zeitstrahl__blatt" in html, "it is printed with the rest"

    def test_shows_nothing_without_events(self, analyse):
        assert self.draw(analyse).strip() == ""


class TestEreignisForm:
    def form(self, analyse, **felder):
        leer = {"zeitwert": "", "genauigkeit": Genauigkeit.MONAT, "ebene": Ebene.HILFEPROZESS}
        return EreignisForm(
            {**leer, "titel": "", **felder},
            analyse=analyse,
            felder=EreignisForm.felder_for(analyse, {}),
            empty_permitted=True,
            use_required_attribute=False,
        )

    def test_unit_and_level_alone_are_no_event(self, analyse):
        form = self.form(analyse, genauigkeit=Genauigkeit.JAHR, ebene=Ebene.FAMILIE)

        assert form.is_valid()
        assert not form.is_row()

    @pytest.mark.parametrize(
        ("feld", "wert"), [("zeitwert", "3"), ("beschreibung", "Abends"), ("strittig", "on")]
    )
    def test_anything_else_is_one_and_wants_its_title(self, analyse, feld, wert):
        form = self.form(analyse, **{feld: wert})

        assert not form.is_valid()
        assert "titel" in form.errors

    def test_its_details_are_shut_and_say_how_much_is_in_them(self, client, analyse):
        ereignis(analyse, art="hausbesuch", strittig=True)
        ereignis(analyse, zeitwert=9)

        html = client.get(
            reverse("fallanalyse:schritt", args=[analyse.pk, "zeitstrahl"])
        ).content.decode()

        assert "<summary>Mehr dazu · 2 Angaben, strittig</summary>" in html
        assert "<summary>Mehr dazu</summary>" in html
        assert '<details class="klappe" open>' not in html
