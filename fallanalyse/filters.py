import django_filters

from fallanalyse.enums import (
    Bearbeitungsstand,
    Befundart,
    Bewaehrt,
    Freigabestufe,
    Methode,
    Rechtsgrundlage,
)
from fallanalyse.models import (
    Fallanalyse,
    FreigegebenerBefund,
    Praxiselement,
    Rechtslage,
    Risikomuster,
)


class FallanalyseFilter(django_filters.FilterSet):
    """Narrows the list; every choice is a value list, none names a row."""

    kennung = django_filters.CharFilter(label="Kennung", lookup_expr="icontains")
    methode = django_filters.ChoiceFilter(
        label="Methode", choices=Methode.choices, empty_label="alle"
    )
    bearbeitungsstand = django_filters.ChoiceFilter(
        label="Bearbeitungsstand", choices=Bearbeitungsstand.choices, empty_label="alle"
    )
    freigabestufe = django_filters.ChoiceFilter(
        label="Freigabe", choices=Freigabestufe.choices, empty_label="alle"
    )

    class Meta:
        model = Fallanalyse
        fields = ["kennung", "methode", "bearbeitungsstand", "freigabestufe"]


class RechtslageFilter(django_filters.FilterSet):
    kennung = django_filters.CharFilter(label="Kennung", lookup_expr="icontains")
    rechtsgrundlage = django_filters.ChoiceFilter(
        label="Rechtsgrundlage", choices=Rechtsgrundlage.choices, empty_label="alle"
    )
    luecken = django_filters.ChoiceFilter(
        label="Bedingungen",
        choices=[("ja", "nur, wo etwas fehlt")],
        empty_label="alle",
        method="nur_mit_luecken",
    )

    class Meta:
        model = Rechtslage
        fields = ["kennung", "rechtsgrundlage", "luecken"]

    def nur_mit_luecken(self, queryset, name, value):
        return queryset.mit_luecken()


def _of_katalog(modell, order):
    return lambda request: modell.objects.visible_to(request.user).order_by(order)


class BefundFilter(django_filters.FilterSet):
    suche = django_filters.CharFilter(label="Suche im Text", method="in_text")
    art = django_filters.ChoiceFilter(
        label="Es geht um", choices=Befundart.choices, empty_label="alles"
    )
    bewaehrt = django_filters.ChoiceFilter(
        label="Bewährt?", choices=Bewaehrt.choices, empty_label="alle"
    )

    praxiselement = django_filters.ModelChoiceFilter(
        label="Praxiselement", queryset=_of_katalog(Praxiselement, "name"), empty_label="alle"
    )
    risikomuster = django_filters.ModelChoiceFilter(
        label="Risikomuster", queryset=_of_katalog(Risikomuster, "titel"), empty_label="alle"
    )

    class Meta:
        model = FreigegebenerBefund
        fields = ["suche", "art", "bewaehrt", "praxiselement", "risikomuster"]

    def in_text(self, queryset, name, value):
        return queryset.with_text(value)
