"""What the age structure of a Kommune is shown for and compared with."""

from django import forms

from kommunen.enums import AMTLICHE_GRUPPEN, Gebietstyp, Geschlecht
from kommunen.models import Bevoelkerung, Kommune
from kommunen.sortierung import Ortsname


class AltersvergleichForm(forms.Form):
    """Empty means the newest day, and no comparison."""

    LAND = "land"

    stichtag = forms.TypedChoiceField(label="Stichtag", required=False, empty_value=None)
    vergleich = forms.ChoiceField(label="Vergleichen mit", required=False)

    def __init__(self, *args, user, kommune, tage, **kwargs):
        super().__init__(*args, **kwargs)
        je_tag = {tag.isoformat(): tag for tag in tage}
        self.fields["stichtag"].choices = [
            (wert, f"{tag:%d.%m.%Y}") for wert, tag in je_tag.items()
        ]
        self.fields["stichtag"].coerce = je_tag.get
        self.kommunen = {eine.slug: eine for eine in _comparable(user, kommune)}
        self.fields["vergleich"].choices = [
            ("", "– ohne Vergleich –"),
            (self.LAND, f"Land: {kommune.bundesland}"),
            *((slug, eine.name) for slug, eine in self.kommunen.items()),
        ]

    def clean_vergleich(self):
        """Return LAND, the Kommune, or None."""
        wert = self.cleaned_data["vergleich"]
        return wert if wert == self.LAND else self.kommunen.get(wert)


def _comparable(user, kommune):
    """Return the Kommunen of the same Land, and of the same clusters, that have figures by age."""
    gezaehlt = Bevoelkerung.objects.visible_to(user).filter(
        geschlecht=Geschlecht.I, gruppe=AMTLICHE_GRUPPEN[0]
    )
    im_land = Kommune.objects.visible_to(user).filter(bundesland=kommune.bundesland_id)
    im_cluster = Kommune.objects.visible_to(user).filter(
        teilnahmen__cluster__in=kommune.teilnahmen.values("cluster")
    )
    return (
        Kommune.objects.visible_to(user)
        .filter(pk__in=im_land.union(im_cluster).values("pk"))
        .filter(pk__in=gezaehlt.values("kommune"))
        .exclude(pk=kommune.pk)
        .exclude(gebietstyp=Gebietstyp.GKA)
        .order_by(Ortsname("name"), "pk")
    )
