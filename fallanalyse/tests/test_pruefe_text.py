"""manage.py pruefe_text: any text file, with places that hold for the file as it is."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from fallanalyse import pseudonymisierung


def run(datei, **options):
    out = StringIO()
    call_command("pruefe_text", str(datei), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def datei(tmp_path):
    return tmp_path / "text.txt"


class TestJson:
    @pytest.mark.parametrize(
        "text",
        [
            "Frau Yıldız\nwohnt Hauptstr. 12a.",
            "Frau Yıldız\r\nwohnt Hauptstr. 12a.\r\n",
            "\ufeffFrau Yıldız\r\n\r\nwohnt Hauptstr. 12a.",
            "😀 Frau Yıldız, 👩‍👧 wohnt Hauptstr. 12a.",
        ],
        ids=["LF", "CRLF", "BOM", "Emoji"],
    )
    def test_places_are_those_of_the_file(self, datei, text):
        datei.write_bytes(text.encode())

        treffer = json.loads(run(datei, json=True))

        assert [einer["text"] for einer in treffer] == ["Yıldız", "Hauptstr. 12a"]
        assert all(einer["text"] == text[einer["start"] : einer["end"]] for einer in treffer)

    def test_each_says_what_issue_4_asks_for(self, datei):
        datei.write_text("Dann ging Koch heim. Kevin blieb.", "utf-8")

        assert json.loads(run(datei, json=True)) == [
            {
                "start": 10,
                "end": 14,
                "text": "Koch",
                "art": "name",
                "grund": "ein Wort, das ein Name sein kann",
                "sicher": False,
            },
            {
                "start": 21,
                "end": 26,
                "text": "Kevin",
                "art": "name",
                "grund": "ein Name",
                "sicher": True,
            },
        ]

    def test_nothing_found_is_an_empty_list(self, datei):
        datei.write_text("Die Familie war bekannt.", "utf-8")

        assert json.loads(run(datei, json=True)) == []


class TestForPeople:
    def test_names_line_reason_and_replacement(self, datei):
        datei.write_text("Erste Zeile.\nKevin blieb.\nDann ging Koch heim.", "utf-8")

        assert run(datei).splitlines() == [
            "Zeile 2: »Kevin« – ein Name; vielleicht: Kind 1",
            "Zeile 3: »Koch« – ein Wort, das ein Name sein kann (unsicher); vielleicht: Person A",
            "1 sichere und 1 unsichere Stellen.",
        ]

    def test_finding_nothing_is_no_promise(self, datei):
        datei.write_text("Die Familie war bekannt.", "utf-8")

        assert "ersetzt keine Prüfung durch einen Menschen" in run(datei)


class TestErrors:
    def test_a_file_that_is_not_there(self, datei):
        with pytest.raises(CommandError, match="Die Datei gibt es nicht"):
            run(datei)

    def test_a_folder(self, tmp_path):
        with pytest.raises(CommandError, match="Das ist ein Ordner"):
            run(tmp_path)

    def test_a_text_that_is_not_utf8(self, datei):
        datei.write_bytes("Müller".encode("latin-1"))

        with pytest.raises(CommandError, match="nicht als UTF-8 gespeichert"):
            run(datei)

    def test_detectors_that_cannot_run(self, datei, monkeypatch):
        datei.write_text("Die Familie war bekannt.", "utf-8")
        monkeypatch.setattr(pseudonymisierung, "DETEKTOREN", [])

        with pytest.raises(CommandError, match="läuft gerade nicht"):
            run(datei, json=True)
