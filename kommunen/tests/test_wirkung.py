"""When an effect is due: the same in Python and in the database, on any day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kinderschutz.monate import in_monaten
from kommunen.enums import WIRKUNG_NACH_MONATEN
from kommunen.models import Massnahme, Wirkungsbeurteilung
from kommunen.models.wirkung import (
    faellige_stufe,
    wirkung_faellig,
    wirkungsplan,
)
from kommunen.tests.factories import MassnahmeFactory

OFFEN = dict.fromkeys(("angewendet", "verbessert", "spuerbar"), "offen")


@pytest.mark.parametrize(
    ("tag", "monate", "dann"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 24, date(2028, 12, 1)),
    ],
)
def test_months_end_with_the_month(tag, monate, dann):
    assert in_monaten(tag, monate) == dann


@pytest.mark.django_db
@settings(deadline=None, max_examples=40)
@given(
    erreicht=st.dates(date(2020, 1, 1), date(2026, 11, 29)),
    spaeter=st.integers(min_value=0, max_value=900),
    beurteilt=st.sets(st.sampled_from(WIRKUNG_NACH_MONATEN)),
)
def test_the_list_and_the_page_say_the_same(erreicht, spaeter, beurteilt):
    heute = erreicht + timedelta(days=spaeter)
    with transaction.atomic():
        massnahme = MassnahmeFactory()
        massnahme.setze_status("umgesetzt", am=erreicht)
        for monate in beurteilt:
            Wirkungsbeurteilung.objects.create(
                massnahme=massnahme, erreicht_am=erreicht, nach_monaten=monate, **OFFEN
            )

        plan = wirkungsplan(massnahme, massnahme.wirkungen.all(), heute)
        in_der_liste = Massnahme.objects.filter(wirkung_faellig(heute)).exists()

        assert in_der_liste == any(stufe.is_faellig for stufe in plan)
        assert sum(stufe.is_faellig for stufe in plan) <= 1
        assert [bool(stufe.beurteilung) for stufe in plan] == [
            monate in beurteilt for monate in WIRKUNG_NACH_MONATEN
        ]
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_is_reached_once_more_is_judged_once_more():
    massnahme = MassnahmeFactory()
    massnahme.setze_status("umgesetzt", am=date(2025, 1, 1))
    Wirkungsbeurteilung.objects.create(
        massnahme=massnahme, erreicht_am=date(2025, 1, 1), nach_monaten=6, **OFFEN
    )
    massnahme.setze_status("begonnen", am=date(2025, 10, 1), begruendung="Hielt nicht")
    assert faellige_stufe(massnahme, date(2026, 1, 1)) is None
    assert wirkungsplan(massnahme, [], date(2026, 1, 1)) == []

    massnahme.setze_status("umgesetzt", am=date(2026, 1, 1))

    assert Massnahme.objects.filter(wirkung_faellig(date(2026, 7, 1))).exists()
    plan = wirkungsplan(massnahme, massnahme.wirkungen.all(), date(2026, 7, 1))
    assert [(stufe.monate, stufe.is_faellig) for stufe in plan] == [
        (6, True),
        (12, False),
        (24, False),
    ]
