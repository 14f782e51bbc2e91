"""The Zwischenbericht: write it, see it, freeze it, hand it out."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import CreateView, TemplateView, UpdateView

from kinderschutz import audit, pdf
from kinderschutz.dateiausgabe import als_download
from kinderschutz.edit_conflict import ConflictView
from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion, VersionVeraltet
from kommunen import permissions
from kommunen.berichtsdatei import ARTEN
from kommunen.berichtsdatei import datei as datei_von
from kommunen.berichtsinhalt import inhalt_von
from kommunen.eingabe import nummer
from kommunen.enums import Berichtsabschnitt
from kommunen.forms import ZwischenberichtForm
from kommunen.models import Stichtag, Zwischenbericht
from kommunen.models.zwischenbericht import BerichtNichtMoeglich


class _NurKoordination:
    """There is nothing to know of here for anybody else."""

    def dispatch(self, request, *args, **kwargs):
        projekt_id = getattr(rolle_of(request.user), "projekt_id", None)
        permissions.require_known(permissions.can_anfragen(request.user, projekt_id))
        return super().dispatch(request, *args, **kwargs)

    def bericht(self):
        """Return the report of the address, locked while somebody writes."""
        rows = Zwischenbericht.objects.visible_to(self.request.user)
        if self.request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        rows = rows.select_related("projekt", "cluster", "stichtag")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class ListeView(_NurKoordination, TemplateView):
    template_name = "kommunen/bericht_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            berichte=Zwischenbericht.objects.visible_to(user).for_list().defer("inhalt"),
            projekt=user.rolle.projekt,
            **kwargs,
        )


class BeginnenView(_NurKoordination, CreateView):
    form_class = ZwischenberichtForm
    template_name = "kommunen/bericht_form.html"

    def get_form_kwargs(self):
        user = self.request.user
        return super().get_form_kwargs() | {
            "user": user,
            "instance": Zwischenbericht(projekt_id=user.rolle.projekt_id),
        }

    def get_initial(self):
        von, bis = letztes_halbjahr(timezone.localdate())
        rows = Stichtag.objects.visible_to(self.request.user).filter(datum__lte=bis)
        return {
            "titel": f"Zwischenbericht {bis:%m/%Y}",
            "von": von,
            "bis": bis,
            "stichtag": rows.order_by("-datum").first(),
            "abschnitte": Berichtsabschnitt.values,
        }

    def form_valid(self, form):
        bericht = form.save()
        messages.success(self.request, "Der Entwurf ist gespeichert.")
        return redirect(bericht)


class BearbeitenView(ConflictView, _NurKoordination, UpdateView):
    form_class = ZwischenberichtForm
    template_name = "kommunen/bericht_form.html"

    def get_object(self, queryset=None):
        return self.bericht()

    def get(self, request, *args, **kwargs):
        try:
            self.bericht().require_entwurf()
        except BerichtNichtMoeglich as grund:
            messages.warning(request, str(grund))
            return redirect("bericht:detail", kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        try:
            # As it stands in the database: the form has written into the object already.
            self.object.require_entwurf()
        except BerichtNichtMoeglich as grund:
            form.add_error(None, str(grund))
            return self.form_invalid(form)
        form.save()
        messages.success(self.request, "Der Entwurf ist gespeichert.")
        return redirect(self.object)


class BerichtView(_NurKoordination, TemplateView):
    """What is in it: of a draft as it would be frozen now, of a frozen one what was frozen."""

    template_name = "kommunen/bericht_detail.html"

    def get_context_data(self, **kwargs):
        bericht = self.bericht()
        return super().get_context_data(
            bericht=bericht,
            inhalt=bericht.inhalt or inhalt_von(self.request.user, bericht),
            mit_pdf=pdf.is_possible(),
            **kwargs,
        )


class EinfrierenView(_NurKoordination, TemplateView):
    template_name = "kommunen/bericht_einfrieren.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(bericht=self.bericht(), **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        bericht = self.bericht()
        try:
            bericht.require_version(nummer(request.POST.get("version")))
            bericht.friere_ein(inhalt_von(request.user, bericht))
            messages.success(
                request, "Der Bericht ist eingefroren. Seine Zahlen bleiben, wie sie sind."
            )
        except VersionVeraltet:
            messages.warning(
                request,
                "Jemand anderes hat den Entwurf inzwischen geändert. Bitte sehen Sie ihn noch"
                " einmal an, bevor Sie ihn einfrieren.",
            )
        except BerichtNichtMoeglich as grund:
            messages.warning(request, str(grund))
        return redirect(bericht)


@require_POST
@transaction.atomic
def loeschen(request, pk):
    """Throw a draft away."""
    rows = Zwischenbericht.objects.visible_to(request.user).select_for_update(of=("self",))
    bericht = get_object_or_404(rows, pk=pk)
    try:
        bericht.require_entwurf()
    except BerichtNichtMoeglich as grund:
        messages.warning(request, str(grund))
        return redirect(bericht)
    audit.record(Aktion.ENTFERNT, bericht)
    bericht.delete()
    messages.success(request, "Der Entwurf ist gelöscht.")
    return redirect("bericht:list")


@require_GET
def datei(request, pk, art):
    """Hand out the report: Word, PDF, or the one page for politics."""
    rows = Zwischenbericht.objects.visible_to(request.user)
    bericht = get_object_or_404(rows.select_related("projekt", "cluster", "stichtag"), pk=pk)
    if art not in ARTEN:
        raise Http404
    inhalt = bericht.inhalt or inhalt_von(request.user, bericht)
    try:
        file = datei_von(inhalt, art, pruefsumme=bericht.pruefsumme)
    except pdf.PdfNichtMoeglich as grund:
        messages.error(request, str(grund))
        return redirect(bericht)
    audit.record(Aktion.EXPORTIERT, bericht)
    stand = "" if bericht.is_eingefroren else "-entwurf"
    name = f"politik{stand}.pdf" if art == "politik" else f"zwischenbericht{stand}.{art}"
    return als_download(file, name)


def letztes_halbjahr(heute):
    """Return first and last day of the last half year that is over."""
    if heute.month > 6:
        return date(heute.year, 1, 1), date(heute.year, 6, 30)
    return date(heute.year - 1, 7, 1), date(heute.year - 1, 12, 31)
