from django.contrib import admin

from kinderschutz.admin import Verwaltet
from netzwerk.models import Netzwerk, Netzwerkmitglied


class NetzwerkmitgliedInline(admin.StackedInline):
    model = Netzwerkmitglied
    fields = ["institution", ("seit", "bis")]
    extra = 0
    autocomplete_fields = ["institution"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("institution")


@admin.register(Netzwerk)
class NetzwerkAdmin(Verwaltet):
    list_display = ["name", "ebene", "rechtsgrundlage", "gegruendet"]
    list_filter = ["ebene"]
    search_fields = ["name", "jugendaemter__name"]
    autocomplete_fields = ["jugendaemter"]
    ordering = ["name", "pk"]
    inlines = [NetzwerkmitgliedInline]
