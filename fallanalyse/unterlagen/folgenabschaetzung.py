"""The template of a data protection impact assessment: Art. 35 GDPR."""

from fallanalyse.unterlagen.verzeichnis import massnahmen
from kinderschutz.dokument import Dokument, Tabelle, abschnitt

NAME = "folgenabschaetzung"
TITEL = "Muster einer Datenschutz-Folgenabschätzung"
WOFUER = (
    "Art. 35 DSGVO: Beschreibung, Notwendigkeit, Risiken und Maßnahmen. Die Bewertung ist Ihre."
)

# Risk, whom it would hit how hard, what the application does against it.
RISIKEN = (
    (
        "Eine Familie wird wiedererkannt, obwohl kein Name dasteht",
        "sehr schwer: Bloßstellung, Gefährdung eines Kindes",
        "Rollen statt Namen, Altersbänder, Zeit ab Fallbeginn; Suche nach verräterischen Angaben; "
        "zweite Person mit Prüfliste; Zurückziehen an allen Stellen",
    ),
    (
        "Jemand im eigenen Haus liest aus Neugier",
        "schwer",
        "Entwürfe nur für das Team, Leserkreis durch die Leitung, jedes Lesen im Protokoll",
    ),
    (
        "Jemand von außen behält Zugang",
        "schwer",
        "Einladung für genau eine Fallanalyse mit Enddatum, danach nichts mehr sichtbar",
    ),
    (
        "Ein Jugendamt sieht Fälle eines anderen",
        "schwer",
        "Mandantentrennung in Anwendung und Datenbank, unabhängig voneinander geprüft",
    ),
    (
        "Datenbank oder Sicherung wird entwendet",
        "sehr schwer",
        "Erzähltexte und Anhänge verschlüsselt, Schlüssel getrennt; gegen die Übernahme der "
        "laufenden Anwendung schützt das nicht",
    ),
    (
        "Kleine Zahlen verraten einen Fall",
        "mittel",
        "Schwellenwert, Sperrung zweiten Grades, Stichtage; Merkmale von Fällen werden nicht "
        "gezählt",
    ),
    (
        "Beschäftigte werden kontrolliert",
        "mittel",
        "keine Auswertung je Person, Protokoll ohne Personen für die Leitung, Dienstvereinbarung",
    ),
    (
        "Daten bleiben länger als nötig",
        "mittel",
        "Löschtag von Anfang an, Erinnerung 30 Tage vorher, länger nur mit Begründung",
    ),
    (
        "Ein Widerruf kommt nicht an",
        "schwer",
        "jedes Teammitglied kann ihn vermerken; die Fallanalyse ist sofort gesperrt, Freigegebenes "
        "zurückgezogen",
    ),
    (
        "Texte gehen verloren",
        "gering bis mittel",
        "Zwischenstand beim Tippen, alle Fassungen bleiben, Datensicherung",
    ),
)


def dokument(t):
    return Dokument(
        TITEL,
        f"{t.jugendamt}. Vorlage nach Art. 35 DSGVO. Beschreibung und Maßnahmen sind aus der "
        "Anwendung gefüllt; Eintritt, Restrisiko und Ergebnis bewerten Sie.",
        (
            abschnitt(
                "1. Warum eine Folgenabschätzung",
                "Verarbeitet werden Sozialdaten und Angaben zu Gesundheit und Familie über "
                "schutzbedürftige Menschen, darunter Kinder. Das Risiko ist auch dann hoch, wenn "
                "es nur wenige Fälle sind.",
            ),
            abschnitt(
                "2. Systematische Beschreibung",
                "Fachkräfte untersuchen einzelne Fälle rückblickend: Verlauf, "
                "Schlüsselsituationen, Einflussfaktoren, Befunde, Empfehlungen. Die Leitung gibt "
                "für einen Leserkreis frei; eine zweite Person prüft auf Wiedererkennbarkeit; erst "
                "dann gehen Befunde und Empfehlungen ohne Fall an Cluster, Projekt oder Land.",
                Tabelle("Grundlage je Methode", ("Methode", "Grundlage"), t.vorgaben),
                Tabelle(
                    "Was eingetragen wird", ("Teil", "Felder", "davon verschlüsselt"), t.felder
                ),
                Tabelle(
                    "Wer was sieht",
                    ("Rolle", "Aufgabe", "sieht von Fallanalysen", "zweiter Faktor"),
                    t.rollen,
                ),
                Tabelle("Löschfristen", ("Grundlage", "gelöscht nach"), t.fristen),
            ),
            abschnitt(
                "3. Notwendigkeit und Verhältnismäßigkeit",
                [
                    "Zweck: Qualitätsentwicklung nach § 79a SGB VIII. Ohne den Verlauf des Falls "
                    "lässt sich nicht verstehen, warum etwas sinnvoll erschien.",
                    "Sparsamkeit: kein Feld für Namen, Geburtsdatum, Adresse, Aktenzeichen; fast "
                    "nichts ist Pflicht; Datumsangaben werden nicht erfragt.",
                    "Milderes Mittel: Leichte Methoden kommen mit einer Schlüsselsituation aus. "
                    "Anonym zu arbeiten geht nur, wo das Team nicht aus der Akte arbeitet.",
                    "Rechte der Betroffenen: Information, Auskunft, Berichtigung, Vermerk für "
                    "Strittiges, Widerruf, vorzeitiges Löschen.",
                    "Rechtsgrundlage: Solange sie offen ist, nimmt die Anwendung keinen Text an.",
                ],
            ),
            abschnitt(
                "4. Risiken",
                Tabelle(
                    "Risiken für die Rechte und Freiheiten der Betroffenen",
                    ("Risiko", "Schwere", "Maßnahmen", "Eintritt und Restrisiko"),
                    tuple((*risiko, "⟦Bewertung⟧") for risiko in RISIKEN),
                ),
            ),
            abschnitt("5. Technische und organisatorische Maßnahmen", massnahmen(t)),
            abschnitt(
                "6. Beteiligung und Ergebnis",
                "Rat der oder des Datenschutzbeauftragten (Art. 35 Abs. 2 DSGVO): ⟦Stellungnahme "
                "vom …⟧. Standpunkt der Betroffenen oder ihrer Vertretung (Abs. 9), des "
                "Personalrats: ⟦…⟧.",
                "Ergebnis: ⟦Restrisiko vertretbar / weitere Maßnahmen / Konsultation der "
                "Aufsichtsbehörde nach Art. 36 DSGVO⟧. Nächste Überprüfung: ⟦Datum⟧.",
            ),
        ),
    )
