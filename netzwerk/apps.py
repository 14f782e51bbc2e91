from django.apps import AppConfig


class NetzwerkConfig(AppConfig):
    name = "netzwerk"
    verbose_name = "Netzwerke"

    def ready(self):
        from netzwerk import (
            berichtsteil,
            eigene_anliegen,
            kennzahlen,
            kommunenseite,
            navigation,
            umzug,
        )

        kennzahlen.registriere_alle()
        kommunenseite.registriere_alle()
        eigene_anliegen.registriere_alle()
        berichtsteil.registriere_alle()
        navigation.registriere_alle()
        umzug.registriere_alle()
