import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0002_append_only_events'),
        ('channels', '0002_watch'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256 of the raw bytes, under which they are kept.', max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('uidvalidity', models.BigIntegerField(blank=True, null=True)),
                ('uid', models.BigIntegerField(blank=True, null=True)),
                ('arrived_at', models.DateTimeField(help_text='When it reached the server.')),
                ('received_at', models.DateTimeField(help_text='When we kept it.')),
                ('live', models.BooleanField(default=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('pile_reason', models.CharField(blank=True, choices=[('empty', 'Empty'), ('too_big', 'Too Big'), ('unreadable', 'Unreadable'), ('no_sender', 'No Sender'), ('ourselves', 'Ourselves'), ('automatic', 'Automatic'), ('bounce', 'Bounce'), ('agent', 'Agent'), ('not_for_us', 'Not For Us')], max_length=12)),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('problems', models.JSONField(blank=True, default=list)),
                ('settled_at', models.DateTimeField(blank=True, help_text='When somebody took it off the pile.', null=True)),
                ('mailbox', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='arrivals', to='channels.mailbox')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='cases.message')),
                ('same_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='again', to='intake.arrival')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(models.Q(('pile_reason', ''), _negated=True), ('settled_at', None)), fields=['-arrived_at'], name='arrival_on_pile')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('uid__isnull', False)), fields=('mailbox', 'uidvalidity', 'uid'), name='a_uid_arrives_once'), models.UniqueConstraint(condition=models.Q(('same_as', None)), fields=('digest',), name='the_same_bytes_arrive_once')],
            },
        ),
    ]
