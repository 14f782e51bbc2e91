"""What the team decides about a place that could tell who somebody is."""

from django import forms

from fallanalyse.enums import Trefferwahl
from fallanalyse.forms.ohne_treffer import OhneTrefferField
from kinderschutz.typed_text import TypedTextField

HOECHSTENS = 300


class EntscheidungForm(forms.Form):
    """Why the chosen places tell nobody. `worte`: what is talked about may be named."""

    WAHL = Trefferwahl.KEIN_NAME

    begruendung = OhneTrefferField(
        label="Warum verrät das niemanden?",
        max_length=HOECHSTENS,
        help_text="Zum Beispiel: Koch ist hier der Beruf.",
        error_messages={"required": "Bitte schreiben Sie in einem Satz, warum."},
    )

    def __init__(self, *args, worte=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["begruendung"].ausser = frozenset(worte)


class GelesenForm(EntscheidungForm):
    WAHL = Trefferwahl.GELESEN

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        feld = self.fields["begruendung"]
        feld.label = "Was haben Sie dabei festgestellt?"
        feld.help_text = "Ein Satz für alle ausgewählten, zum Beispiel: Alles gewöhnliche Wörter."


class ErsetzungForm(forms.Form):
    """What is to stand at each chosen place; the same form of the word is replaced alike."""

    def __init__(self, *args, fund, vorkommen, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorkommen = vorkommen
        self.formen = list(dict.fromkeys(eines.form for eines in vorkommen))
        self.stamm = fund.treffer.text
        for nummer, form in enumerate(self.formen):
            self.fields[f"ersatz-{nummer}"] = TypedTextField(
                label=f"Statt »{form}« steht dann",
                required=False,
                max_length=HOECHSTENS,
                initial=_vorschlag(fund, form),
            )

    def feld_of(self, form):
        return self[f"ersatz-{self.formen.index(form)}"]

    def clean(self):
        """Leave {key of a place: what will stand there} in cleaned_data["ersatz_of"]."""
        daten = super().clean()
        gewaehlt = set(self.data.getlist("stelle"))
        ersatz_of = {}
        for eines in self.vorkommen:
            if eines.kennung not in gewaehlt:
                continue
            name = f"ersatz-{self.formen.index(eines.form)}"
            ersatz = daten.get(name, "")
            if not ersatz and name not in self.errors:
                self.add_error(name, "Bitte schreiben Sie, was dort stehen soll.")
            ersatz_of[eines.kennung] = ersatz
        # What this page did not offer stays in: the model says that the text changed meanwhile.
        ersatz_of |= dict.fromkeys(gewaehlt - ersatz_of.keys(), "")
        if not gewaehlt:
            raise forms.ValidationError("Bitte wählen Sie mindestens eine Stelle aus.")
        daten["ersatz_of"] = ersatz_of
        return daten


def _vorschlag(fund, form):
    """Return what suggests itself: an inflected form is inflected again."""
    ersatz, wort = fund.treffer.ersatz, fund.treffer.text
    is_gebeugt = len(form) > len(wort) and form.casefold().startswith(wort.casefold())
    return f"{ersatz}s" if ersatz and is_gebeugt and form[-1] == "s" else ersatz
