"""How the views of this app get their analysis and answer a refused transition."""

from contextlib import contextmanager

from django.contrib import messages
from django.shortcuts import get_object_or_404

from fallanalyse import permissions
from fallanalyse.models import Fallanalyse
from fallanalyse.workflow import UebergangNichtMoeglich
from kinderschutz import audit
from kinderschutz.models import Aktion


def get_analyse(request, pk):
    """Return the analysis, 404 if the acting Rolle may not know of it."""
    return get_object_or_404(
        Fallanalyse.objects.visible_to(request.user).select_related("jugendamt", "projekt"), pk=pk
    )


def get_to_edit(request, pk):
    """Return the analysis: 404 if not visible, 403 if not to be edited by this user now."""
    analyse = get_analyse(request, pk)
    permissions.require(permissions.can_bearbeiten(request.user, analyse))
    return analyse


def record_read(request, analyse):
    if request.method == "GET":
        audit.record(Aktion.GELESEN, analyse)


@contextmanager
def meldung(request, erfolg):
    """Tell the user how it went: the given sentence, or why it was not possible."""
    try:
        yield
    except UebergangNichtMoeglich as grund:
        messages.error(request, str(grund))
    else:
        messages.success(request, erfolg)
