"""The day of deletion stands in the Rechtslage now (0011_recht_uebernehmen)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("fallanalyse", "0011_recht_uebernehmen"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="fallanalyse",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="fallanalyse",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="fallanalyse",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="fallanalyse",
            name="loeschen_datum",
        ),
        migrations.RemoveField(
            model_name="fallanalyseevent",
            name="loeschen_datum",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fallanalyse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fallanalyse_fallanalyseevent" ("abgeschlossen_am", "anhaengige_verfahren", "anlass", "anlass_text", "auftrag", "bearbeitungsstand", "begonnen_datum", "created_at", "fallende", "fallstatus", "freigabestufe", "id", "ist_demo", "jugendamt_id", "keine_rueckkopplung", "kennung", "leitfrage", "leserkreis", "methode", "oeffentlich_bekannt", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "rechtsgrundlage", "updated_at", "verfahren_text", "version") VALUES (NEW."abgeschlossen_am", NEW."anhaengige_verfahren", NEW."anlass", NEW."anlass_text", NEW."auftrag", NEW."bearbeitungsstand", NEW."begonnen_datum", NEW."created_at", NEW."fallende", NEW."fallstatus", NEW."freigabestufe", NEW."id", NEW."ist_demo", NEW."jugendamt_id", NEW."keine_rueckkopplung", NEW."kennung", NEW."leitfrage", NEW."leserkreis", NEW."methode", NEW."oeffentlich_bekannt", NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."rechtsgrundlage", NEW."updated_at", NEW."verfahren_text", NEW."version"); RETURN NULL;',
                    hash="ffe8e7d2d955562b8b5b99822e1f7b6d57a58abf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9ea55",
                    table="fallanalyse_fallanalyse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fallanalyse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fallanalyse_fallanalyseevent" ("abgeschlossen_am", "anhaengige_verfahren", "anlass", "anlass_text", "auftrag", "bearbeitungsstand", "begonnen_datum", "created_at", "fallende", "fallstatus", "freigabestufe", "id", "ist_demo", "jugendamt_id", "keine_rueckkopplung", "kennung", "leitfrage", "leserkreis", "methode", "oeffentlich_bekannt", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "rechtsgrundlage", "updated_at", "verfahren_text", "version") VALUES (NEW."abgeschlossen_am", NEW."anhaengige_verfahren", NEW."anlass", NEW."anlass_text", NEW."auftrag", NEW."bearbeitungsstand", NEW."begonnen_datum", NEW."created_at", NEW."fallende", NEW."fallstatus", NEW."freigabestufe", NEW."id", NEW."ist_demo", NEW."jugendamt_id", NEW."keine_rueckkopplung", NEW."kennung", NEW."leitfrage", NEW."leserkreis", NEW."methode", NEW."oeffentlich_bekannt", NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."rechtsgrundlage", NEW."updated_at", NEW."verfahren_text", NEW."version"); RETURN NULL;',
                    hash="12636d77bd97185c391784c64a67ae6feabd984e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5c17f",
                    table="fallanalyse_fallanalyse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fallanalyse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fallanalyse_fallanalyseevent" ("abgeschlossen_am", "anhaengige_verfahren", "anlass", "anlass_text", "auftrag", "bearbeitungsstand", "begonnen_datum", "created_at", "fallende", "fallstatus", "freigabestufe", "id", "ist_demo", "jugendamt_id", "keine_rueckkopplung", "kennung", "leitfrage", "leserkreis", "methode", "oeffentlich_bekannt", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "rechtsgrundlage", "updated_at", "verfahren_text", "version") VALUES (OLD."abgeschlossen_am", OLD."anhaengige_verfahren", OLD."anlass", OLD."anlass_text", OLD."auftrag", OLD."bearbeitungsstand", OLD."begonnen_datum", OLD."created_at", OLD."fallende", OLD."fallstatus", OLD."freigabestufe", OLD."id", OLD."ist_demo", OLD."jugendamt_id", OLD."keine_rueckkopplung", OLD."kennung", OLD."leitfrage", OLD."leserkreis", OLD."methode", OLD."oeffentlich_bekannt", NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."rechtsgrundlage", OLD."updated_at", OLD."verfahren_text", OLD."version"); RETURN NULL;',
                    hash="6d515d60458da81b0aaca659a265c0f1e72b0251",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43def",
                    table="fallanalyse_fallanalyse",
                    when="AFTER",
                ),
            ),
        ),
    ]
