"""The forms of what happens to territory: handing a Jugendamt over, dissolving a Kommune."""

from django import forms
from django.utils import timezone

from kommunen.eingabe import im_rahmen
from kommunen.gebietsaenderung import Gebietsaenderung, lies_kommune
from kommunen.kommunensuche import KommuneUnklar
from kommunen.models import Jugendamt, Uebergabe


class UebergabeForm(forms.ModelForm):
    class Meta:
        model = Uebergabe
        fields = ["abgebend", "aufnehmend", "am", "leitung_wird"]
        labels = {
            "abgebend": "Welches Jugendamt gibt ab?",
            "aufnehmend": "Welches nimmt auf?",
            "am": "Ab welchem Tag ist das aufnehmende zuständig?",
        }
        help_texts = {
            "am": "Der erste Tag. Ausgeführt wird es an ihm kurz nach Mitternacht.",
            "leitung_wird": "Fachkraft ist die vorsichtige Wahl: Eine Leitung sieht im "
            "aufnehmenden Jugendamt alles, was nicht Entwurf eines Teams ist.",
        }
        widgets = {"leitung_wird": forms.RadioSelect}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        aemter = Jugendamt.objects.visible_to(user).gueltig().order_by("name", "pk")
        for name in ("abgebend", "aufnehmend"):
            self.fields[name].queryset = aemter
            self.fields[name].empty_label = "– bitte wählen –"

    def clean_am(self):
        am = self.cleaned_data["am"]
        if am < timezone.localdate():
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        return am

    def clean(self):
        cleaned = super().clean()
        if not self.errors and (grund := self._entwurf(cleaned).why_not_planbar()):
            self.add_error("aufnehmend", grund)
        return cleaned

    def _entwurf(self, cleaned):
        return Uebergabe(**{name: cleaned[name] for name in self.Meta.fields})


class ZustimmungForm(forms.Form):
    gelesen = forms.BooleanField(
        label="Ich habe gelesen, was übergeht und was bleibt, und stimme für mein Jugendamt zu.",
        error_messages={"required": "Bitte bestätigen Sie, dass Sie es gelesen haben."},
    )


class AufloesungForm(forms.Form):
    """Which Kommunen end and what follows; names are read as an import reads them."""

    aufgeloest = forms.CharField(
        label="Welche Kommunen gibt es dann nicht mehr?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Eine je Zeile, mit ihrer Art: »Landkreis Uecker-Randow«. Eine bei einer "
        "Eingliederung oder Teilung, mehrere bei einem Zusammenschluss.",
    )
    nachfolger = forms.CharField(
        label="Was kommt danach?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Eine je Zeile. Was es noch nicht gibt, wird angelegt, mit Schlüssel dahinter: "
        "»Landkreis Neuland, 07999«. Die erste Zeile übernimmt ein Jugendamt.",
    )
    am = forms.DateField(
        label="Ab welchem Tag gilt das?",
        validators=[im_rahmen],
        help_text="Der erste Tag der Nachfolge.",
    )

    def clean_aufgeloest(self):
        return self._lies("aufgeloest", neue_erlaubt=False)

    def clean_nachfolger(self):
        return self._lies("nachfolger", neue_erlaubt=True)

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        aenderung = Gebietsaenderung(
            aufgeloest=tuple(cleaned["aufgeloest"]),
            nachfolger=tuple(cleaned["nachfolger"]),
            am=cleaned["am"],
        )
        for feld, grund in aenderung.hindernisse():
            self.add_error(feld, grund)
        cleaned["aenderung"] = aenderung
        return cleaned

    def _lies(self, feld, *, neue_erlaubt):
        gefunden, fehler = [], []
        for zeile in self.cleaned_data[feld].splitlines():
            if not zeile.strip():
                continue
            try:
                gefunden.append(lies_kommune(zeile.strip(), neue_erlaubt=neue_erlaubt))
            except KommuneUnklar as grund:
                fehler.append(str(grund))
        if fehler:
            raise forms.ValidationError(fehler)
        return list(dict.fromkeys(gefunden))
