"""The refusal of a file. What is wrong with it and what to do instead, in German."""


class DateiAbgelehnt(Exception):
    """The message may be shown to the user: one sentence why, one what helps."""


BESCHAEDIGT = (
    "Die Datei ist beschädigt oder unvollständig. Bitte öffnen Sie sie, speichern Sie sie neu und "
    "wählen Sie die neue Datei."
)
MIT_PASSWORT = (
    "Die Datei ist mit einem Passwort geschützt und lässt sich nicht prüfen. Bitte speichern Sie "
    "sie ohne Passwort; hier liegt sie verschlüsselt."
)
MIT_PROGRAMM = (
    "In der Datei stecken Makros oder andere Programme. Bitte speichern Sie sie ohne Makros, am "
    "besten als PDF."
)
MIT_EINGEBETTETEM = (
    "In der Datei steckt eine andere Datei oder ein fremdes Objekt, das sich nicht prüfen lässt. "
    "Bitte speichern Sie sie als PDF, oder hängen Sie die andere Datei einzeln an."
)
MIT_VERKNUEPFUNG = (
    "Die Datei holt Bilder oder Zahlen aus anderen Dateien oder aus dem Netz. Bitte fügen Sie sie "
    "fest ein, oder speichern Sie die Datei als PDF."
)
ZU_DICHT = (
    "Entpackt wäre die Datei zu groß. Bitte speichern Sie sie als PDF, oder teilen Sie sie auf."
)
