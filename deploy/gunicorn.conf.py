"""The web server, for `make start`, the benchmarks, a real installation alike."""

import gc

wsgi_app = "kinderschutz.wsgi:application"
worker_class = "gthread"
workers = 2
threads = 4
# Two thirds of the memory, and a start as fast as with one worker.
preload_app = True
# By default it opens a socket in the home folder that takes orders.
control_socket_disable = True
loglevel = "warning"
# Loading leaves next to nothing to collect; looking for it would take an eighth of the start.
gc.disable()


def when_ready(server):
    """Load before the fork what each worker would otherwise load for itself at its first page."""
    from django.conf import settings
    from django.db import connections
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils import translation

    detectors = _begin_to_read_detectors(settings.BASE_DIR)
    with translation.override(settings.LANGUAGE_CODE):
        # It imports every view.
        get_resolver().reverse_dict  # noqa: B018
        folder = settings.BASE_DIR / "templates"
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))
    _take_detectors(detectors)
    connections.close_all()
    # What is there now stays: the collector must not touch, and so copy, its pages.
    gc.collect()
    gc.freeze()


def post_fork(server, worker):
    """Collect from here on: also in the workers of a reload, which reads this file once more."""
    gc.enable()


def _begin_to_read_detectors(folder):
    """Let another process read the lists of names meanwhile: reading takes thrice their memory."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "fallanalyse.pseudonymisierung"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE)


def _take_detectors(process):
    import logging
    import pickle

    from fallanalyse.pseudonymisierung import bestand

    try:
        bestand.uebernimm(pickle.loads(process.communicate()[0]))  # noqa: S301 (our own child)
        bestand.stand()
    except Exception:
        # The server starts; each check of a text says that it cannot run.
        logging.getLogger(__name__).exception("The lists of names cannot be loaded.")
