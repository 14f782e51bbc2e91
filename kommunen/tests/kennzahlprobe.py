"""A case-related Kennzahl for tests: fallanalyse, which has the real ones, is not known here."""

import pytest

from kommunen import kennzahlen
from kommunen.kennzahlen import Kennzahl, Klasse, Zaehlwert

NAME = "probe_fallbezogen"


class Wahrheit:
    """What the zaehlung of the probe finds; tests set `werte`."""

    werte = ()

    def __call__(self, jugendaemter=None):
        return [
            wert for wert in self.werte if jugendaemter is None or wert.jugendamt in jugendaemter
        ]

    def sagt(self, *werte):
        self.werte = [Zaehlwert(*wert) for wert in werte]


@pytest.fixture
def probe(monkeypatch):
    """Register the probe for one test and return its Wahrheit."""
    wahrheit = Wahrheit()
    kennzahl = Kennzahl(
        name=NAME,
        bezeichnung="Analysen der Probe",
        klasse=Klasse.FALLBEZOGEN,
        quelle="Probe",
        zaehlung=wahrheit,
        jahr_bedeutung="Jahr des Beginns",
        dimension="Art",
        auspraegungen={"a": "Art A", "b": "Art B"},
    )
    monkeypatch.setitem(kennzahlen._register, NAME, kennzahl)
    return wahrheit
