from django.http import Http404
from django_filters.views import FilterView

from kinderschutz import audit
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion, Protokolleintrag
from kommunen import permissions
from kommunen.enums import Rollenart
from kommunen.filters import ProtokollFilter

ZEILEN = 50
# What people call what an entry speaks of; addresses of pages stand for themselves.
OBJEKTARTEN = {
    "fallanalyse": "Fallanalyse",
    "anhang": "Anhang einer Fallanalyse",
    "einladung": "Einladung zu einer Fallanalyse",
    "lesetag": "Wer eine Fallanalyse gelesen hat",
    "einsichtnahme": "Einsicht in das Protokoll mit Namen",
    "schluessel": "Schlüssel",
    "user": "Konto",
    "anmeldung": "Anmeldung",
    "protokoll": "Protokoll",
    "profil": "Profil",
    "massnahme": "Maßnahme",
    "massnahmenbeleg": "Beleg einer Maßnahme",
    "rechtsgrundlagenvorgabe": "Rechtsgrundlage",
    "rechtslage": "Rechtsgrundlage einer Fallanalyse",
    "einwilligung": "Einwilligung zu einer Fallanalyse",
    "loeschfrist": "Löschfrist",
    "unterlage": "Unterlage",
    "fortschritt": "Fortschritt der Kommunen",
    "rueckmeldung": "Rückmeldung",
    "zwischenbericht": "Zwischenbericht",
}


class ProtokollView(FilterView):
    """
    The audit trail of the own Jugendamt, newest first. It names Rollen, not persons.

    Who it was may be asked with a reason only, for one object at a time: views/einsicht.py.
    """

    filterset_class = ProtokollFilter
    template_name = "kommunen/protokoll.html"

    def dispatch(self, request, *args, **kwargs):
        if not permissions.can_protokoll_as(rolle_of(request.user)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Protokolleintrag.objects.visible_to(self.request.user).order_by("-nummer")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        audit.record(Aktion.GELESEN, objektart="protokoll")
        zeilen, weiter = seite(self.object_list, self.request.GET)
        return context | {
            "zeilen": zeilen,
            "weiter": weiter,
            "kennung": self.request.GET.get("kennung", "").strip(),
        }


def seite(rows, data):
    """Return (lines of the page that `data` asks for, address of the next or "")."""
    vor = data.get("vor", "")
    if vor.isdecimal() and len(vor) < 19:
        rows = rows.filter(nummer__lt=int(vor))
    eintraege = list(rows[: ZEILEN + 1])
    weiter = ""
    if len(eintraege) > ZEILEN:
        eintraege.pop()
        query = data.copy()
        query["vor"] = eintraege[-1].nummer
        weiter = f"?{query.urlencode()}"
    aktionen, rollen = dict(Aktion.choices), dict(Rollenart.choices)
    return [
        {
            "eintrag": eintrag,
            "aktion": aktionen[eintrag.aktion],
            "rolle": rollen.get(eintrag.rolle, eintrag.rolle),
            "objektart": OBJEKTARTEN.get(eintrag.objektart, eintrag.objektart),
        }
        for eintrag in eintraege
    ], weiter
