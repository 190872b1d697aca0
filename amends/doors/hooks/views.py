"""Takes a signed call in: 200 once it is recorded, however often it comes; 4xx says in words what is wrong."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from amends.craft.refusal import Refused
from amends.desk.channels.hooks import is_signed
from amends.desk.channels.models import Hook
from amends.desk.offers.hooked import evidence_came
from amends.doors.hooks.reading import LONGEST, read
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import now_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def evidence(request: "HttpRequest", hook: int) -> "HttpResponse":
    """Record that something promised has arrived; the signature is the only key, and nothing else is told."""
    if _is_long(request):
        return JsonResponse({"error": f"at most {LONGEST} bytes"}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    found, now = Hook.objects.filter(pk=hook).first(), now_of(request)
    if found is None or not is_signed(found, request.body, request.headers.get("Amends-Signature", ""), now=now):
        return JsonResponse({"error": "the signature is missing, old or wrong"}, status=HTTPStatus.FORBIDDEN)
    try:
        kept = evidence_came(found, read(request.body), now=now)
    except Refused as refusal:
        return JsonResponse({"error": words_for(refusal)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse({"kept": kept})


def _is_long(request: "HttpRequest") -> bool:
    """Whether a body is longer than evidence can be; one that says so beforehand is not even read."""
    said = request.headers.get("Content-Length", "")
    if said.isascii() and said.isdigit() and int(said[:12]) > LONGEST:
        return True
    return len(request.body) > LONGEST
