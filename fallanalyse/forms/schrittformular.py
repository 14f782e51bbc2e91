"""All forms of one step together, as its page shows and its view reads them."""

from django.forms import formset_factory

from fallanalyse.enums import Genauigkeit, Schritt
from fallanalyse.forms.schritte import EINZAHL, KOPF, ZEILEN
from fallanalyse.forms.zeilen import ZeilenFormSet
from fallanalyse.models import Praxiselement, Risikomuster
from fallanalyse.models import inhalt as inhalte
from fallanalyse.models.verlauf import wochen_of
from kinderschutz.formset_rows import show_unvalidated

# What is disputed says so wherever it is quoted (§ 84 SGB X).
STRITTIG = {True: " (strittig)", False: ""}


class Schrittformular:
    """The forms of one step together: bound to what was typed, or showing what is saved."""

    def __init__(self, analyse, schritt, data=None):
        self.analyse, self.schritt, self.data = analyse, schritt, data
        self.auswahl = auswahl_for(analyse, schritt)
        gespeichert = inhalte.lies(analyse, schritt) if data is None else None
        aufbau = inhalte.AUFBAU[schritt]
        self.kopf = self._kopf(gespeichert) if aufbau.kopf else None
        self.formsets = {art.name: self._formset(art.name, gespeichert) for art in aufbau.zeilen}

    def _kopf(self, gespeichert):
        form = KOPF[self.schritt]
        return form(
            self.data,
            initial=gespeichert and gespeichert["kopf"],
            felder=form.felder_for(self.analyse, self.auswahl),
        )

    def _formset(self, name, gespeichert):
        zeilen = gespeichert["zeilen"][name] if gespeichert else {}
        form = ZEILEN[name]
        fest = hasattr(form, "feste_zeilen")
        initial = (
            form.feste_zeilen(zeilen)
            if fest
            else [{"id": pk, **werte} for pk, werte in zeilen.items()]
        )
        formset_class = formset_factory(
            form,
            formset=ZeilenFormSet,
            extra=0 if initial else 1,
            can_delete=not fest,
            max_num=len(initial) if fest else 200,
            absolute_max=400,
        )
        formset = formset_class(
            self.data,
            prefix=name,
            initial=[] if self.data else initial,
            form_kwargs={
                "analyse": self.analyse,
                "felder": form.felder_for(self.analyse, self.auswahl),
            },
        )
        # What a row is called where its mistakes are listed.
        formset.einzahl = EINZAHL[name]
        return formset

    @property
    def alle(self):
        return [form for form in (self.kopf, *self.formsets.values()) if form is not None]

    @property
    def zeilen(self):
        """Return (formset, its word in the singular) for the page."""
        return [(formset, EINZAHL[name]) for name, formset in self.formsets.items()]

    def is_valid(self):
        # No generator: every form is to show its errors.
        if False in [form.is_valid() for form in self.alle]:
            return False
        if self.schritt == Schritt.ZEITSTRAHL:
            self._pruefe_fallende()
        if self.schritt == Schritt.SCHLUESSELSITUATIONEN:
            self._pruefe_von_bis()
        return all(form.is_valid() for form in self.alle)

    def _pruefe_fallende(self):
        """Ask back where an event lies after the end of the case."""
        ende = self.kopf.cleaned_data["fallende"]
        for form in self.formsets["ereignisse"].bleibende if ende is not None else ():
            for feld in ("zeitwert", "zeitwert_bis"):
                lage = wochen_of(form.cleaned_data[feld], form.cleaned_data["genauigkeit"])
                # The whole of its last month belongs to the case.
                if lage is not None and lage >= wochen_of(ende + 1, Genauigkeit.MONAT):
                    form.add_error(
                        feld,
                        f"Das liegt nach dem Ende des Falls (Monat {ende}). Bitte prüfen Sie den "
                        "Zeitpunkt oder das Ende.",
                    )

    def _pruefe_von_bis(self):
        """Ask back where a situation would end before it begins."""
        lagen = {str(pk): lage for pk, lage in self.analyse.ereignis_set.values_list("pk", "lage")}
        for form in self.formsets["situationen"].bleibende:
            von, bis = (lagen.get(form.cleaned_data[feld]) for feld in ("von", "bis"))
            if von is not None and bis is not None and bis < von:
                form.add_error("bis", "Dieses Ereignis liegt vor dem, mit dem es beginnt.")

    def show_as_typed(self):
        show_unvalidated(*self.alle)
        return self

    def has_shut_text(self):
        """Say whether text came along for a field that takes none now: it was open before."""
        return any(
            feld.disabled and form.data.get(form.add_prefix(name))
            for form in self._forms()
            for name, feld in form.fields.items()
        )

    def show_shut_text(self):
        """Show what was typed where no text is taken any more, to be read and copied."""
        for form in self._forms():
            for feld in form.fields.values():
                if feld.disabled:
                    feld.disabled = False
                    feld.widget.attrs["readonly"] = True
        return self.show_as_typed()

    def _forms(self):
        for teil in self.alle:
            yield from [teil] if teil is self.kopf else teil.forms

    def inhalt(self, version):
        """Return what was typed, as models/inhalt.py keeps it. Only after is_valid()."""
        bekannt = self._bekannt(version)
        return {
            "kopf": self.kopf.inhalt() if self.kopf else {},
            "zeilen": {
                name: formset.inhalt(bekannt[name]) for name, formset in self.formsets.items()
            },
        }

    def _bekannt(self, version):
        """Return the ids that are rows, by kind. One from elsewhere is nobody's: a new row."""
        heute = inhalte.keys_of(self.analyse, self.schritt)
        if all(formset.ids <= heute[name] for name, formset in self.formsets.items()):
            return heute
        # Somebody removed one meanwhile. In this form it stays the same row.
        damals = self.analyse.inhalt_of_version(self.schritt, version)["zeilen"]
        return {name: {*damals[name], *heute[name]} for name in heute}


def auswahl_for(analyse, schritt):
    """Return the choices of fields that point to other parts, or into the catalogue."""
    match schritt:
        case Schritt.ZEITSTRAHL:
            personen = _wahl(analyse.personenrolle_set, lambda eine: eine.kuerzel)
            return {
                "beteiligte": personen,
                "bekannt_wem": personen,
                "quellen": _quellen(analyse),
            }
        case Schritt.SCHLUESSELSITUATIONEN:
            ereignisse = [("", "nicht angegeben"), *_ereignisse(analyse)]
            return {"von": ereignisse, "bis": ereignisse}
        case Schritt.EINFLUSSFAKTOREN:
            return {"schluesselsituation": [("", "keine bestimmte"), *_situationen(analyse)]}
        case Schritt.BEFUNDE:
            faktoren = _wahl(analyse.einflussfaktor_set, lambda eine: f"{eine}: {eine.text[:80]}")
            return {
                "belege": _situationen(analyse) + faktoren + _quellen(analyse),
                "praxiselement": [("", "noch nicht zugeordnet"), *Praxiselement.wahl()],
                "risikomuster": [("", "keines"), *Risikomuster.wahl()],
            }
        case Schritt.EMPFEHLUNGEN:
            befunde = _wahl(analyse.befund_set, lambda einer: f"{einer}: {einer.titel}")
            return {"befund": [("", "aus keinem einzelnen"), *befunde]}
        case Schritt.SITZUNGEN:
            sitzungen = _wahl(analyse.sitzung_set, str, "datum", "reihenfolge")
            return {"sitzung": [("", "noch in keiner Sitzung"), *sitzungen]}
    return {}


def _wahl(rows, text, *order):
    return [(str(row.pk), text(row)) for row in rows.order_by(*order or ["reihenfolge"])]


def _ereignisse(analyse):
    return _wahl(
        analyse.ereignis_set,
        lambda eines: f"{eines.zeitangabe}: {eines.titel}{STRITTIG[eines.strittig]}",
        "lage",
        "reihenfolge",
    )


def _situationen(analyse):
    return _wahl(
        analyse.schluesselsituation_set,
        lambda eine: f"{eine}: {eine.titel}{STRITTIG[eine.strittig]}",
    )


def _quellen(analyse):
    return _wahl(analyse.quelle_set, lambda eine: f"{eine}: {eine.bezeichnung}")
