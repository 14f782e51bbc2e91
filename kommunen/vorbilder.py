"""
»Wer hat das schon?«: what other Kommunen plan or reached on the same theme.

Only what everybody may read, the points of published profiles in their published words, and the
measures this user sees anyway. How a measure of others stands inside is never told.
"""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q

from kommunen.massnahmen_aus_profil import MASSNAHMEN
from kommunen.models import Kommune, Massnahme, Profil, Profilpunkt

HOECHSTENS = 30
# »Similar in size« is half to double.
AEHNLICH = 2
WORT = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Vorbild:
    """One find: whose, in which words, how it stands there, and how it is named in an address."""

    schluessel: str
    kommune: Kommune
    text: str
    stand: str
    quelle: str
    url: str
    massnahme_id: int | None
    einwohner: int | None
    verhaeltnis: float | None

    @property
    def is_aehnlich_gross(self):
        return self.verhaeltnis is not None and self.verhaeltnis <= AEHNLICH


def vorbilder(user, *, kommune, thema):
    """Return the finds of other Kommunen on this theme, those of similar size first."""
    if not WORT.search(thema):
        return []
    frage = SearchQuery(" OR ".join(WORT.findall(thema)), search_type="websearch", config="german")
    punkte = _punkte(user, kommune).annotate(worte=SearchVector("text", config="german"))
    massnahmen = _massnahmen(user, kommune).annotate(
        worte=SearchVector("text", "thema", config="german")
    )
    funde = [
        *punkte.filter(worte=frage).order_by("pk")[:HOECHSTENS],
        *massnahmen.filter(Q(worte=frage) | Q(thema__iexact=thema)).order_by("pk")[:HOECHSTENS],
    ]
    liste = _erzaehlt(user, kommune, funde)
    liste.sort(key=lambda eins: (eins.verhaeltnis or float("inf"), eins.kommune.name, eins.text))
    return liste[:HOECHSTENS]


def vorbild(user, schluessel, *, kommune):
    """Return the one find of this name, None if this user may not know of it."""
    art, nummer = schluessel[:1], schluessel[1:]
    # More digits than a key has would be an error of the database.
    if not re.fullmatch(r"\d{1,18}", nummer, re.ASCII) or art not in ("p", "m"):
        return None
    rows = (_punkte if art == "p" else _massnahmen)(user, kommune).filter(pk=nummer)
    return next(iter(_erzaehlt(user, kommune, rows)), None)


def _punkte(user, kommune):
    return (
        Profilpunkt.objects.visible_to(user)
        .filter(abschnitt__in=MASSNAHMEN, profil__in=_veroeffentlichte(user))
        .exclude(profil__teilnahme__kommune=kommune)
        .select_related("profil__teilnahme__kommune")
    )


def _veroeffentlichte(user):
    return Profil.objects.visible_to(user).veroeffentlicht()


def _massnahmen(user, kommune):
    return Massnahme.objects.visible_to(user).exclude(kommune=kommune).select_related("kommune")


def _erzaehlt(user, kommune, funde):
    """Return the finds as Vorbilder; what stands in both appears once, in its published words."""
    punkte = [eines for eines in funde if isinstance(eines, Profilpunkt)]
    gezeigt = {punkt.massnahme_id for punkt in punkte if punkt.massnahme_id}
    roh = [
        (
            f"p{punkt.pk}",
            punkt.profil.teilnahme.kommune,
            punkt.text,
            MASSNAHMEN[punkt.abschnitt][1].label,
            "veröffentlichtes Profil",
            punkt.profil.teilnahme.kommune.get_absolute_url(),
            punkt.massnahme_id,
        )
        for punkt in punkte
    ] + [
        (
            f"m{massnahme.pk}",
            massnahme.kommune,
            massnahme.text,
            massnahme.get_status_display(),
            "Maßnahme, die Sie sehen dürfen",
            massnahme.get_absolute_url(),
            massnahme.pk,
        )
        for massnahme in funde
        if isinstance(massnahme, Massnahme) and massnahme.pk not in gezeigt
    ]
    einwohner = {
        eine.pk: eine.einwohner
        for eine in Kommune.objects.visible_to(user)
        .filter(pk__in={kommune.pk, *(zeile[1].pk for zeile in roh)})
        .with_einwohner()
    }
    hier = einwohner.get(kommune.pk)
    return [
        Vorbild(
            *zeile,
            einwohner=einwohner.get(zeile[1].pk),
            verhaeltnis=_verhaeltnis(hier, einwohner.get(zeile[1].pk)),
        )
        for zeile in roh
    ]


def _verhaeltnis(hier, dort):
    return max(hier, dort) / min(hier, dort) if hier and dort else None
