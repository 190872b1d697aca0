"""A worker that tells of a silence has a while to do it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0007_case_sign")]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="telling_until",
            field=models.DateTimeField(blank=True, help_text="By real time.", null=True),
        ),
    ]
