"""Short texts that are kept beside an analysis: they must not tell what was taken out of it."""

from django import forms

from fallanalyse import pseudonymisierung
from kinderschutz.typed_text import TypedTextField


class OhneTrefferField(TypedTextField):
    """
    A text field in which the gate must find nothing but what is talked about (`ausser`).

    Where no detector can run, nothing is accepted that nobody looked at.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.ausser = frozenset()

    def clean(self, value):
        text = super().clean(value)
        try:
            treffer = pseudonymisierung.pruefe(text) if text else []
        except pseudonymisierung.PruefungNichtMoeglich as grund:
            raise forms.ValidationError(str(grund)) from grund
        for einer in treffer:
            if einer.sicher and einer.text not in self.ausser:
                raise forms.ValidationError(
                    f"Hier steht {einer.grund}. Bitte schreiben Sie es ohne: Dieser Satz wird auch "
                    "von anderen gelesen."
                )
        return text
