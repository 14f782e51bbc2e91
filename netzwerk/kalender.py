"""
An invitation as iCalendar file (RFC 5545). Pure functions, no database.

One VEVENT with the rules of its time zone, so that it is at the same hour wherever it is opened.
The same UID and a higher SEQUENCE replace what a calendar already has.
"""

import re
from datetime import UTC
from zoneinfo import ZoneInfo

ZONE = "Europe/Berlin"
_BERLIN = ZoneInfo(ZONE)
# RFC 5545, 3.1: a line is at most 75 octets long, without its end.
LAENGE = 75
# What must not stand in a text (3.3.11): control characters but the tab; new lines are escaped.
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# The summer time of the European Union as it is since 1996.
_ZEITZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19810329T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def escaped(text):
    """Return the text as a value of type TEXT (3.3.11)."""
    text = re.sub(r"\r\n?", "\n", text)
    text = _STEUERZEICHEN.sub("", text)
    for zeichen in ("\\", ";", ","):
        text = text.replace(zeichen, f"\\{zeichen}")
    return text.replace("\n", "\\n")


def folded(line):
    """Return the line in pieces of at most 75 octets, never cut inside a character (3.1)."""
    stuecke, stueck, laenge = [], [], 0
    for zeichen in line:
        groesse = len(zeichen.encode())
        if laenge + groesse > LAENGE:
            stuecke.append("".join(stueck))
            # The space that begins the next piece counts as well.
            stueck, laenge = [" "], 1
        stueck.append(zeichen)
        laenge += groesse
    return "\r\n".join([*stuecke, "".join(stueck)])


def einladung(veranstaltung, url):
    """Return the file as text; `url` is the absolute address of the page of the meeting."""
    beschreibung = "\n\n".join(
        text for text in (veranstaltung.thema, veranstaltung.programm) if text
    )
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kinderschutz//Veranstaltungen//DE",
        "CALSCALE:GREGORIAN",
        *_ZEITZONE,
        "BEGIN:VEVENT",
        f"UID:{veranstaltung.pk}@kinderschutz",
        f"DTSTAMP:{_utc(veranstaltung.updated_at)}",
        f"LAST-MODIFIED:{_utc(veranstaltung.updated_at)}",
        f"SEQUENCE:{veranstaltung.folge}",
        f"DTSTART;TZID={ZONE}:{_local(veranstaltung.beginn)}",
        f"DTEND;TZID={ZONE}:{_local(veranstaltung.ende)}",
        f"SUMMARY:{escaped(veranstaltung.titel)}",
        f"CATEGORIES:{escaped(veranstaltung.get_art_display())}",
        *([f"LOCATION:{escaped(veranstaltung.ort)}"] if veranstaltung.ort else []),
        *([f"DESCRIPTION:{escaped(beschreibung)}"] if beschreibung else []),
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if veranstaltung.is_abgesagt else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _local(zeitpunkt):
    return f"{zeitpunkt.astimezone(_BERLIN):%Y%m%dT%H%M%S}"


def _utc(zeitpunkt):
    return f"{zeitpunkt.astimezone(UTC):%Y%m%dT%H%M%SZ}"
