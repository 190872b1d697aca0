from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('replies', '0001_drafts_and_excuses'),
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(help_text='The address without what stands behind a plus.', max_length=320)),
                ('house', models.CharField(help_text='The domain under which the address was made up.', max_length=320)),
                ('sent_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'sent_at'], name='receipt_by_person'), models.Index(fields=['house', 'sent_at'], name='receipt_by_house')],
            },
        ),
    ]
