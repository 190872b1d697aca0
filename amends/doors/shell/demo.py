"""The strip on top of the sample desk."""

from django.conf import settings as process
from django.utils.formats import date_format

from amends.doors.shell.frame import Demo
from amends.doors.shell.viewer import Viewer

SMTP_FILE = "smtp-port"


def strip(viewer: Viewer) -> Demo:
    """Return the strip: the demo's clock, its local SMTP port, and where its pages are."""
    port = process.HOME / SMTP_FILE
    return Demo(
        clock=date_format(viewer.now.astimezone(viewer.zone), "l j F, H:i"),
        smtp=port.read_text(encoding="ascii").strip() if port.exists() else "",
        write_url="/demo/write/",
        outbox_url="/demo/outbox/",
        clock_url="/demo/clock/",
        reset_url="/demo/reset/",
    )
