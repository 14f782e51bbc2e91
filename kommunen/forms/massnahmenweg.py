"""The forms on the way of a Massnahme: how it stands, what shows it, what it brought."""

import uuid
from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from kinderschutz.dateifeld import Dateifeld
from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kinderschutz.typed_text import TypedTextField
from kommunen import eingabe, workflow
from kommunen.enums import Belegart, Massnahmenstatus, Wirkungsurteil
from kommunen.models import Massnahme, Massnahmenanteil, Massnahmenbeleg, Wirkungsbeurteilung
from kommunen.models.wirkung import FRAGEN


class MassnahmenstatusForm(VersionForm, forms.ModelForm):
    """The status and since when; `Massnahme.setze_status` writes it."""

    status = forms.ChoiceField(label="Status", choices=Massnahmenstatus, widget=forms.RadioSelect)
    am = eingabe.VergangenerTag(
        label="Seit wann?",
        validators=[eingabe.im_rahmen],
        help_text="Der Tag, an dem sich der Status geändert hat oder bestätigt wurde.",
    )
    begruendung = TypedTextField(
        label="Begründung",
        required=False,
        max_length=2000,
        validators=eingabe.TEXT,
        help_text=(
            "Nötig, wenn Sie die Maßnahme zurückstellen, verwerfen oder Erreichtes wieder öffnen."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Massnahme
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].initial = self.instance.status
        # Offered is what can follow; what else arrives gets the sentence of the workflow.
        self.fields["status"].widget.choices = [
            (
                status.value,
                f"weiterhin {status.label}" if status == self.instance.status else status.label,
            )
            for status in workflow.moegliche(self.instance.status)
        ]
        self.fields["am"].initial = timezone.localdate
        self.helper = inner_layout("version", "status", "am", "begruendung")

    def clean_status(self):
        try:
            workflow.require_moeglich(self.instance.status, self.cleaned_data["status"])
        except workflow.WechselNichtMoeglich as grund:
            raise forms.ValidationError(str(grund)) from grund
        return self.cleaned_data["status"]

    def clean_am(self):
        am = self.cleaned_data["am"]
        davor = self.instance.letzter_wechsel_am
        if davor is not None and am < davor:
            raise forms.ValidationError(
                f"Das ist vor dem letzten Schritt dieser Maßnahme ({davor:%d.%m.%Y})."
            )
        return am

    def clean(self):
        cleaned = super().clean()
        status = cleaned.get("status")
        if (
            status
            and workflow.needs_begruendung(self.instance.status, status)
            and not cleaned.get("begruendung")
            and "begruendung" not in self.errors
        ):
            self.add_error("begruendung", BEGRUENDEN[status])
        return cleaned


BEGRUENDEN = {
    Massnahmenstatus.BEGONNEN: "Bitte begründen Sie, warum die Maßnahme wieder offen ist.",
} | dict.fromkeys(
    (Massnahmenstatus.ZURUECKGESTELLT, Massnahmenstatus.VERWORFEN),
    "Bitte begründen Sie, warum die Maßnahme zurückgestellt oder verworfen ist.",
)


class BelegForm(forms.ModelForm):
    """What shows it: which field counts says the Art."""

    formular = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    datei = Dateifeld(required=False)
    link = forms.URLField(
        label="Link",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Für die Art »Link«: die ganze Adresse, mit https:// am Anfang.",
    )

    class Meta:
        model = Massnahmenbeleg
        fields = ["art", "bezeichnung", "vom", "link", "auszug"]
        field_classes = {"vom": eingabe.VergangenerTag}
        widgets = {"art": forms.RadioSelect}
        help_texts = {
            "bezeichnung": "Zum Beispiel: Dienstanweisung Tagdienst, Fassung 2. Bitte ohne Namen.",
            "auszug": (
                "Für die Art »Protokoll oder Beschluss«: die Stelle, auf die es ankommt. Sie wird "
                "verschlüsselt gespeichert. Bitte ohne Namen von Familien und ohne Fälle."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = Belegart.choices
        self.initial["art"] = self.instance.art or Belegart.DATEI
        self.fields["vom"].label = "Datum des Belegs"
        self.fields[
            "datei"
        ].help_text = f"Für die Art »Dokument oder Bild«. {self.fields['datei'].help_text}"
        self.fields["auszug"].widget.attrs["rows"] = 5
        self.fields["auszug"].validators.append(MaxLengthValidator(20_000))
        self.fields["bezeichnung"].validators += eingabe.TEXT
        self.fields["vom"].validators.append(eingabe.im_rahmen)
        self.helper = inner_layout(
            "formular", "art", "bezeichnung", "vom", "datei", "link", "auszug"
        )

    def clean_link(self):
        link = self.cleaned_data["link"]
        teile = urlsplit(link)
        if link and (teile.scheme not in ("http", "https") or "@" in teile.netloc):
            raise forms.ValidationError(
                "Bitte geben Sie eine Adresse an, die mit https:// beginnt und kein Passwort "
                "enthält."
            )
        return link

    def clean(self):
        cleaned = super().clean()
        art = cleaned.get("art")
        noetig = NOETIG.get(art)
        if noetig and not cleaned.get(noetig[0]) and noetig[0] not in self.errors:
            self.add_error(*noetig)
        # What belongs to another Art was typed there by mistake; it must not get lost unseen.
        for name, andere in FELD_DER_ART.items():
            if art and art != andere and cleaned.get(name):
                self.add_error(
                    name,
                    f"Das gehört zur Art »{Belegart(andere).label}«. Bitte wählen Sie oben diese "
                    "Art, oder leeren Sie das Feld.",
                )
        return cleaned

    def _get_validation_exclusions(self):
        # The file is kept after this check: the constraint is not to ask for it before.
        return {*super()._get_validation_exclusions(), "datei"}


FELD_DER_ART = {
    "datei": Belegart.DATEI,
    "link": Belegart.LINK,
    "auszug": Belegart.PROTOKOLL,
}
NOETIG = {
    Belegart.DATEI: ("datei", "Bitte wählen Sie eine Datei."),
    Belegart.LINK: ("link", "Bitte geben Sie die Adresse an."),
    Belegart.PROTOKOLL: ("auszug", "Bitte schreiben Sie die Stelle auf, auf die es ankommt."),
}


class WirkungForm(forms.ModelForm):
    """Three questions; »kann noch nicht beurteilt werden« is an answer to each."""

    class Meta:
        model = Wirkungsbeurteilung
        fields = [*FRAGEN, "text"]
        field_classes = {"text": TypedTextField}
        widgets = dict.fromkeys(FRAGEN, forms.RadioSelect) | {
            "text": forms.Textarea(attrs={"rows": 4})
        }
        help_texts = {
            "text": (
                "Nötig, sobald Sie etwas beurteilen: Ein, zwei Beobachtungen genügen. Bitte ohne "
                "Namen und ohne einzelne Fälle."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for frage in FRAGEN:
            self.fields[frage].choices = Wirkungsurteil.choices
            self.fields[frage].error_messages["required"] = (
                "Bitte wählen Sie eine Antwort, auch »kann noch nicht beurteilt werden« ist eine."
            )
        self.fields["text"].validators += [*eingabe.TEXT, MaxLengthValidator(4000)]
        self.helper = inner_layout(*FRAGEN, "text")

    def clean(self):
        cleaned = super().clean()
        urteile = {cleaned.get(frage) for frage in FRAGEN} - {None}
        if (
            urteile - {Wirkungsurteil.OFFEN}
            and not cleaned.get("text")
            and "text" not in self.errors
        ):
            self.add_error(
                "text",
                "Bitte schreiben Sie, woran Sie das erkennen: Sonst ist es später nicht zu "
                "verstehen.",
            )
        return cleaned


class AnteilForm(VersionForm, forms.ModelForm):
    """The share of one Kommune; which one is chosen once."""

    teilnahme = forms.TypedChoiceField(label="Kommune")

    class Meta:
        model = Massnahmenanteil
        fields = ["text", "status"]
        field_classes = {"text": TypedTextField}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, teilnahmen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].validators += [*eingabe.TEXT, MaxLengthValidator(2000)]
        if self.instance.pk:
            del self.fields["teilnahme"]
        else:
            je_pk = {str(teilnahme.pk): teilnahme for teilnahme in teilnahmen}
            self.fields["teilnahme"].choices = [
                (key, str(teilnahme.kommune)) for key, teilnahme in je_pk.items()
            ]
            self.fields["teilnahme"].coerce = je_pk.get
        self.helper = inner_layout(
            "version", *(["teilnahme"] if "teilnahme" in self.fields else []), "text", "status"
        )
