"""After how many months analyses are deleted, per Rechtsgrundlage."""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.views.generic import TemplateView

from fallanalyse import permissions
from fallanalyse.enums import Rechtsgrundlage
from fallanalyse.forms import LoeschfristForm
from fallanalyse.models import Loeschfrist


class LoeschfristenView(TemplateView):
    template_name = "fallanalyse/loeschfristen.html"

    def dispatch(self, request, *args, **kwargs):
        permissions.require(permissions.can_recht(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = Loeschfrist.objects.visible_to(self.request.user)
        if self.request.method == "POST":
            rows = rows.select_for_update()
        vorhanden = {frist.rechtsgrundlage: frist for frist in rows.order_by("rechtsgrundlage")}
        data = self.request.POST or None
        return super().get_context_data(**kwargs) | {
            "forms": [
                (
                    grundlage.label,
                    LoeschfristForm(
                        data,
                        prefix=grundlage.value,
                        instance=vorhanden.get(grundlage.value)
                        or Loeschfrist(rechtsgrundlage=grundlage.value),
                        vorgabe_monate=round(settings.RETENTION_DAYS * 12 / 365),
                    ),
                )
                for grundlage in Rechtsgrundlage
                if grundlage != Rechtsgrundlage.OFFEN
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
            return redirect("recht:loeschfristen")
        messages.success(
            request, "Gespeichert. Die Löschfristen gelten für Fallanalysen, die ab jetzt beginnen."
        )
        return redirect("recht:loeschfristen")
