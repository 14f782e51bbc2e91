from django.apps import AppConfig


class KinderschutzConfig(AppConfig):
    name = "kinderschutz"
    verbose_name = "Konten und Protokoll"

    def ready(self):
        from kinderschutz import accounts, audit

        accounts.connect()
        audit.connect()
