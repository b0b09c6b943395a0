from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0015_came_back"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="presence", name="presence_unique"),
        migrations.AddField(
            model_name="presence",
            name="place",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="Page"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint("plan", "user", "place", name="presence_unique"),
        ),
    ]
