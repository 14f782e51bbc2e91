"""All forms of one step together, as its page shows and its view reads them."""

from django.forms import formset_factory

from fallanalyse.enums import Schritt
from fallanalyse.forms.schritte import EINZAHL, KOPF, ZEILEN, ZeilenFormSet
from fallanalyse.models import inhalt as inhalte
from kinderschutz.formset_rows import show_unvalidated


class Schrittformular:
    """The forms of one step together: bound to what was typed, or showing what is saved."""

    def __init__(self, analyse, schritt, data=None):
        self.analyse, self.schritt, self.data = analyse, schritt, data
        self.auswahl = auswahl_for(analyse, schritt)
        gespeichert = inhalte.lies(analyse, schritt) if data is None else None
        aufbau = inhalte.AUFBAU[schritt]
        kwargs = {"analyse": analyse, "auswahl": self.auswahl}
        self.kopf = (
            KOPF[schritt](data, initial=gespeichert and gespeichert["kopf"], **kwargs)
            if aufbau.kopf
            else None
        )
        self.formsets = {
            art.name: self._formset(art.name, gespeichert, kwargs) for art in aufbau.zeilen
        }

    def _formset(self, name, gespeichert, kwargs):
        zeilen = gespeichert["zeilen"][name] if gespeichert else {}
        formset_class = formset_factory(
            ZEILEN[name],
            formset=ZeilenFormSet,
            extra=0 if zeilen else 1,
            can_delete=True,
            max_num=200,
            absolute_max=400,
        )
        return formset_class(
            self.data,
            prefix=name,
            initial=[{"id": pk, **werte} for pk, werte in zeilen.items()],
            form_kwargs=kwargs,
        )

    @property
    def alle(self):
        return [form for form in (self.kopf, *self.formsets.values()) if form is not None]

    @property
    def zeilen(self):
        """Return (formset, its word in the singular) for the page."""
        return [(formset, EINZAHL[name]) for name, formset in self.formsets.items()]

    def is_valid(self):
        # No generator: every form is to show its errors.
        return False not in [form.is_valid() for form in self.alle]

    def show_as_typed(self):
        show_unvalidated(*self.alle)
        return self

    def inhalt(self, version):
        """Return what was typed, as models/inhalt.py keeps it. Only after is_valid()."""
        damals = self.analyse.inhalt_of_version(self.schritt, version)["zeilen"]
        heute = inhalte.lies(self.analyse, self.schritt)["zeilen"]
        return {
            "kopf": self.kopf.inhalt() if self.kopf else {},
            "zeilen": {
                # An id from elsewhere is nobody's: such a row is a new one.
                name: formset.inhalt(bekannt={*damals[name], *heute[name]})
                for name, formset in self.formsets.items()
            },
        }


def auswahl_for(analyse, schritt):
    """Return the choices of fields that point to other parts of this same analysis."""
    if schritt == Schritt.SCHLUESSELSITUATIONEN:
        ereignisse = [("", "nicht angegeben")] + [
            (str(ereignis.pk), f"{ereignis.zeitangabe}: {ereignis.titel}")
            for ereignis in analyse.ereignis_set.order_by("lage", "reihenfolge")
        ]
        return {"von": ereignisse, "bis": ereignisse}
    situationen = [
        (str(situation.pk), f"{situation}: {situation.titel}")
        for situation in analyse.schluesselsituation_set.order_by("reihenfolge")
    ]
    if schritt == Schritt.EINFLUSSFAKTOREN:
        return {"schluesselsituation": [("", "keine bestimmte"), *situationen]}
    if schritt == Schritt.BEFUNDE:
        faktoren = [
            (str(faktor.pk), f"{faktor}: {faktor.text[:80]}")
            for faktor in analyse.einflussfaktor_set.order_by("reihenfolge")
        ]
        return {"belege": situationen + faktoren}
    if schritt == Schritt.EMPFEHLUNGEN:
        return {
            "befund": [("", "aus keinem einzelnen")]
            + [
                (str(befund.pk), f"{befund}: {befund.titel}")
                for befund in analyse.befund_set.order_by("reihenfolge")
            ]
        }
    return {}
