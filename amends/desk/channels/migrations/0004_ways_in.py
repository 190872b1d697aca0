from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('channels', '0003_hooks'),
    ]

    operations = [
        migrations.RenameField('mailbox', 'imap_host', 'fetch_host'),
        migrations.RenameField('mailbox', 'imap_port', 'fetch_port'),
        migrations.RenameField('mailbox', 'imap_security', 'fetch_security'),
    ]
