"""Reading the data files of the demo: TOML with wrapped prose, days counted from a Stichtag."""

import tomllib
from pathlib import Path

ORDNER = Path(__file__).resolve().parent


def lies(datei):
    """Return the content of a TOML file of the demo, its prose unwrapped."""
    with (ORDNER / datei).open("rb") as quelle:
        return _unwrapped(tomllib.load(quelle))


def _unwrapped(wert):
    """A line break in the file is a space in the text, an empty line is a paragraph."""
    if isinstance(wert, str):
        return "\n\n".join(" ".join(absatz.split()) for absatz in wert.strip().split("\n\n"))
    if isinstance(wert, list):
        return [_unwrapped(einer) for einer in wert]
    if isinstance(wert, dict):
        return {name: _unwrapped(einer) for name, einer in wert.items()}
    return wert
