"""Makes the three levels that every desk begins with; a desk may rename them and add others."""

from typing import ClassVar

from django.db import migrations


def make(apps, schema_editor):
    """Make the levels where none is."""
    level = apps.get_model("people", "Level")
    if not level.objects.exists():
        level.objects.bulk_create(level(name=name, rank=rank) for rank, name in enumerate(("Agent", "Senior", "Lead"), 1))


class Migration(migrations.Migration):
    """Data: agent, senior, lead."""

    dependencies: ClassVar = [("people", "0003_levels_and_absence")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
