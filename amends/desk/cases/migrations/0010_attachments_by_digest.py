"""Files inside customers' mails are found by their digest, wherever a copy of them is sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_no_second_index_of_keys")]

    operations = [
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("part__isnull", False)), fields=["sha256"], name="attachment_by_digest"
            ),
        ),
    ]
