from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_lists'),
        ('owed', '0001_obligations_and_promises'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='promise',
            name='promise_soonest',
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('kept_at', None), ('withdrawn_at', None)), fields=['due'], name='promise_soonest'),
        ),
    ]
