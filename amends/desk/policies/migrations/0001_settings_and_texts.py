from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DeskSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Our desk', max_length=120)),
                ('public_url', models.URLField(default='http://127.0.0.1:8000')),
                ('phone', models.CharField(blank=True, help_text='Shown to customers beside the name of their agent.', max_length=40)),
                ('language', models.CharField(default='en', max_length=8)),
                ('zone', models.CharField(default='Europe/Berlin', max_length=64)),
                ('hours', models.CharField(default='Mon-Fri 09:00-17:00', max_length=400)),
                ('holidays', models.TextField(blank=True, help_text='One date a line, YYYY-MM-DD.')),
                ('times', models.JSONField(blank=True, default=dict, help_text='Only what differs from the default journey.')),
                ('max_mail_bytes', models.PositiveBigIntegerField(default=26214400)),
                ('sends_receipts', models.BooleanField(default=True)),
                ('nudges_by_text', models.BooleanField(default=False)),
                ('set_up_at', models.DateTimeField(blank=True, null=True)),
                ('setup_token', models.CharField(blank=True, max_length=64)),
                ('stamp', models.BigIntegerField(default=0, editable=False)),
                ('clock_offset', models.BigIntegerField(default=0, help_text='Seconds; only the demo moves its clock.')),
            ],
        ),
        migrations.CreateModel(
            name='TextBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('language', models.CharField(default='en', max_length=8)),
                ('body', models.TextField()),
            ],
            options={
                'ordering': ['language', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'Receipt'), ('statement', 'Statement'), ('follow_up', 'Follow Up'), ('link', 'Link'), ('nudge', 'Nudge'), ('code', 'Code')], max_length=12)),
                ('language', models.CharField(max_length=8)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'language'), name='one_text_a_language')],
            },
        ),
    ]
