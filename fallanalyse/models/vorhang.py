"""
What somebody from outside does not get to see: every passage the gate has not cleared.

The curtain hangs where rows are loaded, not where pages are made: a page somebody adds tomorrow
hides the same passages as those of today. What is hidden is a text like any other that says so; it
carries the real one, so that a row saved meanwhile loses nothing.
"""

import functools
import json
from contextlib import contextmanager

from django.db import models

from kinderschutz import identity
from kinderschutz.fields import EncryptedTextField
from kommunen.enums import Rollenart

NICHT_GEPRUEFT = "Diese Stelle ist noch nicht geprüft."
# Who belongs to the Jugendamt. Everybody else stands outside, also whoever has no Rolle at all.
IM_JUGENDAMT = {Rollenart.FACHKRAFT, Rollenart.LEITUNG, Rollenart.NETZWERKKOORDINATION}


class Verdeckt(str):
    """The sentence that stands for a hidden text; `roh` is that text, only to be saved again."""

    __slots__ = ("roh",)

    def __new__(cls, roh):
        selbst = super().__new__(cls, NICHT_GEPRUEFT)
        selbst.roh = roh
        return selbst


def roh(text):
    """Return the text behind the curtain. For saving and checking, never for showing."""
    return text.roh if isinstance(text, Verdeckt) else text


def als_json(inhalt):
    """Return this content as JSON, with the real texts: what is kept must not be the curtain."""
    return json.dumps(_enthuellt(inhalt))


def _enthuellt(wert):
    if isinstance(wert, dict):
        return {name: _enthuellt(einer) for name, einer in wert.items()}
    if isinstance(wert, list):
        return [_enthuellt(einer) for einer in wert]
    return roh(wert)


def has_verdecktes(wert):
    """Say whether anything in this content is hidden from the one who asks."""
    if isinstance(wert, dict | list):
        return any(map(has_verdecktes, wert.values() if isinstance(wert, dict) else wert))
    return isinstance(wert, Verdeckt)


def is_aussen():
    """Say whether the one who asks does not belong to the Jugendamt (Moderation)."""
    who = identity.current_or_none()
    if who is None or who.system:
        return False
    return who.rolle is None or who.rolle.art not in IM_JUGENDAMT


@functools.cache
def passagen(modell):
    """Return the names of the fields in which one types freely: what the gate has to look at."""
    return [
        feld.attname
        for feld in modell._meta.concrete_fields
        if isinstance(feld, EncryptedTextField)
        or (feld.get_internal_type() == "CharField" and not feld.choices and feld.editable)
    ]


class MitPassagen(models.Model):
    """A row with free text about a case; `_analyse_id` names the field that says which."""

    _analyse_id = "analyse_id"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with enthuellt(self):
            super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        if is_aussen():
            for feld in passagen(cls):
                text = row.__dict__.get(feld)
                if text and not _is_frei(row.__dict__.get(cls._analyse_id), text):
                    row.__dict__[feld] = Verdeckt(text)
        return row


@contextmanager
def enthuellt(*rows):
    """Let these rows hold their real texts while they are written; every way of saving needs it."""
    verdeckt = [
        (
            row,
            {
                feld: wert
                for feld in passagen(type(row))
                if isinstance(wert := row.__dict__.get(feld), Verdeckt)
            },
        )
        for row in (rows if is_aussen() else ())
    ]
    for row, texte in verdeckt:
        row.__dict__.update({feld: wert.roh for feld, wert in texte.items()})
    try:
        yield
    finally:
        for row, texte in verdeckt:
            row.__dict__.update(texte)


def verdeckt_fuer_aussen(analyse_id, text):
    """Return the text, hidden where the one who asks must not read it: for what is no row."""
    if is_aussen() and text and not _is_frei(analyse_id, text):
        return Verdeckt(roh(text))
    return text


def _is_frei(analyse_id, text):
    # Both know of the parts of an analysis, and these know of the curtain.
    from fallanalyse.models.pruefung import abdruck_of, freie_abdruecke

    return analyse_id is not None and abdruck_of(analyse_id, text) in freie_abdruecke(analyse_id)
