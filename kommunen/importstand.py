"""Which Importzustand may follow which. Data only: no queries, no permissions."""

from kommunen.enums import Importzustand

# From these a page can still go on; from the others nothing follows.
IMPORT_OFFEN = (Importzustand.GELESEN, Importzustand.GEPRUEFT)
IMPORTUEBERGAENGE = {
    # Whoever corrects something has to look at it again.
    "korrigieren": (IMPORT_OFFEN, Importzustand.GELESEN),
    "pruefen": (IMPORT_OFFEN, Importzustand.GEPRUEFT),
    "uebernehmen": ((Importzustand.GEPRUEFT,), Importzustand.UEBERNOMMEN),
    "verwerfen": (IMPORT_OFFEN, Importzustand.VERWORFEN),
}
