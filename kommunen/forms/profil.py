"""
The form of a whole profile page: its sections with their points, in the order they are sent.

Points of a section are parallel lists of the same field names, so that moving one needs no
numbers: with JavaScript the browser moves it, without one a button sends the page and the form
comes back in the new order. Nothing typed is lost on the way.
"""

from dataclasses import dataclass, field

from django import forms

from kinderschutz.typed_text import TypedTextField
from kommunen import eingabe
from kommunen.enums import Profilabschnitt
from kommunen.profilinhalt import Profilinhalt, Punkt

TEXT_HOECHSTENS = 2_000
PUNKTE_HOECHSTENS = 80
PUNKT, ABSATZ, TITEL = "punkt", "absatz", "titel"
ARTEN = ((PUNKT, "Punkt"), (ABSATZ, "Absatz"), (TITEL, "Zwischenüberschrift"))
HILFEN = {
    Profilabschnitt.INTERESSE: "Was möchten Sie in der Qualitätsentwicklungswerkstatt erreichen?",
    Profilabschnitt.TEILNEHMENDE: "Wer hat mitgearbeitet? Einrichtungen, keine Namen.",
    Profilabschnitt.THEMEN: "Woran haben Sie vor allem gearbeitet?",
    Profilabschnitt.ERG_KOMMUNAL: "Was haben Sie in Ihrer Kommune erreicht?",
    Profilabschnitt.PLAN_KOMMUNAL: "Was haben Sie in Ihrer Kommune noch vor?",
    Profilabschnitt.ERG_CLUSTER: "Was haben Sie mit anderen Kommunen des Clusters erreicht?",
    Profilabschnitt.PLAN_CLUSTER: "Was haben Sie mit anderen Kommunen des Clusters noch vor?",
    Profilabschnitt.BESONDERHEITEN: "Was war besonders?",
    Profilabschnitt.FUSSNOTE: (
        "Beginnt mit ihrem Zeichen, zum Beispiel *. Wo dasselbe Zeichen im Text steht, führt es "
        "zur Fußnote."
    ),
}
_text = TypedTextField(required=False, max_length=TEXT_HOECHSTENS, widget=forms.Textarea)


class ProfilkopfForm(forms.Form):
    """What the page says about itself, and the version of it that the user saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stand = eingabe.VergangenerTag(
        label="Stand",
        required=False,
        help_text="Der Tag, auf den sich die Angaben beziehen. Leer heißt: der Tag der "
        "Veröffentlichung.",
    )
    unvollstaendig = forms.BooleanField(
        label="Die Vorlage dieses Profils ist nicht vollständig überliefert", required=False
    )


@dataclass
class Zeile:
    """One point as it stands in the form."""

    text: str = ""
    art: str = PUNKT
    massnahme: str = ""
    fehler: list = field(default_factory=list)
    has_focus: bool = False


@dataclass
class Abschnitt:
    """One section of the form; `has_ueberschrift` matters where it has no points."""

    name: Profilabschnitt
    zeilen: list
    has_ueberschrift: bool
    # What was removed last, so that it can be had back: a Zeile and where it stood.
    entfernt: Zeile | None = None
    entfernt_von: int = 0
    # What somebody else saved meanwhile: damals and ihres as Punkte (views/profilbearbeitung.py).
    konflikt: object = None

    def __post_init__(self):
        self.titel, self.hilfe = self.name.label, HILFEN[self.name]

    @property
    def punkte(self):
        """The points as Profilinhalt keeps them, None where the page has no such heading."""
        punkte = [
            Punkt(
                zeile.text,
                zeile.art != PUNKT,
                int(zeile.massnahme) if zeile.massnahme else None,
            )
            for zeile in self.zeilen
            if zeile.text
        ]
        return punkte or ([] if self.has_ueberschrift else None)


class Profilformular:
    """
    `Profilformular(inhalt, version)` shows what is stored, with `data` what was sent.

    After `is_valid` the Profilinhalt stands in `inhalt`.
    """

    arten = ARTEN
    leer = Zeile()

    def __init__(self, inhalt, version, data=None):
        self.gespeichert = inhalt
        self.is_bound = data is not None
        self.data = data.copy() if self.is_bound else None
        self.kopf = ProfilkopfForm(
            self.data,
            initial={
                "version": version,
                "stand": inhalt.stand,
                "unvollstaendig": inhalt.unvollstaendig,
            },
        )
        self.abschnitte = [
            self._gesendet(name) if self.is_bound else _stored(name, inhalt.abschnitte[name])
            for name in Profilabschnitt
        ]

    def is_valid(self):
        has_fehler = not self.kopf.is_valid()
        for abschnitt in self.abschnitte:
            for zeile in abschnitt.zeilen:
                try:
                    zeile.text = _as_titel(_text.clean(zeile.text), zeile.art)
                except forms.ValidationError as fehler:
                    zeile.fehler = fehler.messages
            if len(abschnitt.zeilen) > PUNKTE_HOECHSTENS:
                abschnitt.zeilen[PUNKTE_HOECHSTENS].fehler.append(
                    f"Mehr als {PUNKTE_HOECHSTENS} Punkte sind in einem Abschnitt nicht möglich."
                )
            has_fehler |= any(zeile.fehler for zeile in abschnitt.zeilen)
        return not has_fehler

    @property
    def version(self):
        return self.kopf.cleaned_data["version"]

    @property
    def inhalt(self):
        return Profilinhalt(
            abschnitte={abschnitt.name: abschnitt.punkte for abschnitt in self.abschnitte},
            stand=self.kopf.cleaned_data["stand"],
            unvollstaendig=self.kopf.cleaned_data["unvollstaendig"],
        )

    @property
    def fehler(self):
        """(where it stands, section, number, sentence) of all that is wrong with points."""
        return [
            (f"{abschnitt.name}-{nummer}", abschnitt.titel, nummer, text)
            for abschnitt in self.abschnitte
            for nummer, zeile in enumerate(abschnitt.zeilen, 1)
            for text in zeile.fehler
        ]

    def wende_an(self, aktion):
        """Add, move, remove or bring back a point as the button says: »hoch:themen:2«."""
        was, _, ziel = aktion.partition(":")
        name, _, nummer = ziel.partition(":")
        abschnitt = next((eines for eines in self.abschnitte if eines.name == name), None)
        if abschnitt is None or was not in _AKTIONEN:
            return
        _AKTIONEN[was](abschnitt, eingabe.nummer(nummer))

    def setze_abschnitt(self, name, punkte):
        """Show these Punkte in the section, in place of what was sent."""
        stelle = list(Profilabschnitt).index(name)
        self.abschnitte[stelle] = _stored(Profilabschnitt(name), punkte)

    def accept_version(self, version):
        """Let the next submit overwrite the version that the user now sees."""
        self.data["version"] = version
        self.kopf.data = self.data

    def _gesendet(self, name):
        texte, arten, massnahmen = (
            self.data.getlist(f"{name}-{feld}") for feld in ("text", "art", "massnahme")
        )
        if not len(texte) == len(arten) == len(massnahmen):
            # Somebody else's page sent this: the texts stay, which point was what is unknown.
            arten, massnahmen = [PUNKT] * len(texte), [""] * len(texte)
        bekannt = {str(pk) for pk in self.gespeichert.massnahmen}
        zeilen = [
            Zeile(
                text,
                art if art in dict(ARTEN) else PUNKT,
                massnahme if massnahme in bekannt else "",
            )
            for text, art, massnahme in zip(texte, arten, massnahmen, strict=True)
        ]
        entfernt = self._entfernt(name, bekannt)
        return Abschnitt(name, zeilen, f"{name}-ueberschrift" in self.data, *entfernt)

    def _entfernt(self, name, bekannt):
        text = self.data.get(f"{name}-entfernt", "")
        if not text.strip():
            return None, 0
        von = self.data.get(f"{name}-entfernt_von", "")
        art = self.data.get(f"{name}-entfernt_art", PUNKT)
        massnahme = self.data.get(f"{name}-entfernt_massnahme", "")
        zeile = Zeile(
            text,
            art if art in dict(ARTEN) else PUNKT,
            massnahme if massnahme in bekannt else "",
        )
        return zeile, eingabe.nummer(von)


def _stored(name, punkte):
    zeilen = [
        Zeile(punkt.text, _art(punkt), str(punkt.massnahme_id or "")) for punkt in punkte or ()
    ]
    return Abschnitt(name, zeilen, punkte is not None)


def _art(punkt):
    if punkt.ist_zwischentitel:
        return TITEL
    return ABSATZ if punkt.ist_absatz else PUNKT


def _as_titel(text, art):
    """Return the text with what tells a heading from a paragraph: one line, a colon at its end."""
    if art != TITEL or not text:
        return text
    return f"{' '.join(text.split()).rstrip(':')}:"


# --- what the buttons do --------------------------------------------------------------------------


def _neu(abschnitt, wo):
    abschnitt.zeilen.append(Zeile(has_focus=True))


def _hoch(abschnitt, wo):
    _tausche(abschnitt.zeilen, wo, wo - 1)


def _runter(abschnitt, wo):
    _tausche(abschnitt.zeilen, wo, wo + 1)


def _tausche(zeilen, von, nach):
    """Move the line from one place (counted from 1) to the next; beyond the ends it stays."""
    if 1 <= von <= len(zeilen) and 1 <= nach <= len(zeilen):
        zeilen.insert(nach - 1, zeilen.pop(von - 1))
        zeilen[nach - 1].has_focus = True


def _weg(abschnitt, wo):
    if 1 <= wo <= len(abschnitt.zeilen):
        abschnitt.entfernt, abschnitt.entfernt_von = abschnitt.zeilen.pop(wo - 1), wo


def _wieder(abschnitt, wo):
    if abschnitt.entfernt:
        abschnitt.entfernt.has_focus = True
        abschnitt.zeilen.insert(max(0, abschnitt.entfernt_von - 1), abschnitt.entfernt)
        abschnitt.entfernt = None


_AKTIONEN = {"neu": _neu, "hoch": _hoch, "runter": _runter, "weg": _weg, "wieder": _wieder}
