"""Published profiles as PDF: one Kommune, or a whole cluster."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from kinderschutz import pdf
from kinderschutz.dateiausgabe import zum_ansehen
from kommunen.altersstruktur import altersstruktur
from kommunen.models import Cluster, Profil, Teilnahme
from kommunen.profilseite import profilseite
from kommunen.views.altersstruktur import pyramide_of
from kommunen.views.cluster import Besetzung
from kommunen.views.profil_laden import get_teilnahme

# Making one takes a second of a processor, and everybody may ask: the same page is made once.
AUFGEHOBEN = 6 * 60 * 60
# With more text than this a smaller type keeps a page on one sheet.
DICHT, SEHR_DICHT = 2_600, 3_900


@login_not_required
@require_GET
def profil_pdf(request, slug, projekt):
    teilnahme = get_teilnahme(request.user, slug, projekt)
    profil = _published(request.user, [teilnahme]).get(teilnahme.pk)
    if profil is None:
        raise Http404
    beside = []
    if teilnahme.cluster_id:
        beside = list(Teilnahme.objects.visible_to(request.user).beside(teilnahme))
    return _answer(
        request,
        {"titel": f"Profil {teilnahme.kommune}", "seiten": [_page(request, profil, beside)]},
        name=f"profil-{slug}-{projekt}",
        back=f"{profil.get_absolute_url()}?projekt={projekt}",
    )


@login_not_required
@require_GET
def cluster_pdf(request, slug):
    teilnahmen = Teilnahme.objects.visible_to(request.user).zuletzt_gueltig().for_list()
    cluster = get_object_or_404(
        Cluster.objects.visible_to(request.user).select_related("projekt"), slug=slug
    )
    besetzung = Besetzung(cluster, teilnahmen.filter(cluster=cluster))
    profile = _published(request.user, besetzung.teilnahmen)
    seiten = [
        _page(
            request,
            profile[teilnahme.pk],
            [eine for eine in besetzung.teilnahmen if eine.pk != teilnahme.pk],
        )
        for teilnahme in besetzung.teilnahmen
        if teilnahme.pk in profile
    ]
    return _answer(
        request,
        {
            "titel": f"{cluster}, {cluster.projekt}",
            "besetzung": besetzung,
            "ohne_profil": [eine for eine in besetzung.teilnahmen if eine.pk not in profile],
            "seiten": seiten,
        },
        name=f"cluster-{slug}",
        back=cluster.get_absolute_url(),
    )


def _published(user, teilnahmen):
    """Return the published profiles by their Teilnahme, with all their points."""
    profile = (
        Profil.objects.visible_to(user)
        .veroeffentlicht()
        .filter(teilnahme__in=teilnahmen)
        .select_related(
            "teilnahme__kommune__bundesland", "teilnahme__projekt", "teilnahme__cluster"
        )
        .with_punkte()
    )
    return {profil.teilnahme_id: profil for profil in profile}


def _page(request, profil, beside):
    """Return what one page of the brochure takes."""
    kommune = profil.teilnahme.kommune
    struktur, warum_keine = altersstruktur(request.user, kommune)
    laenge = sum(len(punkt.text) + 40 for punkt in profil.punkte.all())
    return {
        "profil": profil,
        "teilnahme": profil.teilnahme,
        "kommune": kommune,
        "beside": beside,
        "inhalt": profilseite(profil.inhalt()),
        "altersstruktur": struktur,
        "warum_keine_altersstruktur": warum_keine,
        "pyramide": pyramide_of(struktur),
        "dichte": "sehr-dicht" if laenge > SEHR_DICHT else "dicht" if laenge > DICHT else "",
    }


def _answer(request, context, *, name, back):
    html = render_to_string("kommunen/profil_pdf.html", context)
    # By all it says, so that what changed is made anew at once.
    schluessel = f"profil-pdf:{hashlib.sha256(html.encode()).hexdigest()}"
    inhalt = cache.get(schluessel)
    if inhalt is None:
        try:
            inhalt = pdf.pdf(html)
        except pdf.PdfNichtMoeglich as grund:
            messages.error(request, str(grund))
            return redirect(back)
        cache.set(schluessel, inhalt, AUFGEHOBEN)
    return zum_ansehen(inhalt, f"{name}.pdf")
