"""The transitions: a page that says what will happen, and the click that does it."""

from django.shortcuts import redirect
from django.views.generic import FormView

from fallanalyse import permissions
from fallanalyse.enums import Uebergang
from fallanalyse.forms import (
    FreigebenForm,
    UebergangForm,
    ZurueckgebenForm,
    ZurueckziehenForm,
)
from fallanalyse.models import Fallanalyse, Rechtslage
from fallanalyse.views.laden import get_analyse, meldung
from fallanalyse.workflow import UebergangNichtMoeglich, state_after

FORMS = {
    Uebergang.FREIGEBEN: FreigebenForm,
    Uebergang.ZURUECKGEBEN: ZurueckgebenForm,
    Uebergang.ZURUECKZIEHEN: ZurueckziehenForm,
}
# What the page says before, and after.
SAETZE = {
    Uebergang.ABSCHLIESSEN: (
        "Danach ist die Fallanalyse fertig und nur noch lesbar. Sie bleibt in Ihrem Team, bis Sie "
        "sie einreichen. Sie können sie jederzeit wieder öffnen.",
        "Die Fallanalyse ist abgeschlossen.",
    ),
    Uebergang.WIEDER_OEFFNEN: (
        "Danach kann Ihr Team wieder darin schreiben.",
        "Die Fallanalyse ist wieder in Arbeit.",
    ),
    Uebergang.EINREICHEN: (
        "Danach kann die Leitung Ihres Jugendamts die ganze Fallanalyse lesen. Sonst niemand.",
        "Die Fallanalyse liegt jetzt bei der Leitung.",
    ),
    Uebergang.ZURUECKGEBEN: (
        "Danach liegt die Fallanalyse wieder beim Team, zusammen mit Ihrer Begründung. "
        "Eine Prüfung auf Wiedererkennbarkeit gilt nicht mehr.",
        "Die Fallanalyse liegt wieder beim Team.",
    ),
    Uebergang.FREIGEBEN: (
        "Danach kann der Leserkreis in Ihrem Jugendamt die ganze Fallanalyse lesen. "
        "Außerhalb des Jugendamts sieht niemand etwas.",
        "Die Fallanalyse ist für den Leserkreis freigegeben.",
    ),
    Uebergang.BESTAETIGEN: (
        "Bitte lesen Sie die ganze Fallanalyse. Mit Ihrer Bestätigung darf die Leitung ihre "
        "Befunde und Empfehlungen über das Jugendamt hinaus freigeben.",
        "Danke. Die Fallanalyse ist auf Wiedererkennbarkeit geprüft.",
    ),
    Uebergang.FREIGEBEN_CLUSTER: (
        "Danach stehen Kopien der Befunde und Empfehlungen in der Bibliothek und sind im Cluster "
        "lesbar. Der Fall selbst verlässt Ihr Jugendamt nicht.",
        "Die Befunde sind für das Cluster freigegeben.",
    ),
    Uebergang.FREIGEBEN_PROJEKT: (
        "Danach sind die Befunde und Empfehlungen im ganzen Projekt lesbar. Der Fall selbst "
        "verlässt Ihr Jugendamt nicht.",
        "Die Befunde sind für das Projekt freigegeben.",
    ),
    Uebergang.FREIGEBEN_LAND: (
        "Danach sind die Empfehlungen für das Land lesbar, und die Befunde zählen beim nächsten "
        "Stichtag mit. Der Fall selbst verlässt Ihr Jugendamt nicht.",
        "Die Fallanalyse ist für das Land freigegeben.",
    ),
    Uebergang.ZURUECKZIEHEN: (
        "Danach lesen nur noch Ihr Team und die Leitung die Fallanalyse. Ihre Befunde und "
        "Empfehlungen verschwinden überall, wo sie zu lesen waren.",
        "Die Fallanalyse ist zurückgezogen. Alle Kopien sind gelöscht.",
    ),
}


class UebergangView(FormView):
    template_name = "fallanalyse/uebergang.html"
    uebergang = None

    def dispatch(self, request, *args, **kwargs):
        is_post = request.method == "POST"
        if is_post:
            # Before the row of the analysis, as whoever notes a withdrawal does it.
            lagen = Rechtslage.objects.visible_to(request.user).filter(analyse=kwargs["pk"])
            lagen.select_for_update(of=("self",)).first()
        self.analyse = get_analyse(request, kwargs["pk"], lock=is_post)
        permissions.require(permissions.can(request.user, self.uebergang, self.analyse))
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return FORMS.get(self.uebergang, UebergangForm)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"version": self.analyse.version}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "analyse": self.analyse,
            "uebergang": self.uebergang,
            "satz": SAETZE[self.uebergang][0],
            "grund": self.why_not(),
            "can_entscheiden": permissions.can_entscheiden(self.request.user, self.analyse),
            "zum_recht": self.analyse.rechtslage.why_not(self.uebergang)
            and permissions.can_recht(self.request.user),
            "gefaehrlich": self.uebergang in {Uebergang.ZURUECKZIEHEN, Uebergang.ZURUECKGEBEN},
        }

    def form_valid(self, form):
        transition = getattr(self.analyse, self.uebergang.value)
        with meldung(self.request, SAETZE[self.uebergang][1]):
            transition(durch=self.request.user, **self.angaben(form))
        return self.danach()

    def angaben(self, form):
        return form.cleaned_data

    def danach(self):
        # After a return the analysis is a draft again, and no longer the Leitung's to read.
        if Fallanalyse.objects.visible_to(self.request.user).filter(pk=self.analyse.pk).exists():
            return redirect(self.analyse)
        return redirect("arbeit")

    def why_not(self):
        """Return the German reason why the click would be refused, or ""."""
        try:
            state_after(
                self.uebergang,
                self.analyse.bearbeitungsstand,
                self.analyse.freigabestufe,
                mit_cluster=self.analyse.mit_cluster(),
            )
        except UebergangNichtMoeglich as grund:
            return str(grund)
        return self.analyse.why_not(self.uebergang, self.request.user)
