from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kinderschutz.system_context import system_context
from kommunen.models import Stichtag, Stichtagswert
from kommunen.stichtag import letztes_quartalsende
from kommunen.tests.factories import JugendamtFactory, KennzahlwertFactory, TeilnahmeFactory
from kommunen.tests.kennzahlprobe import NAME, probe

__all__ = ["probe"]


def setze(*argumente, **optionen):
    ausgabe = StringIO()
    call_command("stichtag_setzen", *argumente, stdout=ausgabe, **optionen)
    return ausgabe.getvalue()


@pytest.mark.parametrize(
    ("heute", "ende"),
    [
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 11, 22), date(2026, 9, 30)),
    ],
)
def test_the_quarter_that_ended_last(heute, ende):
    assert letztes_quartalsende(heute) == ende


@pytest.mark.django_db
@pytest.mark.usefixtures("probe")
class TestStichtagSetzen:
    def test_changes_nothing_without_wet_run(self):
        assert "Probelauf" in setze()
        assert not Stichtag.objects.exists()

    def test_freezes_the_end_of_the_last_quarter(self):
        setze(wet_run=True)

        assert Stichtag.objects.get().datum == letztes_quartalsende()

    def test_copies_the_rollup(self):
        with system_context("Test"):
            wert = KennzahlwertFactory(auspraegung="a")

        setze("2026-06-30", wet_run=True)

        eingefroren = Stichtagswert.objects.get(name=NAME)
        assert (eingefroren.jugendamt, eingefroren.jahr, eingefroren.auspraegung) == (
            wert.jugendamt,
            2026,
            "a",
        )
        assert eingefroren.anzahl == 5

    def test_writes_down_who_has_none(self):
        nutzt = TeilnahmeFactory().jugendamt
        nutzt_nicht = JugendamtFactory()

        setze(wet_run=True)

        probewerte = Stichtagswert.objects.filter(name=NAME)
        assert list(probewerte.values_list("jugendamt", "anzahl")) == [(nutzt.pk, 0)]
        profile = Stichtagswert.objects.filter(name="profile")
        assert set(profile.values_list("jugendamt", flat=True)) == {nutzt.pk, nutzt_nicht.pk}

    def test_refuses_to_freeze_a_date_again(self):
        setze("2026-06-30", wet_run=True)

        with pytest.raises(CommandError, match=r"30\.06\.2026 ist schon eingefroren"):
            setze("2026-06-30", wet_run=True)

    def test_refuses_the_future(self):
        morgen = timezone.localdate() + timedelta(days=1)

        with pytest.raises(CommandError, match="liegt in der Zukunft"):
            setze(morgen.isoformat(), wet_run=True)
