from django.apps import AppConfig
from django.core import checks


class KinderschutzConfig(AppConfig):
    name = "kinderschutz"
    verbose_name = "Konten und Protokoll"

    def ready(self):
        from kinderschutz import ablage, accounts, audit, key_rotation
        from kinderschutz.navigation import registriere

        accounts.connect()
        audit.connect()
        key_rotation.register(ablage.renew_files)
        checks.register(ablage.check_folder, checks.Tags.security)
        registriere(
            "Verwaltung",
            "admin:index",
            fuer=lambda rolle: rolle is not None and rolle.is_administration,
            rang=15,
        )
