"""What the transitions ask for."""

from django import forms

from fallanalyse.enums import Kombination, Leserkreis
from fallanalyse.forms.ohne_treffer import OhneTrefferField
from fallanalyse.forms.zeilen import HOECHSTENS


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
    begruendung = OhneTrefferField(
        label="Was soll das Team noch tun?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=HOECHSTENS,
        help_text="Das Team liest diesen Text. Bitte auch hier keine Namen: Nennen Sie die Stelle.",
    )


class ZurueckziehenForm(UebergangForm):
    begruendung = OhneTrefferField(
        label="Warum ziehen Sie sie zurück?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=HOECHSTENS,
    )


class BestaetigenForm(UebergangForm):
    """What the second person has looked at: the rare combination tells, not the single name."""

    # Which detectors had looked at what she read.
    stand = forms.CharField(widget=forms.HiddenInput, required=False)
    kombinationen = forms.MultipleChoiceField(
        label="Was davon kommt im Text vor?",
        required=False,
        choices=Kombination,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Jedes für sich ist harmlos. Zwei oder drei zusammen gibt es in einer Stadt oft nur "
            "einmal."
        ),
    )
    begruendung = OhneTrefferField(
        label="Warum erkennt trotzdem niemand die Familie?",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nötig, sobald zwei davon zusammenkommen oder etwas öffentlich war.",
    )
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

    def __init__(self, *args, version, stand="", oeffentlich=False, **kwargs):
        super().__init__(*args, version=version, **kwargs)
        self.stand = stand
        self.fields["stand"].initial = stand
        if oeffentlich:
            self.fields["kombinationen"].initial = [Kombination.OEFFENTLICH.value]
        for name in ("familie", "umfeld", "presse", "fachkraefte"):
            self.fields[name].error_messages["required"] = (
                "Bitte bestätigen Sie das, oder geben Sie die Fallanalyse an das Team zurück."
            )

    def clean(self):
        # Confirmed is what was read: a page that does not say what that was confirms nothing.
        if self.cleaned_data.get("gelesen") is None:
            self.cleaned_data["gelesen"] = 0
        daten = super().clean()
        if daten.pop("stand", "") != self.stand:
            raise forms.ValidationError(
                "Die Prüfung sucht inzwischen nach mehr als vorhin. Bitte lesen Sie die "
                "Fallanalyse noch einmal."
            )
        kombinationen = daten.get("kombinationen", [])
        heikel = len(kombinationen) > 1 or Kombination.OEFFENTLICH in kombinationen
        if heikel and not daten.get("begruendung") and "begruendung" not in self.errors:
            self.add_error(
                "begruendung", "Bitte begründen Sie das, oder geben Sie sie an das Team zurück."
            )
        return daten
