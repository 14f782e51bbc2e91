"""The forms on the way of a Massnahme: how it stands, what shows it, what it brought."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from kinderschutz.typed_text import TypedTextField
from kommunen import eingabe, workflow
from kommunen.enums import Massnahmenstatus
from kommunen.forms import Versionsform
from kommunen.models import Massnahme


def ohne_rahmen(*felder):
    """Return a helper for fields inside a form that the template opens."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*felder)
    return helper


class MassnahmenstatusForm(Versionsform):
    """The status and since when; `Massnahme.setze_status` writes it."""

    status = forms.ChoiceField(label="Status", choices=Massnahmenstatus, widget=forms.RadioSelect)
    am = forms.DateField(
        label="Seit wann?",
        validators=[eingabe.im_rahmen, eingabe.nicht_in_zukunft],
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
        self.helper = ohne_rahmen("version", "status", "am", "begruendung")

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
