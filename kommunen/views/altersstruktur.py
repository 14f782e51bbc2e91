"""The age structure of a Kommune on a page of its own: both years, compared, every figure."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kommunen.altersstruktur import altersstruktur, altersstruktur_des_landes, stichtage
from kommunen.altersvergleich import AltersvergleichForm
from kommunen.bevoelkerungspyramide import pyramide
from kommunen.enums import Geschlecht
from kommunen.models import Kommune


@login_not_required
@require_GET
def altersstruktur_seite(request, slug):
    user = request.user
    kommune = get_object_or_404(
        Kommune.objects.visible_to(user).select_related("bundesland"), slug=slug
    )
    form = AltersvergleichForm(
        request.GET or None, user=user, kommune=kommune, tage=stichtage(user, kommune)
    )
    # A link with a day nobody counted says so beside the field, and shows the newest.
    wahl = form.cleaned_data if form.is_bound and form.is_valid() else {}
    struktur, warum_keine = altersstruktur(user, kommune, wahl.get("stichtag"))
    vergleich, warum_kein_vergleich = None, ""
    if struktur and (mit := wahl.get("vergleich")):
        if mit == AltersvergleichForm.LAND:
            vergleich = altersstruktur_des_landes(user, kommune.bundesland, struktur.stichtag)
        else:
            vergleich, warum_kein_vergleich = altersstruktur(user, mit, struktur.stichtag)
        if vergleich is None and not warum_kein_vergleich:
            warum_kein_vergleich = "Für diesen Tag liegen keine Zahlen des Landes vor."
    return render(
        request,
        "kommunen/altersstruktur.html",
        {
            "kommune": kommune,
            "form": form,
            "altersstruktur": struktur,
            "warum_keine_altersstruktur": warum_keine,
            "vergleich": vergleich,
            "warum_kein_vergleich": warum_kein_vergleich,
            "pyramide": pyramide_of(struktur, vergleich),
            "zeilen": _zeilen(struktur, vergleich) if struktur else [],
        },
    )


def pyramide_of(struktur, vergleich=None):
    """Return the Pyramide, None where the sexes are not known."""
    if struktur is None or not struktur.has_geschlechter:
        return None
    return pyramide(
        struktur, vergleich if vergleich is not None and vergleich.has_geschlechter else None
    )


@dataclass(frozen=True)
class Tabellenzeile:
    text: str
    maennlich: int | None
    weiblich: int | None
    insgesamt: int
    anteil: float
    vergleich: float | None


def _zeilen(struktur, vergleich):
    anteile = {gruppe.gruppe: gruppe.anteil for gruppe in vergleich.amtliche} if vergleich else {}
    return [
        Tabellenzeile(
            gruppe.text,
            struktur.zahlen.get((Geschlecht.M, gruppe.gruppe)),
            struktur.zahlen.get((Geschlecht.W, gruppe.gruppe)),
            gruppe.wert,
            gruppe.anteil,
            anteile.get(gruppe.gruppe),
        )
        for gruppe in struktur.amtliche
    ]
