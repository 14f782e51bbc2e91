from django.apps import AppConfig


class NetzwerkConfig(AppConfig):
    name = "netzwerk"
    verbose_name = "Netzwerke"

    def ready(self):
        from netzwerk import kennzahlen

        kennzahlen.registriere_alle()
