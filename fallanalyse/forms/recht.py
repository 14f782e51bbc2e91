"""The law of one analysis: on what it rests, what that asks for, who consented, when it ends."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from fallanalyse import pseudonymisierung
from fallanalyse.enums import Einwilligungsform, Einwilligungsumfang, Rechtsgrundlage
from fallanalyse.forms.zeilen import HOECHSTENS
from fallanalyse.models import Einwilligung, Rechtslage
from fallanalyse.rechtsgrundlagen import ERKLAERUNGEN
from kinderschutz.edit_conflict import VersionForm
from kinderschutz.typed_text import TypedTextField
from kommunen.eingabe import VergangenerTag
from kommunen.models import Institution


class MitVersion(VersionForm):
    """On the ground of the version the page showed: nobody overwrites unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("version") is not None and self.is_outdated():
            self.accept_current_version()
            raise forms.ValidationError(
                "Jemand anderes hat das inzwischen geändert. Ihre Angaben stehen noch hier. Bitte "
                "prüfen Sie sie und speichern Sie noch einmal."
            )
        return cleaned


class RechtsgrundlageForm(MitVersion):
    """On what this analysis rests; "" in the cleaned data is what was set for its method."""

    VORGABE = "vorgabe"
    rechtsgrundlage = forms.ChoiceField(
        label="Worauf stützt sich diese Fallanalyse?", widget=forms.RadioSelect
    )

    def __init__(self, *args, lage, vorgabe, **kwargs):
        super().__init__(*args, initial={"version": lage.version}, **kwargs)
        self.lage, self.vorgabe = lage, vorgabe
        feld = self.fields["rechtsgrundlage"]
        feld.choices = [
            (
                self.VORGABE,
                "wie für die Methode vorgegeben: " + ERKLAERUNGEN[Rechtsgrundlage(vorgabe)].kurz,
            ),
            *(
                (grundlage.value, grundlage.label)
                for grundlage in Rechtsgrundlage
                if grundlage != Rechtsgrundlage.OFFEN
            ),
        ]
        feld.initial = lage.rechtsgrundlage if lage.festgelegt_durch_id else self.VORGABE

    def clean_rechtsgrundlage(self):
        gewaehlt = self.cleaned_data["rechtsgrundlage"]
        if gewaehlt == self.VORGABE:
            gewaehlt = ""
        if grund := self.lage.why_not_rechtsgrundlage(gewaehlt or self.vorgabe):
            raise forms.ValidationError(grund)
        return gewaehlt


class _LageForm(MitVersion, forms.ModelForm):
    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)


class BeauftragungForm(_LageForm):
    """§ 79a Abs. 2 SGB VIII: who is commissioned, and since when."""

    class Meta:
        model = Rechtslage
        fields = ["dritte_institution", "dritte_text", "beauftragt_am"]
        field_classes = {"beauftragt_am": VergangenerTag}
        help_texts = {
            "dritte_institution": "Eine Stelle aus der Liste Ihrer Kommune.",
            "dritte_text": "Zum Beispiel ein Institut oder eine Hochschule, keine Person.",
        }

    def __init__(self, *args, instance, user, **kwargs):
        super().__init__(*args, instance=instance, user=user, **kwargs)
        amt = instance.jugendamt_id
        self.fields["dritte_institution"].queryset = (
            Institution.objects.visible_to(user)
            .aktiv()
            .filter(
                Q(kommune__jugendaemter=amt)
                | Q(kommune__zustaendigkeiten__jugendamt=amt)
                | Q(pk=instance.dritte_institution_id)
            )
            .distinct()
            .order_by("name")
        )
        self.fields["dritte_institution"].empty_label = "keine aus der Liste"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("dritte_institution") and cleaned.get("dritte_text"):
            self.add_error(
                "dritte_text",
                "Bitte entweder aus der Liste wählen oder hier eintragen, nicht beides.",
            )
        return cleaned


class GenehmigungForm(_LageForm):
    """§ 75 SGB X: what the approval names."""

    class Meta:
        model = Rechtslage
        fields = [
            "genehmigung_behoerde",
            "genehmigt_am",
            "genehmigung_dritter",
            "genehmigung_daten",
            "genehmigung_personenkreis",
            "genehmigung_vorhaben",
            "verarbeitung_bis",
        ]
        field_classes = {"genehmigt_am": VergangenerTag}
        help_texts = {
            "genehmigung_behoerde": "Die oberste Landesbehörde, die genehmigt hat.",
            "genehmigung_dritter": "Zum Beispiel die Hochschule, die das Vorhaben durchführt.",
            "genehmigung_daten": "Zum Beispiel: Verläufe aus Akten, pseudonymisiert.",
            "genehmigung_personenkreis": "Zum Beispiel: Familien mit Hilfen nach § 31 SGB VIII.",
            "verarbeitung_bis": "Danach ist die Fallanalyse verschlossen.",
        }

    def clean(self):
        cleaned = super().clean()
        von, bis = cleaned.get("genehmigt_am"), cleaned.get("verarbeitung_bis")
        if von and bis and bis < von:
            self.add_error("verarbeitung_bis", "Der letzte Tag liegt vor der Genehmigung.")
        return cleaned


class EinwilligungForm(MitVersion, forms.ModelForm):
    """What one person consented to. Who it is stands in the files, not here."""

    personenrolle = TypedTextField(
        label="Wer hat eingewilligt?",
        max_length=60,
        help_text="Die Rolle im Fall, zum Beispiel Mutter oder Kind 1. Kein Name.",
        error_messages={"required": "Bitte schreiben Sie die Rolle im Fall, zum Beispiel Mutter."},
    )
    umfang = forms.MultipleChoiceField(
        label="Worin?",
        choices=Einwilligungsumfang.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte kreuzen Sie an, worin eingewilligt wurde."},
    )
    form = forms.ChoiceField(
        label="In welcher Form?", choices=Einwilligungsform.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Einwilligung
        fields = [
            "personenrolle",
            "umfang",
            "erteilt_am",
            "form",
            "form_begruendung",
            "gesundheitsdaten",
        ]
        field_classes = {"erteilt_am": VergangenerTag}
        help_texts = {
            "form_begruendung": "Nur bei mündlicher Form: Welche besonderen Umstände gab es?",
        }
        widgets = {"form_begruendung": forms.Textarea(attrs={"rows": 2})}

    def clean_personenrolle(self):
        rolle = self.cleaned_data["personenrolle"]
        _require_no_name(rolle, "Schreiben Sie die Rolle im Fall, zum Beispiel Mutter oder Kind 1.")
        return rolle

    def clean(self):
        cleaned = super().clean()
        muendlich = cleaned.get("form") == Einwilligungsform.MUENDLICH
        if muendlich and not cleaned.get("form_begruendung"):
            self.add_error(
                "form_begruendung",
                "Mündlich reicht nur bei besonderen Umständen. Bitte schreiben Sie, welche.",
            )
        if muendlich and cleaned.get("gesundheitsdaten"):
            self.add_error(
                "form",
                "Angaben zur Gesundheit brauchen eine schriftliche oder elektronische Einwilligung "
                "(§ 67b Abs. 2 SGB X).",
            )
        widerrufen, erteilt = self.instance.widerrufen_am, cleaned.get("erteilt_am")
        if widerrufen and erteilt and erteilt > widerrufen:
            self.add_error(
                "erteilt_am",
                f"Diese Einwilligung ist am {widerrufen:%d.%m.%Y} widerrufen. Eine neue tragen Sie "
                "bitte als neue Einwilligung ein.",
            )
        return cleaned


class WiderrufForm(MitVersion):
    widerrufen_am = VergangenerTag(label="Widerrufen am")

    def __init__(self, *args, einwilligung, **kwargs):
        super().__init__(*args, initial={"version": einwilligung.version}, **kwargs)
        self.einwilligung = einwilligung
        self.fields["widerrufen_am"].initial = timezone.localdate

    def clean(self):
        cleaned = super().clean()
        am = cleaned.get("widerrufen_am")
        if am and am < self.einwilligung.erteilt_am:
            self.add_error(
                "widerrufen_am",
                "Der Widerruf liegt vor der Einwilligung "
                f"(erteilt am {self.einwilligung.erteilt_am:%d.%m.%Y}).",
            )
        return cleaned


class FristenForm(_LageForm):
    """When the analysis is deleted, and how long its file has to be kept."""

    class Meta:
        model = Rechtslage
        fields = [
            "loeschen_datum",
            "laenger_begruendung",
            "akte_aufbewahren_bis",
            "akte_hinweis_am",
        ]
        field_classes = {"akte_hinweis_am": VergangenerTag}
        help_texts = {
            "laenger_begruendung": (
                "Nur, wenn sie länger bleiben soll als die Löschfrist. Bitte auch hier keine Namen."
            ),
            "akte_aufbewahren_bis": (
                "Die Akte selbst, solange sie für die Analyse gebraucht wird (§ 79a Abs. 2 Satz 2 "
                "SGB VIII). Die Fristen des § 9b SGB VIII bleiben davon unberührt."
            ),
        }
        widgets = {"laenger_begruendung": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        frist = self.instance.loeschen_regulaer
        self.fields["loeschen_datum"].help_text = f"Die Löschfrist endet am {frist:%d.%m.%Y}."
        self.fields["laenger_begruendung"].max_length = HOECHSTENS

    def clean_laenger_begruendung(self):
        text = self.cleaned_data["laenger_begruendung"]
        _require_no_name(text, "Bitte schreiben Sie es ohne diese Angabe.")
        return text

    def clean(self):
        cleaned = super().clean()
        datum = cleaned.get("loeschen_datum")
        if datum and ("loeschen_datum" in self.changed_data or datum > timezone.localdate()):
            # A name in the reason is a reason that was given.
            begruendung = cleaned.get("laenger_begruendung") or self.data.get(
                self.add_prefix("laenger_begruendung"), ""
            )
            if grund := self.instance.why_not_loeschdatum(datum, begruendung):
                self.add_error(*grund)
        if cleaned.get("akte_hinweis_am") and not cleaned.get("akte_aufbewahren_bis"):
            self.add_error("akte_aufbewahren_bis", "Bis wann soll die Akte aufbewahrt werden?")
        return cleaned

    def _post_clean(self):
        # The model decides what a new day means for the reason: setze_loeschdatum.
        bisher = self.instance.loeschen_datum, self.instance.laenger_begruendung
        super()._post_clean()
        self.instance.loeschen_datum, self.instance.laenger_begruendung = bisher

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"loeschen_datum", "laenger_begruendung"}

    def validate_constraints(self):
        """Nothing: they ask for both fields that are set later."""


class LoeschenForm(forms.Form):
    """Deleting before its time, with the Kennung typed: nobody does that by a slip."""

    kennung = forms.CharField(
        label="Kennung der Fallanalyse",
        max_length=20,
        error_messages={"required": "Bitte tippen Sie die Kennung."},
    )
    grund = TypedTextField(
        label="Warum wird sie vorzeitig gelöscht?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        help_text="Bitte ohne Namen. Der Text verschwindet mit der Fallanalyse.",
        error_messages={"required": "Bitte schreiben Sie, warum."},
    )

    def __init__(self, *args, lage, **kwargs):
        super().__init__(*args, **kwargs)
        self.lage = lage

    def clean_kennung(self):
        kennung = self.cleaned_data["kennung"].strip().upper()
        if kennung != self.lage.kennung:
            raise forms.ValidationError("Das ist nicht die Kennung dieser Fallanalyse.")
        return kennung


def _require_no_name(text, rat):
    """:raises ValidationError: if the gate is sure that this text names somebody"""
    try:
        treffer = pseudonymisierung.pruefe(text)
    except pseudonymisierung.PruefungNichtMoeglich:
        # Nothing of it ever leaves the Jugendamt.
        return
    if grund := next((einer.grund for einer in treffer if einer.sicher), ""):
        raise forms.ValidationError(f"Im Text steht {grund}. {rat}")
