"""The shared catalogue in the Verwaltung: code lists, no content."""

from django.contrib import admin

from fallanalyse.models import Praxiselement, Risikomuster
from kinderschutz.admin import Verwaltet


@admin.register(Praxiselement)
class PraxiselementAdmin(Verwaltet):
    list_display = ["name", "art"]
    list_filter = ["art"]
    search_fields = ["name"]
    ordering = ["name"]


@admin.register(Risikomuster)
class RisikomusterAdmin(Verwaltet):
    list_display = ["titel", "herkunft"]
    search_fields = ["titel"]
    ordering = ["titel"]
