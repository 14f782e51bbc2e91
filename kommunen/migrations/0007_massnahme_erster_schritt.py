"""Every measure that is already there gets the one step that is known of it."""

from django.db import migrations


def erster_schritt(apps, schema_editor):
    Massnahme = apps.get_model("kommunen", "Massnahme")
    Massnahmenschritt = apps.get_model("kommunen", "Massnahmenschritt")
    Massnahmenschritt.objects.bulk_create(
        Massnahmenschritt(
            massnahme=massnahme,
            nach=massnahme.status,
            # Reached first, then perhaps confirmed: the first day is the one that counts.
            am=massnahme.erreicht_am or massnahme.status_geaendert_am,
            begruendung=massnahme.begruendung,
        )
        for massnahme in Massnahme.objects.order_by("pk").iterator()
    )


class Migration(migrations.Migration):
    dependencies = [("kommunen", "0006_massnahme_schritte")]

    operations = [migrations.RunPython(erster_schritt, migrations.RunPython.noop)]
