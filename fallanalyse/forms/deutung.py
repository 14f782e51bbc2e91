"""The forms of what the team makes of the case."""

from crispy_forms.layout import Row
from django import forms

from fallanalyse.enums import Einvernehmen, Perspektive, mit_fehlwert
from fallanalyse.forms.zeilen import Klappe, SchrittForm, ZeilenForm, area
from fallanalyse.models import (
    Befund,
    Einflussfaktor,
    Empfehlungsvorschlag,
    Fallanalyse,
    Rueckkopplung,
    Schluesselsituation,
)
from fallanalyse.models.inhalt import sicht_feld
from kinderschutz.typed_text import TypedTextField


def _sicht_felder():
    for perspektive in Perspektive:
        yield (
            sicht_feld(perspektive, "damals"),
            TypedTextField(
                label="Wie sah es damals aus?",
                required=False,
                widget=area(3),
                help_text="Was war zu sehen, und warum war das Handeln damals sinnvoll?",
            ),
        )
        yield (
            sicht_feld(perspektive, "heute"),
            TypedTextField(
                label="Wie sehen wir es heute?",
                required=False,
                widget=area(3),
                help_text="Mit dem Wissen von heute. Bitte nicht vermischen.",
            ),
        )
        yield (
            sicht_feld(perspektive, "einvernehmen"),
            forms.ChoiceField(
                label="Wir sind uns",
                required=False,
                choices=[("", "noch nicht besprochen"), *mit_fehlwert(Einvernehmen)],
            ),
        )
        yield (
            sicht_feld(perspektive, "dissens"),
            TypedTextField(
                label="Worin sind wir uns nicht einig?",
                required=False,
                widget=area(2),
                help_text="Halten Sie es fest, statt es zu glätten.",
            ),
        )


class SchluesselsituationForm(ZeilenForm):
    """A situation with what each perspective saw then and sees today: two fields, never one."""

    einzeilig = ("titel",)
    anordnung = (
        "titel",
        Row("von", "bis"),
        "beschreibung",
        "bedeutung",
        *(
            Klappe(
                f"Sicht: {perspektive.label}",
                Row(sicht_feld(perspektive, "damals"), sicht_feld(perspektive, "heute")),
                Row(sicht_feld(perspektive, "einvernehmen"), sicht_feld(perspektive, "dissens")),
            )
            for perspektive in Perspektive
        ),
        Klappe(
            "Hypothesen: was spricht dafür, was dagegen?",
            "hypothesen",
            Row("spricht_dafuer", "spricht_dagegen"),
        ),
        Row("praxis"),
        "strittig",
    )
    von = forms.ChoiceField(label="beginnt mit dem Ereignis", required=False)
    bis = forms.ChoiceField(label="endet mit dem Ereignis", required=False)

    class Meta:
        model = Schluesselsituation
        fields = [
            "titel",
            "beschreibung",
            "bedeutung",
            "hypothesen",
            "spricht_dafuer",
            "spricht_dagegen",
            "praxis",
            "strittig",
        ]
        widgets = {
            "titel": forms.TextInput,
            "beschreibung": area(4),
            "bedeutung": area(3),
            "hypothesen": area(2),
            "spricht_dafuer": area(2),
            "spricht_dagegen": area(2),
        }
        help_texts = {
            "bedeutung": "Was wäre ohne diese Situation anders gekommen?",
            "hypothesen": "Eine Vermutung, die Sie prüfen können, oder eine offene Frage.",
            "strittig": (
                "Wer beteiligt war, bestreitet ihn (§ 84 SGB X). Das steht dann überall dabei."
            ),
        }


SchluesselsituationForm.base_fields |= dict(_sicht_felder())


class EinflussfaktorForm(ZeilenForm):
    anordnung = ("text", Row("ebene", "richtung", "gewicht"), "schluesselsituation")
    schluesselsituation = forms.ChoiceField(label="in der Schlüsselsituation", required=False)

    class Meta:
        model = Einflussfaktor
        fields = ["text", "ebene", "richtung", "gewicht"]
        widgets = {"text": area(2)}
        help_texts = {"text": "Eine Bedingung, die auch andere beeinflusst hätte. Kein Vorwurf."}


class BefundForm(ZeilenForm):
    einzeilig = ("titel", "praxis_vorschlag")
    anordnung = (
        "titel",
        "text",
        "art",
        "bewaehrt",
        "belege",
        Klappe(
            "Einordnen und mit dem Katalog verbinden",
            Row("praxiselement", "praxis_vorschlag"),
            Row("verbreitung", "typologie"),
            "risikomuster",
        ),
    )
    belege = forms.MultipleChoiceField(
        label="Belege",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Worauf stützt sich der Befund?",
    )
    praxiselement = forms.ChoiceField(
        label="Um welches Verfahren, Instrument, welche Organisationsform geht es?", required=False
    )
    risikomuster = forms.ChoiceField(label="Welches Risikomuster zeigt sich?", required=False)

    class Meta:
        model = Befund
        fields = [
            "titel",
            "text",
            "art",
            "bewaehrt",
            "typologie",
            "verbreitung",
            "praxis_vorschlag",
        ]
        widgets = {
            "titel": forms.TextInput,
            "text": area(3),
            "bewaehrt": forms.RadioSelect,
            "praxis_vorschlag": forms.TextInput,
        }
        labels = {
            "bewaehrt": "Hat es sich bewährt?",
            "typologie": "Was für ein Muster ist es?",
            "verbreitung": "Wie verbreitet ist es bei Ihnen?",
            "praxis_vorschlag": "Fehlt es im Katalog? Schlagen Sie es vor.",
        }
        help_texts = {
            "titel": "So, dass ein anderes Jugendamt es ohne den Fall versteht.",
            "praxis_vorschlag": "Nur der Name des Verfahrens oder Instruments, nichts vom Fall.",
        }


class EmpfehlungsvorschlagForm(ZeilenForm):
    anordnung = ("text", Row("art", "adressat"), "befund")
    befund = forms.ChoiceField(label="folgt aus dem Befund", required=False)

    class Meta:
        model = Empfehlungsvorschlag
        fields = ["text", "art", "adressat"]
        widgets = {"text": area(3)}
        help_texts = {"text": "Wer sollte was tun, damit es beim nächsten Mal besser gelingt?"}


class KeineRueckkopplungForm(SchrittForm):
    class Meta:
        model = Fallanalyse
        fields = ["keine_rueckkopplung"]
        widgets = {"keine_rueckkopplung": area(2)}
        help_texts = {"keine_rueckkopplung": "Nur, wenn Sie niemanden hören konnten."}


class RueckkopplungForm(ZeilenForm):
    einzeilig = ("wer",)
    anordnung = (Row("perspektive", "wer"), "korrektur", Row("einvernehmen", "dissens"))

    class Meta:
        model = Rueckkopplung
        fields = ["perspektive", "wer", "korrektur", "einvernehmen", "dissens"]
        widgets = {"wer": forms.TextInput, "korrektur": area(3), "dissens": area(2)}
        help_texts = {
            "wer": "Zum Beispiel Mutter, Fachkraft der Kita. Keine Namen.",
            "dissens": "Bleibt stehen, wie es gesagt wurde.",
        }
