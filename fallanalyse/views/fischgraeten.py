"""The Einflussfaktoren of one analysis as a Fischgräten picture, on a page of their own."""

from django.shortcuts import render

from fallanalyse import permissions
from fallanalyse.views.laden import get_analyse, record_read


def fischgraeten(request, pk):
    analyse = get_analyse(request, pk)
    record_read(analyse)
    return render(
        request,
        "fallanalyse/fischgraeten.html",
        {
            "analyse": analyse,
            "faktoren": analyse.einflussfaktor_set.order_by("reihenfolge", "pk"),
            "can_bearbeiten": permissions.can_bearbeiten(request.user, analyse),
        },
    )
