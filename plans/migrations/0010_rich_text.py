"""Chapters that were written as plain text become rich text: the same paragraphs and lists, as HTML."""

from django.db import migrations
from django.db.models import F

from plans.rich_text import clean

BODIES = ("body", "body_sv", "body_fi", "body_da")


def rewrite(apps, editor):
    """Clean every body; the version goes up, so that what somebody is typing is compared with the new form."""
    chapters = apps.get_model("plans", "Chapter").objects
    for row in chapters.values("pk", *BODIES).iterator(chunk_size=100):
        changed = {name: cleaned for name in BODIES if row[name] and (cleaned := clean(row[name])) != row[name]}
        if changed:
            chapters.filter(pk=row["pk"]).update(version=F("version") + 1, **changed)


class Migration(migrations.Migration):
    dependencies = [("plans", "0009_chapters")]
    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop)]
