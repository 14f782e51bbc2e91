"""Reading profile pages in: the list, bringing one, original beside reading, taking it over."""

from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from kinderschutz import audit
from kinderschutz.dateiausgabe import als_download
from kinderschutz.dateipruefung import Dateiart
from kinderschutz.models import Aktion, VersionVeraltet
from kommunen import importuebernahme, permissions
from kommunen.eingabe import nummer
from kommunen.enums import Importart
from kommunen.forms import HochladenForm, KopfForm, StelleForm, UebernehmenForm
from kommunen.models import Importdokument, ImportNichtMoeglich
from kommunen.profilimport import KeinProfil
from kommunen.profilimport.lesung import NichtMoeglich
from kommunen.profiluebernahme import UebernahmeNichtMoeglich
from kommunen.views.einlesen_ansicht import Ansicht, korrigierte_lesung, was_abweicht

DATEIART = {
    Importart.TEXT: Dateiart.TXT,
    Importart.TXT: Dateiart.TXT,
    Importart.PDF: Dateiart.PDF,
    Importart.DOCX: Dateiart.DOCX,
}


class ListeView(TemplateView):
    template_name = "kommunen/einlesen/liste.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        permissions.require_known(permissions.can_profil_importieren(user))
        dokumente = Importdokument.objects.visible_to(user).for_list()
        return super().get_context_data(
            offene=[eines for eines in dokumente if eines.is_offen],
            erledigte=[eines for eines in dokumente if not eines.is_offen],
            **kwargs,
        )


@sensitive_post_parameters()
def neu(request):
    permissions.require_known(permissions.can_profil_importieren(request.user))
    projekte = list(permissions.projekte_zum_einlesen(request.user))
    form = HochladenForm(request.POST or None, request.FILES or None, projekte=projekte)
    if request.method == "POST" and projekte and form.is_valid():
        try:
            dokument, is_neu = _lies_ein(request, form)
        except KeinProfil as grund:
            form.add_error("datei" if form.cleaned_data["datei"] else "text", str(grund))
        else:
            if not is_neu:
                messages.info(
                    request,
                    f"Diese Seite ist seit dem {dokument.gelesen_am:%d.%m.%Y} eingelesen. Es hat "
                    "sich nichts geändert.",
                )
            return redirect("einlesen:detail", dokument.pk)
    return render(request, "kommunen/einlesen/neu.html", {"form": form, "projekte": projekte})


def _lies_ein(request, form):
    wer_wo = {"durch": request.user, "projekt": form.gewaehltes_projekt}
    if datei := form.cleaned_data["datei"]:
        name = request.FILES["datei"].name
        return importuebernahme.lies_datei_ein(
            datei.inhalt, art=datei.art, dateiname=name, **wer_wo
        )
    return importuebernahme.lies_text_ein(form.cleaned_data["text"], **wer_wo)


@sensitive_post_parameters()
def seite(request, pk):
    """Show original, reading and warnings side by side; a POST keeps what was corrected."""
    dokument = _get_for(request, pk)
    if request.method != "POST":
        return _zeige(request, dokument)
    lesung = dokument.gelesenes
    kopf = KopfForm(request.POST, kopf=lesung.kopf)
    # A point that somebody else has joined or parted meanwhile comes without its fields.
    stellen = [
        StelleForm(request.POST if f"s{eine.id}-text" in request.POST else None, stelle=eine)
        for eine in lesung.stellen
    ]
    if not all([kopf.is_valid(), *[form.is_valid() for form in stellen if form.is_bound]]):
        return _zeige(request, dokument, kopf, stellen)
    try:
        dokument.require_version(nummer(request.POST.get("version")))
    except VersionVeraltet as grund:
        konflikt = {"konflikt": str(grund), "abweichend": was_abweicht(lesung, kopf, stellen)}
        return _zeige(request, dokument, kopf, stellen, konflikt, status=409)
    return _korrigiere(request, dokument, korrigierte_lesung(lesung, kopf, stellen))


def _korrigiere(request, dokument, lesung):
    """Do what the pressed button says, and keep everything that was typed in any case."""
    aktion, _, stelle = request.POST.get("aktion", "").partition(":")
    anker = f"#s{nummer(stelle)}" if nummer(stelle) else ""
    try:
        if aktion == "name":
            lesung = _with_name(lesung, stelle)
        elif nummer(stelle):
            lesung = _with_correction(lesung, aktion, nummer(stelle))
    except NichtMoeglich as grund:
        messages.warning(request, str(grund))
    try:
        dokument.korrigiere(
            lesung, probe=importuebernahme.probe(dokument, durch=request.user, lesung=lesung)
        )
        if aktion == "pruefen":
            dokument.pruefe(durch=request.user)
            anker = "#uebernehmen"
        elif not aktion:
            messages.success(request, "Ihre Korrekturen sind gespeichert.")
    except ImportNichtMoeglich as grund:
        messages.error(request, str(grund))
    return redirect(reverse("einlesen:detail", args=[dokument.pk]) + anker)


def _with_correction(lesung, aktion, stelle):
    return {
        "verbinden": lambda: lesung.verbinde(stelle),
        "teilen": lambda: lesung.teile(stelle),
        "hoch": lambda: lesung.verschiebe(stelle, -1),
        "runter": lambda: lesung.verschiebe(stelle, 1),
        "weglassen": lambda: lesung.lass_weg(stelle),
    }.get(aktion, lambda: lesung)()


def _with_name(lesung, gewaehlt):
    """Take a proposal: »kommune:Stadt Wolfsburg«, »partner-1:Landkreis Helmstedt«."""
    feld, _, name = gewaehlt.partition(":")
    try:
        return lesung.mit_namen(feld, forms.CharField(max_length=200).clean(name))
    except forms.ValidationError as grund:
        raise NichtMoeglich("Diesen Namen gibt es nicht.") from grund


def _zeige(request, dokument, kopf=None, stellen=None, konflikt=None, form=None, status=200):
    probe = importuebernahme.Probe(**dokument.probe)
    return render(
        request,
        "kommunen/einlesen/seite.html",
        {
            "dokument": dokument,
            "ansicht": Ansicht(dokument, kopf, stellen),
            "probe": probe,
            "form": form or UebernehmenForm(ersetzt=probe.ersetzt),
        }
        | (konflikt or {}),
        status=status,
    )


@csp_update({"sandbox": True})
def original(request, pk):
    dokument = _get_for(request, pk)
    audit.record(Aktion.EXPORTIERT, dokument)
    dateiname = f"profilseite-{dokument.pk}.{DATEIART[dokument.art]}"
    return als_download(bytes(dokument.original), dateiname)


@require_POST
def uebernehmen(request, pk):
    dokument = _get_for(request, pk)
    probe = importuebernahme.Probe(**dokument.probe)
    form = UebernehmenForm(request.POST, ersetzt=probe.ersetzt)
    if not form.is_valid():
        return _zeige(request, dokument, form=form)
    try:
        ergebnis = importuebernahme.uebernimm_dokument(
            dokument,
            durch=request.user,
            stand=form.cleaned_data["stand"],
            ersetzen=form.cleaned_data.get("ersetzen", False),
        )
    except (ImportNichtMoeglich, UebernahmeNichtMoeglich) as grund:
        messages.error(request, str(grund))
        return redirect("einlesen:detail", pk)
    for hinweis in ergebnis.hinweise:
        messages.warning(request, hinweis)
    messages.success(request, _what_happened(ergebnis))
    teilnahme = ergebnis.profil.teilnahme
    return redirect(f"{teilnahme.kommune.get_absolute_url()}?projekt={teilnahme.projekt.slug}")


def _what_happened(ergebnis):
    if not ergebnis.is_neu:
        return "Das Profil sagt schon genau das. Es hat sich nichts geändert."
    mit = importuebernahme.mit_massnahmen(ergebnis.massnahmen)
    return (
        f"Die Seite ist als Entwurf übernommen, {mit}. Öffentlich wird sie erst, wenn jemand sie "
        "veröffentlicht."
    )


@require_POST
def verwerfen(request, pk):
    dokument = _get_for(request, pk)
    try:
        dokument.verwirf(durch=request.user)
    except ImportNichtMoeglich as grund:
        messages.error(request, str(grund))
        return redirect("einlesen:detail", pk)
    messages.success(request, "Die Seite ist verworfen. Das Original bleibt aufbewahrt.")
    return redirect("einlesen:list")


def _get_for(request, pk):
    """Return the page, locked for a POST: 404 for whoever may not bring pages here."""
    dokumente = Importdokument.objects.visible_to(request.user).select_related("projekt")
    if request.method == "POST":
        dokumente = dokumente.select_for_update(of=("self",))
    return get_object_or_404(dokumente, pk=pk)
