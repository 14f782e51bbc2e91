"""What the transitions ask for."""

from django import forms

from fallanalyse.enums import Leserkreis
from fallanalyse.forms.zeilen import HOECHSTENS
from kinderschutz.typed_text import TypedTextField


class UebergangForm(forms.Form):
    """A transition that needs nothing but the click, on the ground of what was read."""

    gelesen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["gelesen"].initial = version

    def clean(self):
        gelesen = self.cleaned_data.pop("gelesen", None)
        if gelesen not in (None, self.version):
            raise forms.ValidationError(
                "Die Fallanalyse hat sich geändert, seit Sie diese Seite geöffnet haben. Bitte "
                "lesen Sie sie noch einmal."
            )
        return self.cleaned_data


class FreigebenForm(UebergangForm):
    leserkreis = forms.ChoiceField(
        label="Wer soll die Fallanalyse im Jugendamt lesen?",
        choices=Leserkreis,
        widget=forms.RadioSelect,
        initial=Leserkreis.ASD,
    )


class ZurueckgebenForm(UebergangForm):
    begruendung = TypedTextField(
        label="Was soll das Team noch tun?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=HOECHSTENS,
        help_text="Das Team liest diesen Text. Bitte auch hier keine Namen.",
    )


class ZurueckziehenForm(UebergangForm):
    begruendung = TypedTextField(
        label="Warum ziehen Sie sie zurück?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=HOECHSTENS,
    )


class BestaetigenForm(UebergangForm):
    """What the second person has looked at: the rare combination tells, not the single name."""

    familie = forms.BooleanField(label="Die Familie würde sich darin nicht wiedererkennen.")
    umfeld = forms.BooleanField(
        label="Nachbarn, Kita oder Schule würden den Fall nicht wiedererkennen."
    )
    presse = forms.BooleanField(
        label="Auch wer die Presse verfolgt hat, würde den Fall nicht wiedererkennen."
    )
    fachkraefte = forms.BooleanField(
        label="Es steht nichts darin, das eine einzelne Fachkraft bloßstellt."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for feld in self.fields.values():
            feld.error_messages["required"] = (
                "Bitte bestätigen Sie das, oder geben Sie die Fallanalyse an das Team zurück."
            )
