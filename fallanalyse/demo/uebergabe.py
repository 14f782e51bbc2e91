"""A handover that waits: the town of Bad Kreuznach to its Kreis. Invented, as the accounts are."""

from datetime import date

from django.utils import timezone

from kinderschutz.demo_konten import KREIS_BAD_KREUZNACH, STADT_BAD_KREUZNACH
from kommunen.models import Jugendamt, Uebergabe


def plane_uebergabe():
    """Plan it for the first day of the year after next: both Leitungen have time to look at it."""
    uebergabe = Uebergabe(
        abgebend=Jugendamt.objects.get(traeger__ags=STADT_BAD_KREUZNACH),
        aufnehmend=Jugendamt.objects.get(traeger__ags=KREIS_BAD_KREUZNACH),
        am=date(timezone.localdate().year + 2, 1, 1),
    )
    uebergabe.plane()
