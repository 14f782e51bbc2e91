"""
Asks a ClamAV on this machine or network whether a file is harmful, if one is configured.

Fail closed: a scanner that does not answer, or says anything but »OK«, refuses the file.
Protocol: clamd(8), INSTREAM.
"""

import logging
import socket
import struct
import time

from django.conf import settings

logger = logging.getLogger(__name__)

# All together; the proxy in front waits for 30 seconds (deploy/nginx.conf).
SECONDS = 20
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class VirusGefunden(Exception):
    """The message is German and may be shown to the user."""


class PruefungNichtMoeglich(Exception):
    """The scanner could not be asked. The message is German and may be shown to the user."""


def pruefe(inhalt):
    """
    Let the scanner look at these bytes; without one configured, do nothing.

    :raises VirusGefunden: if it found something
    :raises PruefungNichtMoeglich: if it does not answer, or not as it should
    """
    if not settings.CLAMAV_SOCKET:
        return
    try:
        antwort = _ask(inhalt)
    except OSError as error:
        logger.error("The scanner at CLAMAV_SOCKET does not answer: %s", error)
        raise PruefungNichtMoeglich(
            "Die Prüfung auf Schadprogramme antwortet gerade nicht. Die Datei ist nicht "
            "gespeichert. Bitte versuchen Sie es später noch einmal."
        ) from error
    if antwort.endswith(" FOUND"):
        raise VirusGefunden(
            "In der Datei steckt vermutlich ein Schadprogramm. Sie ist nicht gespeichert. Bitte "
            "öffnen Sie sie nicht und sagen Sie Ihrer IT Bescheid."
        )
    if antwort != "stream: OK":
        logger.error("The scanner at CLAMAV_SOCKET could not look at a file: %s", antwort)
        raise PruefungNichtMoeglich(
            "Die Prüfung auf Schadprogramme kann diese Datei nicht prüfen. Sie ist nicht "
            "gespeichert. Bitte speichern Sie sie als PDF, oder sagen Sie Ihrer IT Bescheid."
        )


def _ask(inhalt):
    until = time.monotonic() + SECONDS
    with _connect(settings.CLAMAV_SOCKET) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for start in range(0, len(inhalt), CHUNK):
            _wait_no_longer(scanner, until)
            chunk = inhalt[start : start + CHUNK]
            scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
        scanner.sendall(struct.pack("!I", 0))
        antwort = b""
        while not antwort.endswith(b"\0") and len(antwort) < LONGEST_ANSWER:
            _wait_no_longer(scanner, until)
            part = scanner.recv(LONGEST_ANSWER)
            if not part:
                break
            antwort += part
    return antwort.rstrip(b"\0").decode(errors="replace").strip()


def _connect(address):
    """Connect to /the/path/of/a/socket or to host:port."""
    if "/" in address:
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(SECONDS)
        try:
            scanner.connect(address)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        raise OSError("CLAMAV_SOCKET is neither a path nor host:port.")
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS)


def _wait_no_longer(scanner, until):
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    scanner.settimeout(left)
