from django.apps import AppConfig
from django.core import checks


class FallanalyseConfig(AppConfig):
    name = "fallanalyse"
    verbose_name = "Fallanalysen"

    def ready(self):
        from fallanalyse import ablage, anliegen, kennzahlen, navigation

        anliegen.registriere_alle()
        kennzahlen.registriere_alle()
        navigation.registriere_alle()
        checks.register(ablage.check_folder, checks.Tags.security)
