"""The text from which a new policy is written: complete and right, so that one only replaces words."""

from typing import TYPE_CHECKING

from amends.craft.policy import Option, Phrases, Policy, Worded, write

if TYPE_CHECKING:
    from datetime import date

INSIDE = """What has happened, how it feels to the customer, and what we want to come of it.

## First steps

1. What to say first.
2. What to find out, and where.

## Put it right

What we do, who books it, and by when the customer has it."""
COPY = """We are sorry that this happened. This is how we put it right:

- **Done by us:** what we do, and by when."""
FIXED_NAMES = ("something-went-wrong", "Something went wrong")


def beginning(slug: str = "", name: str = "", *, begins: "date") -> str:
    """Return a document for a situation, ready to be changed; without one for "something went wrong"."""
    slug, name = (slug, name) if slug and name else FIXED_NAMES
    return write(
        Policy(
            policy=slug,
            title=name,
            situations=(slug,),
            effective_from=begins,
            decides="lead",
            evidence=("photo",),
            names=(Worded("en", name),),
            phrases=(Phrases("en", (name.lower(), "words in which customers say so")),),
            options=(
                Option(
                    id="put-it-right",
                    title="Put it right",
                    titles=(Worded("en", "We put it right"),),
                    remedy="explanation",
                    clause="put-it-right",
                ),
            ),
            inside=INSIDE,
            copies=(Worded("en", COPY),),
        )
    )
