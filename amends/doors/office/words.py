"""The words of the office: what settings are called, and what they are good for."""

TIMES: dict[str, tuple[str, str]] = {
    "acknowledge_minutes": ("First words of a named person", "minutes"),
    "acknowledge_chat_seconds": ("… in a chat", "seconds"),
    "answer_minutes": ("Answer", "minutes"),
    "answer_hot_minutes": ("… when the case runs hot", "minutes"),
    "offer_days": ("An offer, once we have said what we understood", "working days"),
    "own_up_minutes": ("Owning up to a broken promise", "minutes"),
    "call_back_minutes": ("Calling back", "minutes"),
    "approve_minutes": ("A decision on what may be offered", "minutes"),
    "hand_over_minutes": ("Accepting a case that is handed over", "minutes"),
    "escalate_minutes": ("Bringing in somebody senior", "minutes"),
    "update_days": ("An update, when a promise moves or is at risk", "working days"),
    "silence_days": ("Longest silence of ours while something is promised", "working days"),
    "circle_back_days": ("Coming back to a customer who has not answered", "working days"),
    "nudges": ("Nudges before a case may end as “no word”", "times"),
    "follow_up_after_elapsed_hours": ("Follow-up not before", "hours, nights included"),
    "follow_up_by_elapsed_hours": ("Follow-up at the latest", "hours, nights included"),
    "follow_up_again_days": ("Asking once more when nobody answers", "working days"),
    "tries": ("Follow-ups before a case may end as “unconfirmed”", "times"),
    "reopen_elapsed_days": ("A closed case opens again for", "days, weekends included"),
    "chase_backup_minutes": ("After the due time the backup is told at once, or after", "minutes"),
    "chase_lead_minutes": ("… and the leads after", "minutes"),
}
TIME_GROUPS: dict[str, tuple[str, ...]] = {
    "Answering": (
        "acknowledge_minutes",
        "acknowledge_chat_seconds",
        "answer_minutes",
        "answer_hot_minutes",
        "call_back_minutes",
        "escalate_minutes",
        "hand_over_minutes",
    ),
    "Making good": ("offer_days", "approve_minutes", "own_up_minutes", "update_days", "silence_days"),
    "Waiting and following up": (
        "circle_back_days",
        "nudges",
        "follow_up_after_elapsed_hours",
        "follow_up_by_elapsed_hours",
        "follow_up_again_days",
        "tries",
        "reopen_elapsed_days",
    ),
    "Chasing": ("chase_backup_minutes", "chase_lead_minutes"),
}
TEXTS: dict[str, tuple[str, str]] = {
    "receipt": ("Receipt", "Goes out by itself to a new customer: it arrived, and when a person answers."),
    "statement": ("Statement of promises", "An agent sends it: everything promised, with amounts and dates."),
    "follow_up": ("Follow-up", "An agent sends it when everything promised should have arrived: is it solved?"),
    "nudge": (
        "Nudge",
        "An agent sends it when a customer has not answered; by itself it goes where that is switched on.",
    ),
    "link": ("Link to the customer's page", "An agent sends it: what we understood, what happens next."),
    "introduction": (
        "Introduction",
        "Goes out when a case was handed over: who writes from now on, and who stays at hand.",
    ),
    "code": ("One-time code", "Goes out when a customer asks for it on their page."),
}
LANGUAGES = {"en": "English", "de": "German"}
VARIABLES = {
    "name": "the customer, with salutation where one is set",
    "number": "the number of the case",
    "subject": "the subject of the case",
    "agent": "the agent who sends it, as customers read the name; the desk where nobody does",
    "desk": "the name of the desk",
    "phone": "the phone number of the desk",
    "or_call": "“, or call” with the phone number; nothing where there is none",
    "want": "what would put it right, in the customer's words",
    "understanding": "what we understood",
    "answer_by": "weekday, date and time by which a person answers",
    "promises": "everything promised and still to come, a line each",
    "link": "the customer's own page",
    "giver": "the agent who hands the case over",
    "code": "the six digits",
}
OWED = {
    "acknowledge": "First words",
    "answer": "Answer",
    "understand": "Saying what we understood",
    "offer": "Offer",
    "circle_back": "Circling back",
    "promise": "Promise",
    "update": "Update",
    "call_back": "Call back",
    "own_up": "Owning up",
    "approve": "Decision on an offer",
    "escalate": "Somebody senior",
    "follow_up": "Follow-up",
}
HELD = {
    "promise.unrecorded": "a promise of money recorded nowhere",
    "variable": "a variable without a value",
    "leftover.variable": "something left to be filled in",
    "abuse.insult": "an insult",
}
