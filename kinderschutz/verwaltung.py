"""The admin at /verwaltung/: accounts, roles, code lists. No case content, no workflow."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class Verwaltung(AdminSite):
    site_header = "Kinderschutz – Verwaltung"
    site_title = "Kinderschutz"
    index_title = "Konten, Rollen, Gebiete, Projekte"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        """Only who acts as Administration gets in, whatever else she may be."""
        return request.user.is_active and getattr(request.user, "is_administration", False)


class VerwaltungConfig(AdminConfig):
    default_site = "kinderschutz.verwaltung.Verwaltung"
