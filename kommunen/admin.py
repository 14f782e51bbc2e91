"""Code lists, territory, projects and Rollen. Profile and Maßnahmen have their own pages."""

from django import forms
from django.contrib import admin

from kinderschutz.admin import KontoAdmin, Verwaltet
from kinderschutz.models import User
from kommunen.models import (
    Bundesland,
    Cluster,
    Institution,
    Jugendamt,
    Kommune,
    KommuneAlias,
    Projekt,
    Rolle,
    Teilnahme,
    Zustaendigkeit,
)
from kommunen.models.rolle import BEREICHE

BEREICH_FEHLT = {
    "jugendamt": "Diese Rolle braucht ein Jugendamt.",
    "projekt": "Diese Rolle braucht ein Projekt.",
    "bundesland": "Diese Rolle braucht ein Land.",
    "analyse": "Eine Moderation gilt für genau eine Fallanalyse.",
}


class RolleForm(forms.ModelForm):
    """Says at the field what the database would only say about the whole row."""

    class Meta:
        model = Rolle
        fields = [
            *("person", "art", "vertretung", "jugendamt", "projekt", "bundesland", "analyse"),
            *("von", "bis"),
        ]
        help_texts = {
            "analyse": "Nur für eine Moderation: die Kennung aus der Adresse der Fallanalyse.",
            "bis": "Eine Rolle wird beendet, nicht gelöscht.",
        }

    def clean(self):
        super().clean()
        art = self.cleaned_data.get("art")
        if not art:
            return
        gesetzt = {feld for feld in BEREICH_FEHLT if self.cleaned_data.get(feld)}
        moegliche = BEREICHE[art]
        if gesetzt in moegliche:
            return
        # Of several ways to scope a Rolle the one that needs the fewest changes.
        gemeint = min(moegliche, key=lambda felder: len(felder ^ gesetzt))
        for feld in gemeint - gesetzt - set(self.errors):
            self.add_error(feld, BEREICH_FEHLT[feld])
        for feld in gesetzt - gemeint:
            self.add_error(feld, "Das gehört nicht zu dieser Rolle; bitte lassen Sie es leer.")


class RolleInline(admin.StackedInline):
    model = Rolle
    form = RolleForm
    fk_name = "person"
    extra = 0
    can_delete = False
    autocomplete_fields = ["jugendamt", "projekt", "bundesland"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("art", "vertretung"),
                    ("jugendamt", "projekt", "bundesland"),
                    "analyse",
                    ("von", "bis"),
                ]
            },
        )
    ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("jugendamt", "projekt", "bundesland")
            .order_by("von", "art", "pk")
        )


admin.site.unregister(User)


@admin.register(User)
class KontoMitRollenAdmin(KontoAdmin):
    inlines = [RolleInline]


@admin.register(Rolle)
class RolleAdmin(Verwaltet):
    form = RolleForm
    list_display = ["person", "art", "jugendamt", "projekt", "bundesland", "von", "bis"]
    list_filter = ["art", "vertretung"]
    list_select_related = ["person", "jugendamt", "projekt", "bundesland"]
    search_fields = ["person__name", "person__email", "jugendamt__name", "projekt__kurztitel"]
    autocomplete_fields = ["person", "jugendamt", "projekt", "bundesland"]
    ordering = ["person__name", "von", "pk"]


@admin.register(Bundesland)
class BundeslandAdmin(Verwaltet):
    list_display = ["schluessel", "name", "kuerzel"]
    search_fields = ["name", "kuerzel"]
    ordering = ["schluessel"]


class KommuneAliasInline(admin.StackedInline):
    model = KommuneAlias
    fields = [("schreibweise", "herkunft")]
    extra = 0


@admin.register(Kommune)
class KommuneAdmin(Verwaltet):
    list_display = ["name", "gebietstyp", "ags", "bundesland", "gueltig_bis"]
    list_filter = ["gebietstyp", "bundesland"]
    list_select_related = ["bundesland"]
    search_fields = ["name", "ags", "aliasse__schreibweise"]
    autocomplete_fields = ["bundesland", "kreis", "nachfolger"]
    ordering = ["name", "pk"]
    inlines = [KommuneAliasInline]


class ZustaendigkeitInline(admin.StackedInline):
    model = Zustaendigkeit
    fields = ["kommune", ("von", "bis")]
    extra = 0
    autocomplete_fields = ["kommune"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("kommune", "jugendamt")


@admin.register(Jugendamt)
class JugendamtAdmin(Verwaltet):
    list_display = ["name", "traeger", "bundesland", "gueltig_von", "gueltig_bis"]
    list_filter = ["bundesland"]
    list_select_related = ["traeger", "bundesland"]
    search_fields = ["name", "traeger__name"]
    autocomplete_fields = ["traeger"]
    ordering = ["name", "pk"]
    inlines = [ZustaendigkeitInline]


@admin.register(Institution)
class InstitutionAdmin(Verwaltet):
    list_display = ["name", "kategorie", "traeger", "kommune", "aktiv_bis"]
    list_filter = ["kategorie"]
    list_select_related = ["kommune"]
    search_fields = ["name", "traeger", "kommune__name"]
    autocomplete_fields = ["kommune"]
    ordering = ["name", "pk"]


class ClusterInline(admin.StackedInline):
    model = Cluster
    fields = [("nummer", "slug")]
    view_on_site = False
    extra = 0
    can_delete = False


@admin.register(Projekt)
class ProjektAdmin(Verwaltet):
    list_display = ["kurztitel", "titel", "ebene", "bundesland", "beginn", "ende"]
    list_filter = ["ebene"]
    list_select_related = ["bundesland"]
    search_fields = ["kurztitel", "titel"]
    autocomplete_fields = ["bundesland"]
    ordering = ["beginn", "pk"]
    inlines = [ClusterInline]


@admin.register(Cluster)
class ClusterAdmin(Verwaltet):
    list_display = ["__str__", "projekt", "slug"]
    list_filter = ["projekt"]
    list_select_related = ["projekt"]
    search_fields = ["nummer", "projekt__kurztitel"]
    autocomplete_fields = ["projekt"]
    ordering = ["projekt__beginn", "nummer", "pk"]


@admin.register(Teilnahme)
class TeilnahmeAdmin(Verwaltet):
    list_display = ["kommune", "projekt", "cluster", "rolle", "jugendamt", "von", "bis"]
    list_filter = ["projekt", "rolle", "cluster"]
    list_select_related = ["kommune", "projekt", "cluster", "jugendamt"]
    search_fields = ["kommune__name", "projekt__kurztitel"]
    autocomplete_fields = ["kommune", "jugendamt", "projekt", "cluster"]
    ordering = ["kommune__name", "von", "pk"]
