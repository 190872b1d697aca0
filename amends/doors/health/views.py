"""Says whether pages can be served: 200 where the database answers, 503 where it doesn't."""

import logging
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def health(_request: "HttpRequest") -> "HttpResponse":
    """Ask the database something small; nothing of the desk is told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        log.warning("the database does not answer: %s", error)
        return JsonResponse({"status": "unwell"}, status=503)
    return JsonResponse({"status": "well"})
