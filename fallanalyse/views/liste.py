import uuid

from django.shortcuts import redirect
from django.views.generic import FormView
from django_filters.views import FilterView

from fallanalyse import permissions
from fallanalyse.enums import Bearbeitungsstand, Freigabestufe, Methode
from fallanalyse.filters import FallanalyseFilter
from fallanalyse.forms import BeginnForm
from fallanalyse.methoden import methodentafel
from fallanalyse.models import Fallanalyse, Rechtsgrundlagenvorgabe
from fallanalyse.seitenweise import seite
from kommunen.blaettern import gezaehlt
from kommunen.models import Projekt


class FallanalyseListView(FilterView):
    filterset_class = FallanalyseFilter
    template_name = "fallanalyse/fallanalyse_list.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require_known(permissions.can_list(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Fallanalyse.objects.visible_to(self.request.user).for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        zeilen, weiter = seite(self.object_list, self.request.GET, key="updated_at")
        # One dict each instead of get_X_display in every row.
        methoden, staende, stufen = (
            dict(liste.choices) for liste in (Methode, Bearbeitungsstand, Freigabestufe)
        )
        return context | {
            "zeilen": [
                {
                    "analyse": analyse,
                    "methode": methoden[analyse.methode],
                    "projekt": analyse.projekt.kurztitel if analyse.projekt else "–",
                    "stand": staende[analyse.bearbeitungsstand],
                    "stufe": stufen[analyse.freigabestufe],
                }
                for analyse in zeilen
            ],
            "weiter": weiter,
            "anzahl_text": f"{gezaehlt(self.object_list)} Fallanalysen",
            "can_beginnen": permissions.can_beginnen(self.request.user),
        }


class FallanalyseCreateView(FormView):
    form_class = BeginnForm
    template_name = "fallanalyse/fallanalyse_beginnen.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require(permissions.can_beginnen(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "projekte": Projekt.objects.visible_to(self.request.user)
            .filter(teilnahmen__jugendamt=self.request.user.rolle.jugendamt_id)
            .distinct()
            .order_by("titel")
        }

    def get_initial(self):
        return {"methode": Methode.FALLREFLEXION, "schluessel": uuid.uuid4()}

    def get_context_data(self, **kwargs):
        offen = Rechtsgrundlagenvorgabe.objects.visible_to(self.request.user).methoden_offen()
        return super().get_context_data(**kwargs) | {"tafel": methodentafel(offen)}

    def form_valid(self, form):
        analyse = Fallanalyse.beginne(durch=self.request.user, **form.cleaned_data)
        return redirect("fallanalyse:schritt", analyse.pk, analyse.schritte[0])
