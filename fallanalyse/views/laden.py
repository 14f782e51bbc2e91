"""How the views of this app get their analysis and answer a refused transition."""

from contextlib import contextmanager

from django.contrib import messages
from django.db import OperationalError, transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from psycopg2.errors import DiskFull

from fallanalyse import permissions
from fallanalyse.models import Fallanalyse, Lesetag
from fallanalyse.models.vorhang import is_aussen
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import audit
from kinderschutz.models import Aktion


def get_analyse(request, pk, *, lock=False):
    """Return the analysis, 404 if the acting Rolle may not know of it."""
    rows = Fallanalyse.objects.visible_to(request.user).select_related(
        "jugendamt", "projekt", "rechtslage"
    )
    analyse = get_object_or_404(rows.select_for_update(of=("self",)) if lock else rows, pk=pk)
    analyse.folge_vorgabe()
    return analyse


def get_to_edit(request, pk):
    """Return the analysis, locked if it is to be changed: 404 if not visible, 403 if not hers."""
    analyse = get_analyse(request, pk, lock=request.method == "POST")
    permissions.require(permissions.can_bearbeiten(request.user, analyse))
    return analyse


def record_read(analyse):
    """Keep that somebody saw its content; also where a refused form shows it once more."""
    audit.record(Aktion.GELESEN, analyse)
    Lesetag.merke(analyse)


class KeinPlatz(Exception):
    """The disk of the database is full."""


@contextmanager
def auf_platz_geprueft():
    """
    Let what is written inside fail alone when the disk is full.

    :raises KeinPlatz: then; nothing of it is written
    """
    try:
        with transaction.atomic():
            yield
    except OperationalError as fehler:
        if isinstance(fehler.__cause__, DiskFull):
            raise KeinPlatz from fehler
        raise


@contextmanager
def meldung(request, erfolg):
    """Tell the user how it went: the given sentence, or why it was not possible."""
    try:
        yield
    except UebergangNichtMoeglich as grund:
        messages.error(request, str(grund))
    else:
        messages.success(request, erfolg)


def rueckweg(satz, analyse, schritt, version):
    """
    Return this sentence about a saving with the way back to the version before it.

    From outside nobody looks at earlier versions: there the sentence is all.
    """
    if is_aussen():
        return satz
    url = reverse("fallanalyse:wiederherstellen", args=[analyse.pk, schritt, version])
    return format_html('<span>{} <a href="{}">Rückgängig machen</a></span>', satz, url)
