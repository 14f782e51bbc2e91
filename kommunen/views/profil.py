from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kinderschutz import audit
from kinderschutz.dateiausgabe import als_download
from kinderschutz.models import Aktion
from kommunen import permissions
from kommunen.models import Profil
from kommunen.profilexport import als_text as text_von


@require_POST
def veroeffentlichen(request, slug, projekt):
    profil = _get_for(request, slug, projekt)
    if request.POST.get("version", str(profil.version)) != str(profil.version):
        messages.warning(
            request,
            "Inzwischen hat jemand gespeichert, nichts ist veröffentlicht. Bitte sehen Sie sich "
            "den neuen Stand erst an.",
        )
        return redirect("kommunen:profil_vorschau", slug, projekt)
    profil.veroeffentlichen()
    audit.record(Aktion.FREIGEGEBEN, profil)
    messages.success(request, "Das Profil ist veröffentlicht. Alle können es jetzt lesen.")
    return redirect(f"{profil.get_absolute_url()}?projekt={projekt}")


@require_POST
def zurueckziehen(request, slug, projekt):
    profil = _get_for(request, slug, projekt)
    profil.zurueckziehen()
    audit.record(Aktion.ZURUECKGEZOGEN, profil)
    messages.success(
        request, "Das Profil ist wieder ein Entwurf. Nur wer daran arbeitet, kann es lesen."
    )
    return redirect(f"{profil.get_absolute_url()}?projekt={projekt}")


@login_not_required
def als_text(request, slug, projekt):
    """Hand out the page in the text form that can be read in again."""
    profil = get_object_or_404(
        Profil.objects.visible_to(request.user)
        .with_punkte()
        .select_related("teilnahme__kommune__bundesland", "teilnahme__cluster"),
        teilnahme__kommune__slug=slug,
        teilnahme__projekt__slug=projekt,
    )
    return als_download(text_von(profil), f"profil-{slug}.txt")


def _get_for(request, slug, projekt):
    """Return the locked Profil: 404 if the user may not know of it, 403 if not publish it."""
    profil = get_object_or_404(
        Profil.objects.visible_to(request.user)
        .select_for_update(of=("self",))
        .select_related("teilnahme__kommune"),
        teilnahme__kommune__slug=slug,
        teilnahme__projekt__slug=projekt,
    )
    permissions.require(permissions.can_profil_veroeffentlichen(request.user, profil.teilnahme))
    return profil
