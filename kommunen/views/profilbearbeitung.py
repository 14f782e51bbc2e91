"""Writing a profile page: form, conflict, preview, difference."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen.eingabe import nummer
from kommunen.enums import Profilabschnitt
from kommunen.forms import Profilformular
from kommunen.models import Profil
from kommunen.profilinhalt import Profilinhalt, text_of
from kommunen.profilseite import profilseite
from kommunen.profilunterschied import unterscheide
from kommunen.views.profil_laden import context, gespeichert, get_to_edit, is_seen


@require_http_methods(["GET", "POST"])
def bearbeiten(request, slug, projekt):
    teilnahme, profil = get_to_edit(request, slug, projekt)
    bisher = profil.arbeitsfassung() if profil else Profilinhalt()
    version = profil.version if profil else 0
    if request.method == "GET":
        return _show(request, teilnahme, profil, Profilformular(bisher, version))
    formular = Profilformular(bisher, version, request.POST)
    aktion = request.POST.get("aktion", "")
    is_valid = formular.is_valid()
    if ":" in aktion:
        return _change(request, teilnahme, profil, formular, aktion)
    if not is_valid:
        return _show(request, teilnahme, profil, formular)
    if formular.version != version:
        return _show_conflict(request, teilnahme, profil, formular)
    profil = profil or Profil.beginne(teilnahme)
    if profil.bearbeite(formular.inhalt, version=profil.version):
        audit.record(Aktion.GEAENDERT if version else Aktion.ANGELEGT, profil)
        messages.success(request, gespeichert(profil))
    if aktion == "vorschau":
        return redirect("kommunen:profil_vorschau", slug, projekt)
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


@require_GET
def vorschau(request, slug, projekt):
    """Show the page as the public will see it."""
    teilnahme, profil = get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    inhalt = profil.arbeitsfassung()
    return render(
        request,
        "kommunen/profil_vorschau.html",
        context(request, teilnahme, profil)
        | {
            "inhalt": profilseite(inhalt.abschnitte),
            "stand": inhalt.stand,
            "unvollstaendig": inhalt.unvollstaendig,
        },
    )


@require_GET
def unterschied(request, slug, projekt):
    """Show what would change for the public."""
    teilnahme, profil = get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    unterschiede = unterscheide(Profilinhalt.of(profil), profil.arbeitsfassung())
    return render(
        request,
        "kommunen/profil_unterschied.html",
        context(request, teilnahme, profil) | {"unterschiede": unterschiede},
    )


@require_POST
def verwerfen(request, slug, projekt):
    _teilnahme, profil = get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    if not profil.has_entwurf:
        messages.info(request, "Es gibt keinen Entwurf, der zu verwerfen wäre.")
    elif is_seen(request, profil):
        profil.verwirf_entwurf()
        audit.record(Aktion.ENTFERNT, profil)
        messages.success(
            request,
            "Der Entwurf ist verworfen. Sie finden ihn weiterhin unter »Frühere Fassungen«.",
        )
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


def _show(request, teilnahme, profil, formular, *, status=200, **kwargs):
    return render(
        request,
        "kommunen/profil_bearbeiten.html",
        context(request, teilnahme, profil)
        | {
            "formular": formular,
            "vorige_fassung": profil and profil.vorige_fassung(),
            "damals_version": "",
        }
        | kwargs,
        status=status,
    )


# --- somebody else was faster ---------------------------------------------------------------------


@dataclass(frozen=True)
class Konflikt:
    """What the section said when the user began to write, and what stands there now."""

    damals: str | None
    ihres: str


def _change(request, teilnahme, profil, formular, aktion):
    """Answer a button that changes the form only: nothing is saved."""
    was, _, name = aktion.partition(":")
    damals = nummer(request.POST.get("damals_version"))
    if was == "ihres" and name in Profilabschnitt.values:
        formular.setze_abschnitt(name, formular.gespeichert.abschnitte[Profilabschnitt(name)])
    else:
        formular.wende_an(aktion)
    if damals and profil:
        _compare(formular, _damals(profil, damals))
    return _show(request, teilnahme, profil, formular, damals_version=damals or "")


def _show_conflict(request, teilnahme, profil, formular):
    """
    Put both texts together; where both changed the same section, show damals, meins and ihres.

    Nothing is saved. Saving once more overwrites only what the user now sees.
    """
    gesehen = formular.version
    damals = _damals(profil, gesehen)
    ihres, meins = formular.gespeichert, formular.inhalt
    if damals is not None:
        for name in Profilabschnitt:
            if meins.abschnitte[name] == damals.abschnitte[name]:
                formular.setze_abschnitt(name, ihres.abschnitte[name])
        if meins.stand == damals.stand:
            formular.data["stand"] = f"{ihres.stand:%d.%m.%Y}" if ihres.stand else ""
    abweichend = _compare(formular, damals)
    formular.accept_version(profil.version if profil else 0)
    return _show(
        request,
        teilnahme,
        profil,
        formular,
        status=409,
        konflikt="Jemand anderes hat dieses Profil inzwischen gespeichert. Ihr Text ist noch da.",
        abweichend=abweichend,
        damals_version=gesehen,
    )


def _damals(profil, version):
    return profil.fassung_am(version) if version and profil else Profilinhalt()


def _compare(formular, damals):
    """Mark the sections in which both wrote; return them with what is stored (konflikt.html)."""
    abweichend = []
    for abschnitt in formular.abschnitte:
        ihres = formular.gespeichert.abschnitte[abschnitt.name]
        alt = damals and damals.abschnitte[abschnitt.name]
        if abschnitt.punkte == ihres or (damals is not None and ihres == alt):
            continue
        text = text_of(ihres)
        abschnitt.konflikt = Konflikt(None if damals is None else text_of(alt), text)
        abweichend.append((abschnitt.titel, text))
    return abweichend
