"""Row protection of Belege, and the keys that keep their repeated columns true."""

from django.db import migrations

from kinderschutz.row_protection import OWN_JUGENDAMT, ProtectRows, setting

KOORDINIERT = (
    f"projekt_id = {setting('projekt')} AND {setting('rolle', 'text')} = 'projektkoordination'"
)


def composite_key(column, name):
    """Return the operation that makes measure and column together point to one measure."""
    return migrations.RunSQL(
        f"ALTER TABLE kommunen_massnahmenbeleg ADD CONSTRAINT {name}"
        f" FOREIGN KEY (massnahme_id, {column}) REFERENCES kommunen_massnahme (id, {column})"
        " ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE kommunen_massnahmenbeleg DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("kommunen", "0008_massnahme_beleg_und_wirkung")]

    operations = [
        ProtectRows("kommunen_massnahmenbeleg", using=f"({OWN_JUGENDAMT}) OR ({KOORDINIERT})"),
        composite_key("jugendamt_id", "massnahmenbeleg_jugendamt_der_massnahme"),
        composite_key("projekt_id", "massnahmenbeleg_projekt_der_massnahme"),
    ]
