"""Earlier texts of a profile page, and the way back to them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.models import Profilfassung
from kommunen.profilunterschied import unterscheide
from kommunen.views.profil_laden import context, gespeichert, get_to_edit, is_seen

FASSUNGEN_HOECHSTENS = 30


@require_GET
def fassungen(request, slug, projekt):
    teilnahme, profil = get_to_edit(request, slug, projekt)
    rows = Profilfassung.objects.visible_to(request.user).filter(teilnahme=teilnahme)
    if (vor := request.GET.get("vor", "")).isdecimal():
        rows = rows.filter(version__lt=int(vor))
    rows = list(rows.newest_first()[: FASSUNGEN_HOECHSTENS + 1])
    aelter = rows[FASSUNGEN_HOECHSTENS:]
    rows = rows[:FASSUNGEN_HOECHSTENS]
    return render(
        request,
        "kommunen/profil_fassungen.html",
        context(request, teilnahme, profil)
        | {"fassungen": rows, "aeltere_vor": rows[-1].version if aelter else None},
    )


@require_GET
def fassung(request, slug, projekt, version):
    """Show one earlier text, by what it says differently from today's."""
    teilnahme, profil, eine = _get_fassung(request, slug, projekt, version)
    return render(
        request,
        "kommunen/profil_fassung.html",
        context(request, teilnahme, profil)
        | {
            "fassung": eine,
            "unterschiede": unterscheide(profil.arbeitsfassung(), eine.inhalt),
        },
    )


@require_POST
def wiederherstellen(request, slug, projekt, version):
    _teilnahme, profil, eine = _get_fassung(request, slug, projekt, version)
    if is_seen(request, profil) and profil.bearbeite(eine.inhalt, version=profil.version):
        audit.record(Aktion.GEAENDERT, profil)
        messages.success(
            request, f"Die Fassung vom {eine.am:%d.%m.%Y} ist wieder da. {gespeichert(profil)}"
        )
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


@require_POST
def rueckgaengig(request, slug, projekt):
    """Take the last saving back."""
    _teilnahme, profil = get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    vorige = profil.vorige_fassung()
    if vorige is None:
        messages.info(request, "Es gibt keine frühere Fassung.")
    elif is_seen(request, profil):
        profil.bearbeite(vorige.inhalt, version=profil.version)
        audit.record(Aktion.GEAENDERT, profil)
        messages.success(request, "Das letzte Speichern ist rückgängig gemacht.")
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


def _get_fassung(request, slug, projekt, version):
    teilnahme, profil = get_to_edit(request, slug, projekt)
    rows = Profilfassung.objects.visible_to(request.user).filter(teilnahme=teilnahme)
    eine = get_object_or_404(rows, version=version)
    if profil is None:
        raise Http404
    return teilnahme, profil, eine
