"""What all pages share on which a profile is written: how it is found, and who sees them."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kommunen import permissions
from kommunen.models import Profil, Teilnahme

WEGE = (
    ("Bearbeiten", "profil_bearbeiten"),
    ("Vorschau", "profil_vorschau"),
    ("Was sich ändert", "profil_unterschied"),
    ("Frühere Fassungen", "profil_fassungen"),
)


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


def get_to_edit(request, slug, projekt):
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


def is_seen(request, profil):
    """Whether the user saw what is stored now; otherwise tells her to look again."""
    if request.POST.get("version") == str(profil.version):
        return True
    messages.warning(
        request, "Inzwischen hat jemand gespeichert. Bitte sehen Sie sich den neuen Stand erst an."
    )
    return False


def gespeichert(profil):
    if profil.is_veroeffentlicht:
        return (
            "Gespeichert als Entwurf. Die Öffentlichkeit sieht weiterhin das bisherige Profil."
            if profil.has_entwurf
            else "Gespeichert. Der Text ist derselbe, den die Öffentlichkeit sieht."
        )
    return "Gespeichert. Das Profil ist noch nicht veröffentlicht."


def context(request, teilnahme, profil):
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
