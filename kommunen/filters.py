import django_filters
from django.db.models import Exists, OuterRef, Q

from kinderschutz.models import Aktion, Protokolleintrag
from kommunen.enums import (
    AUFGEGEBEN,
    ERREICHT,
    OFFEN,
    Massnahmenstatus,
    Reichweite,
    Teilnahmerolle,
)
from kommunen.models import Bundesland, Kommune, Massnahme, Profilpunkt, Projekt, Teilnahme
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
