"""Text blocks to inform the people concerned: Art. 13 and 14 GDPR, §§ 82, 82a SGB X."""

from kinderschutz.dokument import Dokument, Tabelle, abschnitt

NAME = "information"
TITEL = "Information der Beteiligten"
WOFUER = (
    "Textbausteine nach Art. 13 und 14 DSGVO: für Eltern und Kinder, für befragte Fachkräfte und "
    "für alle, die mit der Anwendung arbeiten."
)


def dokument(t):
    return Dokument(
        TITEL,
        f"{t.jugendamt}. Textbausteine nach Art. 13 und 14 DSGVO in Verbindung mit §§ 82, 82a SGB "
        "X. Wählen Sie den Teil, der passt, und füllen Sie die markierten Stellen aus.",
        (
            abschnitt(
                "1. Wer verantwortlich ist",
                f"Verantwortlich ist {t.jugendamt}, Träger: {t.traeger}. Sie erreichen uns so: "
                "⟦Anschrift, Telefon, E-Mail⟧.",
                "Unsere Datenschutzbeauftragte oder unser Datenschutzbeauftragter: ⟦Name oder "
                "Stelle, Anschrift, Telefon, E-Mail⟧.",
            ),
            abschnitt(
                "2. Für Eltern, Kinder und Jugendliche",
                "Wir wollen aus Fällen lernen, wie wir Kinder besser schützen. Dafür sehen sich "
                "Fachkräfte zurückblickend an, wie es bei Ihnen gelaufen ist: was geholfen hat und "
                "was wir anders machen sollten. Es geht um unsere Arbeit, nicht darum, Sie zu "
                "beurteilen. Für Hilfen, die Sie bekommen, hat die Auswertung keine Folgen.",
                "Ihr Name, Ihre Adresse und Ihr Geburtsdatum werden dabei nicht aufgeschrieben. In "
                "der Auswertung heißen Sie zum Beispiel »Mutter« oder »Kind 1«. Wer zu welcher "
                "Auswertung gehört, steht nur auf einem Blatt in unserem Haus.",
                "Wenn wir Sie befragen: Sie müssen nicht mitmachen. Wenn Sie Nein sagen, entsteht "
                "Ihnen kein Nachteil. Wenn Sie Ja sagen, können Sie das jederzeit widerrufen, ohne "
                "Gründe zu nennen: ⟦Stelle, Telefon, E-Mail⟧. Ab dann benutzen wir Ihre Angaben "
                "nicht weiter, und was schon freigegeben war, nehmen wir zurück. Was bis dahin "
                "geschah, bleibt rechtmäßig.",
                "Wenn wir Ihre Akte auswerten, ohne Sie zu fragen: Das erlaubt das Gesetz nur in "
                "bestimmten Fällen. Welche Grundlage gilt, steht in Teil 5.",
            ),
            abschnitt(
                "3. Für Fachkräfte, die wir befragen",
                "Wir sehen uns an, wie die Organisation gearbeitet hat, nicht wie gut Sie als "
                "Person waren. Sie werden als »Fachkraft A« bezeichnet. Für Beurteilungen oder "
                "dienstliche Maßnahmen werden Ihre Angaben nicht genutzt. Die Teilnahme am "
                "Gespräch ist freiwillig.",
                "Sie hören, was wir über Ihren Anteil festgehalten haben, bevor wir abschließen, "
                "und können es berichtigen. Wo wir uns nicht einig sind, steht beides da.",
            ),
            abschnitt(
                "4. Für alle, die mit der Anwendung arbeiten",
                "Über Sie speichern wir: Name, dienstliche E-Mail-Adresse, Passwort (als Prüfwert, "
                "nicht lesbar), den zweiten Faktor, Ihre Rollen mit Beginn und Ende, die "
                "Sitzungen, in denen Sie angemeldet sind, und das Protokoll: wann Sie was gelesen, "
                "geändert, freigegeben oder ausgegeben haben.",
                "Das Protokoll verlangt das Gesetz (Art. 32 DSGVO, § 67b Abs. 1 SGB X mit § 22 "
                "Abs. 2 BDSG). Ihre Leitung sieht darin keine Personen. Der Datenschutz sieht sie "
                "nur mit einer Begründung. Ausgewertet wird Ihre Arbeit damit nicht.",
            ),
            abschnitt(
                "5. Wozu und auf welcher Grundlage",
                "Zweck ist die Qualitätsentwicklung im Kinderschutz (§ 79a SGB VIII). "
                "Rechtsgrundlage ist Art. 6 Abs. 1 Buchstabe e DSGVO, bei Angaben zur Gesundheit "
                "Art. 9 Abs. 2 DSGVO, zusammen mit der Grundlage, die unser Jugendamt für die "
                "Methode festgelegt hat; bei Einwilligungen Art. 6 Abs. 1 Buchstabe a DSGVO:",
                Tabelle("Grundlage je Methode", ("Methode", "Grundlage"), t.vorgaben),
                "Woher die Daten kommen: aus unserer Akte, aus Gesprächen mit Ihnen und mit den "
                "beteiligten Stellen.",
            ),
            abschnitt(
                "6. Wer die Daten bekommt",
                "Die Auswertung bleibt in unserem Jugendamt. Wer von außen moderiert, liest nur, "
                "was niemanden erkennen lässt, und nur für eine begrenzte Zeit. An andere "
                "Jugendämter, an das Projekt oder an das Land gehen nur Erkenntnisse ohne Fall, "
                "nachdem eine zweite Person sie geprüft hat. In Länder außerhalb der Europäischen "
                "Union wird nichts übermittelt. Den Betrieb besorgt ⟦Betreiber der Anwendung⟧ in "
                "unserem Auftrag (§ 80 SGB X).",
            ),
            abschnitt(
                "7. Wie lange",
                "Jede Auswertung hat von Anfang an einen Tag, an dem sie gelöscht wird:",
                Tabelle("Löschfristen", ("Grundlage", "gelöscht nach"), t.fristen),
                "Länger bleibt sie nur mit einer Begründung, die festgehalten wird.",
            ),
            abschnitt(
                "8. Ihre Rechte",
                [
                    "Auskunft darüber, was wir über Sie gespeichert haben (Art. 15 DSGVO, § 83 SGB "
                    "X)",
                    "Berichtigung und Löschung (Art. 16 und 17 DSGVO, § 84 SGB X); was Sie "
                    "bestreiten, wird als strittig gekennzeichnet",
                    "Einschränkung der Verarbeitung (Art. 18 DSGVO) und Widerspruch (Art. 21 "
                    "DSGVO)",
                    "Widerruf einer Einwilligung für die Zukunft (Art. 7 Abs. 3 DSGVO)",
                    f"Beschwerde bei der Aufsichtsbehörde für den Datenschutz in {t.land} (Art. 77 "
                    "DSGVO): ⟦Name und Anschrift⟧",
                ],
                "Weil keine Namen gespeichert sind, brauchen wir für eine Auskunft von Ihnen "
                "Angaben, mit denen wir das Zuordnungsblatt finden (Art. 11 DSGVO). Es gibt keine "
                "automatisierte Entscheidung und kein Profiling.",
            ),
        ),
    )
