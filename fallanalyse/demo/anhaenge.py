"""The attachments of the demo: short invented texts, kept as somebody would have attached them."""

from fallanalyse.models import Anhang
from kinderschutz import dateipruefung


def haenge_an(analyse, *, bezeichnung, text):
    geprueft = dateipruefung.pruefe("anhang.txt", text.encode())
    Anhang.haenge_an(analyse, bezeichnung=bezeichnung, art=geprueft.art, inhalt=geprueft.inhalt)
