"""Reading a profile page in: bringing it, correcting what was read, taking it over."""

from django import forms

from kinderschutz.dateifeld import Dateifeld
from kinderschutz.dateipruefung import Dateiart, Geprueft
from kommunen.eingabe import VergangenerTag
from kommunen.importuebernahme import ARTEN, KEINE_SEITE
from kommunen.profilimport.lesung import WEGGELASSEN, Kopf, Stelle
from kommunen.profiluebernahme import ABSCHNITTE, ROLLEN

# A profile page has about 2,000 characters.
HOECHSTENS_ZEICHEN = 200_000
ABSCHNITTWAHL = [
    *((name, abschnitt.label) for name, abschnitt in ABSCHNITTE.items()),
    (WEGGELASSEN, "– nicht übernehmen –"),
]


class HochladenForm(forms.Form):
    """One page, pasted or as a file."""

    projekt = forms.TypedChoiceField(label="Projekt")
    text = forms.CharField(
        label="Text der Seite",
        required=False,
        # Indents and hard spaces tell points from sub-points.
        strip=False,
        max_length=HOECHSTENS_ZEICHEN,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Kopieren Sie die ganze Seite, von der Rolle bis zur letzten Fußnote.",
        error_messages={
            "max_length": "Der Text ist zu lang für eine Profilseite. Bitte fügen Sie nur die "
            "Seite einer Kommune ein."
        },
    )
    datei = Dateifeld(
        label="Oder eine Datei",
        required=False,
        help_text="Text (txt), PDF oder Word (docx), höchstens 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".txt,.pdf,.docx"}),
    )

    def __init__(self, *args, projekte, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["text"].widget.attrs["maxlength"]
        je_slug = {projekt.slug: projekt for projekt in projekte}
        self.fields["projekt"].choices = [(slug, str(projekt)) for slug, projekt in je_slug.items()]
        self.fields["projekt"].coerce = je_slug.get
        self.einziges = projekte[0] if len(projekte) == 1 else None
        if self.einziges:
            del self.fields["projekt"]

    @property
    def gewaehltes_projekt(self):
        return self.einziges or self.cleaned_data["projekt"]

    def clean_datei(self):
        """Return the checked file, None if there is none."""
        geprueft = self.cleaned_data["datei"]
        if geprueft is None:
            return None
        if geprueft.art not in ARTEN:
            raise forms.ValidationError(KEINE_SEITE)
        if geprueft.art == Dateiart.TXT:
            # Its encoding is what the reader warns of: the bytes as they came.
            datei = self.files[self.add_prefix("datei")]
            datei.seek(0)
            return Geprueft(geprueft.art, datei.read())
        return geprueft

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        text, datei = cleaned.get("text", "").strip(), cleaned.get("datei")
        if not text and not datei:
            self.add_error("text", "Bitte fügen Sie den Text ein, oder wählen Sie eine Datei.")
        elif text and datei:
            self.add_error(
                "datei",
                "Sie haben einen Text eingefügt und eine Datei gewählt. Bitte nur eines von "
                "beiden.",
            )
        return cleaned


class KopfForm(forms.Form):
    """The head of the page as it is to be taken over."""

    rolle = forms.ChoiceField(
        label="Rolle",
        required=False,
        choices=[("", "steht nicht auf der Seite"), *((k, v.label) for k, v in ROLLEN.items())],
    )
    kommune = forms.CharField(label="Kommune", required=False, max_length=200)
    web = forms.CharField(label="Website", required=False, max_length=200)
    bundesland = forms.CharField(label="Bundesland", required=False, max_length=60)
    cluster = forms.IntegerField(
        label="Nummer des Kinderschutzclusters",
        required=False,
        min_value=1,
        max_value=999,
        error_messages={"invalid": "Bitte nur die Nummer, zum Beispiel 9."},
    )
    modellkommune = forms.CharField(label="Modellkommune", required=False, max_length=200)
    partnerkommunen = forms.CharField(
        label="Partnerkommunen",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Je Zeile eine.",
    )

    def __init__(self, *args, kopf, **kwargs):
        initial = {name: getattr(kopf, name) for name in self.base_fields} | {
            "partnerkommunen": "\n".join(kopf.partnerkommunen)
        }
        super().__init__(*args, initial=initial, prefix="kopf", **kwargs)
        del self.fields["partnerkommunen"].widget.attrs["maxlength"]

    @property
    def kopf(self):
        daten = {name: wert or None for name, wert in self.cleaned_data.items()}
        partner = (daten["partnerkommunen"] or "").splitlines()
        daten["partnerkommunen"] = [name.strip() for name in partner if name.strip()]
        return Kopf(**daten)


class StelleForm(forms.Form):
    """One point that was read."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"max_length": "Dieser Text ist zu lang für einen Punkt."},
    )
    abschnitt = forms.ChoiceField(label="Abschnitt", required=False, choices=ABSCHNITTWAHL)
    ist_absatz = forms.BooleanField(label="Absatz ohne Aufzählungszeichen", required=False)

    def __init__(self, *args, stelle, **kwargs):
        self.stelle = stelle
        super().__init__(
            *args,
            initial={name: getattr(stelle, name) for name in self.base_fields},
            prefix=f"s{stelle.id}",
            **kwargs,
        )
        zeilen = sum(1 + len(zeile) // 52 for zeile in stelle.text.split("\n"))
        # No counter of letters below every point, and its legend says which one it is.
        attrs = self.fields["text"].widget.attrs
        del attrs["maxlength"]
        attrs |= {"rows": min(max(zeilen, 1), 12), "aria-label": "Gelesener Text"}

    @property
    def korrigiert(self):
        daten = self.cleaned_data
        zeilen = daten["text"].replace("\r\n", "\n").split("\n")
        text = "\n".join(zeile.rstrip() for zeile in zeilen).rstrip("\n")
        return Stelle(
            self.stelle.id,
            self.stelle.von,
            self.stelle.bis,
            daten["abschnitt"],
            daten["ist_absatz"],
            text,
        )


class UebernehmenForm(forms.Form):
    stand = VergangenerTag(
        label="Stand der Seite",
        required=False,
        help_text="Der Tag, von dem die Angaben sind. Bleibt das leer, gilt der Tag der "
        "Veröffentlichung.",
    )
    ersetzen = forms.BooleanField(
        label="Das vorhandene Profil durch diese Seite ersetzen", required=False
    )

    def __init__(self, *args, ersetzt, **kwargs):
        super().__init__(*args, **kwargs)
        if not ersetzt:
            del self.fields["ersetzen"]
