"""What the Projektkoordination asked, what came back, and the reports she wrote. All invented."""

from datetime import date

from fallanalyse.demo.konten import person
from fallanalyse.demo.zeit import am
from kinderschutz.demo_konten import BUNDESPROJEKT
from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.berichtsinhalt import inhalt_von
from kommunen.enums import Berichtsabschnitt, Rollenart, Rueckmeldestand
from kommunen.models import Anfrage, Rolle, Rueckmeldung, Stichtag, Zwischenbericht

GRUND = "demo_laden"
WERKSTATT = "Termin der nächsten QE-Werkstatt"
KONTAKTE = "Stimmen die Kontakte noch?"
# Question, text, asked and due (days from the Stichtag), answers: day, Kommune, kind, words.
ANFRAGEN = (
    (
        KONTAKTE,
        "Bitte sehen Sie nach, ob die Ansprechperson Ihrer Kommune noch stimmt.",
        -70,
        -40,
        (
            (-62, "Stadt Ludwigshafen am Rhein", Rueckmeldestand.BEANTWORTET, "Stimmt so."),
            (
                -58,
                "Landkreis Mainz-Bingen",
                Rueckmeldestand.NICHT_NOETIG,
                "Der Kontakt wurde erst im Vormonat bestätigt.",
            ),
            (
                -35,
                "Landkreis Friesland",
                Rueckmeldestand.BEANTWORTET,
                "Am Telefon: Frau Muster bleibt zuständig, die Durchwahl ist neu.",
            ),
        ),
    ),
    (
        WERKSTATT,
        "Wann findet Ihre nächste Qualitätsentwicklungswerkstatt statt, und welche Institutionen"
        " laden Sie ein?\n\nWir möchten die Termine der Cluster aufeinander abstimmen.",
        5,
        75,
        (
            (
                12,
                "Landkreis Mainz-Bingen",
                Rueckmeldestand.BEANTWORTET,
                "In der zweiten Februarwoche, mit Kitas, Gesundheitsamt und der Kinderklinik. Den"
                " genauen Tag schicken wir nach der Absprache im Netzwerk.",
            ),
            (
                14,
                "Landkreis Friesland",
                Rueckmeldestand.NICHT_NOETIG,
                "Am Telefon: Die Werkstatt war schon im September, die nächste ist im Herbst.",
            ),
        ),
    ),
)
EINLEITUNG = (
    "Im Berichtszeitraum lag der Schwerpunkt auf den Qualitätsentwicklungswerkstätten. Die"
    " Kommunen haben begonnen, ihre Verfahren zwischen den Diensten abzustimmen."
)
KURZ = (
    "Die Jugendämter lernen gemeinsam aus schwierigen Verläufen: Übergaben sind verbindlicher"
    " geworden, und wer Hilfe braucht, findet schneller die richtige Stelle."
)


def lade_koordination(kalender):
    """Let the coordination of the federal project ask and report, on the days it happened."""
    with system_context(GRUND):
        rolle = Rolle.objects.select_related("person", "projekt").get(
            person=person("koordination"),
            art=Rollenart.PROJEKTKOORDINATION,
            projekt__kurztitel=BUNDESPROJEKT,
        )
    for titel, frage, gestellt, frist, antworten in ANFRAGEN:
        with am(kalender.tag(gestellt)), acting_as(rolle):
            anfrage = Anfrage(
                projekt=rolle.projekt,
                titel=titel,
                frage=frage,
                faellig_am=kalender.frist(frist),
            )
            anfrage.stelle()
        for tag, kommune, stand, text in antworten:
            with am(kalender.tag(tag)), system_context(GRUND):
                Rueckmeldung.objects.select_related("anfrage").get(
                    anfrage=anfrage, teilnahme__kommune__name=kommune
                ).beantworte(stand, text)
    with am(kalender.tag(-20)), acting_as(rolle):
        Anfrage.objects.get(titel=KONTAKTE).schliesse()
    _berichte(kalender, rolle)


def _berichte(kalender, rolle):
    """Freeze the report of the half year before the Stichtag, and begin the next one."""
    ende = date(kalender.stichtag.year, 6, 30)
    if kalender.stichtag < ende:
        ende = date(kalender.stichtag.year - 1, 12, 31)
    beginn = date(ende.year, 1 if ende.month == 6 else 7, 1)
    with am(kalender.tag(10)), acting_as(rolle) as koordination:
        bericht = Zwischenbericht.objects.create(
            projekt=rolle.projekt,
            titel=f"Zwischenbericht {ende:%m/%Y}",
            von=beginn,
            bis=ende,
            stichtag=Stichtag.objects.filter(datum__lte=kalender.stichtag).latest("datum"),
            abschnitte=Berichtsabschnitt.values,
            texte={
                "vorwort": EINLEITUNG,
                "ausblick": "Im nächsten Halbjahr folgen die Expertenworkshops.",
                "kurz": KURZ,
            },
        )
        bericht.friere_ein(inhalt_von(koordination, bericht))
        Zwischenbericht.objects.create(
            projekt=rolle.projekt,
            titel="Bericht über die Maßnahmen (Entwurf)",
            von=ende,
            bis=kalender.stichtag,
            abschnitte=[Berichtsabschnitt.MASSNAHMEN, Berichtsabschnitt.RUECKMELDUNGEN],
            texte={"kurz": KURZ},
        )
