"""The policies of the parts that the full methods brought."""

from django.db import migrations

from kinderschutz.row_protection import OWN_ANALYSE, ProtectRows

TEILE = ("quelle", "gesetzesschritt", "rueckkopplung", "sitzung", "sitzungsfrage")


class Migration(migrations.Migration):
    dependencies = [("fallanalyse", "0004_methode")]
    operations = [
        *(ProtectRows(f"fallanalyse_{teil}", using=OWN_ANALYSE) for teil in TEILE),
        *(
            ProtectRows(f"fallanalyse_{teil}event", using=OWN_ANALYSE, append_only=True)
            for teil in TEILE
        ),
    ]
