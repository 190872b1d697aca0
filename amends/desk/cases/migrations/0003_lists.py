import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_append_only_events'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_owed_soonest',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_mine_soonest',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_by_verb',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_newest',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_closed',
        ),
        migrations.AlterField(
            model_name='case',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.case'),
        ),
        migrations.AlterField(
            model_name='case',
            name='team',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.team'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None), ('merged_into', None)), fields=['due_at', 'id', 'owner', 'team', 'owed_kind', 'closed_at', 'merged_into'], name='case_owed_soonest'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None), ('merged_into', None)), fields=['owner', 'due_at', 'id'], name='case_mine_soonest'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None), ('merged_into', None)), fields=['owed_kind', 'due_at', 'id'], name='case_by_verb'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('merged_into', None)), fields=['-last_said_at', '-id'], name='case_newest'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', False), ('merged_into', None)), fields=['-last_said_at', '-id'], name='case_closed_newest'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='case_merged'),
        ),
    ]
