"""Who saw an analysis: groups and days for its team and the Leitung, never a colleague."""

from django.shortcuts import render
from django.utils.dateparse import parse_date

from fallanalyse import permissions
from fallanalyse.enums import Lesegruppe
from fallanalyse.models import Lesetag
from fallanalyse.views.laden import get_analyse
from kinderschutz import audit
from kinderschutz.models import Aktion

TAGE = 31


def gelesen(request, pk):
    analyse = get_analyse(request, pk)
    permissions.require(permissions.can_gelesen(request.user, analyse))
    audit.record(Aktion.GELESEN, objektart="lesetag", kennung=analyse.kennung)
    rows = Lesetag.objects.visible_to(request.user).filter(analyse=analyse)
    if vor := _parse(request.GET.get("vor", "")):
        rows = rows.filter(tag__lt=vor)
    tage = list(rows.je_tag()[: TAGE + 1])
    weiter = ""
    if len(tage) > TAGE:
        tage.pop()
        weiter = f"?vor={tage[-1]['tag'].isoformat()}"
    return render(
        request,
        "fallanalyse/gelesen.html",
        {
            "analyse": analyse,
            "gruppen": Lesegruppe.labels,
            "tage": [
                {"tag": eines["tag"], "gelesen": [g in eines["gruppen"] for g in Lesegruppe.values]}
                for eines in tage
            ],
            "weiter": weiter,
        },
    )


def _parse(text):
    try:
        return parse_date(text)
    except ValueError:
        return None
