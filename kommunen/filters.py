from datetime import date

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q

from kinderschutz.identity import rolle_of
from kinderschutz.models import Aktion, Protokolleintrag
from kommunen.enums import (
    AUFGEGEBEN,
    ERREICHT,
    OFFEN,
    Massnahmenstatus,
    Reichweite,
    Teilnahmerolle,
)
from kommunen.fortschritt import SCHULDEN
from kommunen.models import (
    Bundesland,
    Cluster,
    Kommune,
    Massnahme,
    Profilpunkt,
    Projekt,
    Stichtag,
    Teilnahme,
)
from kommunen.models.wirkung import wirkung_faellig
from kommunen.profilsuche import suche_punkte

# What one can ask for: what is to do, done or given up as a whole, and each status.
STAENDE = {
    "in_arbeit": ("in Planung oder begonnen", OFFEN),
    "erreicht": ("erreicht", ERREICHT),
    "aufgegeben": ("zurückgestellt oder verworfen", AUFGEGEBEN),
} | {status.value: (f"nur: {status.label}", (status,)) for status in Massnahmenstatus}


def visible_laender(request):
    return Bundesland.objects.visible_to(request.user).order_by("name")


def visible_projekte(request):
    return Projekt.objects.visible_to(request.user).order_by("beginn", "pk")


class KommuneFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(label="Name oder ein Teil davon", method="mit_namen")
    bundesland = django_filters.ModelChoiceFilter(
        label="Bundesland",
        queryset=visible_laender,
        to_field_name="schluessel",
        empty_label="alle Länder",
    )
    projekt = django_filters.ModelChoiceFilter(
        label="Projekt",
        queryset=visible_projekte,
        to_field_name="slug",
        empty_label="alle, auch ohne Projekt",
        method="with_teilnahme",
    )
    rolle = django_filters.ChoiceFilter(
        label="Rolle im Projekt",
        choices=Teilnahmerolle.choices,
        empty_label="alle Rollen",
        method="with_teilnahme",
    )

    profil = django_filters.CharFilter(label="Wort aus einem Profil", method="mit_wort_im_profil")

    class Meta:
        model = Kommune
        fields = ["name", "profil", "bundesland", "projekt", "rolle"]

    @property
    def is_unknown(self):
        """Whether it asks for a Land, a Projekt or a Rolle that there is not."""
        return any(
            error.code == "invalid_choice"
            for errors in self.form.errors.as_data().values()
            for error in errors
        )

    def mit_namen(self, queryset, name, value):
        return queryset.mit_namen(value)

    def mit_wort_im_profil(self, queryset, name, value):
        sichtbare = Profilpunkt.objects.visible_to(self.request.user)
        punkte = suche_punkte(value, sichtbare).filter(profil__teilnahme__kommune=OuterRef("pk"))
        return queryset.filter(Exists(punkte))

    def with_teilnahme(self, queryset, name, value):
        # Both at once in `filter_queryset`: they must hold for the same Teilnahme.
        return queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        gesucht = {
            name: value for name in ("projekt", "rolle") if (value := self.form.cleaned_data[name])
        }
        if not gesucht:
            return queryset
        teilnahmen = Teilnahme.objects.visible_to(self.request.user).filter(
            kommune=OuterRef("pk"), **gesucht
        )
        return queryset.filter(Exists(teilnahmen))


class MassnahmeFilter(django_filters.FilterSet):
    """Narrows the measures of one Kommune; with `mit_belegen` what has none can be asked for."""

    was = django_filters.CharFilter(label="Text oder Thema", method="with_text")
    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[(name, label) for name, (label, _status) in STAENDE.items()],
        empty_label="alle",
        method="with_stand",
    )
    reichweite = django_filters.ChoiceFilter(
        label="Reichweite", choices=Reichweite.choices, empty_label="alle"
    )
    zu_tun = django_filters.ChoiceFilter(
        label="Was zu tun ist", empty_label="alles", method="with_zu_tun"
    )

    class Meta:
        model = Massnahme
        fields = ["was", "stand", "reichweite", "zu_tun"]

    def __init__(self, *args, mit_belegen=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["zu_tun"].extra["choices"] = [
            ("ueberfaellig", "überfällig"),
            *([("ohne_beleg", "erreicht, ohne Beleg")] if mit_belegen else []),
            ("wirkung", "Wirkung zu beurteilen"),
        ]

    def with_text(self, queryset, name, value):
        return queryset.filter(Q(text__icontains=value) | Q(thema__icontains=value))

    def with_stand(self, queryset, name, value):
        return queryset.filter(status__in=STAENDE[value][1])

    def with_zu_tun(self, queryset, name, value):
        if value == "ueberfaellig":
            return queryset.ueberfaellig()
        if value == "ohne_beleg":
            return queryset.erreicht().with_beleg().filter(has_beleg=False)
        return queryset.filter(wirkung_faellig())


class ProtokollFilter(django_filters.FilterSet):
    aktion = django_filters.ChoiceFilter(
        label="Was geschah", choices=Aktion.choices, empty_label="alles"
    )
    kennung = django_filters.CharFilter(label="Kennung", method="with_kennung")

    class Meta:
        model = Protokolleintrag
        fields = ["aktion", "kennung"]

    def with_kennung(self, queryset, name, value):
        return queryset.filter(kennung__in=schreibweisen(value))


class EinsichtFilter(django_filters.FilterSet):
    """What happened to the one object that a reason was given for."""

    aktion = django_filters.ChoiceFilter(
        label="Was geschah", choices=Aktion.choices, empty_label="alles"
    )

    class Meta:
        model = Protokolleintrag
        fields = ["aktion"]


def schreibweisen(kennung):
    """Return how it may stand in the audit trail: an index finds these, but no »like«."""
    kennung = kennung.strip()
    return {kennung, kennung.upper(), kennung.lower()}


def own_cluster(request):
    """The clusters of the Projekt one coordinates."""
    projekt = getattr(rolle_of(request.user), "projekt_id", None)
    return Cluster.objects.visible_to(request.user).filter(projekt=projekt).order_by("nummer")


ANSICHTEN = {
    "stand": "Stand",
    "themen": "Themen",
    "verlauf": "Verlauf",
    "meilensteine": "Meilensteine",
}


class FortschrittFilter(django_filters.FilterSet):
    """Which Teilnahmen the progress shows, of which day, and what of them (`ansicht`)."""

    cluster = django_filters.ModelChoiceFilter(
        label="Cluster", queryset=own_cluster, to_field_name="slug", empty_label="alle Kommunen"
    )
    rolle = django_filters.ChoiceFilter(
        label="Rolle im Projekt", choices=Teilnahmerolle.choices, empty_label="alle Rollen"
    )
    # Both of these are asked when the lines are there, not by the database.
    offen = django_filters.ChoiceFilter(
        label="Schuldet",
        choices=[("1", "irgendetwas"), *SCHULDEN.items()],
        empty_label="egal was",
        method="later",
    )
    stichtag = django_filters.ChoiceFilter(
        label="Fallanalysen am", empty_label="laufender Stand", method="later"
    )
    ansicht = django_filters.ChoiceFilter(
        choices=list(ANSICHTEN.items()), widget=forms.HiddenInput, method="later"
    )

    class Meta:
        model = Teilnahme
        fields = ["cluster", "rolle", "offen", "stichtag", "ansicht"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tage = Stichtag.objects.visible_to(self.request.user).order_by("-datum")
        self.filters["stichtag"].extra["choices"] = [
            (tag.isoformat(), f"{tag:%d.%m.%Y}") for tag in tage.values_list("datum", flat=True)
        ]

    def later(self, queryset, name, value):
        return queryset

    @property
    def tag(self):
        """The Stichtag that is asked for, None for the counts of this minute."""
        gewaehlt = self.form.cleaned_data["stichtag"]
        return date.fromisoformat(gewaehlt) if gewaehlt else None

    @property
    def angaben(self):
        """What is chosen, as pairs (word, value) that people read."""
        for name in ("cluster", "rolle", "offen"):
            wert = self.form.cleaned_data[name]
            if wert:
                auswahl = dict(getattr(self.form.fields[name], "choices", ()))
                yield self.filters[name].label, str(auswahl.get(wert, wert))
