from datetime import date, time
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kinderschutz.edit_conflict import VersionForm, conflict
from kinderschutz.typed_text import TypedTextField, cleaned

WEGE = [("", "noch nicht gewählt"), ("tel", "Telefon"), ("post", "Brief")]


class Bogen(VersionForm):
    text = TypedTextField(label="Text", required=False, widget=forms.Textarea)
    tag = forms.DateField(label="Tag", required=False)
    um = forms.TimeField(label="Um", required=False, widget=forms.TimeInput(format="%H:%M"))
    stellen = forms.DecimalField(label="Stellen", required=False, localize=True)
    weg = forms.ChoiceField(label="Weg", required=False, choices=WEGE)
    wege = forms.MultipleChoiceField(label="Wege", required=False, choices=WEGE[1:])


STORED = {
    "version": 3,
    "text": "Eins\nZwei",
    "tag": date(2026, 3, 4),
    "um": time(9, 30),
    "stellen": Decimal("2.5"),
    "weg": "tel",
    "wege": ["tel", "post"],
}


SENT = {
    "version": "3",
    "text": "Eins\r\nZwei",
    "tag": "04.03.2026",
    "um": "09:30",
    "stellen": "2,5",
    "weg": "tel",
    "wege": ["post", "tel"],
}


def typed(**data):
    """Return the form as it was sent: the stored values, but for those named."""
    return Bogen(QueryDict(urlencode(SENT | data, doseq=True)), initial=STORED)


class TestVersion:
    @pytest.mark.parametrize(("version", "outdated"), [("2", True), ("3", False)])
    def test_tells_whether_somebody_saved_meanwhile(self, version, outdated):
        assert typed(version=version).is_outdated() is outdated

    @pytest.mark.parametrize("version", ["", "drei", "3; drop"])
    def test_none_at_all_is_a_mistake_in_the_form(self, version):
        form = typed(version=version)

        assert not form.is_outdated()
        assert not form.is_valid()

    def test_the_next_submit_overwrites_what_is_seen_now(self):
        form = typed(version="2")
        sent = form.data

        form.accept_current_version()

        assert form["version"].value() == 3
        assert sent["version"] == "2", "the request stays as it was"

    def test_goes_with_the_prefix_of_the_form(self):
        form = Bogen(QueryDict("eins-version=2"), initial=STORED, prefix="eins")

        form.accept_current_version()

        assert form["version"].value() == 3


class TestDiffering:
    def differing(self, form):
        return form.differing(Bogen(initial=STORED))

    def test_is_nothing_where_the_same_was_typed(self):
        assert self.differing(typed()) == []

    @pytest.mark.parametrize(
        ("field", "value", "shown"),
        [
            ("text", "Eins", ("Text", "Eins\nZwei")),
            ("tag", "", ("Tag", "04.03.2026")),
            ("tag", "morgen", ("Tag", "04.03.2026")),
            ("um", "10:00", ("Um", "09:30")),
            ("stellen", "3", ("Stellen", "2,5")),
            ("weg", "post", ("Weg", "Telefon")),
            ("wege", ["post"], ("Wege", "Telefon\nBrief")),
        ],
    )
    def test_shows_the_stored_value_as_people_read_it(self, field, value, shown):
        assert self.differing(typed(**{field: value})) == [shown]

    def test_nothing_stored_is_empty_whatever_the_choice_of_nothing_is_called(self):
        form = typed(version="3")

        assert ("Weg", "") in form.differing(Bogen(initial={"version": 3, "weg": ""}))
        assert ("Tag", "") in form.differing(Bogen(initial={"version": 3}))

    @given(st.text())
    def test_is_nothing_where_the_stored_text_comes_back_as_browsers_send_it(self, text):
        stored = Bogen(initial=STORED | {"text": cleaned(text)})

        assert typed(text=cleaned(text).replace("\n", "\r\n")).differing(stored) == []

    def test_the_page_takes_it_with_the_sentence(self):
        form = typed(version="2", text="Meins")

        context = conflict(form, Bogen(initial=STORED))

        assert "Ihr Text ist noch da" in context["konflikt"]
        assert context["abweichend"] == [("Text", "Eins\nZwei")]
        assert form["version"].value() == 3
