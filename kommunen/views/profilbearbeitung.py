"""Writing a profile page: form, conflict, preview, difference, earlier texts."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinderschutz import audit
from kinderschutz.models import Aktion
from kommunen import permissions
from kommunen.enums import Profilabschnitt
from kommunen.models import Profil, Profilfassung, Teilnahme
from kommunen.profilformular import Profilformular
from kommunen.profilinhalt import Profilinhalt, text_of
from kommunen.profilseite import profilseite
from kommunen.profilunterschied import unterscheide

FASSUNGEN_HOECHSTENS = 30
WEGE = (
    ("Bearbeiten", "profil_bearbeiten"),
    ("Vorschau", "profil_vorschau"),
    ("Was sich ändert", "profil_unterschied"),
    ("Frühere Fassungen", "profil_fassungen"),
)


@require_http_methods(["GET", "POST"])
def bearbeiten(request, slug, projekt):
    teilnahme, profil = _get_to_edit(request, slug, projekt)
    gespeichert = profil.arbeitsfassung() if profil else Profilinhalt()
    version = profil.version if profil else 0
    if request.method == "GET":
        return _show(request, teilnahme, profil, Profilformular(gespeichert, version))
    formular = Profilformular(gespeichert, version, request.POST)
    aktion = request.POST.get("aktion", "")
    is_valid = formular.is_valid()
    if ":" in aktion:
        return _change(request, teilnahme, profil, formular, aktion)
    if not is_valid:
        return _show(request, teilnahme, profil, formular)
    if formular.version != version:
        return _show_conflict(request, teilnahme, profil, formular)
    profil = profil or Profil.objects.create(teilnahme=teilnahme)
    if profil.bearbeite(formular.inhalt, version=profil.version):
        audit.record(Aktion.GEAENDERT if version else Aktion.ANGELEGT, profil)
        messages.success(request, _gespeichert(profil))
    if aktion == "vorschau":
        return redirect("kommunen:profil_vorschau", slug, projekt)
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


@require_GET
def vorschau(request, slug, projekt):
    """Show the page as the public will see it."""
    teilnahme, profil = _get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    inhalt = profil.arbeitsfassung()
    return render(
        request,
        "kommunen/profil_vorschau.html",
        _context(request, teilnahme, profil)
        | {
            "inhalt": profilseite(inhalt.abschnitte),
            "stand": inhalt.stand,
            "unvollstaendig": inhalt.unvollstaendig,
        },
    )


@require_GET
def unterschied(request, slug, projekt):
    """Show what would change for the public."""
    teilnahme, profil = _get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    unterschiede = unterscheide(Profilinhalt.of(profil), profil.arbeitsfassung())
    return render(
        request,
        "kommunen/profil_unterschied.html",
        _context(request, teilnahme, profil) | {"unterschiede": unterschiede},
    )


@require_POST
def verwerfen(request, slug, projekt):
    _teilnahme, profil = _get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    if not profil.has_entwurf:
        messages.info(request, "Es gibt keinen Entwurf, der zu verwerfen wäre.")
    elif _is_seen(request, profil):
        profil.verwirf_entwurf()
        audit.record(Aktion.ENTFERNT, profil)
        messages.success(
            request,
            "Der Entwurf ist verworfen. Sie finden ihn weiterhin unter »Frühere Fassungen«.",
        )
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


@require_GET
def fassungen(request, slug, projekt):
    teilnahme, profil = _get_to_edit(request, slug, projekt)
    rows = Profilfassung.objects.visible_to(request.user).filter(teilnahme=teilnahme)
    if (vor := request.GET.get("vor", "")).isdecimal():
        rows = rows.filter(version__lt=int(vor))
    rows = list(rows.newest_first()[: FASSUNGEN_HOECHSTENS + 1])
    aelter = rows[FASSUNGEN_HOECHSTENS:]
    rows = rows[:FASSUNGEN_HOECHSTENS]
    return render(
        request,
        "kommunen/profil_fassungen.html",
        _context(request, teilnahme, profil)
        | {"fassungen": rows, "aeltere_vor": rows[-1].version if aelter else None},
    )


@require_GET
def fassung(request, slug, projekt, version):
    """Show one earlier text, by what it says differently from today's."""
    teilnahme, profil, eine = _get_fassung(request, slug, projekt, version)
    return render(
        request,
        "kommunen/profil_fassung.html",
        _context(request, teilnahme, profil)
        | {
            "fassung": eine,
            "unterschiede": unterscheide(profil.arbeitsfassung(), eine.inhalt),
        },
    )


@require_POST
def wiederherstellen(request, slug, projekt, version):
    _teilnahme, profil, eine = _get_fassung(request, slug, projekt, version)
    if _is_seen(request, profil) and profil.bearbeite(eine.inhalt, version=profil.version):
        audit.record(Aktion.GEAENDERT, profil)
        messages.success(
            request, f"Die Fassung vom {eine.am:%d.%m.%Y} ist wieder da. {_gespeichert(profil)}"
        )
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


@require_POST
def rueckgaengig(request, slug, projekt):
    """Take the last saving back."""
    _teilnahme, profil = _get_to_edit(request, slug, projekt)
    if profil is None:
        raise Http404
    vorige = profil.vorige_fassung()
    if vorige is None:
        messages.info(request, "Es gibt keine frühere Fassung.")
    elif _is_seen(request, profil):
        profil.bearbeite(vorige.inhalt, version=profil.version)
        audit.record(Aktion.GEAENDERT, profil)
        messages.success(request, "Das letzte Speichern ist rückgängig gemacht.")
    return redirect("kommunen:profil_bearbeiten", slug, projekt)


def get_teilnahme(user, slug, projekt):
    """Return the Teilnahme of the address: the one with a profile, otherwise the newest."""
    teilnahme = (
        Teilnahme.objects.visible_to(user)
        .select_related("kommune__bundesland", "projekt", "cluster")
        .filter(kommune__slug=slug, projekt__slug=projekt)
        .order_by(F("profil").asc(nulls_last=True), F("von").desc(nulls_last=True), "pk")
        .first()
    )
    if teilnahme is None:
        raise Http404
    return teilnahme


def _get_to_edit(request, slug, projekt):
    """Return (Teilnahme, Profil or None), locked on POST; 404 for who does not write there."""
    teilnahme = get_teilnahme(request.user, slug, projekt)
    permissions.require_known(permissions.can_profil_bearbeiten(request.user, teilnahme))
    profile = Profil.objects.visible_to(request.user).with_punkte()
    if request.method == "POST":
        # The Teilnahme too: two may begin the same profile.
        get_object_or_404(
            Teilnahme.objects.visible_to(request.user).select_for_update(of=("self",)),
            pk=teilnahme.pk,
        )
        profile = profile.select_for_update(of=("self",))
    profil = profile.filter(teilnahme=teilnahme).first()
    if profil:
        profil.teilnahme = teilnahme
    return teilnahme, profil


def _get_fassung(request, slug, projekt, version):
    teilnahme, profil = _get_to_edit(request, slug, projekt)
    rows = Profilfassung.objects.visible_to(request.user).filter(teilnahme=teilnahme)
    eine = get_object_or_404(rows, version=version)
    if profil is None:
        raise Http404
    return teilnahme, profil, eine


def _is_seen(request, profil):
    """Whether the user saw what is stored now; otherwise tells her to look again."""
    if request.POST.get("version") == str(profil.version):
        return True
    messages.warning(
        request, "Inzwischen hat jemand gespeichert. Bitte sehen Sie sich den neuen Stand erst an."
    )
    return False


def _gespeichert(profil):
    if profil.is_veroeffentlicht:
        return (
            "Gespeichert als Entwurf. Die Öffentlichkeit sieht weiterhin das bisherige Profil."
            if profil.has_entwurf
            else "Gespeichert. Der Text ist derselbe, den die Öffentlichkeit sieht."
        )
    return "Gespeichert. Das Profil ist noch nicht veröffentlicht."


def _context(request, teilnahme, profil):
    args = [teilnahme.kommune.slug, teilnahme.projekt.slug]
    return {
        "wege": [
            {
                "text": text,
                "url": reverse(f"kommunen:{name}", args=args),
                "aktiv": request.resolver_match.url_name == name,
            }
            for text, name in WEGE
        ],
        "kommune": teilnahme.kommune,
        "teilnahme": teilnahme,
        "profil": profil,
        "can_profil_veroeffentlichen": profil is not None
        and permissions.can_profil_veroeffentlichen(request.user, teilnahme),
    }


def _show(request, teilnahme, profil, formular, *, status=200, **kwargs):
    return render(
        request,
        "kommunen/profil_bearbeiten.html",
        _context(request, teilnahme, profil)
        | {
            "formular": formular,
            "vorige_fassung": profil and profil.vorige_fassung(),
            "konflikt": "",
            "abweichend": [],
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
    text: str = ""


def _change(request, teilnahme, profil, formular, aktion):
    """Answer a button that changes the form only: nothing is saved."""
    was, _, name = aktion.partition(":")
    damals = request.POST.get("damals_version", "")
    if was == "ihres" and name in Profilabschnitt.values:
        formular.setze_abschnitt(name, formular.gespeichert.abschnitte[Profilabschnitt(name)])
    else:
        formular.wende_an(aktion)
    if damals.isdecimal() and profil:
        _compare(formular, _damals(profil, int(damals)))
    return _show(request, teilnahme, profil, formular, damals_version=damals)


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
    formular.accept_version(profil.version)
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
    return profil.fassung_am(version) if version else Profilinhalt()


def _compare(formular, damals):
    """Mark the sections in which both wrote; return them with what is stored (_konflikt.html)."""
    abweichend = []
    for abschnitt in formular.abschnitte:
        ihres = formular.gespeichert.abschnitte[abschnitt.name]
        alt = damals and damals.abschnitte[abschnitt.name]
        if abschnitt.punkte == ihres or (damals is not None and ihres == alt):
            continue
        text = text_of(ihres)
        abschnitt.konflikt = Konflikt(None if damals is None else text_of(alt), text, text)
        abweichend.append((abschnitt.titel, abschnitt.konflikt))
    return abweichend
