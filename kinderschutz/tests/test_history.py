"""Field history: every state of a row is kept, whichever way it changed."""

import pytest
from django.apps import apps
from django.db import connection

from fallanalyse.models import Befund, Einflussfaktor, Fallanalyse
from kinderschutz.identity import acting_as
from kinderschutz.models import Versioniert, VersionVeraltet
from kinderschutz.system_context import system_context
from kinderschutz.tests.welt import baue_amt, schreibe_analyse
from kommunen.models import Massnahme
from kommunen.tests.factories import MassnahmeFactory


@pytest.fixture
def acting(db):
    """Act as the Fachkraft of an analysis with one row of every kind."""
    amt = baue_amt()
    schreibe_analyse(amt, "im_team")
    with acting_as(amt.rollen["fachkraft"]):
        yield


def events_of(row):
    event = apps.get_model(row._meta.app_label, f"{type(row).__name__}Event")
    return event.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")


class TestHistory:
    def test_begins_with_the_row(self, acting):
        befund = Befund.objects.get()
        [first] = events_of(befund)
        assert (first.pgh_label, first.titel) == ("insert", befund.titel)

    def test_keeps_every_saved_state(self, acting):
        befund = Befund.objects.get()
        befund.bewaehrt = "teils"
        befund.save()

        assert [event.bewaehrt for event in events_of(befund)] == ["ja", "teils"]

    def test_is_not_passed_by_bulk_changes(self, acting):
        befund = Befund.objects.get()

        Befund.objects.filter(pk=befund.pk).update(bewaehrt="nein")
        befund.bewaehrt = "teils"
        Befund.objects.bulk_update([befund], ["bewaehrt"])
        Einflussfaktor.objects.bulk_create(
            [
                Einflussfaktor(
                    analyse=befund.analyse,
                    jugendamt_id=befund.jugendamt_id,
                    ebene="team",
                    richtung="beides",
                    text="in Mengen",
                )
            ]
        )

        assert [event.bewaehrt for event in events_of(befund)] == ["ja", "nein", "teils"]
        assert events_of(Einflussfaktor.objects.latest("created_at")).count() == 1

    def test_is_not_passed_by_plain_sql(self, acting):
        befund = Befund.objects.get()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE fallanalyse_befund SET bewaehrt = 'nein'")

        assert events_of(befund).last().bewaehrt == "nein"

    def test_outlives_the_row(self, acting):
        befund = Befund.objects.get()
        gemerkt = events_of(befund)
        befund.delete()

        assert gemerkt.last().pgh_label == "delete"

    def test_carries_what_the_policies_compare_with(self, acting):
        befund = Befund.objects.get()
        [event] = events_of(befund)
        assert (event.jugendamt_id, event.analyse_id) == (befund.jugendamt_id, befund.analyse_id)

    def test_of_a_public_row_is_kept_as_well(self, db):
        with system_context("Test"):
            massnahme = MassnahmeFactory()
        Massnahme.objects.filter(pk=massnahme.pk).update(text="anders")

        assert [event.text for event in events_of(massnahme)] == [massnahme.text, "anders"]

    def test_belongs_to_everything_people_write_in(self):
        """Whoever versions a model or encrypts its text wants to know what it said before."""
        without = {
            model.__name__
            for model in apps.get_models()
            if issubclass(model, Versioniert)
            and not any(
                related.related_model.__name__ == f"{model.__name__}Event"
                for related in model._meta.related_objects
            )
        }
        assert without == {
            # One setting per method or Rechtsgrundlage; who set it when stands in the row and in
            # the audit trail.
            "Rechtsgrundlagenvorgabe",
            "Loeschfrist",
            # Once asked, only its date changes.
            "Anfrage",
            # Keeps the original beside the reading.
            "Importdokument",
            # What it says is kept when it is frozen, and then for good.
            "Zwischenbericht",
        }


class TestVersion:
    def test_rises_with_every_save(self, acting):
        analyse = Fallanalyse.objects.get()
        before = analyse.version
        analyse.save()
        analyse.save(update_fields=["methode"])

        analyse.refresh_from_db()
        assert analyse.version == before + 2

    def test_begins_at_one(self, db):
        with system_context("Test"):
            assert MassnahmeFactory().version == 1

    def test_an_old_one_is_refused_in_german(self, acting):
        analyse = Fallanalyse.objects.get()

        analyse.require_version(analyse.version)
        with pytest.raises(VersionVeraltet, match="Ihr Text ist noch da"):
            analyse.require_version(analyse.version - 1)

    def test_saving_some_fields_moves_the_time_too(self, acting):
        analyse = Fallanalyse.objects.get()
        before = analyse.updated_at
        analyse.save(update_fields=["methode"])

        analyse.refresh_from_db()
        assert analyse.updated_at > before
