"""Makes the team Desk, so that a fresh desk with no agent can already receive."""

from typing import ClassVar

from django.db import migrations


def make(apps, schema_editor):
    """Make the team where it is missing."""
    apps.get_model("people", "Team").objects.get_or_create(name="Desk")


class Migration(migrations.Migration):
    """Data: the first team."""

    dependencies: ClassVar = [("people", "0001_people")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
