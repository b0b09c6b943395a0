from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_content_fingerprint")]
    operations = [
        migrations.AddField(
            model_name="editionfile",
            name="part",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="Part"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="editionfile", name="edition_file_unique"),
        migrations.AddConstraint(
            model_name="editionfile",
            constraint=models.UniqueConstraint(
                "edition", "language", "partner", "part", name="edition_file_unique", nulls_distinct=False,
                violation_error_message="This file exists already.",
            ),
        ),
    ]  # fmt: skip
