"""A step may be told with its day; the database keeps what it has."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_part_of_a_report")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="roundstep",
                    name="taken_at",
                    field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="Taken at"),
                )
            ]
        )
    ]
