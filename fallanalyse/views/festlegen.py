"""What Leitung and Datenschutz settle for all analyses: on what a method rests, and how long."""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.views.generic import TemplateView

from fallanalyse import permissions
from fallanalyse.enums import Methode, Rechtsgrundlage
from fallanalyse.forms import LoeschfristForm, VorgabeForm


class _FestlegenView(TemplateView):
    """A form for each of `werte`, whose row may not be there yet; all are saved or none."""

    form_class = None
    feld = ""
    werte = ()
    url_name = ""
    gespeichert = ""

    def get_form_kwargs(self):
        return {}

    def get_context_data(self, **kwargs):
        model = self.form_class.Meta.model
        rows = model.objects.visible_to(self.request.user)
        if self.request.method == "POST":
            rows = rows.select_for_update()
        vorhanden = {getattr(row, self.feld): row for row in rows.order_by(self.feld)}
        return super().get_context_data(**kwargs) | {
            "forms": [
                (
                    wert.label,
                    self.form_class(
                        self.request.POST or None,
                        prefix=wert.value,
                        instance=vorhanden.get(wert.value) or model(**{self.feld: wert.value}),
                        **self.get_form_kwargs(),
                    ),
                )
                for wert in self.werte
            ]
        }

    def post(self, request, *args, **kwargs):
        context = self.get_context_data(**kwargs)
        forms = [form for _label, form in context["forms"]]
        if not all(form.is_valid() for form in forms):
            return self.render_to_response(context)
        try:
            with transaction.atomic():
                for form in forms:
                    if form.has_changed():
                        form.instance.lege_fest(durch=request.user)
        except IntegrityError:
            # Two set the same for the first time: there was no row yet to lock.
            messages.error(
                request,
                "Jemand anderes hat das gerade festgelegt. Bitte prüfen Sie es noch einmal.",
            )
            return redirect(self.url_name)
        messages.success(request, self.gespeichert)
        return redirect(self.url_name)


class VorgabenView(_FestlegenView):
    """The Rechtsgrundlage per method: Leitung or Datenschutz set it, the Fachkraft reads it."""

    template_name = "fallanalyse/vorgaben.html"
    form_class = VorgabeForm
    feld = "methode"
    werte = tuple(Methode)
    url_name = "fallanalyse:vorgaben"
    gespeichert = (
        "Gespeichert. Die Vorgaben gelten für Fallanalysen, die ab jetzt beginnen, und für "
        "alle, deren Rechtsgrundlage noch offen ist."
    )

    def dispatch(self, request, *args, **kwargs):
        permissions.require(permissions.can_vorgeben(request.user))
        return super().dispatch(request, *args, **kwargs)


class LoeschfristenView(_FestlegenView):
    """After how many months analyses are deleted, per Rechtsgrundlage."""

    template_name = "fallanalyse/loeschfristen.html"
    form_class = LoeschfristForm
    feld = "rechtsgrundlage"
    werte = tuple(eine for eine in Rechtsgrundlage if eine != Rechtsgrundlage.OFFEN)
    url_name = "recht:loeschfristen"
    gespeichert = "Gespeichert. Die Löschfristen gelten für Fallanalysen, die ab jetzt beginnen."

    def dispatch(self, request, *args, **kwargs):
        permissions.require(permissions.can_recht(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {"vorgabe_monate": round(settings.RETENTION_DAYS * 12 / 365)}
