from django.apps import AppConfig


class FallanalyseConfig(AppConfig):
    name = "fallanalyse"
    verbose_name = "Fallanalysen"

    def ready(self):
        from fallanalyse import anliegen, kennzahlen, navigation, umsetzung, umzug
        from fallanalyse.models import Anhang, Lesetag
        from kinderschutz import ablage
        from kommunen import einsicht

        anliegen.registriere_alle()
        kennzahlen.registriere_alle()
        navigation.registriere_alle()
        umsetzung.registriere_alle()
        umzug.registriere_alle()
        einsicht.registriere(Lesetag.merke_einsicht)
        ablage.registriere(Anhang.dateien)
