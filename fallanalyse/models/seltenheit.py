"""
How few analyses there are: who reads that there is one already knows whose it is.

Told is only what this person may see anyway: her own Jugendamt's analyses, who belongs to a cluster
(public), and whether the library holds anything from elsewhere. How many others have is not hers.
"""

from fallanalyse.models.bibliothek import FreigegebenerBefund
from fallanalyse.workflow import IM_JUGENDAMT_OFFEN
from kommunen.models import Teilnahme


def seltenheit_of(analyse, user):
    """Return German sentences for the second person, the weightiest first."""
    if not analyse.projekt_id:
        return [
            "Die Fallanalyse gehört zu keinem Projekt. Über das Jugendamt hinaus geht sie nicht."
        ]
    cluster = analyse.cluster_id()
    kreis = "Cluster" if cluster else "Projekt"
    feld = {"cluster": cluster} if cluster else {"projekt": analyse.projekt_id}
    eigene = (
        type(analyse)
        .objects.visible_to(user)
        .filter(projekt=analyse.projekt_id, freigabestufe__in=IM_JUGENDAMT_OFFEN)
        .exclude(pk=analyse.pk)
        .count()
    )
    # Where a copy came from is shown to nobody but its own Jugendamt: what has no visible Herkunft
    # came from elsewhere.
    fremde = FreigegebenerBefund.objects.visible_to(user).filter(herkunft_set__isnull=True, **feld)
    aemter = (
        Teilnahme.objects.zuletzt_gueltig()
        .filter(jugendamt__isnull=False, **feld)
        .values("jugendamt")
        .distinct()
        .count()
    )
    saetze = []
    if not fremde.exists():
        saetze.append(
            f"In Ihrem {kreis} gibt es nur diese Analyse: Man wird Ihr Jugendamt erkennen."
            if not eigene
            else f"Aus anderen Jugendämtern liegt in Ihrem {kreis} noch kein Befund vor: Man wird "
            "Ihr Jugendamt erkennen."
        )
    saetze.append(
        f"Zu Ihrem {kreis} gehören {aemter} Jugendämter."
        if aemter > 1
        else f"Zu Ihrem {kreis} gehört nur Ihr Jugendamt."
    )
    weitere = {
        0: "Ihr Jugendamt hat dort noch keine andere Fallanalyse freigegeben.",
        1: "Ihr Jugendamt hat dort eine weitere Fallanalyse freigegeben.",
    }
    return [
        *saetze,
        weitere.get(eigene, f"Ihr Jugendamt hat dort {eigene} weitere Fallanalysen freigegeben."),
    ]
