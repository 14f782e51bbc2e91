"""The meetings of a Projekt in its Zwischenbericht: counts by institution, never a name."""

from django.db.models import Count, Sum
from django.utils import timezone

from kommunen.berichtsquellen import Teil, registriere
from kommunen.enums import Berichtsabschnitt
from netzwerk.models import Veranstaltung


def registriere_alle():
    registriere(Berichtsabschnitt.VERANSTALTUNGEN, veranstaltungen)


def veranstaltungen(user, bericht):
    """Return the Teil about the meetings that took place in the period of the report."""
    rows = Veranstaltung.objects.visible_to(user).filter(
        projekt=bericht.projekt_id,
        abgesagt_am=None,
        beginn__date__gte=bericht.von,
        beginn__date__lte=bericht.bis,
    )
    if bericht.cluster_id is not None:
        rows = rows.filter(cluster=bericht.cluster_id)
    rows = list(
        rows.select_related("cluster")
        .annotate(stellen=Count("teilnehmende"), personen=Sum("teilnehmende__anzahl"))
        .order_by("beginn", "pk")
    )
    anzahl = "Eine Veranstaltung hat" if len(rows) == 1 else f"{len(rows)} Veranstaltungen haben"
    personen = sum(eine.personen or 0 for eine in rows)
    return Teil(
        absaetze=(f"{anzahl} im Berichtszeitraum stattgefunden, mit {personen} Teilnehmenden.",),
        titel="Veranstaltungen",
        kopf=("Veranstaltung", "Art", "am", "Kreis", "Stellen", "Personen"),
        zeilen=tuple(
            (
                eine.titel,
                eine.get_art_display(),
                f"{timezone.localdate(eine.beginn):%d.%m.%Y}",
                str(eine.cluster) if eine.cluster else "alle Kommunen",
                # Where nobody wrote down who came it is unknown, not 0.
                str(eine.stellen) if eine.stellen else "nicht erfasst",
                str(eine.personen) if eine.stellen else "nicht erfasst",
            )
            for eine in rows
        ),
        quelle="Veranstaltungen in dieser Anwendung",
    )
