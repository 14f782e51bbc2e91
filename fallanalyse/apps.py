from django.apps import AppConfig
from django.core import checks


class FallanalyseConfig(AppConfig):
    name = "fallanalyse"
    verbose_name = "Fallanalysen"

    def ready(self):
        from fallanalyse import ablage, anliegen, kennzahlen, navigation
        from kinderschutz import key_rotation

        anliegen.registriere_alle()
        kennzahlen.registriere_alle()
        navigation.registriere_alle()
        key_rotation.register(ablage.renew_files)
        checks.register(ablage.check_folder, checks.Tags.security)
