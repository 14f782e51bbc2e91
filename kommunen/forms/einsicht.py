from django import forms

from kinderschutz.typed_text import TypedTextField


class EinsichtForm(forms.Form):
    """Why somebody wants to know by name what happened to an object."""

    kennung = forms.CharField(
        label="Kennung",
        max_length=80,
        help_text="Wie sie im Protokoll steht, zum Beispiel FA-7Q2K.",
    )
    grund = TypedTextField(
        label="Warum möchten Sie wissen, wer es war?",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=10,
        max_length=2000,
        help_text=(
            "Der Grund wird verschlüsselt aufbewahrt. Im Protokoll steht, dass Sie Einsicht "
            "genommen haben."
        ),
    )
