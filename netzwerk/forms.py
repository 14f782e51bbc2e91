"""The forms of a meeting: invitation, and what became of it."""

from datetime import datetime

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone

from kinderschutz.edit_conflict import VersionForm
from kinderschutz.form_layout import inner_layout
from kinderschutz.typed_text import TypedTextField
from kommunen.eingabe import VergangenerTag, im_rahmen
from kommunen.models import Cluster
from netzwerk.enums import Veranstaltungsart
from netzwerk.models import Netzwerk, Veranstaltung

# Nobody in particular: the whole Projekt, or the own Jugendamt.
ALLE = "alle"
KEINE_FAELLE = "Bitte keine Namen und keine Fälle."


class VeranstaltungForm(VersionForm, forms.ModelForm):
    """A day and two times of day, as people say it; the model keeps two moments."""

    kreis = forms.ChoiceField(label="Wer ist eingeladen?")
    tag = forms.DateField(label="Tag", validators=[im_rahmen])
    von = forms.TimeField(
        label="Von", widget=forms.TimeInput(format="%H:%M"), help_text="Zum Beispiel 9:00"
    )
    bis = forms.TimeField(
        label="Bis", widget=forms.TimeInput(format="%H:%M"), help_text="Zum Beispiel 16:30"
    )
    letzter_tag = forms.DateField(
        label="Letzter Tag",
        required=False,
        validators=[im_rahmen],
        help_text="Nur wenn sie mehrere Tage dauert",
    )
    programm = TypedTextField(
        label="Programm",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Steht auch in der Einladung für den Kalender.",
    )

    class Meta:
        model = Veranstaltung
        fields = ["art", "titel", "thema", "ort", "moderation", "programm"]
        field_classes = dict.fromkeys(("titel", "thema", "ort", "moderation"), TypedTextField)
        help_texts = {"moderation": "Eine Stelle oder Funktion, keine Person."}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["art"].choices = [("", "noch nicht gewählt"), *Veranstaltungsart.choices]
        self._offer_circles(user)
        if not self.instance._state.adding:
            beginn, ende = map(timezone.localtime, (self.instance.beginn, self.instance.ende))
            eintaegig = beginn.date() == ende.date()
            self.initial |= {
                "tag": beginn.date(),
                "von": beginn.time(),
                "bis": ende.time(),
                "letzter_tag": None if eintaegig else ende.date(),
            }
        self.helper = inner_layout(
            "version",
            Row("art", "titel"),
            "kreis",
            Fieldset("Wann und wo?", Row("tag", "von", "bis"), Row("letzter_tag", "ort")),
            Fieldset("Worum geht es?", "thema", "programm", "moderation"),
        )

    def _offer_circles(self, user):
        veranstaltung = self.instance
        if veranstaltung.projekt_id is not None:
            rows = Cluster.objects.visible_to(user).filter(projekt=veranstaltung.projekt_id)
            rows, alle = rows.order_by("nummer"), "Alle Kommunen des Projekts"
            gewaehlt = veranstaltung.cluster_id
        else:
            rows = Netzwerk.objects.visible_to(user).of_jugendaemter([veranstaltung.jugendamt_id])
            rows, alle = rows.order_by("name", "pk"), "Nur unser Jugendamt"
            gewaehlt = veranstaltung.netzwerk_id
        self.kreise = {str(eines.pk): eines for eines in rows}
        self.fields["kreis"].choices = [
            (ALLE, alle),
            *((key, str(eines)) for key, eines in self.kreise.items()),
        ]
        self.fields["kreis"].initial = str(gewaehlt or ALLE)

    def clean(self):
        cleaned = super().clean()
        tag, von, bis = (cleaned.get(name) for name in ("tag", "von", "bis"))
        letzter = cleaned.get("letzter_tag") or tag
        if tag and letzter < tag:
            self.add_error("letzter_tag", "Der letzte Tag liegt vor dem ersten.")
        elif tag and von and bis:
            beginn = timezone.make_aware(datetime.combine(tag, von))
            ende = timezone.make_aware(datetime.combine(letzter, bis))
            if ende <= beginn:
                self.add_error("bis", "Das Ende liegt nicht nach dem Beginn.")
            else:
                self.instance.beginn, self.instance.ende = beginn, ende
        gewaehlt = self.kreise.get(cleaned.get("kreis"))
        if self.instance.projekt_id is not None:
            self.instance.cluster = gewaehlt
        else:
            self.instance.netzwerk = gewaehlt
        return cleaned


class ProtokollForm(VersionForm):
    protokoll = TypedTextField(
        label="Was besprochen wurde",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=KEINE_FAELLE,
    )


class _Zeile(forms.Form):
    """A row that names a body: an institution from the list, or any other in words."""

    def __init__(self, *args, institutionen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].choices = institutionen
        self.helper = inner_layout(*self.aufbau)

    def clean(self):
        cleaned = super().clean()
        if self.has_changed() and not self.errors and not self._names_somebody(cleaned):
            self.add_error(
                "stelle", "Bitte wählen Sie eine Institution oder nennen Sie eine Stelle."
            )
        return cleaned

    def _names_somebody(self, cleaned):
        return cleaned.get("institution") or cleaned.get("stelle")


def _institution():
    return forms.TypedChoiceField(label="Institution", required=False, coerce=int, empty_value=None)


def _stelle():
    return TypedTextField(label="oder eine andere Stelle", required=False, max_length=200)


class TeilnehmendeForm(_Zeile):
    institution = _institution()
    stelle = _stelle()
    anzahl = forms.IntegerField(label="Personen", min_value=1, max_value=2_000)

    aufbau = (Row("institution", "stelle", "anzahl"),)

    def felder(self):
        return {
            "institution_id": self.cleaned_data["institution"],
            "stelle": "" if self.cleaned_data["institution"] else self.cleaned_data["stelle"],
            "anzahl": self.cleaned_data["anzahl"],
        }


class BeschlussForm(forms.Form):
    text = TypedTextField(
        label="Beschluss", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def felder(self):
        return self.cleaned_data["text"]


class AufgabeForm(_Zeile):
    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = TypedTextField(label="Was ist zu tun?", max_length=300)
    institution = _institution()
    stelle = _stelle()
    faellig_am = forms.DateField(label="Bis wann?", required=False, validators=[im_rahmen])
    erledigt_am = VergangenerTag(label="Erledigt am", required=False, validators=[im_rahmen])

    aufbau = ("key", "text", Row("institution", "stelle"), Row("faellig_am", "erledigt_am"))

    def felder(self):
        return {
            "key": self.cleaned_data["key"],
            "text": self.cleaned_data["text"],
            "institution_id": self.cleaned_data["institution"],
            "stelle": "" if self.cleaned_data["institution"] else self.cleaned_data["stelle"],
            "faellig_am": self.cleaned_data["faellig_am"],
            "erledigt_am": self.cleaned_data["erledigt_am"],
        }


class _Zeilen(forms.BaseFormSet):
    def felder(self):
        """Return the rows that stay, each as its form gives it."""
        return [
            form.felder()
            for form in self.forms
            if form.cleaned_data
            and (form.has_changed() or form.initial)
            and not self._should_delete_form(form)
        ]


def _zeilen(form, einzahl):
    formset = forms.formset_factory(
        form, formset=_Zeilen, extra=1, can_delete=True, max_num=200, validate_max=True
    )
    formset.einzahl = einzahl
    return formset


TeilnehmendeZeilen = _zeilen(TeilnehmendeForm, "Eintrag")
BeschlussZeilen = _zeilen(BeschlussForm, "Beschluss")
AufgabeZeilen = _zeilen(AufgabeForm, "Aufgabe")
