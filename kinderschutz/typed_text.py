"""
Text as people bring it along from Word, Outlook and PDF: the words stay, the debris goes.

Nothing that can be seen is decided here but the sign of a list. What cannot be cleaned without
guessing (other control characters, marks that turn the direction of reading) is left in place for
a validator, which tells the person.
"""

import re
import unicodedata

from django import forms
from django.core.validators import RegexValidator

# Vertical tab: Word's break inside a paragraph. Form feed: the end of a PDF page.
NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
TRANSLATION = (
    # Nothing to see: soft hyphens, zero-width spaces, the place of a picture, marks of direction
    # that turn nothing by themselves. A name with one inside would hide from every search.
    dict.fromkeys(map(ord, "\x1f\xad\u200b\u200e\u200f\u2060\ufeff\ufffc"))
    # Spaces that differ only in print. Also in »§ 8a«: to find it matters more than its line.
    | dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | {"\x1e": "-", "\u2010": "-", "\u2011": "-"}
    # Letters that a PDF draws as one.
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
TRANSLATION = str.maketrans(TRANSLATION)
# They join emoji and letters of some scripts; beside a Latin letter they only hide.
_JOINED = r"\u0590-\u1fff\u2070-\ud7ff\uf900-\U0010ffff"
JOINERS = re.compile(
    rf"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}\u200c\u200d])"
    r"|[\u200c\u200d]{2,}"
)
# The sign of a list as Word and Outlook write it: a dot, a sign of a symbol font or the letter that
# stands for it there, and then more than one space, mostly a tab.
LIST_SIGN = re.compile(
    r"[ \t]*(?:[\uf020-\uf0ff][ \t]*"
    r"|[·•●○■□▪▫◦‣⁃∙–—-](?:[ \t]*\t[ \t]*| {2,})"
    r"|[oqvüØ][ \t]*\t[ \t]*|o {3,}|§[ \t]*\t(?![ \t]*\d)[ \t]*)"
)
LIST_NUMBER = re.compile(r"[ \t]*((?:\d{1,3}|[a-zA-Z])[.)])[ \t]*\t[ \t]*")
# Control characters show nothing and can turn round what the eye reads after them.
STEUERZEICHEN = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
    "Im Text stehen unsichtbare Steuerzeichen, vermutlich aus einem kopierten Dokument. Bitte "
    "löschen Sie die Stelle und tippen Sie sie neu.",
    inverse_match=True,
)
BLANK_LINES = re.compile(r"\n{4,}")


def cleaned(text):
    """Return the text without what copying left in it; cleaning it again changes nothing."""
    text = JOINERS.sub("", NEWLINES.sub("\n", text).translate(TRANSLATION))
    # One line at a time: a pattern for spaces at the end of lines takes forever on a million.
    lines = map(_line, unicodedata.normalize("NFC", text).split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _line(line):
    line = line.rstrip(" \t")
    if sign := LIST_SIGN.match(line):
        return f"– {line[sign.end() :]}".rstrip(" ")
    if number := LIST_NUMBER.match(line):
        return f"{number[1]} {line[number.end() :]}"
    return line


class TypedTextField(forms.CharField):
    """The form field of free text: cleaned before anything looks at it."""

    default_validators = [STEUERZEICHEN]

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        text = cleaned(value)
        if not isinstance(self.widget, forms.Textarea):
            text = " ".join(text.split())
        return text or self.empty_value
