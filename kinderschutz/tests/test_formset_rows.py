from django import forms
from django.http import QueryDict
from django.template import engines

from kinderschutz.formset_rows import ADD_ROW, show_unvalidated, wants_row, with_new_row


class Zeile(forms.Form):
    was = forms.CharField()


Zeilen = forms.formset_factory(Zeile, extra=1, can_delete=True, max_num=3, absolute_max=3)


def typed(rows, *texts, **more):
    data = QueryDict(mutable=True)
    data.update({"z-TOTAL_FORMS": str(rows), "z-INITIAL_FORMS": "0", **more})
    for number, text in enumerate(texts):
        data[f"z-{number}-was"] = text
    return data


def formset(*args):
    return Zeilen(typed(*args), prefix="z")


def html_of(rows, **options):
    source = "{% formset rows titel='Ereignisse' einzahl=einzahl %}"
    return engines["django"].from_string(source).render({"rows": rows, "einzahl": "", **options})


class TestWantsRow:
    def test_answers_for_its_own_prefix_only(self):
        rows = formset(1)
        assert wants_row(typed(1, **{ADD_ROW: "z"}), rows)
        assert not wants_row(typed(1, **{ADD_ROW: "andere"}), rows)
        assert not wants_row(typed(1), rows)


class TestWithNewRow:
    def test_adds_one_empty_row_behind_what_was_typed(self):
        rows = with_new_row(formset(2, "Meldung", "Hausbesuch"))
        assert [form["was"].value() for form in rows.forms] == ["Meldung", "Hausbesuch", None]

    def test_forgets_rows_that_were_built_before(self):
        rows = formset(1, "Meldung")
        assert len(rows.forms) == 1
        assert len(with_new_row(rows).forms) == 2

    def test_stops_at_the_most_a_formset_takes(self):
        assert len(with_new_row(formset(3, "a", "b", "c")).forms) == 3

    def test_leaves_the_request_as_it_was(self):
        data = typed(1)
        with_new_row(Zeilen(data, prefix="z"))
        assert data["z-TOTAL_FORMS"] == "1"


class TestShowUnvalidated:
    def test_says_nothing_about_errors(self):
        form, rows = Zeile({}), formset(2, "", "x")
        show_unvalidated(form, rows)
        assert not form.errors
        assert not any(rows.errors)
        assert not rows.non_form_errors()

    def test_keeps_what_was_typed(self):
        form = Zeile({"was": "so weit"})
        show_unvalidated(form)
        assert form["was"].value() == "so weit"


class TestFormsetTag:
    def test_numbers_the_rows_and_carries_an_empty_one_for_the_script(self):
        html = html_of(formset(2, "a", "b"), einzahl="Ereignis")
        assert "Ereignis <span data-nummer>1</span>" in html
        assert "Ereignis <span data-nummer>2</span>" in html
        template = html.split("<template")[1]
        assert 'name="z-__prefix__-was"' in template
        assert "__nummer__" in template

    def test_takes_the_name_of_a_row_from_the_formset(self):
        rows = formset(1)
        rows.einzahl = "Befund"
        assert "Befund hinzufügen" in html_of(rows)

    def test_adds_rows_with_a_submit_button(self):
        assert f'name="{ADD_ROW}" value="z" formnovalidate data-hinzufuegen' in html_of(formset(1))

    def test_offers_no_row_beyond_the_most(self):
        assert "data-hinzufuegen" not in html_of(formset(3, "a", "b", "c"))

    def test_names_the_row_that_is_removed(self):
        html = html_of(formset(1, "a"), einzahl="Ereignis")
        assert "Ereignis 1 entfernen" in html
        assert html.count('name="z-0-DELETE"') == 1

    def test_puts_the_cursor_into_a_new_row(self):
        rows = with_new_row(formset(1, "a"))
        show_unvalidated(rows)
        html = html_of(rows)
        assert html.count(" autofocus") == 1
        assert html.index('name="z-1-was"') < html.index(" autofocus") < html.index("<template")

    def test_shows_what_is_wrong_with_all_rows_and_with_one(self):
        class Streng(Zeile):
            def clean(self):
                raise forms.ValidationError("Diese Zeile nicht")

        factory = forms.formset_factory(Streng, min_num=2, validate_min=True)
        html = html_of(factory(typed(1, "a"), prefix="z"))
        assert "Diese Zeile nicht" in html
        assert "mindestens 2" in html

    def test_lays_a_row_out_as_its_helper_says(self):
        from crispy_forms.helper import FormHelper
        from crispy_forms.layout import Layout, Row

        class MitLayout(Zeile):
            nummer = forms.IntegerField(widget=forms.HiddenInput)
            helper = FormHelper()
            helper.layout = Layout(Row("was"))

        html = html_of(forms.formset_factory(MitLayout)(prefix="z")).split("<template")[0]
        assert 'class="reihe"' in html
        assert 'name="z-0-nummer"' in html
