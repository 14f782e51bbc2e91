from django.apps import AppConfig


class FallanalyseConfig(AppConfig):
    name = "fallanalyse"
    verbose_name = "Fallanalysen"

    def ready(self):
        from fallanalyse import anliegen, kennzahlen, navigation
        from fallanalyse.models import Lesetag
        from kommunen import einsicht

        anliegen.registriere_alle()
        kennzahlen.registriere_alle()
        navigation.registriere_alle()
        einsicht.registriere(Lesetag.merke_einsicht)
