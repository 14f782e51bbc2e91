"""What no field of kommunen takes: each refusal is a German sentence that says what to do."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

# The projects began in 2009; nobody plans a measure for the next generation.
FRUEHESTENS = date(1990, 1, 1)
VORAUS_JAHRE = 30

STEUERZEICHEN = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
    "Im Text stehen unsichtbare Steuerzeichen, vermutlich aus einem kopierten Dokument. Bitte "
    "löschen Sie die Stelle und tippen Sie sie neu.",
    inverse_match=True,
)
# A spreadsheet that opens an export would calculate them. A dash before a word is only a dash.
FORMEL = RegexValidator(
    r"\A\s*(?:[=@]|[+-]\s*[\w.]+\s*\()",
    "Der Text beginnt wie eine Formel einer Tabelle. Bitte beginnen Sie mit einem Wort.",
    inverse_match=True,
)
TEXT = [STEUERZEICHEN, FORMEL]


def im_rahmen(tag):
    """
    :raises ValidationError: if the year can only be a slip
    """
    if not FRUEHESTENS <= tag <= date(timezone.localdate().year + VORAUS_JAHRE, 12, 31):
        raise ValidationError(
            f"Bitte prüfen Sie das Jahr: {tag.year:04d} liegt außerhalb dessen, was hier vorkommt."
        )


def nicht_in_zukunft(tag):
    """
    :raises ValidationError: if this day is still to come
    """
    if tag > timezone.localdate():
        raise ValidationError("Dieser Tag liegt in der Zukunft.")
