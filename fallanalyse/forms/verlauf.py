"""The forms of the steps up to what the law foresaw: what happened, and where we know it from."""

import uuid

from crispy_forms.layout import Row
from django import forms

from fallanalyse.enums import Genauigkeit, Gesetzespflicht
from fallanalyse.forms.zeilen import SchrittForm, StilleKlappe, ZeilenForm, area
from fallanalyse.models import Ereignis, Fallanalyse, Gesetzesschritt, Personenrolle, Quelle
from kinderschutz.typed_text import TypedTextField

# What the law says at each step, in the words of somebody who has to remember it.
GESETZ = {
    Gesetzespflicht.ANHALTSPUNKTE: "Wann und über welche Stelle? (§ 8a Abs. 1, 4, 5, 6)",
    Gesetzespflicht.EINSCHAETZUNG: "Welche Rollen waren dabei, mit welchem Ergebnis? (Abs. 1 S. 1)",
    Gesetzespflicht.BETEILIGUNG: (
        "Soweit der Schutz des Kindes dadurch nicht in Frage gestellt wird. (Abs. 1 S. 2)"
    ),
    Gesetzespflicht.EINDRUCK: "Sofern es fachlich erforderlich war. Wo? (Abs. 1 S. 2 Nr. 1)",
    Gesetzespflicht.MELDENDE: (
        "Wer nach § 4 Abs. 3 KKG gemeldet hat, in geeigneter Weise. (Abs. 1 S. 2 Nr. 2)"
    ),
    Gesetzespflicht.HILFE: "Welche, und wurde sie angenommen? (Abs. 1 S. 3)",
    Gesetzespflicht.FAMILIENGERICHT: "Aus welchem Grund, oder warum nicht? (Abs. 2 S. 1)",
    Gesetzespflicht.INOBHUTNAHME: "Bei dringender Gefahr. (Abs. 2 S. 2)",
    Gesetzespflicht.ANDERE_STELLEN: (
        "Gesundheitshilfe, Polizei, andere Leistungsträger; mit oder ohne die Eltern? (Abs. 3)"
    ),
    Gesetzespflicht.TRAEGER: (
        "Gab es eine Vereinbarung, und wurde eine insoweit erfahrene Fachkraft hinzugezogen? "
        "(Abs. 4, 5)"
    ),
    Gesetzespflicht.UEBERGABE: (
        "Zwischen beiden Fachkräften, möglichst mit der Familie. In welcher Form? (Abs. 6)"
    ),
    Gesetzespflicht.RUECKMELDUNG: (
        "Bestätigt? Tätig geworden? Noch tätig? Mehr nicht. (§ 64 Abs. 4 SGB VIII, § 4 Abs. 4 KKG)"
    ),
}


class AnlassForm(SchrittForm):
    class Meta:
        model = Fallanalyse
        fields = [
            "leitfrage",
            "anlass",
            "anlass_text",
            "auftrag",
            "fallstatus",
            "oeffentlich_bekannt",
            "anhaengige_verfahren",
            "verfahren_text",
        ]
        widgets = {
            "leitfrage": area(3),
            "anlass_text": area(4),
            "auftrag": area(3),
            "fallstatus": forms.RadioSelect,
            "verfahren_text": area(2),
        }
        help_texts = {
            "leitfrage": "Was wollen Sie an diesem Fall verstehen? Eine Frage, kein Vorwurf.",
            "anlass_text": "Was hat dazu geführt, dass Sie gerade diesen Fall gewählt haben?",
            "auftrag": "Wer hat die Fallanalyse gewünscht, und wofür soll sie gut sein?",
            "anhaengige_verfahren": (
                "Dann klären Sie bitte zuerst mit Ihrer Leitung, ob Sie jetzt beginnen können."
            ),
            "verfahren_text": "Kein Aktenzeichen, keine Namen.",
        }


class PersonenrolleForm(ZeilenForm):
    einzeilig = ("kuerzel", "beziehung")
    anordnung = (Row("kuerzel", "altersband"), "beziehung")

    class Meta:
        model = Personenrolle
        fields = ["kuerzel", "altersband", "beziehung"]
        widgets = {"beziehung": forms.TextInput}
        field_classes = {"kuerzel": TypedTextField}


class QuelleForm(ZeilenForm):
    einzeilig = ("bezeichnung", "umfang")
    anordnung = ("bezeichnung", Row("art", "institution"), "umfang", "luecken")

    class Meta:
        model = Quelle
        fields = ["bezeichnung", "art", "institution", "umfang", "luecken"]
        widgets = {
            "bezeichnung": forms.TextInput,
            "umfang": forms.TextInput,
            "luecken": area(2),
        }
        help_texts = {
            "bezeichnung": "Zum Beispiel: Hilfeplanprotokolle, Gespräch mit Fachkraft A.",
            "umfang": "Zum Beispiel: elf Protokolle aus zwei Jahren, ein Gespräch von 90 Minuten.",
            "luecken": "Was fehlt, was ist nicht dokumentiert, wer konnte nicht gehört werden?",
        }


class FallendeForm(SchrittForm):
    class Meta:
        model = Fallanalyse
        fields = ["fallende"]


class EreignisForm(ZeilenForm):
    einzeilig = ("titel",)
    # Taken over from the row above.
    vorbelegt = frozenset({"ebene", "genauigkeit"})
    anordnung = (
        # One line where there is room: ten events are to be written one below the other.
        Row("zeitwert", "genauigkeit", "ebene", "titel", css_class="reihe--ereignis"),
        StilleKlappe(
            "Mehr dazu",
            Row("zeitwert_bis", "art"),
            "beschreibung",
            "beteiligte",
            Row("bekannt"),
            "bekannt_wem",
            "quellen",
            "strittig",
        ),
    )
    beteiligte = forms.MultipleChoiceField(
        label="Wer war beteiligt?", required=False, widget=forms.CheckboxSelectMultiple
    )
    bekannt_wem = forms.MultipleChoiceField(
        label="Wem war es damals bekannt?", required=False, widget=forms.CheckboxSelectMultiple
    )
    quellen = forms.MultipleChoiceField(
        label="Woher wissen wir es?", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Ereignis
        fields = [
            "ebene",
            "zeitwert",
            "genauigkeit",
            "zeitwert_bis",
            "titel",
            "art",
            "beschreibung",
            "strittig",
            "bekannt",
        ]
        widgets = {"titel": forms.TextInput, "beschreibung": area(2)}
        labels = {"beschreibung": "Was gehört noch dazu?"}
        help_texts = {
            "strittig": (
                "Wer beteiligt war, bestreitet es (§ 84 SGB X). Das steht dann überall dabei."
            )
        }

    def clean(self):
        daten = super().clean()
        von, bis = daten.get("zeitwert"), daten.get("zeitwert_bis")
        if bis is not None and "zeitwert" not in self.errors:
            if von is None:
                self.add_error("zeitwert_bis", "Bitte geben Sie auch den Anfang an.")
            elif bis < von:
                self.add_error("zeitwert_bis", "Das Ende liegt vor dem Anfang.")
        return daten


# Under the words »gezählt in« the unit alone is enough.
EreignisForm.base_fields["genauigkeit"].choices = [
    (wert, text.removesuffix(" ab Fallbeginn")) for wert, text in Genauigkeit.choices
]


class GesetzesschrittForm(ZeilenForm):
    """One step the law foresees. All of them are there; what nobody filled in is not kept."""

    anordnung = (Row("geschehen", "zeitwert", "genauigkeit"), "text")

    class Meta:
        model = Gesetzesschritt
        fields = ["geschehen", "zeitwert", "genauigkeit", "text"]
        widgets = {"text": area(2)}
        labels = {"zeitwert": "Wann?", "text": "ja, und zwar … / nein, weil …"}
        help_texts = {"zeitwert": ""}

    pflicht = forms.ChoiceField(choices=Gesetzespflicht, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pflicht = self["pflicht"].value()
        if pflicht in Gesetzespflicht.values:
            self.titel = Gesetzespflicht(pflicht).label
            self["text"].help_text = GESETZ[pflicht]

    @classmethod
    def feste_zeilen(cls, gespeichert):
        """Return the initial values of all steps, with what is saved of them."""
        schon = {werte["pflicht"]: {"id": pk, **werte} for pk, werte in gespeichert.items()}
        return [schon.get(pflicht, {"pflicht": pflicht}) for pflicht in Gesetzespflicht.values]

    def is_row(self):
        daten = self.cleaned_data
        return (
            bool(daten.get("geschehen") or daten.get("text")) or daten.get("zeitwert") is not None
        )

    def row_id(self, bekannt):
        # Two who fill in the same step have written one row, not two.
        return str(uuid.uuid5(self.analyse.pk, self.cleaned_data["pflicht"]))
