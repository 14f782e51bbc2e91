from decimal import Decimal

import pytest
from django import forms
from django.contrib.messages import DEBUG, ERROR, INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.utils.html import format_html

HOSTILE = "<script>alert(1)</script>\"'&"
ESCAPED = "&lt;script&gt;"


def render(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    "source",
    [
        "{% karte titel=t vorzeile=t url=t %}{{ t }}{% endkarte %}",
        "{% hinweis 'info' t %}{{ t }}{% endhinweis %}",
        "{% leer t %}{{ t }}{% endleer %}",
        "{% aktionsleiste %}{{ t }}{% endaktionsleiste %}",
        "{% marke t %}",
        "{% marke t 'success' %}",
        "{% kennzahl t t t url=t %}",
        "{% tabellenzelle t t %}",
        "{% tabellenzelle None t %}",
        "{% brotkrume t t %}",
        "{% brotkrume t %}",
        "{% reiter liste t %}",
        "{% seiten t t t %}",
        "{% schrittliste schritte t %}",
        "{% tabelle t klasse=t kennung=t %}<tr><td>{{ t }}</td></tr>{% endtabelle %}",
        "{% beschreibung %}{% angabe t t %}{% endbeschreibung %}",
        "{{ t|zahl }}",
        "{% symbol t %}",
        "{% meldung nachricht %}",
    ],
)
def test_text_never_becomes_markup(source):
    entry = {"text": HOSTILE, "url": HOSTILE, "aktiv": False, "wert": 1, "anzeige": HOSTILE}
    html = render(
        source,
        t=HOSTILE,
        liste=[entry],
        schritte=[{"text": HOSTILE, "url": HOSTILE, "zustand": "offen", "hinweis": HOSTILE}],
        nachricht=Message(INFO, HOSTILE),
    )
    assert "<script" not in html
    assert ESCAPED in html


class TestKarte:
    def test_has_a_heading_of_the_level_asked_for(self):
        html = render("{% karte titel='Anlass' ebene=3 %}Text{% endkarte %}")
        assert '<h3 class="karte__titel">Anlass</h3>' in html

    def test_has_no_heading_without_a_title(self):
        assert "<h" not in render("{% karte %}Text{% endkarte %}").replace("<header", "")

    def test_links_its_title(self):
        html = render("{% karte titel='Anlass' url='/a/' %}{% endkarte %}")
        assert '<a href="/a/">Anlass</a>' in html


class TestHinweis:
    @pytest.mark.parametrize("art", ["info", "success", "warning", "danger"])
    def test_shows_its_kind_by_icon_too(self, art):
        html = render("{% hinweis art 'Titel' %}<p>Text</p>{% endhinweis %}", art=art)
        assert f"kern-alert--{art}" in html
        assert f"kern-icon--{art}" in html
        assert "role=" not in html

    def test_refuses_a_kind_it_does_not_know(self):
        with pytest.raises(KeyError):
            render("{% hinweis 'bunt' %}{% endhinweis %}")


class TestMeldung:
    @pytest.mark.parametrize(
        ("level", "art", "rolle"),
        [
            (DEBUG, "info", "status"),
            (INFO, "info", "status"),
            (SUCCESS, "success", "status"),
            (WARNING, "warning", "alert"),
            (ERROR, "danger", "alert"),
        ],
    )
    def test_interrupts_only_for_what_went_wrong(self, level, art, rolle):
        html = render("{% meldung message %}", message=Message(level, "So ging es."))
        assert f"kern-alert--{art}" in html
        assert f'role="{rolle}"' in html

    def test_keeps_the_link_its_view_made_and_escapes_what_it_shows(self):
        satz = format_html('{} <a href="/zurueck/">Rückgängig</a>', HOSTILE)
        html = render("{% meldung message %}", message=Message(SUCCESS, satz))
        assert '<a href="/zurueck/">Rückgängig</a>' in html
        assert "<script" not in html


class TestMarke:
    def test_carries_words_beside_its_colour(self):
        html = render("{% marke 'in Prüfung' 'warning' %}")
        assert "kern-badge--warning" in html
        assert '<span class="kern-label">in Prüfung</span>' in html

    def test_is_plain_without_a_kind(self):
        assert "kern-icon" not in render("{% marke 'in Arbeit' %}")


class TestZahl:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (0, "0"),
            (1234567, "1.234.567"),
            (-1234, "-1.234"),
            (Decimal("1234.5"), "1.234,5"),
            (0.25, "0,25"),
            (None, "keine Angabe"),
            ("", "keine Angabe"),
            (".", "."),
            (True, "True"),
        ],
    )
    def test_writes_german(self, value, shown):
        assert render("{{ value|zahl }}", value=value) == shown


class TestKennzahl:
    def test_shows_title_value_and_note(self):
        html = render("{% kennzahl 'In Arbeit' 1234 'seit Mai' url='/a/' %}")
        assert '<dt class="kachel__titel"><a href="/a/">In Arbeit</a></dt>' in html
        assert ">1.234</dd>" in html
        assert ">seit Mai</dd>" in html

    def test_tells_nothing_from_zero(self):
        assert "keine Angabe" in render("{% kennzahl 'In Arbeit' None %}")
        assert ">0</dd>" in render("{% kennzahl 'In Arbeit' 0 %}")


class TestTabellenzelle:
    def test_aligns_a_number(self):
        assert render("{% tabellenzelle 1234 %}") == '<td class="zahl">1.234</td>'

    def test_reads_out_what_a_dash_means(self):
        assert "keine Angabe</span>" in render("{% tabellenzelle None %}")

    def test_reads_out_what_a_sign_means(self):
        html = render("{% tabellenzelle '.' 'geheim gehalten' %}")
        assert html.startswith('<td class="zahl">.')
        assert "(geheim gehalten)" in html


class TestBrotkrume:
    def test_marks_the_page_one_is_on(self):
        assert 'aria-current="page"' in render("{% brotkrume 'Hier' %}")
        assert "aria-current" not in render("{% brotkrume 'Start' '/' %}")


class TestReiter:
    def test_marks_the_open_tab_and_counts(self):
        html = render(
            "{% reiter punkte %}",
            punkte=[
                {"text": "Alle", "url": "?", "aktiv": True, "anzahl": 1234},
                {"text": "Meine", "url": "?m", "aktiv": False},
            ],
        )
        assert html.count('aria-current="page"') == 1
        assert '<span class="reiter__anzahl">1.234</span>' in html


class TestSchrittliste:
    def test_says_state_and_place_in_words(self):
        html = render(
            "{% schrittliste schritte %}",
            schritte=[
                {"text": "Anlass", "url": "/1/", "zustand": "vollstaendig"},
                {"text": "Zeitstrahl", "url": "/2/", "zustand": "begonnen", "aktuell": True},
                {"text": "Befunde", "url": "/3/", "zustand": "offen", "hinweis": "2 fehlen"},
            ],
        )
        assert "Schritt 2 von 3" in html
        assert "vollständig" in html
        assert "noch offen, 2 fehlen" in html
        assert html.count('aria-current="step"') == 2  # wide and narrow; one is never displayed

    def test_has_a_name_where_no_step_is_open(self):
        html = render(
            "{% schrittliste schritte %}",
            schritte=[{"text": "Anlass", "url": "/1/", "zustand": "offen"}],
        )
        assert "<summary>Schritte</summary>" in html


class TestSeiten:
    def test_is_absent_when_there_is_one_page(self):
        assert "<nav" not in render("{% seiten %}")

    def test_links_only_where_something_comes(self):
        html = render("{% seiten weiter='?nach=7' text='1 bis 25' %}")
        assert 'rel="next" href="?nach=7"' in html
        assert 'rel="prev"' not in html


class TestTabelle:
    def test_scrolls_in_a_named_box_the_keyboard_reaches(self):
        html = render("{% tabelle 'Zwölf Analysen' %}<tr></tr>{% endtabelle %}")
        assert 'role="region" aria-labelledby="tabelle-zwolf-analysen" tabindex="0"' in html
        assert '<caption id="tabelle-zwolf-analysen">' in html

    def test_can_keep_its_caption_for_screen_readers(self):
        html = render("{% tabelle 'Analysen' titel_sichtbar=False %}{% endtabelle %}")
        assert '<span class="kern-sr-only">Analysen</span>' in html


class TestAngabe:
    def test_says_what_is_missing(self):
        assert "keine Angabe" in render("{% angabe 'Telefon' '' %}")
        assert "keine Angabe" in render("{% angabe 'Telefon' %}")

    def test_shows_zero(self):
        assert ">0</dd>" in render("{% angabe 'Fälle' 0 %}")


class Filter(forms.Form):
    suche = forms.CharField(required=False)
    nach = forms.CharField(required=False, widget=forms.HiddenInput)


class TestFilterleiste:
    def test_asks_by_get_and_marks_nothing_as_optional(self):
        html = render("{% filterleiste form '/liste/' %}", form=Filter())
        assert 'method="get" action="/liste/"' in html
        assert "optional" not in html
        assert "csrf" not in html
        assert html.count('name="nach"') == 1

    def test_offers_a_way_back_only_while_something_is_filtered(self):
        source = "{% filterleiste form '/liste/' %}"
        assert "Zurücksetzen" not in render(source, form=Filter({"suche": ""}))
        assert "Zurücksetzen" in render(source, form=Filter({"suche": "Kita"}))


class TestFelder:
    def test_draw_a_form_or_one_of_its_fields(self):
        form = Filter()
        assert render("{% feld form.suche optional=False %}", form=form) in render(
            "{% felder form optional=False %}", form=form
        )

    def test_list_what_is_wrong(self):
        class Form(forms.Form):
            name = forms.CharField()

        assert 'href="#id_name"' in render("{% fehlerliste form %}", form=Form({}))
