from django.apps import AppConfig
from django.core import checks


class FallanalyseConfig(AppConfig):
    name = "fallanalyse"
    verbose_name = "Fallanalysen"

    def ready(self):
        from fallanalyse import ablage, anliegen, kennzahlen, navigation, umzug
        from fallanalyse.models import Lesetag
        from kinderschutz import key_rotation
        from kommunen import einsicht

        anliegen.registriere_alle()
        kennzahlen.registriere_alle()
        navigation.registriere_alle()
        umzug.registriere_alle()
        einsicht.registriere(Lesetag.merke_einsicht)
        key_rotation.register(ablage.renew_files)
        checks.register(ablage.check_folder, checks.Tags.security)
