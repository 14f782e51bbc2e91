"""The malware scanner: what it says counts, and if it says nothing nothing is taken."""

import contextlib
import socket
import struct
import threading
import time

import pytest

from kinderschutz import virenpruefung
from kinderschutz.virenpruefung import PruefungNichtMoeglich, VirusGefunden, pruefe


class Clamd(threading.Thread):
    """Speaks as clamd does: hears one stream out and answers, in these parts; None: it hangs up."""

    def __init__(self, listener, answer):
        super().__init__(daemon=True)
        self.listener, self.answer = listener, answer
        self.heard = b""

    def run(self):
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rb") as stream, contextlib.suppress(OSError):
            self.command = stream.read(10)
            while length := struct.unpack("!I", stream.read(4))[0]:
                self.heard += stream.read(length)
            for part in self.answer:
                if part is None:
                    return
                connection.sendall(part)
                time.sleep(0.05)
            stream.read(1)  # until the other side has had enough


@pytest.fixture
def clamd(settings, tmp_path):
    """Return a function that starts a scanner with this answer and makes it ours."""
    listeners = []

    def start(*answer, tcp=False):
        listener = socket.socket(socket.AF_INET if tcp else socket.AF_UNIX)
        listeners.append(listener)
        listener.bind(("127.0.0.1", 0) if tcp else str(tmp_path / "clamd.sock"))
        listener.listen(1)
        place = "{}:{}".format(*listener.getsockname()) if tcp else listener.getsockname()
        settings.CLAMAV_SOCKET = place
        scanner = Clamd(listener, answer)
        scanner.start()
        return scanner

    yield start
    for listener in listeners:
        listener.close()


def test_without_a_scanner_everything_passes(settings):
    settings.CLAMAV_SOCKET = ""
    pruefe(b"anything")


@pytest.mark.parametrize("tcp", [False, True])
def test_a_clean_file_passes_and_was_heard_whole(clamd, tcp):
    scanner = clamd(b"stream: OK\0", tcp=tcp)
    content = bytes(range(256)) * 1000

    pruefe(content)

    scanner.join(5)
    assert scanner.command == b"zINSTREAM\0"
    assert scanner.heard == content


def test_what_it_finds_is_refused(clamd):
    clamd(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(VirusGefunden, match="vermutlich ein Schadprogramm"):
        pruefe(b"eicar")


@pytest.mark.parametrize(
    "answer", [b"\0", b"INSTREAM size limit exceeded. ERROR\0", b"stream: O\0", b"UNKNOWN\0"]
)
def test_any_other_answer_refuses_too(clamd, log_lines, answer):
    clamd(answer)
    with pytest.raises(PruefungNichtMoeglich, match=r"nicht gespeichert\. Bitte"):
        pruefe(b"x")
    assert "CLAMAV_SOCKET" in log_lines.getvalue()


@pytest.mark.parametrize("answer", [[None], [b"stream: ", None]])
def test_one_that_hangs_up_refuses(clamd, answer):
    clamd(*answer)
    with pytest.raises(PruefungNichtMoeglich, match="kann diese Datei nicht prüfen"):
        pruefe(b"x")


@pytest.mark.parametrize("answer", [[], [b"s"] * 400], ids=["silent", "slow"])
def test_one_that_does_not_come_to_an_end_is_not_waited_for_long(clamd, monkeypatch, answer):
    monkeypatch.setattr(virenpruefung, "SECONDS", 0.3)
    clamd(*answer)
    before = time.monotonic()
    with pytest.raises(PruefungNichtMoeglich, match="antwortet gerade nicht"):
        pruefe(b"x")
    assert time.monotonic() - before < 8


@pytest.mark.parametrize("place", ["/nirgends/clamd.sock", "127.0.0.1:1", "clamd", "a:b"])
def test_one_that_is_not_there_refuses(settings, log_lines, place):
    settings.CLAMAV_SOCKET = place
    with pytest.raises(PruefungNichtMoeglich, match="antwortet gerade nicht"):
        pruefe(b"x")
    assert "does not answer" in log_lines.getvalue()
