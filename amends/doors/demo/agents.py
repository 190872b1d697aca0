"""What the agents of the sample do, through the doors' own actions."""

from typing import TYPE_CHECKING

from amends.craft import money
from amends.desk.followups import actions as followups
from amends.desk.handoffs import actions as handoffs
from amends.desk.intake.ties import joining
from amends.desk.offers import actions as offers
from amends.desk.plays import actions as plays
from amends.desk.plays.telling import Told
from amends.desk.replies import actions as replies
from amends.desk.replies import texts
from amends.desk.replies.judging import Said
from amends.doors.demo import playing

if TYPE_CHECKING:
    from collections.abc import Callable

    from amends.craft.plays import RecordKind
    from amends.desk.people.models import Agent
    from amends.doors.demo.company import Step
    from amends.doors.demo.stage import Played, Stage

_BEFORE_AN_END: "tuple[RecordKind, ...]" = ("said", "warned")


def _agent(stage: "Stage", step: "Step") -> "Agent":
    return stage.agents[step.who]


def _said(step: "Step") -> Said:
    """Say what the words count for, so that loading needs no coach."""
    return Said(
        answers="none" if step.answers == "none" else "all",
        restates=step.restates,
        offers=step.offers,
        apologises=False,
        fixes=step.fixes,
    )


def _describe(played: "Played", step: "Step") -> None:
    if step.understood or step.want or step.offer:
        offers.describe(played.case, understanding=step.understood, want=step.want, offer=step.offer)


def _text(stage: "Stage", played: "Played", step: "Step") -> str:
    return stage.weeks.fill(step.text, played.language)


def _takes(stage: "Stage", played: "Played", step: "Step") -> None:
    handoffs.take(played.case, _agent(stage, step), now=stage.now)


def _replies(stage: "Stage", played: "Played", step: "Step") -> None:
    _describe(played, step)
    replies.send(played.case, _agent(stage, step), _text(stage, played, step), said=_said(step), now=stage.now)


def _drafts(stage: "Stage", played: "Played", step: "Step") -> None:
    replies.save_draft(played.case, _agent(stage, step), _text(stage, played, step), now=stage.now)


def _mails(stage: "Stage", played: "Played", step: "Step") -> None:
    """Send one of the texts: statement, follow-up, nudge or link."""
    texts.send_text(played.case, _agent(stage, step), step.text, now=stage.now)


def _notes(stage: "Stage", played: "Played", step: "Step") -> None:
    replies.note(played.case, _agent(stage, step), step.text, now=stage.now)


def _calls(stage: "Stage", played: "Played", step: "Step") -> None:
    _describe(played, step)
    reached = step.does == "calls"
    replies.call(played.case, _agent(stage, step), step.text, reached=reached, said=_said(step), now=stage.now)


def _promises(stage: "Stage", played: "Played", step: "Step") -> None:
    played.promises[step.text] = offers.promise(
        played.case,
        _agent(stage, step),
        offers.Thing(step.text, amount=money.parse(step.amount) if step.amount else None),
        due=stage.weeks.at(step.due),
        backup=stage.agents[step.backup] if step.backup else None,
        now=stage.now,
    )


def _keeps(stage: "Stage", played: "Played", step: "Step") -> None:
    made = played.promises[step.promise or next(reversed(played.promises))]
    on = stage.weeks.at(step.on) if step.on else None
    part = money.parse(step.amount) if step.amount else None
    offers.keep(made, _agent(stage, step), step.text, on=on, amount=part, now=stage.now)


def _moves(stage: "Stage", played: "Played", step: "Step") -> None:
    made = played.promises[step.promise or next(reversed(played.promises))]
    offers.move(made, _agent(stage, step), stage.weeks.at(step.due), step.text, now=stage.now)


def _doubts(stage: "Stage", played: "Played", step: "Step") -> None:
    replies.note(played.case, _agent(stage, step), step.text, now=stage.now)
    made = played.promises[step.promise or next(reversed(played.promises))]
    offers.doubt(made, _agent(stage, step), now=stage.now)


def _asks(stage: "Stage", played: "Played", step: "Step") -> None:
    due = stage.weeks.at(step.due) if step.due else None
    offers.ask_customer(played.case, _agent(stage, step), step.text, due=due, now=stage.now)


def _hands_over(stage: "Stage", played: "Played", step: "Step") -> None:
    giver, taker = _agent(stage, step), stage.agents[step.to]
    played.handoff = handoffs.offer(played.case, giver, taker, step.text, now=stage.now)


def _accepts(stage: "Stage", played: "Played", step: "Step") -> None:
    assert played.handoff is not None, f"nothing is handed over in {played.story.key}"
    handoffs.accept(played.handoff, _agent(stage, step), now=stage.now)


def _merges(stage: "Stage", played: "Played", step: "Step") -> None:
    joining.merge(played.case, stage.cases[step.into].case, _agent(stage, step), now=stage.now)


def _closes(stage: "Stage", played: "Played", step: "Step") -> None:
    if step.outcome == "ended":
        _ends_contact(stage, played, step)
        return
    followups.close(played.case, step.outcome, agent=_agent(stage, step), now=stage.now)


def _ends_contact(stage: "Stage", played: "Played", step: "Step") -> None:
    """End it on record: a colleague writes down what was said and warned, whoever closes is the second person."""
    colleague = next(agent for name, agent in stage.agents.items() if name != step.who and not agent.is_lead)
    for kind in _BEFORE_AN_END:
        plays.record(played.case, "abusive", kind, colleague, now=stage.now)
    told = Told(text=step.text or "It went on after the warning.")
    made = plays.record(played.case, "abusive", "ended", colleague, told, now=stage.now)
    plays.confirm(made, _agent(stage, step), now=stage.now)


VERBS: "dict[str, Callable[[Stage, Played, Step], None]]" = {
    "takes": _takes,
    "replies": _replies,
    "drafts": _drafts,
    "mails": _mails,
    "notes": _notes,
    "calls": _calls,
    "tries": _calls,
    "promises": _promises,
    "keeps": _keeps,
    "moves": _moves,
    "doubts": _doubts,
    "asks": _asks,
    "hands_over": _hands_over,
    "accepts": _accepts,
    "merges": _merges,
    "closes": _closes,
    **playing.OF_AGENTS,
}
