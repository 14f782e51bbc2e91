"""The invitation as iCalendar file: what RFC 5545 demands of it."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.kalender import einladung, escaped, folded
from netzwerk.models import Veranstaltung

texte = st.text(st.characters(exclude_categories=["Cs"]))


def unfold(text):
    """Read as RFC 5545, 3.1 says: a line end before a space is no line end."""
    return text.replace("\r\n ", "")


def unescape(text):
    """Read a TEXT as 3.3.11 says."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


def lines(text):
    assert text.endswith("\r\n")
    return unfold(text).removesuffix("\r\n").split("\r\n")


@pytest.fixture
def eine():
    return Veranstaltung(
        art="runder_tisch",
        titel="Runder Tisch; Kita, Schule",
        beginn=datetime(2026, 7, 1, 7, 0, tzinfo=UTC),
        ende=datetime(2026, 7, 1, 10, 30, tzinfo=UTC),
        updated_at=datetime(2026, 6, 1, 12, 0, tzinfo=UTC),
    )


class TestFolding:
    @given(texte.filter(lambda text: "\r" not in text and "\n" not in text))
    def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(self, text):
        gefaltet = folded(text)

        assert all(len(line.encode()) <= 75 for line in gefaltet.split("\r\n"))
        assert unfold(gefaltet) == text


class TestEscaping:
    @given(texte)
    def test_a_calendar_reads_what_was_written_but_for_control_characters(self, text):
        sichtbar = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", text))

        assert unescape(escaped(text)) == sichtbar

    @given(texte)
    def test_no_text_can_begin_a_line_of_its_own(self, text):
        assert "\n" not in escaped(text)
        assert "\r" not in escaped(text)


class TestInvitation:
    def test_says_when_in_the_time_of_the_place(self, eine):
        zeilen = lines(einladung(eine, "https://beispiel.test/v/1/"))

        assert zeilen[0] == "BEGIN:VCALENDAR"
        assert zeilen[-1] == "END:VCALENDAR"
        for zeile in (
            "VERSION:2.0",
            f"UID:{eine.pk}@kinderschutz",
            "DTSTAMP:20260601T120000Z",
            "SEQUENCE:0",
            "DTSTART;TZID=Europe/Berlin:20260701T090000",
            "DTEND;TZID=Europe/Berlin:20260701T123000",
            r"SUMMARY:Runder Tisch\; Kita\, Schule",
            "URL:https://beispiel.test/v/1/",
            "STATUS:CONFIRMED",
        ):
            assert zeilen.count(zeile) == 1, zeile
        assert zeilen.count("TZID:Europe/Berlin") == 1

    def test_in_winter_too(self, eine):
        eine.beginn = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)

        assert "DTSTART;TZID=Europe/Berlin:20261201T090000" in einladung(eine, "https://x.test/")

    def test_what_is_called_off_says_so(self, eine):
        eine.abgesagt_am = date(2026, 6, 2)

        assert "STATUS:CANCELLED" in lines(einladung(eine, "https://x.test/"))

    def test_a_programme_cannot_smuggle_in_another_event(self, eine):
        eine.programm = "9:00\r\nEND:VEVENT\r\nBEGIN:VEVENT"

        zeilen = lines(einladung(eine, "https://x.test/"))

        assert zeilen.count("BEGIN:VEVENT") == zeilen.count("END:VEVENT") == 1
        assert r"DESCRIPTION:9:00\nEND:VEVENT\nBEGIN:VEVENT" in zeilen
