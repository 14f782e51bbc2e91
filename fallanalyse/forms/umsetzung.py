"""Which Massnahme, there already, carries out an Empfehlung."""

from django import forms
from django.utils.text import Truncator

from kinderschutz.form_layout import inner_layout
from kommunen.models import Massnahme


class _Massnahmenwahl(forms.ModelChoiceField):
    def label_from_instance(self, massnahme):
        return f"{Truncator(massnahme.text).words(25)} – {massnahme.get_status_display()}"


class VerbindenForm(forms.Form):
    """`massnahmen` are those she can choose from."""

    massnahme = _Massnahmenwahl(
        label="Welche Maßnahme setzt die Empfehlung um?",
        queryset=Massnahme.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Bitte wählen Sie eine Maßnahme.",
            "invalid_choice": "Diese Maßnahme steht hier nicht zur Wahl. Vielleicht ist sie schon "
            "verbunden oder inzwischen verworfen.",
        },
    )

    def __init__(self, *args, massnahmen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["massnahme"].queryset = massnahmen
        self.helper = inner_layout("massnahme")
