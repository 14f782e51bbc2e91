from html.parser import HTMLParser

import pytest
from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.form_rendering import (
    KernRenderer,
    error_summary,
    kern_field,
    kern_fields,
)

HOSTILE = "<script>alert('x')</script>\"&' -->"
DJANGO, KERN = DjangoTemplates(), KernRenderer()

texts = st.one_of(st.text(max_size=20), st.just(HOSTILE), st.just(""), st.just("&amp;"))
attrs = st.dictionaries(
    st.sampled_from(["id", "class", "title", "data-x", "disabled", "checked"]),
    st.one_of(texts, st.booleans(), st.integers()),
    max_size=4,
)
choices = st.lists(
    st.one_of(
        st.tuples(st.one_of(texts, st.integers(), st.none()), texts),
        st.tuples(texts, st.lists(st.tuples(texts, texts), max_size=3)),
    ),
    max_size=6,
)


class Elements(HTMLParser):
    """Start tags with their attributes, end tags and texts, without the white space between."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.found.append(text)


def elements(html):
    return Elements(html).found


def tags(html):
    return [part[0] for part in elements(html) if isinstance(part, tuple)]


def attributes_of(html, name):
    """Return the attributes of the first element that has this form name."""
    for part in elements(html):
        if isinstance(part, tuple) and dict(part[1]).get("name") == name:
            return dict(part[1])
    raise AssertionError(f"{name} is not in {html}")


class TestKernRenderer:
    @pytest.mark.parametrize(
        "widget_class",
        [
            forms.TextInput,
            forms.NumberInput,
            forms.EmailInput,
            forms.URLInput,
            forms.ColorInput,
            forms.SearchInput,
            forms.TelInput,
            forms.HiddenInput,
            forms.DateInput,
            forms.DateTimeInput,
            forms.TimeInput,
            forms.FileInput,
            forms.CheckboxInput,
            forms.Textarea,
        ],
    )
    @given(value=st.one_of(texts, st.none(), st.integers(), st.booleans()), attrs=attrs)
    def test_prints_what_django_prints(self, widget_class, value, attrs):
        widget = widget_class()
        kern = widget.render("name", value, attrs, KERN)
        assert kern == widget.render("name", value, attrs, DJANGO)

    @pytest.mark.parametrize(
        "widget_class",
        [forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple],
    )
    @given(choices=choices, value=st.one_of(texts, st.lists(texts), st.integers()), attrs=attrs)
    def test_offers_what_django_offers(self, widget_class, choices, value, attrs):
        widget = widget_class(choices=choices)
        kern = widget.render("name", value, attrs, KERN)
        assert elements(kern) == elements(widget.render("name", value, attrs, DJANGO))

    def test_localises_numbers_in_labels_but_never_in_values(self, settings):
        settings.USE_THOUSAND_SEPARATOR = True
        widget = forms.Select(choices=[(1234, 1234)])
        assert '<option value="1234">1.234</option>' in widget.render("name", None, {}, KERN)

    def test_leaves_safe_labels_alone(self):
        widget = forms.Select(choices=[("a", mark_safe("a<b>b</b>"))])
        assert "a<b>b</b>" in widget.render("name", None, {}, KERN)

    def test_asks_an_option_with_a_template_of_its_own(self):
        class Select(forms.Select):
            option_template_name = "components/leer.html"

        widget = Select(choices=[("a", "b")])
        with pytest.raises(Exception, match=r"components/leer\.html"):
            widget.render("name", "", {}, KERN)

    def test_leaves_the_widgets_of_the_admin_to_django(self):
        html = AdminDateWidget().render("tag", "1.1.2026", {"id": "id_tag"}, KERN)
        assert html == AdminDateWidget().render("tag", "1.1.2026", {"id": "id_tag"}, DJANGO)
        assert "vDateField" in html

    def test_leaves_several_inputs_in_one_widget_to_django(self):
        widget = forms.SplitDateTimeWidget()
        assert widget.render("zeit", None, {}, KERN) == widget.render("zeit", None, {}, DJANGO)

    def test_gives_a_whole_form_the_look_of_kern(self):
        form = Beispiel({})
        assert str(form) == error_summary(form) + kern_fields(form)
        assert form["titel"].as_field_group() == kern_field(form["titel"])


class Beispiel(forms.Form):
    titel = forms.CharField(help_text="Ohne Namen", max_length=80)
    anlass = forms.CharField(widget=forms.Textarea, required=False)
    ebene = forms.ChoiceField(choices=[("", "Bitte wählen"), ("k", "Kind"), ("h", "Hilfesystem")])
    stellen = forms.MultipleChoiceField(choices=[("a", "ASD"), ("b", "Kita")], required=False)
    bewaehrt = forms.ChoiceField(
        label="Hat es sich bewährt?", widget=forms.RadioSelect, choices=[("j", "ja"), ("n", "nein")]
    )
    themen = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("Fach", [("i", "Information")]), ("k", "Kooperation")],
    )
    bestaetigt = forms.BooleanField(help_text="Wirklich")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


class TestKernField:
    def test_puts_the_hint_between_label_and_input(self):
        html = kern_field(Beispiel()["titel"])
        order = ["<label", "Ohne Namen", "<input"]
        assert sorted(order, key=html.index) == order

    def test_says_in_words_what_is_optional(self):
        form = Beispiel()
        assert "– optional" in kern_field(form["anlass"])
        assert "– optional" not in kern_field(form["titel"])
        assert "– optional" not in kern_field(form["anlass"], optional=False)

    def test_does_not_call_an_open_box_optional(self):
        class Form(forms.Form):
            kasten = forms.BooleanField(required=False)

        assert "optional" not in kern_field(Form()["kasten"])

    @pytest.mark.parametrize("name", ["titel", "ebene", "bestaetigt"])
    def test_marks_required_fields_for_screen_readers_only(self, name):
        attributes = attributes_of(kern_field(Beispiel()[name]), name)
        assert attributes["aria-required"] == "true"
        assert "required" not in attributes

    def test_leads_from_the_input_to_its_hint(self):
        html = kern_field(Beispiel()["titel"])
        assert attributes_of(html, "titel")["aria-describedby"] == "id_titel_helptext"
        assert 'id="id_titel_helptext"' in html

    def test_leads_from_the_input_to_hint_then_error(self):
        html = kern_field(Beispiel({})["titel"])
        attributes = attributes_of(html, "titel")
        assert attributes["aria-describedby"] == "id_titel_helptext id_titel_error"
        assert attributes["aria-invalid"] == "true"
        assert attributes["class"] == "kern-form-input__input kern-form-input__input--error"
        assert html.index("<input") < html.index('id="id_titel_error"')

    def test_keeps_the_description_a_widget_brings_along(self):
        form = Beispiel()
        form.fields["titel"].widget.attrs["aria-describedby"] = "woanders"
        html = kern_field(form["titel"])
        assert attributes_of(html, "titel")["aria-describedby"] == "woanders"

    def test_hides_errors_and_label_on_request(self):
        html = kern_field(Beispiel({})["titel"], errors=False, labels=False)
        assert tags(html) == ["div", "div", "input"]
        assert "error" not in html

    def test_draws_choices_as_a_group_with_a_legend(self):
        html = kern_field(Beispiel({"bewaehrt": "n"})["bewaehrt"])
        assert tags(html) == [
            "fieldset",
            "legend",
            "div",
            "div",
            "input",
            "label",
            "div",
            "input",
            "label",
        ]
        assert html.count(" checked") == 1
        assert "aria-required" not in html

    def test_draws_groups_of_choices_with_their_names(self):
        html = kern_field(Beispiel()["themen"])
        assert "Fach</p>" in html
        assert 'for="id_themen_0_0"' in html

    def test_puts_choices_side_by_side_on_request(self):
        assert "--horizontal" in kern_field(Beispiel()["bewaehrt"], inline=True)

    def test_draws_a_list_of_several_without_the_arrow_of_a_select(self):
        html = kern_field(Beispiel()["stellen"])
        assert "select-wrapper" not in html
        assert "multiple" in attributes_of(html, "stellen")

    def test_draws_a_hidden_field_without_anything_around_it(self):
        assert tags(kern_field(Beispiel()["version"])) == ["input"]

    def test_draws_a_widget_of_several_inputs_as_a_group(self):
        class Form(forms.Form):
            zeit = forms.SplitDateTimeField(disabled=True)

        html = kern_field(Form()["zeit"])
        assert tags(html).count("input") == 2
        assert html.startswith('<fieldset class="kern-fieldset"')
        assert html.count(" disabled") == 2

    def test_keeps_the_hidden_initial_value(self):
        class Form(forms.Form):
            stand = forms.CharField(show_hidden_initial=True, initial="alt")

        assert 'name="initial-stand" value="alt"' in kern_field(Form()["stand"])

    def test_gives_an_example_for_a_typed_date(self):
        class Form(forms.Form):
            am = forms.DateField()
            bis = forms.DateField(help_text="Der letzte Tag")
            nativ = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

        html = kern_fields(Form())
        assert "Zum Beispiel 24.11.2026" in html
        assert "Der letzte Tag (zum Beispiel 24.11.2026)" in html

    def test_drops_a_placeholder_that_repeats_the_label(self):
        class Form(forms.Form):
            code = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Code"}))
            ort = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "etwa Mainz"}))

        html = kern_fields(Form())
        assert 'placeholder="Code"' not in html
        assert 'placeholder="etwa Mainz"' in html

    def test_works_without_ids(self):
        html = kern_fields(Beispiel({}, auto_id=False))
        assert " id=" not in html.replace(' id="_', "")
        assert " for=" not in html

    def test_adds_its_class_to_those_of_the_widget(self):
        form = Beispiel()
        form.fields["titel"].widget.attrs["class"] = "kurz"
        html = kern_field(form["titel"], wrapper_class="breit")
        assert 'class="kern-form-input__input kurz"' in html
        assert 'class="kern-form-input breit"' in html

    @given(choices=choices, value=texts)
    def test_selects_what_django_selects(self, choices, value):
        class Form(forms.Form):
            feld = forms.ChoiceField(choices=choices)

        bound = Form(initial={"feld": value})["feld"]
        django = bound.as_widget()
        kern = kern_field(bound)
        inside = kern[kern.index("<select") : kern.index("</select>")]
        django_inside = django[: django.index("</select>")]
        assert elements(inside)[1:] == elements(django_inside)[1:]

    @given(text=texts.filter(lambda text: text.strip() and "\x00" not in text))
    def test_never_lets_a_text_become_markup(self, text):
        def form(text):
            class Form(forms.Form):
                zeile = forms.CharField(label=text, help_text=text)
                wahl = forms.ChoiceField(
                    label=text, choices=[(text, text)], widget=forms.RadioSelect
                )
                liste = forms.ChoiceField(label=text, choices=[(text, [(text, text)])])

                def clean(self):
                    self.add_error(None, text)
                    self.add_error("zeile", text)

            # Nothing chosen: any word could be one of the choices.
            return Form({"zeile": text, "wahl": "", "liste": text})

        hostile, harmless = form(text), form("harmlos")
        assert tags(kern_fields(hostile)) == tags(kern_fields(harmless))
        assert tags(error_summary(hostile)) == tags(error_summary(harmless))
        assert attributes_of(kern_fields(hostile), "zeile")["value"] == text


class TestErrorSummary:
    def test_is_empty_while_nothing_is_wrong(self):
        assert error_summary(Beispiel(), None) == ""

    def test_leads_to_an_element_that_exists(self):
        form = Beispiel({"version": "3"})
        html = error_summary(form) + kern_fields(form)
        targets = [dict(part[1])["href"][1:] for part in elements(html) if part[0] == "a"]
        ids = {dict(part[1]).get("id") for part in elements(html) if isinstance(part, tuple)}
        assert "id_bewaehrt_0" in targets
        assert set(targets) <= ids

    def test_asks_for_attention(self):
        html = error_summary(Beispiel({}))
        assert 'role="alert" tabindex="-1" data-fehlerliste' in html
        assert "Bitte prüfen Sie Ihre Angaben" in html

    def test_does_not_link_to_what_cannot_be_seen(self):
        assert "<li>Version: " in error_summary(Beispiel({}))

    def test_keeps_the_punctuation_of_a_question(self):
        assert "Hat es sich bewährt? Dieses Feld" in error_summary(Beispiel({}))

    def test_names_the_row_of_a_formset(self):
        class Zeile(forms.Form):
            was = forms.CharField()

        class Zeilen(forms.BaseFormSet):
            einzahl = "Ereignis"

            def clean(self):
                raise forms.ValidationError("Zu wenige")

        factory = forms.formset_factory(Zeile, formset=Zeilen, min_num=2, can_delete=True)
        formset = factory(
            {
                "form-TOTAL_FORMS": "2",
                "form-INITIAL_FORMS": "0",
                "form-0-was": "",
                "form-1-DELETE": "on",
            }
        )
        html = error_summary(formset)
        assert "<li>Zu wenige</li>" in html
        assert "Ereignis 1 – Was: " in html
        assert "Ereignis 2" not in html


class TestCrispyPack:
    def render(self, source, **context):
        return engines["django"].from_string(source).render(context)

    def form(self, *layout, **options):
        from crispy_forms.helper import FormHelper
        from crispy_forms.layout import Layout

        form = Beispiel({} if options.pop("bound", False) else None)
        form.helper = FormHelper()
        form.helper.disable_csrf = True
        for name, value in options.items():
            setattr(form.helper, name, value)
        if layout:
            form.helper.layout = Layout(*layout)
        return form

    def test_draws_a_form_without_layout_field_by_field(self):
        html = self.render("{% crispy form %}", form=self.form())
        assert kern_fields(Beispiel()) in html
        assert html.strip().startswith('<form  method="post" novalidate>')

    def test_draws_a_layout_with_the_same_fields(self):
        from crispy_forms.bootstrap import InlineRadios
        from crispy_forms.layout import Column, Div, Fieldset, Row

        form = self.form(
            Fieldset("Rahmen", Row("titel", Column("ebene"))), Div(InlineRadios("bewaehrt"))
        )
        html = self.render("{% crispy form %}", form=form)
        assert kern_field(Beispiel()["titel"]) in html
        assert kern_field(Beispiel()["bewaehrt"], inline=True) in html
        assert '<legend class="abschnitt__titel">Rahmen</legend>' in html
        assert 'class="reihe"' in html
        assert 'class="spalte"' in html

    def test_draws_buttons_of_kern(self):
        from crispy_forms.bootstrap import FormActions, StrictButton
        from crispy_forms.layout import Button, ButtonHolder, Hidden, Submit

        form = self.form(
            Hidden("art", "a&b"),
            ButtonHolder(Submit("los", "Los"), css_id="knoepfe"),
            FormActions(Button("weg", "Weg"), StrictButton("Ja", css_class="kern-btn")),
            inputs=[Submit("ende", "Ende", css_class="kern-btn--tertiary")],
        )
        html = self.render("{% crispy form %}", form=form)
        assert attributes_of(html, "los")["class"].split() == ["kern-btn", "kern-btn--primary"]
        assert "kern-btn--secondary" in attributes_of(html, "weg")["class"]
        assert attributes_of(html, "ende")["class"].split() == ["kern-btn", "kern-btn--tertiary"]
        assert attributes_of(html, "art")["value"] == "a&b"

    def test_lists_errors_once_unless_the_page_lists_them(self):
        assert "data-fehlerliste" in self.render("{% crispy form %}", form=self.form(bound=True))
        quiet = self.form(bound=True, fehlerliste=False)
        assert "data-fehlerliste" not in self.render("{% crispy form %}", form=quiet)

    def test_draws_a_formset_as_rows(self):
        from crispy_forms.helper import FormHelper

        helper = FormHelper()
        helper.disable_csrf = True
        formset = forms.formset_factory(Beispiel, extra=2)()
        html = self.render("{% crispy formset helper %}", formset=formset, helper=helper)
        assert html.count("data-zeile>") == 3  # two rows and the template
