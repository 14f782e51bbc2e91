from django import forms
from django.utils import timezone

from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kinderschutz.typed_text import TypedTextField
from kommunen.eingabe import TEXT, im_rahmen
from kommunen.enums import Rueckmeldestand
from kommunen.models import Anfrage, Cluster, Rueckmeldung

LAENGE = 4_000


class _MitFrist:
    """A date that is still to come: nobody can answer until yesterday."""

    def clean_faellig_am(self):
        tag = self.cleaned_data["faellig_am"]
        im_rahmen(tag)
        if tag < timezone.localdate():
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        return tag


class AnfrageForm(_MitFrist, forms.ModelForm):
    titel = TypedTextField(
        label="Worum geht es?",
        max_length=120,
        validators=TEXT,
        help_text="Ein paar Wörter für die Liste.",
    )
    frage = TypedTextField(
        label="Ihre Frage",
        max_length=LAENGE,
        validators=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Bitte nichts über einzelne Fälle fragen.",
    )

    cluster = forms.ModelChoiceField(
        label="Wer soll antworten?",
        queryset=Cluster.objects.none(),
        required=False,
        empty_label="alle Kommunen des Projekts",
    )

    class Meta:
        model = Anfrage
        fields = ["titel", "frage", "cluster", "faellig_am"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = (
            Cluster.objects.visible_to(user)
            .filter(projekt=user.rolle.projekt_id)
            .order_by("nummer")
        )
        self.helper = inner_layout("titel", "frage", "cluster", "faellig_am")


class FristForm(_MitFrist, VersionForm, forms.ModelForm):
    class Meta:
        model = Anfrage
        fields = ["faellig_am"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = inner_layout("version", "faellig_am")


class RueckmeldungForm(VersionForm, forms.ModelForm):
    stand = forms.ChoiceField(
        label="Ihre Antwort",
        choices=[
            (Rueckmeldestand.BEANTWORTET.value, "Wir antworten"),
            (Rueckmeldestand.NICHT_NOETIG.value, Rueckmeldestand.NICHT_NOETIG.label),
        ],
        widget=forms.RadioSelect,
    )
    text = TypedTextField(
        label="Antwort oder Begründung",
        max_length=LAENGE,
        validators=TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ihr Jugendamt und die Projektkoordination lesen das. Bitte keine Fälle.",
        error_messages={"required": "Bitte schreiben Sie eine Antwort oder den Grund."},
    )

    class Meta:
        model = Rueckmeldung
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_offen:
            self.fields["stand"].initial = self.instance.stand
            self.fields["text"].initial = self.instance.text
        self.helper = inner_layout("version", "stand", "text")
