"""Makes a desk ready to be served: static files where the web finds them, hashed and compressed."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from amends.doors.cli.opening import alone_in_home

COMPRESSED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
MARK = "collected"


def collect_static() -> None:
    """Collect the static files into the home when any of them changed since the last time."""
    if not settings.DEBUG:
        with alone_in_home():
            _collect_if_changed()


def _collect_if_changed() -> None:
    mark = settings.STATIC_ROOT / MARK
    print_of_now = _fingerprint()
    if mark.is_file() and mark.read_text(encoding="ascii") == print_of_now:
        return
    # The settings take plain files where nothing is collected yet, and this is what collects.
    settings.STORAGES = {**settings.STORAGES, "staticfiles": COMPRESSED}
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(print_of_now, encoding="ascii")


def _fingerprint() -> str:
    """Return a digest of the names, sizes and times of all static files of the program."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            told = f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}\n"
            digest.update(told.encode())
    return digest.hexdigest()
