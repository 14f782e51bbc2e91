"""Which status follows which, and that every change leaves one step: as a Rolle, never a person."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderschutz.identity import acting_as
from kinderschutz.system_context import system_context
from kommunen.enums import AUFGEGEBEN, ERREICHT, Massnahmenstatus
from kommunen.models import Massnahme, Massnahmenschritt
from kommunen.tests.factories import MassnahmeFactory, RolleFactory
from kommunen.workflow import (
    FOLGT,
    WechselNichtMoeglich,
    moegliche,
    needs_begruendung,
    require_moeglich,
)

MOEGLICH = {
    ("geplant", "begonnen"),
    ("geplant", "umgesetzt"),
    ("geplant", "zurueckgestellt"),
    ("geplant", "verworfen"),
    ("begonnen", "umgesetzt"),
    ("begonnen", "zurueckgestellt"),
    ("begonnen", "verworfen"),
    ("umgesetzt", "dauer"),
    ("umgesetzt", "begonnen"),
    ("umgesetzt", "verworfen"),
    ("dauer", "begonnen"),
    ("dauer", "verworfen"),
    ("zurueckgestellt", "geplant"),
    ("zurueckgestellt", "begonnen"),
    ("zurueckgestellt", "verworfen"),
    ("verworfen", "geplant"),
}


@pytest.mark.parametrize(
    ("von", "nach"), list(itertools.product(Massnahmenstatus.values, repeat=2))
)
def test_every_pair_of_status(von, nach):
    if von == nach or (von, nach) in MOEGLICH:
        require_moeglich(von, nach)
    else:
        with pytest.raises(WechselNichtMoeglich, match="führt kein Weg"):
            require_moeglich(von, nach)


def test_what_is_given_up_or_opened_again_needs_a_reason():
    needing = {paar for paar in MOEGLICH if needs_begruendung(*paar)}

    assert needing == {
        paar
        for paar in MOEGLICH
        if paar[1] in AUFGEGEBEN or (paar[0] in ERREICHT and paar[1] == "begonnen")
    }
    assert not any(needs_begruendung(status, status) for status in Massnahmenstatus)


def leitungsrolle(jugendamt=None):
    with system_context("Test"):
        return RolleFactory(art="leitung", **({"jugendamt": jugendamt} if jugendamt else {}))


@pytest.mark.django_db
class TestSchritt:
    def test_the_first_one_says_that_it_is_there(self):
        massnahme = MassnahmeFactory()

        schritt = massnahme.schritte.get()
        assert (schritt.von, schritt.nach, schritt.am) == ("", "geplant", timezone.localdate())

    def test_each_change_and_each_confirmation_is_one(self):
        massnahme = MassnahmeFactory()
        massnahme.setze_status("begonnen", am=date(2026, 3, 1))
        massnahme.setze_status("begonnen", am=date(2026, 4, 1))
        massnahme.setze_status("zurueckgestellt", am=date(2026, 5, 1), begruendung="Umbau")
        massnahme.setze_status("geplant", am=date(2026, 6, 1))

        assert list(massnahme.schritte.in_order().values_list("von", "nach", "begruendung"))[
            1:
        ] == [
            ("geplant", "begonnen", ""),
            ("begonnen", "begonnen", ""),
            ("begonnen", "zurueckgestellt", "Umbau"),
            ("zurueckgestellt", "geplant", ""),
        ]
        assert massnahme.schritte.wechsel().count() == 4
        assert massnahme.begruendung == ""

    def test_a_refused_change_leaves_nothing(self):
        massnahme = MassnahmeFactory()

        with pytest.raises(WechselNichtMoeglich):
            massnahme.setze_status("dauer")

        assert massnahme.schritte.count() == 1
        assert Massnahme.objects.get().status == "geplant"

    def test_writing_the_text_is_none(self):
        massnahme = MassnahmeFactory()
        massnahme.text = "Anders"
        massnahme.save()

        assert massnahme.schritte.count() == 1

    def test_is_never_changed_afterwards(self):
        massnahme = MassnahmeFactory()

        with pytest.raises(InternalError, match="Cannot update rows"), transaction.atomic():
            Massnahmenschritt.objects.update(am=date(2020, 1, 1))

        massnahme.delete()
        assert not Massnahmenschritt.objects.exists()

    def test_tells_the_rolle_and_not_the_person(self):
        massnahme = MassnahmeFactory()
        rolle, andere = (leitungsrolle(massnahme.jugendamt) for _ in range(2))
        with acting_as(rolle) as leitung:
            Massnahme.objects.get().setze_status("begonnen")

        schritt = massnahme.schritte.last()
        assert schritt.rolle == "leitung"
        assert schritt.is_von(leitung)
        assert not schritt.is_von(andere.person)
        assert not massnahme.schritte.first().is_von(leitung)

    def test_the_mark_of_one_person_differs_from_measure_to_measure(self):
        rolle = leitungsrolle()
        with acting_as(rolle):
            eine, andere = (MassnahmeFactory(jugendamt=rolle.jugendamt) for _ in range(2))

        assert eine.schritte.get().hand != andere.schritte.get().hand

    def test_an_older_key_of_the_server_still_knows_the_hand(self, settings):
        rolle = leitungsrolle()
        with acting_as(rolle):
            massnahme = MassnahmeFactory(jugendamt=rolle.jugendamt)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "ein-neuer-schluessel"

        assert massnahme.schritte.get().is_von(rolle.person)

    def test_how_it_stood_on_a_day(self):
        massnahme = MassnahmeFactory(status_geaendert_am=date(2026, 1, 10))
        massnahme.setze_status("begonnen", am=date(2026, 2, 1))
        massnahme.setze_status("umgesetzt", am=date(2026, 6, 30))

        def stand(*tag):
            return Massnahme.objects.with_status_am(date(*tag)).get().status_am

        assert stand(2026, 1, 9) is None
        assert stand(2026, 1, 10) == "geplant"
        assert stand(2026, 6, 29) == "begonnen"
        assert stand(2026, 6, 30) == "umgesetzt"

    def test_what_was_entered_late_counts_from_its_own_day(self):
        """Entered today, done long ago: the day of the entry does not hide that."""
        massnahme = MassnahmeFactory()
        massnahme.setze_status("umgesetzt", am=date(2026, 1, 1))

        heute = Massnahme.objects.with_status_am(timezone.localdate()).get()
        frueher = Massnahme.objects.with_status_am(date(2026, 2, 1)).get()
        assert (heute.status_am, frueher.status_am) == ("umgesetzt", "umgesetzt")


@pytest.mark.django_db(transaction=False)
@settings(deadline=None, max_examples=40)
@given(wahl=st.lists(st.integers(min_value=0, max_value=5), max_size=8))
def test_the_steps_of_any_way_form_one_chain_and_end_where_it_stands(wahl):
    with transaction.atomic():
        massnahme = MassnahmeFactory()
        tag = timezone.localdate()
        for nummer, zahl in enumerate(wahl):
            wege = moegliche(massnahme.status)
            massnahme.setze_status(
                wege[zahl % len(wege)], am=tag + timedelta(days=nummer), begruendung="weil"
            )
        schritte = list(massnahme.schritte.in_order())

        assert schritte[-1].nach == massnahme.status
        assert [eine.von for eine in schritte[1:]] == [eine.nach for eine in schritte[:-1]]
        assert len(schritte) == len(wahl) + 1
        assert (massnahme.erreicht_am is not None) == (massnahme.status in ERREICHT)
        transaction.set_rollback(True)


def test_nothing_is_a_dead_end():
    """From everywhere one comes back to »in Planung« or stays in what was reached."""
    for status in Massnahmenstatus:
        erreichbar, offen = {status}, [status]
        while offen:
            for naechste in FOLGT[offen.pop()]:
                if naechste not in erreichbar:
                    erreichbar.add(naechste)
                    offen.append(naechste)
        assert Massnahmenstatus.BEGONNEN in erreichbar
