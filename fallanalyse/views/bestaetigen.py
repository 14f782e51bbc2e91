"""The second person reads the whole, with all that was decided in its place, and says yes or no."""

from fallanalyse import permissions
from fallanalyse.enums import Uebergang
from fallanalyse.forms import BestaetigenForm, ZurueckgebenForm
from fallanalyse.markierung import Markierung
from fallanalyse.models import Fallanalyse
from fallanalyse.models.seltenheit import seltenheit_of
from fallanalyse.views.analyse import lesefassung
from fallanalyse.views.laden import meldung, record_read
from fallanalyse.views.uebergang import SAETZE, UebergangView

ZURUECK = "zurueck"


class BestaetigenView(UebergangView):
    template_name = "fallanalyse/bestaetigen.html"

    def get_form_class(self):
        return BestaetigenForm

    def get_form_kwargs(self):
        if "zurueckgeben" in self.request.POST:
            # That form is sent, this one is only shown beside it.
            return {
                "version": self.analyse.version,
                "stand": self._stand,
                "oeffentlich": self.analyse.oeffentlich_bekannt,
            }
        return super().get_form_kwargs() | {
            "stand": self._stand,
            "oeffentlich": self.analyse.oeffentlich_bekannt,
        }

    @property
    def _stand(self):
        return self.analyse.pruefung().stand or ""

    def post(self, request, *args, **kwargs):
        if "zurueckgeben" not in request.POST:
            return super().post(request, *args, **kwargs)
        permissions.require(permissions.can(request.user, Uebergang.ZURUECKGEBEN, self.analyse))
        form = self._zurueck_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(zurueck_form=form))
        with meldung(request, SAETZE[Uebergang.ZURUECKGEBEN][1]):
            self.analyse.zurueckgeben_nach_lesen(
                durch=request.user, begruendung=form.cleaned_data["begruendung"]
            )
        return self.danach()

    def get_context_data(self, **kwargs):
        kwargs.setdefault("zurueck_form", self._zurueck_form())
        context = super().get_context_data(**kwargs)
        record_read(self.analyse)
        rows = Fallanalyse.objects.visible_to(self.request.user).with_teile()
        ganze = rows.get(pk=self.analyse.pk)
        pruefung = ganze.pruefung()
        markierung = Markierung(ganze, pruefung, mit_entscheidungen=True)
        return context | {
            "teile": lesefassung(ganze, markierung),
            "analyse": ganze,
            "seltenheit": seltenheit_of(ganze, self.request.user),
            "entscheidungen": pruefung.zusammenfassung(),
            "kann_zurueckgeben": permissions.can(
                self.request.user, Uebergang.ZURUECKGEBEN, self.analyse
            ),
        }

    def angaben(self, form):
        return {name: form.cleaned_data[name] for name in ("kombinationen", "begruendung")}

    def _zurueck_form(self, data=None):
        return ZurueckgebenForm(data, version=self.analyse.version, prefix=ZURUECK)
