"""Going on with another method: nothing written is lost, only what is asked changes."""

from django.shortcuts import redirect, render

from fallanalyse import permissions
from fallanalyse.enums import Methode
from fallanalyse.forms import MethodeForm
from fallanalyse.methoden import methodentafel, was_sich_aendert
from fallanalyse.models import Rechtsgrundlagenvorgabe
from fallanalyse.views.laden import get_analyse, meldung


def methode(request, pk):
    analyse = get_analyse(request, pk, lock=request.method == "POST")
    permissions.require(permissions.can_team_aendern(request.user, analyse))
    form = MethodeForm(request.POST or None, initial={"methode": analyse.methode})
    if form.is_valid():
        neue = Methode(form.cleaned_data["methode"])
        with meldung(
            request, f"Weiter geht es mit »{neue.label}«. Alles Geschriebene ist noch da."
        ):
            analyse.aendere_methode(neue)
        return redirect(analyse)
    return render(
        request,
        "fallanalyse/methode.html",
        {
            "analyse": analyse,
            "form": form,
            "tafel": methodentafel(
                Rechtsgrundlagenvorgabe.objects.visible_to(request.user).methoden_offen()
            ),
            "wechsel": [
                (eine.label, *was_sich_aendert(analyse, eine))
                for eine in Methode
                if eine != analyse.methode
            ],
        },
    )
