"""The entry for the register of processing activities: Art. 30 GDPR."""

from kinderschutz.dokument import Dokument, Tabelle, abschnitt

NAME = "verzeichnis"
TITEL = "Eintrag für das Verzeichnis von Verarbeitungstätigkeiten"
WOFUER = "Art. 30 DSGVO: Zwecke, Personen, Daten, Empfänger, Fristen, Maßnahmen. Zum Übernehmen."


def massnahmen(t):
    """Return the technical and organisational measures, as they are switched on here."""
    return [
        "Zugang: persönliches Konto; "
        + (
            "zweiter Faktor für alle Rollen, die Fallinhalte oder Personen sehen"
            if t.zweiter_faktor
            else "der zweite Faktor ist in dieser Installation nicht erzwungen"
        )
        + f"; eine Sitzung endet nach {t.sitzung_minuten} Minuten ohne Tun, spätestens nach "
        f"{t.sitzung_stunden} Stunden",
        "Zugriff: jede Person handelt in genau einer Rolle; welche Zeilen sie sieht, entscheiden "
        "die Anwendung und unabhängig davon die Datenbank (Zeilenschutz)",
        "Trennung: jedes Jugendamt ist ein eigener Mandant; was sein Haus verlässt, ist eine Kopie "
        "ohne Fall",
        "Pseudonymisierung: keine Felder für Namen, Geburtsdaten, Adressen und Aktenzeichen; "
        "zufällige Kennung; die Zuordnung bleibt außerhalb der Anwendung; Zeitpunkte zählen ab "
        "Fallbeginn",
        "Prüfung vor der Freigabe: Suche nach Angaben, die jemanden erkennen lassen, und eine "
        "zweite Person, die weder mitgeschrieben noch freigegeben hat",
        "Verschlüsselung: Erzähltexte und Anhänge liegen verschlüsselt; die Schlüssel getrennt von "
        "den Datensicherungen",
        "Nachvollziehbarkeit: Lesen, Ändern, Freigeben, Ausgeben und verweigerte Zugriffe stehen "
        "in einer Prüfsummenkette, ohne Inhalt (Art. 32 DSGVO, § 67b Abs. 1 SGB X mit § 22 Abs. 2 "
        "BDSG)",
        "Kein Dritter: nichts wird von fremden Servern geladen, mit Falltexten wird nichts "
        "trainiert",
        "Wiederherstellung: ⟦Datensicherung: Rhythmus, Ort, Aufbewahrung; für sie gelten dieselben "
        "Löschfristen⟧",
    ]


def dokument(t):
    return Dokument(
        TITEL,
        f"{t.jugendamt}. Verarbeitungstätigkeit: Fallanalysen zur Qualitätsentwicklung im "
        "Kinderschutz (Art. 30 Abs. 1 DSGVO).",
        (
            abschnitt(
                "a) Verantwortlicher",
                f"{t.jugendamt}, Träger: {t.traeger}, {t.land}. Anschrift und Kontakt: ⟦Anschrift, "
                "Telefon, E-Mail⟧. Vertreten durch: ⟦Leitung⟧. Datenschutzbeauftragte oder "
                "Datenschutzbeauftragter: ⟦Name, Kontakt⟧.",
            ),
            abschnitt(
                "b) Zwecke und Rechtsgrundlagen",
                "Aus abgeschlossenen Fällen lernen und Verfahren, Instrumente und Organisation "
                "verbessern (§ 79a SGB VIII). Kein Ersatz für das Verfahren nach § 8a SGB VIII und "
                "keine Akte. Grundlage je Methode:",
                Tabelle("Grundlage je Methode", ("Methode", "Grundlage"), t.vorgaben),
            ),
            abschnitt(
                "c) Betroffene Personen und Kategorien von Daten",
                [
                    "Kinder, Jugendliche, Eltern und andere Beteiligte eines Falls: nur als Rolle, "
                    "mit Altersband; darunter Angaben zu Gesundheit und Familie (Art. 9 DSGVO)",
                    "Fachkräfte und beteiligte Stellen: nur als Rolle und Art der Einrichtung",
                    "Benutzerinnen und Benutzer: Name, dienstliche E-Mail-Adresse, Rollen, "
                    "Sitzungen, Protokoll",
                ],
                Tabelle(
                    "Was je Teil einer Fallanalyse eingetragen wird",
                    ("Teil", "Felder", "davon verschlüsselt"),
                    t.felder,
                ),
            ),
            abschnitt(
                "d) Empfänger",
                Tabelle(
                    "Wer was sieht",
                    ("Rolle", "Aufgabe", "sieht von Fallanalysen", "zweiter Faktor"),
                    t.rollen,
                ),
                "Betrieb im Auftrag: ⟦Betreiber, Vertrag vom …, Anzeige an die Aufsichtsbehörde "
                "nach § 80 SGB X am …⟧.",
            ),
            abschnitt(
                "e) Übermittlung in Drittländer", "Keine. Verarbeitet wird in ⟦Ort, Mitgliedstaat⟧."
            ),
            abschnitt(
                "f) Löschfristen",
                Tabelle("Löschfristen", ("Grundlage", "gelöscht nach"), t.fristen),
                "Gezählt ab dem Beginn der Fallanalyse. Gelöscht wird mit allen Fassungen, "
                "Zwischenständen, dem Verlauf und den Anhängen; es bleibt ein Eintrag im "
                "Protokoll. Freigegebene Befunde enthalten keinen Fall und bleiben. Länger nur "
                "mit Begründung.",
            ),
            abschnitt("g) Technische und organisatorische Maßnahmen", massnahmen(t)),
        ),
    )
