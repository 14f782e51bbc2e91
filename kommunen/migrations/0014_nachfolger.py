"""A Kommune that was split has several successors: the one foreign key becomes a list."""

from django.db import migrations, models


def uebernimm(apps, schema_editor):
    Kommune = apps.get_model("kommunen", "Kommune")
    for kommune in Kommune.objects.exclude(nachfolger=None):
        kommune.neue_nachfolger.add(kommune.nachfolger_id)
    _pruefe(schema_editor)


def nimm_den_ersten(apps, schema_editor):
    Kommune = apps.get_model("kommunen", "Kommune")
    for kommune in Kommune.objects.exclude(neue_nachfolger=None).distinct():
        kommune.nachfolger_id = kommune.neue_nachfolger.order_by("pk").first().pk
        kommune.save(update_fields=["nachfolger"])
    _pruefe(schema_editor)


def _pruefe(schema_editor):
    # PostgreSQL alters no table while its foreign keys wait to be checked.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("kommunen", "0013_organisation")]
    operations = [
        migrations.RemoveConstraint("kommune", "kommune_nachfolger_nur_nach_dem_ende"),
        migrations.AddField(
            "kommune", "neue_nachfolger", models.ManyToManyField("kommunen.Kommune", related_name="+")
        ),
        migrations.RunPython(uebernimm, nimm_den_ersten),
        migrations.RemoveField("kommune", "nachfolger"),
        migrations.RenameField("kommune", "neue_nachfolger", "nachfolger"),
        migrations.AlterField(
            "kommune",
            "nachfolger",
            models.ManyToManyField(
                blank=True,
                related_name="vorgaenger",
                to="kommunen.kommune",
                verbose_name="Nachfolger",
            ),
        ),
    ]
