"""
The access table: who gets what at which address. To be read without knowing the program.

One line: address | way | object | answers, in the order of the columns | answer to whoever belongs
to another Jugendamt, Projekt and Land (»–« where the address names no object, or one of the shared
catalogue, which belongs to nobody, or a handover, which the Administration sees of everybody).

    ja    gets the page, or does what the form is for
    an    is sent to the sign-in
    404   is not to know that there is such a thing
    403   knows of it and may not do this
    409   is told that this text cannot be saved now, and keeps it
    405   the address takes no such call

Columns: 1 anonym · 2 ohne Rolle · 3 Fachkraft im Team · 4 Fachkraft desselben Jugendamts, nicht im
Team · 5 Leitung · 6 Moderation dieser Analyse (Stufe team) · 7 Netzwerkkoordination · 8
Projektkoordination · 9 Wissenschaftliche Begleitung · 10 Ministerium · 11 Landesjugendamt ·
12 Datenschutz · 13 Administration · 14 Fachkraft, 15 Leitung eines fremden Jugendamts.

Objects of fallanalyse are analyses at this Freigabestufe; »abgeschlossen« is finished and in its
team. Whose they are: the team is that of column 3.
"""

TABELLE = """
#                                                        1    2    3    4    5    6    7    8    9    10   11   12   13   14   15
# --- öffentlich ---
start                            | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
kommunen:list                    | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
kommunen:detail                  | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | ja
kommunen:altersstruktur          | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | ja
kommunen:profil_pdf              | GET  |               | 404  404  404  404  404  404  404  404  404  404  404  404  404  404  404 | 404
cluster:pdf                      | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | ja
cluster:list                     | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
cluster:detail                   | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | ja
projekt:detail                   | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | ja
netzwerk:list                    | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
netzwerk:detail                  | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | ja

# --- Anmeldung und Rolle ---
anmelden_in_der_seite            | POST |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
rolle_wechseln                   | POST |               | an   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
sitzung                          | GET  |               | an   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
sitzung                          | POST |               | an   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
adresse_aendern                  | GET  |               | an   404  404  404  404  404  404  404  404  404  404  404  404  404  404 | –
arbeit                           | GET  |               | an   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
einladung:oeffnen                | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
einladung:oeffnen                | POST |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
einladung:annehmen               | GET  |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –
einladung:annehmen               | POST |               | ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja   ja  | –

# --- Kommune, Projekt, Land ---
kommunen:massnahmen              | GET  |               | an   404  ja   ja   ja   404  404  ja   404  ja   ja   404  404  404  404 | 404
kommunen:massnahme_create        | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:massnahme_create        | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:massnahme_update        | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:massnahme_update        | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:massnahme_status        | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:massnahme_status        | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:massnahme_detail        | GET  |               | an   404  ja   ja   ja   404  404  ja   404  ja   ja   404  404  404  404 | 404
kommunen:vorbilder               | GET  |               | an   404  ja   ja   ja   404  404  ja   404  ja   ja   404  404  404  404 | 404
kommunen:beleg_neu               | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:beleg_neu               | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:wirkung                 | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:wirkung                 | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:anteil_neu              | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:anteil_neu              | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:anteil                  | GET  |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:anteil                  | POST |               | an   404  ja   ja   ja   404  404  ja   404  403  403  404  404  404  404 | 404
kommunen:beleg                   | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:beleg_entfernen         | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:beleg_entfernen         | POST |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_bearbeiten        | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_bearbeiten        | POST |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_vorschau          | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_unterschied       | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_verwerfen         | POST |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_rueckgaengig      | POST |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_fassungen         | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_fassung           | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_wiederherstellen  | POST |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_veroeffentlichen | POST |               | an   404  403  403  ja   404  404  403  404  404  404  404  404  404  404 | 404
kommunen:profil_zurueckziehen    | POST |               | an   404  403  403  ja   404  404  403  404  404  404  404  404  404  404 | 404
kommunen:teilnahme               | GET  |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:meilensteine            | GET  |               | an   404  403  403  ja   404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:meilensteine            | POST |               | an   404  403  403  ja   404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:rollenwechsel           | GET  |               | an   404  403  403  403  404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:rollenwechsel           | POST |               | an   404  403  403  403  404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:kontakt_neu             | GET  |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:kontakt_neu             | POST |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:kontakt                 | GET  |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:kontakt                 | POST |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:kontakt_bestaetigen     | POST |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:kontakt_entfernen       | POST |               | an   404  ja   ja   ja   404  ja   ja   404  404  404  404  404  404  404 | 404
kommunen:swot_neu                | GET  |               | an   404  ja   ja   ja   404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:swot_neu                | POST |               | an   404  ja   ja   ja   404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:swot                    | GET  |               | an   404  ja   ja   ja   404  403  ja   404  404  404  404  404  404  404 | 404
kommunen:swot                    | POST |               | an   404  ja   ja   ja   404  403  ja   404  404  404  404  404  404  404 | 404
projekt:meilensteine             | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
projekt:meilensteine             | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
kommunen:profil_text             | GET  |               | 404  404  ja   ja   ja   404  404  ja   404  404  404  404  404  404  404 | 404
einlesen:list                    | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  ja   ja  | –
einlesen:create                  | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  ja   ja  | –
einlesen:create                  | POST |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  ja   ja  | –
einlesen:detail                  | GET  |               | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
einlesen:detail                  | POST |               | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
einlesen:original                | GET  |               | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
einlesen:uebernehmen             | POST |               | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
einlesen:verwerfen               | POST |               | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
cluster:fortschritt              | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
cluster:fortschritt_eines        | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
veranstaltung:list               | GET  |               | an   404  ja   ja   ja   404  ja   ja   ja   404  404  404  404  ja   ja  | –
veranstaltung:neu                | GET  |               | an   404  403  403  ja   404  ja   ja   403  404  404  404  404  403  ja  | –
veranstaltung:neu                | POST |               | an   404  403  403  ja   404  ja   ja   403  404  404  404  404  403  ja  | –
veranstaltung:detail             | GET  | jugendamt     | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:detail             | GET  | projekt       | an   404  ja   ja   ja   404  ja   ja   ja   404  404  404  404  404  404 | 404
veranstaltung:kalender           | GET  | jugendamt     | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:bearbeiten         | GET  | jugendamt     | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:bearbeiten         | POST | jugendamt     | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:bearbeiten         | POST | projekt       | an   404  403  403  403  404  403  ja   403  404  404  404  404  404  404 | 404
veranstaltung:absagen            | POST | jugendamt     | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:protokoll          | GET  | jugendamt     | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:protokoll          | POST | jugendamt     | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:protokoll          | POST | projekt       | an   404  403  403  403  404  403  ja   403  404  404  404  404  404  404 | 404
veranstaltung:protokoll_freigeben | POST | jugendamt    | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
veranstaltung:aufgabe_erledigt   | POST | jugendamt     | an   404  403  403  ja   404  ja   404  404  404  404  404  404  404  404 | 404
organisation:uebersicht          | GET  |               | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  ja   ja  | –
organisation:bearbeiten          | GET  |               | an   404  403  403  ja   404  404  404  404  404  404  404  404  403  ja  | –
organisation:bearbeiten          | POST |               | an   404  403  403  ja   404  404  404  404  404  404  404  404  403  ja  | –
cluster:fortschritt_ausgabe      | GET  | csv           | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
cluster:fortschritt_ausgabe      | GET  | xlsx          | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
cluster:fortschritt_ausgabe      | GET  | pdf           | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
cluster:erinnern                 | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
land:uebersicht                  | GET  |               | an   403  403  403  403  403  403  403  403  ja   ja   403  403  403  403 | –
gebiete:list                     | GET  |               | an   404  404  404  404  404  404  404  404  404  404  404  ja   404  404 | –
gebiete:aufloesung               | GET  |               | an   404  404  404  404  404  404  404  404  404  404  404  ja   404  404 | –
gebiete:aufloesung               | POST |               | an   404  404  404  404  404  404  404  404  404  404  404  ja   404  404 | –
gebiete:uebergabe_create         | GET  |               | an   404  404  404  404  404  404  404  404  404  404  404  ja   404  404 | –
gebiete:uebergabe_create         | POST |               | an   404  404  404  404  404  404  404  404  404  404  404  ja   404  404 | –
gebiete:uebergabe                | GET  |               | an   404  404  404  ja   404  404  404  404  404  404  ja   ja   404  404 | –
gebiete:uebergabe                | POST |               | an   404  404  404  ja   404  404  404  404  404  404  403  403  404  404 | –
gebiete:uebergabe_verwerfen      | POST |               | an   404  404  404  403  404  404  404  404  404  404  403  ja   404  404 | –
protokoll                        | GET  |               | an   404  404  404  404  404  404  404  404  404  404  ja   404  404  404 | –
einsicht                         | GET  |               | an   404  404  404  404  404  404  404  404  404  404  ja   404  404  404 | –
einsicht                         | POST |               | an   404  404  404  404  404  404  404  404  404  404  ja   404  404  404 | –
einsicht_detail                  | GET  |               | an   404  404  404  404  404  404  404  404  404  404  ja   404  404  404 | 404

# --- Rückmeldungen und Zwischenberichte ---
rueckmeldung:list                | GET  |               | an   404  ja   ja   ja   404  404  ja   404  404  404  404  404  ja   ja  | –
rueckmeldung:neu                 | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
rueckmeldung:neu                 | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
rueckmeldung:antwort             | GET  |               | an   404  ja   ja   ja   404  404  403  404  404  404  404  404  404  404 | 404
rueckmeldung:antwort             | POST |               | an   404  ja   ja   ja   404  404  403  404  404  404  404  404  404  404 | 404
rueckmeldung:anfrage             | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
rueckmeldung:frist               | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
rueckmeldung:frist               | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
rueckmeldung:schliessen          | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
rueckmeldung:wieder_oeffnen      | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:list                     | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
bericht:neu                      | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
bericht:neu                      | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | –
bericht:detail                   | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:bearbeiten               | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:bearbeiten               | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:einfrieren               | GET  |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:einfrieren               | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:loeschen                 | POST |               | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:datei                    | GET  | docx          | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:datei                    | GET  | pdf           | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404
bericht:datei                    | GET  | politik       | an   404  404  404  404  404  404  ja   404  404  404  404  404  404  404 | 404

# --- Fallanalysen: lesen ---
fallanalyse:list                 | GET  |               | an   404  ja   ja   ja   ja   ja   404  404  404  404  404  404  ja   ja  | –
fallanalyse:detail               | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | abgeschlossen | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | leserkreis    | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | geprueft      | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | cluster       | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | projekt       | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:detail               | GET  | land          | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:vorschau             | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:vorschau             | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:vorschau             | GET  | land          | an   404  ja   403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:gelesen              | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:gelesen              | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:gelesen              | GET  | land          | an   404  ja   403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:fischgraeten         | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:fischgraeten         | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:fischgraeten         | GET  | leserkreis    | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:fischgraeten         | GET  | land          | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:zeitstrahl           | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:zeitstrahl           | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:zeitstrahl           | GET  | leserkreis    | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:zeitstrahl           | GET  | land          | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:ergebnisblatt        | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:ergebnisblatt        | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:ergebnisblatt        | GET  | leserkreis    | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:ergebnisblatt        | GET  | land          | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:daneben              | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:daneben              | GET  | eingereicht   | an   404  ja   404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:daneben              | GET  | land          | an   404  ja   ja   ja   404  ja   404  404  404  404  404  404  404  404 | 404
fallanalyse:fassungen            | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:fassungen            | GET  | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:fassung              | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:fassung              | GET  | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:fassung              | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:fassung              | GET  | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhaenge             | GET  | team          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhaenge             | GET  | land          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhang               | GET  | team          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhang               | GET  | land          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung_befunde      | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung_befunde      | GET  | land          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung_protokoll    | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung_protokoll    | GET  | land          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404

# --- Fallanalysen: schreiben ---
fallanalyse:create               | GET  |               | an   403  ja   ja   ja   403  403  403  403  403  403  403  403  ja   ja  | –
fallanalyse:create               | POST |               | an   403  ja   ja   ja   403  403  403  403  403  403  403  403  ja   ja  | –
fallanalyse:vorgaben             | GET  |               | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
fallanalyse:vorgaben             | POST |               | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
fallanalyse:schritt              | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:schritt              | POST | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:schritt              | GET  | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:schritt              | POST | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:zwischenstand        | POST | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:zwischenstand        | POST | land          | an   404  409  409  409  404  409  404  404  404  404  404  404  404  404 | 404
fallanalyse:anwesend             | POST | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anwesend             | POST | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:vergleich            | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:vergleich            | GET  | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | GET  | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | GET  | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:wiederherstellen     | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:methode              | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:methode              | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:methode              | GET  | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:methode              | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:team_aufnehmen       | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:team_aufnehmen       | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:team_entfernen       | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:team_entfernen       | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhaenge             | POST | team          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:einladungen          | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:einladungen          | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:einladungen          | GET  | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:einladungen          | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:einladung_beenden    | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhaenge             | POST | land          | an   404  403  404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhang_entfernen     | GET  | team          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhang_entfernen     | POST | team          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhang_entfernen     | GET  | land          | an   404  403  404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:anhang_entfernen     | POST | land          | an   404  403  404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung_beginnen     | POST | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung_beginnen     | POST | land          | an   404  403  404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung              | GET  | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung              | GET  | land          | an   404  403  404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung              | POST | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:sitzung              | POST | land          | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:text_pruefen         | POST | team          | an   404  ja   404  404  ja   404  404  404  404  404  404  404  404  404 | 404
fallanalyse:text_pruefen         | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404

# --- Fallanalysen: Prüfung auf Wiedererkennbarkeit ---
fallanalyse:pruefung             | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:pruefung             | GET  | land          | an   404  ja   403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:pruefung             | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:pruefung             | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:ersetzen             | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:ersetzen             | GET  | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:ersetzen             | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:ersetzen             | POST | land          | an   404  403  403  403  404  403  404  404  404  404  404  404  404  404 | 404

# --- Fallanalysen: der Weg der Freigabe ---
fallanalyse:abschliessen         | GET  | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:abschliessen         | POST | team          | an   404  ja   404  404  403  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:wieder_oeffnen       | GET  | abgeschlossen | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:wieder_oeffnen       | POST | abgeschlossen | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:einreichen           | GET  | abgeschlossen | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:einreichen           | POST | abgeschlossen | an   404  ja   404  404  404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:zurueckgeben         | GET  | eingereicht   | an   404  403  404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:zurueckgeben         | POST | eingereicht   | an   404  403  404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben            | GET  | eingereicht   | an   404  403  404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben            | POST | eingereicht   | an   404  403  404  ja   404  404  404  404  404  404  404  404  404  404 | 404
fallanalyse:bestaetigen          | GET  | leserkreis    | an   404  403  ja   ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:bestaetigen          | POST | leserkreis    | an   404  403  ja   ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben_cluster    | GET  | geprueft      | an   404  403  403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben_cluster    | POST | geprueft      | an   404  403  403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben_projekt    | GET  | cluster       | an   404  403  403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben_projekt    | POST | cluster       | an   404  403  403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben_land       | GET  | projekt       | an   404  403  403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:freigeben_land       | POST | projekt       | an   404  403  403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:zurueckziehen        | GET  | land          | an   404  ja   403  ja   404  403  404  404  404  404  404  404  404  404 | 404
fallanalyse:zurueckziehen        | POST | land          | an   404  ja   403  ja   404  403  404  404  404  404  404  404  404  404 | 404

# --- Recht: nach der Kennung, ohne den Inhalt ---
recht:list                       | GET  |               | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
recht:loeschfristen              | GET  |               | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
recht:loeschfristen              | POST |               | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
recht:unterlagen                 | GET  |               | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
recht:unterlage                  | GET  | docx          | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
recht:unterlage                  | GET  | pdf           | an   403  403  403  ja   403  403  403  403  403  403  ja   403  403  ja  | –
fallanalyse:rechtsgrundlage      | GET  | team          | an   404  ja   404  ja   ja   404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:rechtsgrundlage      | GET  | land          | an   404  ja   404  ja   404  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:recht_aendern        | GET  | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:recht_aendern        | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:recht_angaben        | GET  | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:recht_angaben        | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:fristen              | GET  | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:fristen              | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:einwilligung_neu     | GET  | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:einwilligung_neu     | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:einwilligung         | GET  | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:einwilligung         | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:widerrufen           | GET  | team          | an   404  ja   404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:widerrufen           | POST | team          | an   404  ja   404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:widerruf_irrtum      | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  ja   404  404  404 | 404
fallanalyse:loeschen             | GET  | team          | an   404  403  404  ja   403  404  404  404  404  404  403  404  404  404 | 404
fallanalyse:loeschen             | POST | team          | an   404  403  404  ja   403  404  404  404  404  404  403  404  404  404 | 404

# --- Bibliothek: was freigegeben ist, ohne den Fall ---
bibliothek:katalog               | GET  |               | an   404  ja   ja   ja   404  404  ja   ja   ja   ja   404  404  ja   ja  | –
bibliothek:katalog_neu           | GET  |               | an   404  403  403  403  404  404  ja   ja   403  403  404  404  403  403 | –
bibliothek:katalog_neu           | POST |               | an   404  403  403  403  404  404  ja   ja   403  403  404  404  403  403 | –
bibliothek:katalog_eintrag       | GET  |               | an   404  403  403  403  404  404  ja   ja   403  403  404  404  403  403 | –
bibliothek:katalog_eintrag       | POST |               | an   404  403  403  403  404  404  ja   ja   403  403  404  404  403  403 | –
bibliothek:list                  | GET  |               | an   404  ja   ja   ja   404  404  ja   ja   ja   ja   404  404  ja   ja  | –
bibliothek:detail                | GET  | cluster       | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
bibliothek:detail                | GET  | projekt       | an   404  ja   ja   ja   404  404  ja   ja   404  404  404  404  404  404 | 404
bibliothek:detail                | GET  | land          | an   404  ja   ja   ja   404  404  ja   ja   404  404  404  404  404  404 | 404
bibliothek:empfehlung            | GET  | cluster       | an   404  ja   ja   ja   404  404  404  404  404  404  404  404  404  404 | 404
bibliothek:empfehlung            | GET  | projekt       | an   404  ja   ja   ja   404  404  ja   ja   404  404  404  404  404  404 | 404
bibliothek:empfehlung            | GET  | land          | an   404  ja   ja   ja   404  404  ja   ja   ja   ja   404  404  404  404 | 404
bibliothek:umsetzen              | GET  | land          | an   404  ja   ja   ja   404  404  403  403  403  403  404  404  404  404 | 404
bibliothek:umsetzen              | POST | land          | an   404  ja   ja   ja   404  404  403  403  403  403  404  404  404  404 | 404
bibliothek:verbinden             | GET  | land          | an   404  ja   ja   ja   404  404  403  403  403  403  404  404  404  404 | 404
bibliothek:verbinden             | POST | land          | an   404  ja   ja   ja   404  404  403  403  403  403  404  404  404  404 | 404
bibliothek:loesen                | POST | land          | an   404  ja   ja   ja   404  404  403  404  403  403  404  404  404  404 | 404
bibliothek:zuruecknehmen         | GET  | projekt       | an   404  403  403  403  404  404  403  403  404  404  404  404  404  404 | 404
bibliothek:zuruecknehmen         | POST | projekt       | an   404  403  403  403  404  404  403  403  404  404  404  404  404  404 | 404
"""

# The own account (allauth): the same for everybody who is signed in, whatever her Rolle.
# Address | anonym by GET and POST | signed in by GET and POST. None of them names an object of
# others; what is missing (a key, a device) is 404.
KONTO = """
account_login                        | ja  ja  | ja  ja
account_logout                       | ja  ja  | ja  ja
account_inactive                     | ja  405 | ja  405
account_signup                       | ja  ja  | ja  ja
account_reauthenticate               | an  an  | ja  ja
account_email                        | an  an  | 404 404
account_email_verification_sent      | ja  405 | ja  405
account_change_password              | an  an  | ja  ja
account_set_password                 | an  an  | ja  ja
account_reset_password               | ja  ja  | ja  ja
account_reset_password_done          | ja  405 | ja  405
account_reset_password_from_key      | ja  ja  | ja  ja
account_reset_password_from_key_done | ja  405 | ja  405
account_confirm_login_code           | an  an  | ja  ja
account_confirm_email                | ja  404 | ja  404
mfa_index                            | an  an  | ja  405
mfa_authenticate                     | an  an  | ja  ja
mfa_reauthenticate                   | an  an  | ja  ja
mfa_activate_totp                    | an  an  | ja  ja
mfa_deactivate_totp                  | an  an  | 404 404
mfa_view_recovery_codes              | an  an  | 404 405
mfa_generate_recovery_codes          | an  an  | ja  ja
mfa_download_recovery_codes          | an  an  | 404 404
mfa_list_webauthn                    | an  an  | ja  405
mfa_add_webauthn                     | an  an  | ja  ja
mfa_reauthenticate_webauthn          | an  an  | ja  ja
mfa_remove_webauthn                  | an  an  | ja  ja
mfa_edit_webauthn                    | an  an  | ja  ja
usersessions_list                    | an  an  | ja  ja
"""

# Everything below /verwaltung/: one rule for all its addresses.
VERWALTUNG = {"anonym": "an", "administration": "ja", "alle anderen": "404"}
