from django.apps import AppConfig


class KinderschutzConfig(AppConfig):
    name = "kinderschutz"
    verbose_name = "Konten und Protokoll"

    def ready(self):
        from kinderschutz import accounts, audit
        from kinderschutz.navigation import registriere

        accounts.connect()
        audit.connect()
        registriere(
            "Verwaltung",
            "admin:index",
            fuer=lambda rolle: rolle is not None and rolle.is_administration,
            rang=15,
        )
