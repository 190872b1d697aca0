"""A desk with a few situations, and what it decided about some messages."""

from amends.craft.situations import Situation

DAMAGED = Situation(
    "arrived_damaged", ("it arrived broken", "the box was crushed and the item is damaged"), {"en": "Arrived damaged"}
)
LATE = Situation("late", ("my parcel has not come", "where is my delivery"), {"en": "Late delivery"})
BILLED = Situation(
    "billed_twice", ("you charged my card twice", "doppelt abgebucht"), {"en": "Billed twice", "de": "Doppelt belastet"}
)
LEAVING = Situation("leaving", ("I want to cancel my subscription",), {"en": "Wants to cancel"})
SITUATIONS = (DAMAGED, LATE, BILLED, LEAVING)

DECIDED = (
    ("The courier never rang and the tracking page has said out for delivery since Monday.", "late"),
    ("Tracking says out for delivery, and still nobody came.", "late"),
    ("There is a big dent in the side of the kettle and the lid is in two pieces.", "arrived_damaged"),
    ("The lid had snapped off and there were pieces everywhere.", "arrived_damaged"),
    ("My statement shows the same amount on the 3rd and on the 5th.", "billed_twice"),
    ("Please stop the monthly plan, I am moving abroad.", "leaving"),
)
