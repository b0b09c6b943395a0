"""The councils' decisions move from the partner to a table of their own; `prepare` keeps the text they were about."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def move_decisions(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write a decision, without a revision yet, for each partner that has adopted its plan."""
    decisions = apps.get_model("plans", "Decision")
    for one in apps.get_model("plans", "Partner").objects.filter(decided_on__isnull=False):
        decisions.objects.create(
            partner=one, decided_on=one.decided_on, meeting=one.meeting, section=one.section or "–"
        )


class Migration(migrations.Migration):
    dependencies = [("plans", "0011_adoption")]

    operations = [
        migrations.RunPython(move_decisions, migrations.RunPython.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name="partner",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="partner",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="partner",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="partner",
            name="decided_on",
        ),
        migrations.RemoveField(
            model_name="partner",
            name="meeting",
        ),
        migrations.RemoveField(
            model_name="partner",
            name="section",
        ),
        migrations.RemoveField(
            model_name="partnerevent",
            name="decided_on",
        ),
        migrations.RemoveField(
            model_name="partnerevent",
            name="meeting",
        ),
        migrations.RemoveField(
            model_name="partnerevent",
            name="section",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "plans_partnerevent" ("id", "left_on", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "version") VALUES (NEW."id", NEW."left_on", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."version"); RETURN NULL;',
                    hash="c8dd9d5341e7c252f792361e7d80501febfacc81",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6fcf5",
                    table="plans_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "plans_partnerevent" ("id", "left_on", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "version") VALUES (NEW."id", NEW."left_on", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."version"); RETURN NULL;',
                    hash="95efb2b38420bc554877bfc72cdfb853e8613715",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8952",
                    table="plans_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "plans_partnerevent" ("id", "left_on", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "version") VALUES (OLD."id", OLD."left_on", OLD."municipality_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."version"); RETURN NULL;',
                    hash="4d6e88e93b435df613ee053462ec048283dde476",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d91af",
                    table="plans_partner",
                    when="AFTER",
                ),
            ),
        ),
    ]
