"""What waits in netzwerk: tasks of meetings whose date is over."""

from kommunen.anliegen import Anliegen, registriere
from netzwerk import permissions
from netzwerk.models import Aufgabe


def registriere_alle():
    registriere(aufgaben)


def aufgaben(user):
    """Yield the overdue tasks of the meetings this user organises."""
    eigene = permissions.eigene_veranstaltungen(user)
    if eigene is None:
        return
    faellige = (
        Aufgabe.objects.visible_to(user)
        .ueberfaellig()
        .filter(**{f"veranstaltung__{feld}": wert for feld, wert in eigene.items()})
        .select_related("veranstaltung", "institution")
        .order_by("faellig_am", "pk")
    )
    for aufgabe in faellige:
        yield Anliegen(
            text=f"Noch nicht erledigt: {aufgabe} ({aufgabe.wer})",
            url=aufgabe.veranstaltung.get_absolute_url(),
            warum=f"Verabredet bei »{aufgabe.veranstaltung}«; Sie richten sie aus.",
            faellig_am=aufgabe.faellig_am,
        )
