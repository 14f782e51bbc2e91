"""What no field of kommunen takes: each refusal is a German sentence that says what to do."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

# The projects began in 2009; nobody plans a measure for the next generation.
FRUEHESTENS = date(1990, 1, 1)
VORAUS_JAHRE = 30

# A spreadsheet that opens an export would calculate them. A dash before a word is only a dash.
FORMEL = RegexValidator(
    r"\A\s*(?:[=@]|[+-]\s*[\w.]+\s*\()",
    "Der Text beginnt wie eine Formel einer Tabelle. Bitte beginnen Sie mit einem Wort.",
    inverse_match=True,
)
TEXT = [FORMEL]


def im_rahmen(tag):
    """
    :raises ValidationError: if the year can only be a slip
    """
    if not FRUEHESTENS <= tag <= date(timezone.localdate().year + VORAUS_JAHRE, 12, 31):
        raise ValidationError(
            f"Bitte prüfen Sie das Jahr: {tag.year:04d} liegt außerhalb dessen, was hier vorkommt."
        )


def _nicht_in_zukunft(tag):
    if tag > timezone.localdate():
        raise ValidationError("Dieser Tag liegt in der Zukunft.")


class VergangenerTag(forms.DateField):
    """A day that is over, or today."""

    default_validators = [_nicht_in_zukunft]


def nummer(text):
    """Return the number that a button or a hidden field says, 0 if it says none."""
    # A number with thousands of digits is an error of Python's own.
    return int(text) if re.fullmatch(r"\d{1,9}", str(text or ""), re.ASCII) else 0
