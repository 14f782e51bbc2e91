"""
Where uploaded files lie: encrypted, under random names, in a folder no web server knows.

A file is there, whole, before the row that names it is committed. If that never happens it goes
away with the transaction; what a crash leaves behind `verwaiste` finds.
"""

import errno
import logging
import os
import re
import secrets
import struct
import time
import weakref
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core import checks
from django.db import connection, transaction

from kinderschutz.fields import NichtEntschluesselbar, keyring, renew_token
from kinderschutz.key_rotation import Renewal

logger = logging.getLogger(__name__)

# Encrypted piece by piece: at once, a file of 20 MB would take more than 100 MB of memory.
CHUNK = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{32}(\.neu)?")
# Younger files may belong to a transaction that is still running.
ALT_SECONDS = 3600
_quellen = []


class NichtGespeichert(Exception):
    """The file could not be written. The message is German and may be shown to the user."""


class NichtLesbar(Exception):
    """The file is gone or broken. The message is German and may be shown to the user."""


def lege_ab(inhalt):
    """
    Write the file and return its name; it goes away again if the transaction is rolled back.

    :raises NichtGespeichert: if there is no room or no access; nothing is left half-written
    """
    name = secrets.token_hex(16)
    path, fresh = _path(name), _path(f"{name}.neu")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for line in _encrypted(name, inhalt):
                    file.write(line)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        logger.error("A file could not be written: %s", errno.errorcode.get(error.errno))
        raise NichtGespeichert(_sentence_for(error)) from error
    _remove_on_rollback(path)
    return name


def lies(name):
    """
    Return what is in the file of this name.

    :raises NichtLesbar: if it is missing, broken, or none of the keys opens it
    """
    try:
        with open(_path(name), "rb") as file:
            return b"".join(_decrypted(name, file))
    except (OSError, InvalidToken, struct.error, ValueError) as error:
        logger.error("A kept file cannot be read: %s", type(error).__name__)
        raise NichtLesbar(
            "Die Datei lässt sich nicht mehr öffnen. Bitte hängen Sie sie noch einmal an, oder "
            "sagen Sie Ihrer IT Bescheid: Sie kann sie aus der Datensicherung zurückholen."
        ) from error


def entferne(name):
    """Remove the file once the transaction is committed."""
    # robust: the row is gone for good by then, and the file of it an orphan at worst.
    transaction.on_commit(lambda: _path(name).unlink(missing_ok=True), robust=True)


def registriere(quelle):
    """
    Add a function that returns the names of all files its rows name (in the system context).

    Whoever calls `lege_ab` must: what nobody names is thrown away as an orphan.
    """
    if quelle not in _quellen:
        _quellen.append(quelle)
    return quelle


def bekannte():
    """Return the name of every file that a row of any app names; needs the system context."""
    return {name for quelle in _quellen for name in quelle()}


def verwaiste(bekannte):
    """Return the paths of files that no row names and no running transaction can be writing."""
    folder = Path(settings.ANHAENGE_DIR)
    if not folder.is_dir():
        return []
    before = time.time() - ALT_SECONDS
    return [
        path
        for path in sorted(folder.iterdir())
        # Only what lies there under a name of ours; somebody may have chosen a folder in use.
        if NAME.fullmatch(path.name) and path.name not in bekannte and path.stat().st_mtime < before
    ]


def fehlende(bekannte):
    """Return the names of which there is no file."""
    return [name for name in sorted(bekannte) if not _path(name).exists()]


def renew_files(*, wet_run):
    """Move the files to the newest key; a file that no key opens stays as it is."""
    folder = Path(settings.ANHAENGE_DIR)
    result = Renewal("abgelegte Dateien")
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in paths:
        if not NAME.fullmatch(path.name) or path.suffix:
            continue
        try:
            is_renewed = _renew_file(path, wet_run)
        except NichtEntschluesselbar:
            result.lost += 1
        except FileNotFoundError:
            # Its attachment was removed meanwhile.
            continue
        else:
            result.renewed += is_renewed
            result.current += not is_renewed
    return result


def _renew_file(path, wet_run):
    """Return whether it had to be renewed. Whole or not at all: a crash leaves the old one."""
    with open(path, "rb") as file:
        # All pieces first: of a file that only partly opens nothing may change.
        is_old = [renew_token(token) is not token for token in map(bytes.strip, file)]
    if not any(is_old):
        return False
    if wet_run:
        fresh = path.with_name(f"{path.name}.neu")
        fresh.unlink(missing_ok=True)
        with (
            open(path, "rb") as file,
            open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as renewed,
        ):
            for token in map(bytes.strip, file):
                renewed.write(renew_token(token) + b"\n")
            renewed.flush()
            os.fsync(renewed.fileno())
        if not path.exists():
            # Removed meanwhile: it must not come back.
            fresh.unlink(missing_ok=True)
            raise FileNotFoundError
        fresh.replace(path)
        _sync_folder(path.parent)
    return True


def check_folder(app_configs, **kwargs):
    """Django's system check: what lies below a folder of static files is anybody's to fetch."""
    folder = Path(settings.ANHAENGE_DIR).resolve()
    served = [Path(each).resolve() for each in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)]
    if any(folder.is_relative_to(each) for each in served):
        return [checks.Error("ANHAENGE_DIR lies below a folder of static files.", id="ablage.E1")]
    return []


def _path(name):
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return Path(settings.ANHAENGE_DIR) / name


# Every piece says whose it is, its place, and whether it is the last one: pieces that somebody
# exchanges, leaves out or takes from another file are noticed.
HEAD = struct.Struct("!16sI?")


def _encrypted(name, inhalt):
    for number, start in enumerate(range(0, len(inhalt) or 1, CHUNK)):
        is_last = start + CHUNK >= len(inhalt)
        head = HEAD.pack(bytes.fromhex(name), number, is_last)
        yield keyring().encrypt(head + inhalt[start : start + CHUNK]) + b"\n"


def _decrypted(name, file):
    is_last = False
    for number, line in enumerate(file):
        piece = keyring().decrypt(line.rstrip(b"\n"))
        whose, place, was_last = HEAD.unpack_from(piece)
        if (whose.hex(), place) != (name, number) or is_last:
            raise ValueError("a piece of another file or place")
        is_last = was_last
        yield piece[HEAD.size :]
    if not is_last:
        raise ValueError("cut off")


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sentence_for(error):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "Auf dem Server ist kein Platz mehr. Die Datei ist nicht gespeichert. Bitte sagen Sie "
            "Ihrer IT Bescheid und versuchen Sie es danach noch einmal."
        )
    return (
        "Die Datei ließ sich nicht speichern. Bitte versuchen Sie es später noch einmal, oder "
        "sagen Sie Ihrer IT Bescheid."
    )


def _remove_on_rollback(path):
    """
    Remove the file unless the transaction is committed.

    Django tells of a commit only. At a rollback it forgets what was to be called then; we hear of
    that by the end of the callback's life.
    """

    def keep():
        forgotten.detach()

    forgotten = weakref.finalize(keep, _discard, path)
    # At the end of the process nobody knows what became of the transaction.
    forgotten.atexit = False
    transaction.on_commit(keep)


def _discard(path):
    # A connection that broke may have done so behind its commit: then `verwaiste` decides.
    if not connection.errors_occurred:
        path.unlink(missing_ok=True)
