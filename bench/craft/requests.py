"""Whether a sentence of office mail asks for or proposes something: in words that rules know, or by model."""

from amends.craft.listening.hearing import asked_by_rules
from amends.craft.listening.requesting import SURE
from bench.craft.baselines import ASKING, listed
from bench.craft.corpora import Labelled, json_lines
from bench.craft.folds import splits
from bench.craft.judged import OURS, Tally
from bench.craft.tables import skipped
from train import wishes
from train.fitting import model

REPLIES = frozenset("affirm deny acknowledge thank greet end_call dont_know".split())


def run() -> None:
    """Measure over folds, then on what was said to a bank."""
    told = wishes.rows("requests")
    if not told:
        skipped("email_intent")
        return
    tally = Tally()
    for known, unseen in splits(told, lambda row: row.text):
        learnt = model(wishes.train("requests", known))
        labels = [row.label for row in unseen]
        chances = [learnt.read(row.text).probability("requests") for row in unseen]
        ruled = [_by_rules(row.text) for row in unseen]
        tally.add(OURS, [max(rule, chance) for rule, chance in zip(ruled, chances, strict=True)], labels, SURE)
        tally.add("model alone", chances, labels, learnt.heads[0].threshold)
        tally.add("rules alone", ruled, labels)
        tally.add("list of words", [listed(ASKING, row.text) for row in unseen], labels)
        tally.add("always yes", [1.0] * len(unseen), labels)
    print(f"  email_intent: {len(told)} sentences, {sum(row.label for row in told)} of them yes")
    tally.show("requests, email_intent", reliable="model alone")
    _across()


def _across() -> None:
    """Train on mails, test on a bank's callers: who does not merely confirm, deny, thank or greet wants something."""
    learnt = model(wishes.train("requests", wishes.rows("requests")))
    rows = [
        Labelled(row["text"], bool(set(row["intents"]) - REPLIES))
        for row in json_lines("nlupp/banking_folds0-13.jsonl")
    ]
    labels = [row.label for row in rows]
    chances = [learnt.read(row.text).probability("requests") for row in rows]
    ruled = [_by_rules(row.text) for row in rows]
    across = Tally()
    across.add(OURS, [max(rule, chance) for rule, chance in zip(ruled, chances, strict=True)], labels, SURE)
    across.add("model alone", chances, labels, learnt.heads[0].threshold)
    across.add("rules alone", ruled, labels)
    across.add("always yes", [1.0] * len(rows), labels)
    print(f"  from mails to nlupp: {len(rows)} sentences, {sum(labels)} of them yes")
    across.show("requests, from mails to nlupp", reliable="model alone")


def _by_rules(text: str) -> float:
    asked = asked_by_rules(text)
    return float(bool(asked.questions or asked.requests or asked.wants))
