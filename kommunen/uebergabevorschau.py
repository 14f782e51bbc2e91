"""What the page of an Uebergabe says will move, as far as this user may know it."""

from dataclasses import dataclass

from kommunen.models import Rolle, Teilnahme, Zustaendigkeit

# Not counted: how many analyses there are is for the Jugendamt itself, case by case.
IMMER = (
    "alle Fallanalysen mit Team, Texten, Verlauf, Fassungen, Sitzungen, Anhängen und Einladungen; "
    "jede behält ihre Rechtsgrundlage und ihren Löschtag. Wer im Team ist, arbeitet weiter.",
    "die Herkunft freigegebener Befunde: Wer sie zurückziehen darf, ist dann die neue Leitung",
    "Profile und Maßnahmen: unverändert, bearbeitet vom aufnehmenden Jugendamt",
    "die Mitgliedschaft in Netzwerken und die Ansprechpersonen",
)
BLEIBT = (
    "das Protokoll: Die Kette schließt mit einem Eintrag. Der Datenschutz beider Seiten liest sie "
    "weiter, und im aufnehmenden Jugendamt beginnt ein neuer Abschnitt.",
    "die Kennzahlen der Jahre bis dahin und alle eingefrorenen Stichtage",
    "die Vorgaben zur Rechtsgrundlage und die Löschfristen für neue Fallanalysen: Es gelten die "
    "des aufnehmenden Jugendamts",
)


@dataclass(frozen=True)
class Vorschau:
    geht_ueber: tuple
    bleibt: tuple


def vorschau(user, uebergabe):
    """Return the Vorschau; whoever may not see the Rollen of a Jugendamt is told of none."""
    konkret = [*_gebiete(user, uebergabe), *_teilnahmen(user, uebergabe), *_rollen(user, uebergabe)]
    return Vorschau(geht_ueber=(*konkret, *IMMER), bleibt=BLEIBT)


def _gebiete(user, uebergabe):
    rows = (
        Zustaendigkeit.objects.visible_to(user)
        .filter(jugendamt=uebergabe.abgebend)
        .exclude(bis__lt=uebergabe.am)
        .order_by("kommune__name", "pk")
    )
    if namen := list(rows.values_list("kommune__name", flat=True)):
        yield f"die Zuständigkeit für {' und '.join(namen)}"


def _teilnahmen(user, uebergabe):
    rows = Teilnahme.objects.visible_to(user).filter(jugendamt=uebergabe.abgebend).for_list()
    for teilnahme in rows:
        yield f"die Teilnahme von {teilnahme.kommune} am Projekt »{teilnahme.projekt}«"


def _rollen(user, uebergabe):
    rollen = Rolle.objects.visible_to(user).gueltig().filter(jugendamt=uebergabe.abgebend)
    yield from uebergabe.mitgehende(rollen)
