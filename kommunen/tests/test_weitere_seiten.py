"""Pages beside the five samples, written by hand after what is known of them: read to the letter."""

import json
from pathlib import Path

import pytest

from kommunen.profilimport import lies, schreibe
from kommunen.profilimport.lesung import Lesung

ORDNER = Path(__file__).parent / "profile_weitere"
ERWARTET = json.loads((ORDNER / "erwartet.json").read_text(encoding="utf-8"))


def read(name):
    return lies((ORDNER / f"{name}.txt").read_bytes())


def test_every_page_is_expected_somehow():
    assert {pfad.stem for pfad in ORDNER.glob("*.txt")} == set(ERWARTET)
    assert len(ERWARTET) == 12


@pytest.mark.parametrize("name", sorted(ERWARTET))
class TestPage:
    def test_is_read_to_the_letter(self, name):
        erwartet = dict(ERWARTET[name])
        unvollstaendig, arten = erwartet.pop("unvollstaendig"), erwartet.pop("arten")

        profil = read(name)

        assert profil.als_dict() == erwartet
        assert profil.unvollstaendig is unvollstaendig
        assert {hinweis.art for hinweis in profil.hinweise} == set(arten)

    def test_written_as_text_and_read_again_is_the_same(self, name):
        profil = read(name)

        assert lies(schreibe(profil)).als_dict() == profil.als_dict()

    def test_is_the_same_after_it_was_looked_at_and_not_corrected(self, name):
        profil = read(name)

        wieder = Lesung.aus_json(json.loads(json.dumps(Lesung.aus(profil).als_json())))

        gelesen = wieder.als_profiltext(profil.pruefsumme)
        assert gelesen.als_dict() == profil.als_dict()
        assert gelesen.warnungen == profil.warnungen
        assert {
            name: [(punkt.text, punkt.ist_zwischentitel) for punkt in punkte]
            for name, punkte in gelesen.punkte.items()
            if name != "teilnehmende"
        } == {
            name: [(punkt.text, punkt.ist_zwischentitel) for punkt in punkte]
            for name, punkte in profil.punkte.items()
            if name != "teilnehmende"
        }
