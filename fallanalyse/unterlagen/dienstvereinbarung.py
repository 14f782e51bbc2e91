"""The template of an agreement with the Personalrat: nobody is watched."""

from kinderschutz.dokument import Dokument, Tabelle, abschnitt

NAME = "dienstvereinbarung"
TITEL = "Muster einer Dienstvereinbarung"
WOFUER = "Mit dem Personalrat: Niemand wird überwacht, und woran man das erkennt."


def dokument(t):
    return Dokument(
        "Dienstvereinbarung über den Einsatz der Anwendung »Kinderschutz«",
        f"Muster. Zwischen {t.traeger}, vertreten durch ⟦Dienststellenleitung⟧, und dem "
        f"Personalrat, vertreten durch ⟦Vorsitz⟧, für den Bereich {t.jugendamt}, nach dem "
        f"Personalvertretungsrecht ({t.land}).",
        (
            abschnitt(
                "§ 1 Gegenstand und Geltung",
                "Die Vereinbarung regelt, wie Fallanalysen zur Qualitätsentwicklung im "
                "Kinderschutz mit der Anwendung »Kinderschutz« erarbeitet, gelesen, freigegeben "
                "und gelöscht werden. Sie gilt für alle Beschäftigten, die damit arbeiten oder an "
                "einer Fallanalyse beteiligt sind.",
            ),
            abschnitt(
                "§ 2 Grundsatz: Niemand wird überwacht",
                "Betrachtet wird die Organisation, nicht die Person. Die Anwendung dient nicht der "
                "Kontrolle von Leistung oder Verhalten. Was in ihr steht oder protokolliert ist, "
                "darf nicht für Beurteilungen, Versetzungen, Abmahnungen oder andere "
                "personalrechtliche Maßnahmen genutzt werden. Was entgegen dieser Vereinbarung "
                "gewonnen wurde, darf nicht verwertet werden.",
            ),
            abschnitt(
                "§ 3 Woran man das erkennt",
                [
                    "Es gibt keine Auswertung je Beschäftigter oder Beschäftigtem: keine Zahl der "
                    "Fallanalysen, keine Bearbeitungszeit, keine Rangfolge.",
                    "In einer Fallanalyse stehen keine Namen. Beschäftigte sind »Fachkraft A«; ein "
                    "Feld für Namen gibt es nicht.",
                    "Frühere Fassungen eines Textes und wer gerade mitschreibt, sieht nur das "
                    "Team. Die Leitung sieht »Team«, keine Person.",
                    "Entwürfe liest nur das Team. Die Leitung liest erst, was das Team einreicht.",
                    "Wie die Schritte nach § 8a SGB VIII eingehalten wurden, verlässt das Team "
                    "nie.",
                    "Was in der Fallanalyse über den Anteil von Beschäftigten steht, wird vor dem "
                    "Abschluss mit ihnen besprochen. Dissens bleibt stehen.",
                ],
            ),
            abschnitt(
                "§ 4 Was protokolliert wird und wer es liest",
                "Protokolliert wird, wann jemand in welcher Rolle was gelesen, geändert, "
                "freigegeben, ausgegeben hat und was verweigert wurde; nie der Inhalt. Das "
                "verlangt das Gesetz (Art. 32 DSGVO, § 67b Abs. 1 SGB X mit § 22 Abs. 2 BDSG).",
                "Das Protokoll liest nur der Datenschutz. Personen sieht er nur, wenn er einen "
                "Grund angibt; auch das steht im Protokoll. Der Anlass ist ein konkreter Verdacht "
                "auf einen unbefugten Zugriff oder eine Anfrage Betroffener. Bevor Ergebnisse über "
                "Beschäftigte weitergegeben werden, wird der Personalrat beteiligt.",
                "Das Protokoll wird aufbewahrt für: ⟦zum Beispiel zwölf Monate⟧.",
            ),
            abschnitt(
                "§ 5 Wer was sieht",
                Tabelle(
                    "Rollen",
                    ("Rolle", "Aufgabe", "sieht von Fallanalysen", "zweiter Faktor"),
                    t.rollen,
                ),
                "Neue Rollen oder weiter gehende Rechte werden vorher mit dem Personalrat "
                "besprochen.",
            ),
            abschnitt(
                "§ 6 Freiwilligkeit und Zeit",
                "Gespräche für eine Fallanalyse sind freiwillig. Die Mitarbeit ist Arbeitszeit. "
                "Wer sich belastet fühlt, bekommt auf Wunsch Supervision: ⟦Angebot⟧.",
            ),
            abschnitt(
                "§ 7 Sitzung und Anmeldung",
                f"Eine Sitzung endet nach {t.sitzung_minuten} Minuten ohne Tun und spätestens nach "
                f"{t.sitzung_stunden} Stunden. Getipptes geht dabei nicht verloren. Aus "
                "Anmeldezeiten wird keine Arbeitszeit ermittelt.",
            ),
            abschnitt(
                "§ 8 Einführung, Änderung, Überprüfung",
                "Alle, die mit der Anwendung arbeiten, werden vorher geschult: ⟦Umfang⟧. "
                "Wesentliche Änderungen, besonders neue Auswertungen, brauchen die Zustimmung des "
                "Personalrats. Nach zwölf Monaten prüfen beide Seiten gemeinsam, ob die "
                "Vereinbarung eingehalten wird; der Personalrat darf sich dazu alle Ansichten "
                "vorführen lassen.",
            ),
            abschnitt(
                "§ 9 Inkrafttreten",
                "Die Vereinbarung tritt am ⟦Datum⟧ in Kraft. Sie kann mit einer Frist von ⟦drei "
                "Monaten⟧ gekündigt werden und wirkt nach, bis eine neue gilt.",
                "⟦Ort, Datum, Unterschrift Dienststelle⟧",
                "⟦Ort, Datum, Unterschrift Personalrat⟧",
            ),
        ),
    )
