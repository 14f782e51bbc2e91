"""A Profil in the text form of its page: `profilimport.lies` reads from it what stands in it."""

from kommunen.enums import Teilnahmerolle
from kommunen.models import Teilnahme
from kommunen.profilimport import Profiltext, Punkt, schreibe
from kommunen.profiluebernahme import ABSCHNITTE, ROLLEN


def als_text(profil):
    """Return the page as text. Reads the prefetched points (`with_punkte`)."""
    return schreibe(profiltext_von(profil))


def profiltext_von(profil):
    """Return the Profil as if its page had been read."""
    teilnahme = profil.teilnahme
    kommune, cluster = teilnahme.kommune, teilnahme.cluster
    modell, partner = _neighbours(teilnahme)
    inhalt = profil.inhalt()
    return Profiltext(
        rolle=next(wort for wort, rolle in ROLLEN.items() if rolle == teilnahme.rolle),
        kommune=kommune.name,
        web=kommune.website or None,
        bundesland=kommune.bundesland.name.upper(),
        cluster=cluster and cluster.nummer,
        modellkommune=modell,
        partnerkommunen=partner,
        punkte={
            name: [
                Punkt(0, None if punkt.ist_absatz else "punkt", 0, punkt.text.split("\n"))
                for punkt in inhalt[abschnitt]
            ]
            for name, abschnitt in ABSCHNITTE.items()
            if inhalt[abschnitt] is not None
        },
        unvollstaendig=profil.unvollstaendig,
        pruefsumme=profil.quelltext_pruefsumme,
    )


def _neighbours(teilnahme):
    """Return the name of the Modellkommune, None if it is the page's own, and of the partners."""
    if teilnahme.cluster_id is None:
        return None, []
    andere = (
        Teilnahme.objects.filter(cluster=teilnahme.cluster_id)
        .exclude(kommune=teilnahme.kommune_id)
        .select_related("kommune")
        .order_by("kommune__name")
    )
    modell = [eine.kommune.name for eine in andere if eine.rolle == Teilnahmerolle.MODELL]
    partner = [eine.kommune.name for eine in andere if eine.rolle == Teilnahmerolle.PARTNER]
    return (modell[0] if modell else None), partner
