import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0008_statement"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="chapter",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="chapter",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="chapter",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="chapter",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30),
                blank=True,
                null=True,
                size=None,
                verbose_name="What it covers",
            ),
        ),
        migrations.AddField(
            model_name="chapterevent",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=30),
                blank=True,
                null=True,
                size=None,
                verbose_name="What it covers",
            ),
        ),
        migrations.AlterField(
            model_name="chapter",
            name="key",
            field=models.CharField(
                choices=[
                    ("purpose", "Purpose"),
                    ("legal_basis", "Legal basis"),
                    ("preparation", "How the plan was prepared"),
                    ("conditions", "How children and young people live and feel"),
                    ("content", "Content"),
                    ("services", "Promotion and prevention"),
                    ("child_welfare", "Child welfare services"),
                    ("cooperation", "Cooperation"),
                    ("preparedness", "Preparedness"),
                    ("theory_of_change", "Theory of change"),
                    ("follow_up", "Follow-up"),
                    ("other", "Other chapter"),
                ],
                max_length=20,
                verbose_name="Chapter",
            ),
        ),
        migrations.AlterField(
            model_name="chapterevent",
            name="key",
            field=models.CharField(
                choices=[
                    ("purpose", "Purpose"),
                    ("legal_basis", "Legal basis"),
                    ("preparation", "How the plan was prepared"),
                    ("conditions", "How children and young people live and feel"),
                    ("content", "Content"),
                    ("services", "Promotion and prevention"),
                    ("child_welfare", "Child welfare services"),
                    ("cooperation", "Cooperation"),
                    ("preparedness", "Preparedness"),
                    ("theory_of_change", "Theory of change"),
                    ("follow_up", "Follow-up"),
                    ("other", "Other chapter"),
                ],
                max_length=20,
                verbose_name="Chapter",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chapter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "plans_chapterevent" ("body", "body_da", "body_fi", "body_sv", "id", "key", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "points", "title", "title_da", "title_fi", "title_sv", "version") VALUES (NEW."body", NEW."body_da", NEW."body_fi", NEW."body_sv", NEW."id", NEW."key", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."points", NEW."title", NEW."title_da", NEW."title_fi", NEW."title_sv", NEW."version"); RETURN NULL;',
                    hash="8188e9e1f361a23e1bf446ba2862135880084d50",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_74c75",
                    table="plans_chapter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chapter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "plans_chapterevent" ("body", "body_da", "body_fi", "body_sv", "id", "key", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "points", "title", "title_da", "title_fi", "title_sv", "version") VALUES (NEW."body", NEW."body_da", NEW."body_fi", NEW."body_sv", NEW."id", NEW."key", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."points", NEW."title", NEW."title_da", NEW."title_fi", NEW."title_sv", NEW."version"); RETURN NULL;',
                    hash="ff4a3eba5cd6998f3798703465307365807b6586",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b0dbf",
                    table="plans_chapter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chapter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "plans_chapterevent" ("body", "body_da", "body_fi", "body_sv", "id", "key", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "points", "title", "title_da", "title_fi", "title_sv", "version") VALUES (OLD."body", OLD."body_da", OLD."body_fi", OLD."body_sv", OLD."id", OLD."key", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."points", OLD."title", OLD."title_da", OLD."title_fi", OLD."title_sv", OLD."version"); RETURN NULL;',
                    hash="1812682865c0e1043695b6f43b1cb4fe2d4dc508",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_77d8b",
                    table="plans_chapter",
                    when="AFTER",
                ),
            ),
        ),
    ]
