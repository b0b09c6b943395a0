from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_desk")]
    operations = [
        migrations.AddField(
            model_name="editionfile",
            name="content_sha256",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="Fingerprint of the content"),
            preserve_default=False,
        ),
    ]
