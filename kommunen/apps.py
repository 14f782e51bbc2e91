from django.apps import AppConfig


class KommunenConfig(AppConfig):
    name = "kommunen"
    verbose_name = "Kommunen und Projekte"

    def ready(self):
        from kommunen import (
            eigene_anliegen,
            eigene_bereiche,
            eigene_kennzahlen,
            navigation,
            organisationsumfeld,
            teilnahmeseite,
        )

        eigene_kennzahlen.registriere_alle()
        eigene_anliegen.registriere_alle()
        eigene_bereiche.registriere_alle()
        organisationsumfeld.registriere_alle()
        teilnahmeseite.registriere_alle()
        navigation.registriere_alle()
