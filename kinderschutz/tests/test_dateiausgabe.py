"""Answers that are files: a name, the kind its ending tells, and never a guess by the browser."""

import pytest

from kinderschutz.dateiausgabe import INHALTSTYP, als_download, zum_ansehen
from kinderschutz.dateipruefung import Dateiart


@pytest.mark.parametrize("endung", [*Dateiart.values, "csv", "ics"])
def test_the_ending_of_the_name_tells_what_it_is(endung):
    response = als_download(b"inhalt", f"profil-stadt-trier.{endung}")

    assert response.content == b"inhalt"
    assert response["Content-Type"] == INHALTSTYP[endung]
    assert response["Content-Disposition"] == f'attachment; filename="profil-stadt-trier.{endung}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_text_says_how_it_is_written():
    assert als_download("Größe", "profil.txt")["Content-Type"] == "text/plain; charset=utf-8"


def test_only_what_is_to_be_looked_at_opens_in_the_browser():
    response = zum_ansehen(b"%PDF-1.7", "cluster-1.pdf")

    assert response["Content-Disposition"] == 'inline; filename="cluster-1.pdf"'
    assert response["Content-Type"] == "application/pdf"


def test_an_unknown_ending_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        als_download(b"MZ", "programm.exe")
