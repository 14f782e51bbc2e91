"""What netzwerk adds to pages of kommunen: a section of the Kommune, a line of »Meine Arbeit«."""

from kommunen import eigenes, seitenabschnitte
from kommunen.eigenes import Eigenes
from kommunen.seitenabschnitte import Abschnitt
from netzwerk import permissions
from netzwerk.models import Netzwerk


def registriere_alle():
    seitenabschnitte.registriere(netzwerke_der_kommune)
    eigenes.registriere(eigene_netzwerke)


def netzwerke_der_kommune(user, kommune, jugendaemter):
    if not jugendaemter:
        return None
    netzwerke = list(Netzwerk.objects.visible_to(user).of_jugendaemter(jugendaemter).for_list())
    if not netzwerke:
        return None
    return Abschnitt(
        titel="Netzwerk" if len(netzwerke) == 1 else "Netzwerke",
        template="netzwerk/_in_kommune.html",
        daten={"netzwerke": netzwerke},
    )


def eigene_netzwerke(user):
    if not permissions.has_eigenes_netzwerk(user):
        return
    netzwerke = Netzwerk.objects.visible_to(user).of_jugendaemter([user.rolle.jugendamt_id])
    for netzwerk in netzwerke.for_list():
        yield Eigenes(
            titel=netzwerk.name,
            url=netzwerk.get_absolute_url(),
            stand=f"{netzwerk.get_ebene_display()}, {netzwerk.anzahl_mitglieder} Mitglieder",
        )
