"""The desk words its mails itself: texts of its own instead of the packaged ones, and text blocks for agents."""

from django.db import transaction

from amends.craft.refusal import Malformed, Missing
from amends.desk.policies.models import Text, TextBlock
from amends.desk.policies.rules import check_block, check_text
from amends.desk.policies.wording import LANGUAGES, Wording


def reworded() -> frozenset[tuple[str, str]]:
    """Return kind and language of the texts that are the desk's own."""
    return frozenset(Text.objects.values_list("kind", "language"))


@transaction.atomic
def reword(kind: str, language: str, words: Wording) -> None:
    """Keep a text of the desk's own.

    Raises Missing or Malformed where it could not be filled or lacks what it is sent for.
    """
    if kind not in Text.Kind.values or language not in LANGUAGES:
        raise Missing("text_kind", kind=kind, language=language)
    subject, body = words.subject.strip(), words.body.replace("\r\n", "\n").strip()
    check_text(kind, subject, body)
    Text.objects.update_or_create(kind=kind, language=language, defaults={"subject": subject[:200], "body": body})


def use_packaged(kind: str, language: str) -> None:
    """Go back to the packaged text."""
    Text.objects.filter(kind=kind, language=language).delete()


@transaction.atomic
def keep_block(name: str, language: str, body: str, *, block: TextBlock | None = None) -> TextBlock:
    """Add a text block, or write one anew.

    Raises Missing without a name or words, Malformed for a variable that no case has.
    """
    if not name.strip():
        raise Missing("name")
    if language not in LANGUAGES:
        raise Malformed("language", language=language)
    body = body.replace("\r\n", "\n").strip()
    check_block(body)
    kept = block or TextBlock()
    kept.name, kept.language, kept.body = name.strip()[:80], language, body
    kept.save()
    return kept


def remove_block(block: TextBlock) -> None:
    """Remove a text block; replies that used it keep its words."""
    block.delete()
