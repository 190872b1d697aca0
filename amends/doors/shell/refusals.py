"""Turns a refusal of the desk into words that say what to do; the one place where codes become sentences."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amends.craft.refusal import Refused

VERBS = {
    "answer": "an answer",
    "promise": "a promise of ours",
    "call_back": "a call back",
    "own_up": "owning up to a broken promise",
}
WORDS = {
    "already_done": "That has been done already.",
    "not_allowed": "That is not possible here.",
    "too_late": "It is too late for that.",
    "missing": "Something is missing: please fill in the form and try again.",
    "malformed": "Something could not be read: please check the form and try again.",
    "something_new": "Something new has come in. Please read it first; your draft is kept.",
    "still_owed": "Before this case can be closed, {owed} has to be settled, or waived with a reason.",
    "newer_message": "A newer message or a colleague's reply came in while you wrote. Please read it, then send.",
    "case_closed": "This case is closed. Open it again first.",
    "case_open": "This case is open already.",
    "case_taken": "You own this case already.",
    "reply_left": "It has left already and can't be taken back.",
    "recalled": "It was taken back already.",
    "text": "There is nothing to send yet: please write something.",
    "email_address": "No email address of this customer is known. Add one on the customer's card, or call.",
    "address": "Please say how the customer can be reached.",
    "briefing": "A hand-over needs a briefing: what was understood, tried and promised, and what comes next.",
    "handoff_open": "This case is being handed over already; it waits for an answer.",
    "handoff_settled": "That hand-over is settled already.",
    "not_the_taker": "Only the colleague it was offered to can accept or decline it.",
    "taker": "Please choose a colleague who doesn't own the case already.",
    "reason": "Please give a reason; it is kept and shown to the lead.",
    "evidence": "Please say what proves it: a tracking number, a bank advice, a signature.",
    "evidence_in_future": "The date of the evidence lies in the future. Please check it.",
    "what": "Please say what it is.",
    "due_in_past": "That date has passed. A promise needs a date that is still to come.",
    "due_too_far": "That date is more than three years away. Please check the year.",
    "promise_settled": "That promise is settled already.",
    "item_done": "That is done already.",
    "obligation": "That is not owed in this case.",
    "settled": "That is settled already.",
    "outcome": "Please choose how the case ended.",
    "answered_is_for_enquiries": "A complaint can't be closed as answered. Make sure it is solved, or mend its kind.",
    "nudge_first": "Before a case closes as “no word”, the customer is asked {needed} times. So far: {nudges}.",
    "follow_up_first": "“Unconfirmed” is for a follow-up that stayed without an answer. Follow up first.",
    "too_early": "The follow-up is not ripe yet; it opens at the time shown in the plan.",
    "promises": "Nothing is promised in this case that a statement could list.",
    "variable": "The text names {name}, and this case has no value for it. Fill it in, then try again.",
    "amount": "That amount could not be read. Write it like 49.90 EUR.",
    "addresses": "{value} is no email address that can be written to.",
    "address_taken": "{value} belongs to another customer already.",
    "file_too_big": "{name} is too big to be mailed (20 MB at most). Offer a link to it instead.",
    "date": "That date could not be read. Write it like 2026-03-04 17:00.",
    "due": "A promise needs a date: say exactly by when.",
    "money": "That amount could not be read. Write it like 49.90 EUR.",
    "link_to_itself": "A case can't be linked to itself.",
    "linked": "These cases are linked already.",
    "merge_with_itself": "A case can't be merged with itself.",
    "merge_ended": "These cases were taken apart already.",
    "split_into_itself": "The message is in this case already.",
    "split_ended": "That was undone already.",
    "nothing_left": "Nothing of the customer's would be left in the case. Merge the cases instead.",
    "message": "Only messages of the customer's can be moved, and only those that are read in this case.",
    "message_moved": "This message was moved here already. Undo that first.",
    "off_the_pile": "This mail is no longer on the pile.",
    "sender": "This mail names no sender, so no case can be made of it. It stays here with its raw text.",
    "kind_is_that": "The case is of that kind already.",
    "understanding_confirmed": "Thank you, you had confirmed that already.",
    "no_copy": "There is no copy of the sample to go back to. Stop the desk, empty its folder and start again.",
    "older_copy": "The copy of the sample is of another version. Stop the desk, empty its folder and start again.",
    "not_the_sample": "This is not the sample desk, so nothing here is thrown away.",
    "not_asked": "There is nothing to confirm yet.",
    "hours": "“{part}” is no working time. Write it like Mon-Fri 09:00-17:00, Sat 10:00-14:00.",
    "holidays": "“{part}” is no date. Write it like 2026-12-25, or 2026-12-24..2026-12-31 for a run of days.",
    "times": "{value} is no time that can be kept: at least 0, at most a year.",
    "follow_up_window": "A follow-up has to be due after it may begin.",
    "public_url": "The public address has to begin with http:// or https:// and name a host.",
    "zone": "There is no time zone called {value}.",
    "name": "A name is needed.",
    "model_off": "No language model is switched on.",
    "model_asked": "The model was asked already; its answer is on its way.",
    "model_address": "Please give the model's address: https://…, or http:// for a server on this machine.",
    "model_name": "Please name the model as its server knows it.",
    "model_patience": "Please wait at least {least} and at most {most} seconds.",
    "setup_token": "That is not the token. It stands in the terminal in which the desk was started.",
    "set_up": "This desk is set up already.",
    "dkim_selector": "A selector is made of the letters a to z, digits and hyphens.",
    "dkim_key": "This key can't be used to sign. It has to be an RSA key of at least 1024 bits, in PEM.",
    "mailbox_there": "There is a mailbox {address} already.",
    "mail_servers": "Name a server to fetch from, one to send by, or both.",
    "port": "{port} is no port; ports go from 1 to 65535.",
    "agent_there": "There is an agent {email} already.",
    "last_lead": "Somebody has to lead this desk. Make another agent a lead first.",
    "text_parts": "Nothing is written here yet.",
    "subject_lines": "A subject is one line.",
    "braces": "Variables are written like {{{{ name }}}}; this can't be read: {part}",
    "variable_unknown": "There is no variable {name} here; those that exist are listed beside the text.",
    "beyond_authority": "{amount} is more than may be decided here without asking{left}.",
    "promised_beyond": "This text promises {amount}, which you may not give without asking{left}. Ask for leave first.",
    "unrecorded": "“{words}” This is recorded nowhere. Record it as a promise or an offer, or say why it goes anyway.",
    "held": "“{words}” must not leave like that. Mend it; or say why it goes all the same.",
    "finding_holds": "This holds the mail, so it can't be silenced. Mend it, or say why it goes all the same.",
    "finding": "The coach has no such rule any more.",
    "finding_answer": "Please choose what to do with this finding.",
    "question_words": "These words don't stand in what the customer wrote. Please copy them as they are there.",
    "house_words": "Please write the words that this rule is about, one wording a line.",
    "house_rule": "There is no rule in this text. A rule begins with [[rule]]; an example stands below.",
    "house_many": "That is too much for one rule: at most {most} lines of {longest} characters each.",
    "house_length": "Please write a number of words: from {least} to {most}.",
    "house_unfound": "The rule doesn't find “{words}”, although it should. Please look at its words again.",
    "house_found": "The rule finds “{words}”, although that is what should be written. Please look at its words again.",
    "house_ids": "Another rule has this id already: {ids}. Give yours another one.",
    "coach_pack": "This rule can't be used: {fault} ({place}).",
    "coach_phrase": "“{phrase}” can't be read: {fault}.",
    "pin": "Please choose how loudly the rule speaks.",
    "nobody_may_approve": "Nobody who is here may allow {amount}. A lead can widen somebody's limits in the office.",
    "approval_open": "“{title}” waits for {approver}. It can't be said to the customer before they decide.",
    "approval_refused": "“{title}” was not allowed. Please offer something else.",
    "approval_decided": "That has been decided already.",
    "own_request": "Nobody decides on their own request. Somebody else with the authority has to.",
    "refusal_reason": "A refusal needs its reason, in words the customer can follow.",
    "refusal_alternative": "A refusal needs another way: something else we offer, or where the customer can turn.",
    "options": "Please choose at least one thing to offer.",
    "why_different": "{amount} lies outside of what cases alike got. Please say why this one is different; it is kept.",
    "too_many_options": "That is too much to choose from: {most} options at most.",
    "amount_missing": "An amount is missing: say exactly how much, like 49.90 EUR.",
    "amount_not_for": "This is not worth an amount of money. Please leave the amount empty.",
    "due_days": "Please say in how many working days it will arrive: from 1 to 366.",
    "offer_said": "The customer knows this offer already, so it can't be taken back. Agree on another.",
    "offer_not_said": "The customer has not been told of this offer yet, so there is nothing to agree to.",
    "offer_settled": "That offer is settled already.",
    "offer_withdrawn": "That offer was taken back already.",
    "not_proved": "Before money is agreed to, please prove that it is you: we mail a code to your address.",
    "option": "Please choose one of the options.",
    "one_option": "Only one of these options can be chosen.",
    "not_their_reply": "Please choose the customer's own reply in this case, from an address known to be theirs.",
    "agent_confirms": "A person here has to confirm what the customer chose.",
    "words": "Please note what the customer said, in their own words.",
    "delivery_amount": "{amount} can't have been delivered: {rest} is still to come.",
    "leads_only": "Only those who lead the desk can change this.",
    "person_left": "{name} doesn't work here any more. Please name somebody who does.",
    "topic": "Please say what this person is called for.",
    "period": "{days} is no number of days to look back. It has to be at least 1; leave it empty to count always.",
    "currencies_mixed": "The amounts are in two currencies. They have to be in the same one.",
    "currencies": "These amounts are in two currencies, so they can't be compared.",
    "currency": "“{text}” is no currency. Write its three letters, like EUR or USD.",
    "remedy": "“{remedy}” is nothing that can be offered here. Please choose from the list.",
    "limit_amounts": "What is worth money needs an amount, for a case or for a customer.",
    "known": "“{value}” can't be read here. Please check it.",
    "field": "There is no field called {field}.",
    "policy_retired": "This policy was retired. Write a new one, or bring it back with a new version.",
    "versions_overlap": "Another version holds on these days already. Begin on {instead} or later.",
    "level_there": "There is a level {name}, or one of that rank, already.",
    "level_rank": "A rank goes from 1 to 99: the higher, the farther one may decide.",
    "level_used": "{name} is in use, by agents or by rows of authority. Change those first.",
    "level": "That level isn't there any more.",
    "team_there": "There is a team {name} already.",
    "team_used": "{name} has members, cases or limits of its own. Move those first.",
    "desk_team": "The team Desk receives new cases, so it stays as it is.",
    "deputy": "The deputy has to be a colleague who works here and is not away.",
    "away_until": "Please say until when, with a date and time that are still to come.",
    "parts": "Please divide it into at least two parts, each worth something.",
    "parts_sum": "The parts come to {amount}, but {rest} is still to come. They have to come to the same.",
    "no_amount": "That promise is not about money, so there is nothing to divide.",
    "figures": "Figures by agent need a right of their own. A lead gives it on the page of the agent.",
    "not_compared": "The desk does not compare the groups of {name}.",
    "limits_there": "Limits are written down already. Please change those.",
    "senior": "Nobody senior is named who is here. A lead can name one in the office.",
    "escalated": "Somebody senior has it already.",
    "record": "That is no part of this play.",
    "details": "Something is missing that this record has to tell: a few words, a day, a time, an amount or a name.",
    "earlier_step": "That comes too early: what comes before it, such as the warning, has to be on record.",
    "second_person": "That takes two: a colleague has to agree.",
    "second_is_first": "Nobody is the second person for their own record. Somebody else has to confirm it.",
    "second_is_lower": "The second person has to stand no lower than {name}.",
    "by_another": "Somebody else has to do that: not the one who ended the contact.",
    "contact_ended": "The contact is ended already.",
    "only_at_threat": "That is for a threat of violence only.",
    "waits_for_second": "That waits for a second person already.",
    "record_settled": "That is settled already.",
    "not_the_named": "Only {name}, who was named for it, can confirm this.",
    "person_named": "{name} can't be named here: they have to be here, and to decide no less than you may.",
    "end_by_play": "A contact is ended step by step: said, warned, and agreed to by a second person.",
    "waiver_needs_a_person": "A person has to decide that, with a reason.",
    "flawed": "This policy can't be used as it is written: what is wrong, and where, is listed beside the text.",
    "policy_there": "There is a policy {policy} already. Open it and write its next version.",
    "policy_changed": "Somebody kept version {number} while you wrote. Look at what changed, then write yours anew.",
    "policy_renamed": 'This is the text of another policy. Leave policy = "{policy}" in it, or write a new policy.',
    "field_name": "“{value}” can't be written in a policy. Use small letters, digits and hyphens, a letter first.",
    "field_there": "There is a field called {name} already.",
    "field_choices": "Groups can be compared only where there are choices. Name two at least, one a line.",
    "field_many": "That is more than one can choose from: at most {most} choices of {longest} characters each.",
    "hook_there": "There is a web hook called {name} already.",
    "hook_ended": "That web hook was ended.",
    "body": "{key} can't be read or isn't known here.",
    "key": "{key} is missing.",
    "promise": "There is no promise {promise} in a case {case}.",
    "variable_needed": "This mail is sent for the sake of {{{{ {name} }}}}; without it, it can't be kept.",
}


class _Values(dict[str, object]):
    """What a sentence names; what a refusal does not know stays empty."""

    def __missing__(self, name: str) -> str:
        """Leave a blank."""
        return ""


def words_for(refusal: Refused) -> str:
    """Return the refusal as a sentence for the person in front of the page."""
    sentence = WORDS.get(refusal.code) or WORDS.get(type(refusal).usual_code) or WORDS["not_allowed"]
    kinds = getattr(refusal, "kinds", ())
    owed = " and ".join(VERBS.get(kind, kind) for kind in kinds)
    most = refusal.data.get("most")
    left = f"; {most} is left to you" if most else ""
    return sentence.format_map(_Values({**refusal.data, "owed": owed, "left": left}))


class RefusalMiddleware:
    """Answers with a page of its own where a view let a refusal pass; nothing was changed then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap `get_response`."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render a refusal with status 422."""
        if not isinstance(exception, Refused):
            return None
        return render(
            request, "shell/422.html", {"refusal": words_for(exception), "back_url": _back(request)}, status=422
        )


def _back(request: HttpRequest) -> str:
    """Return the page the request came from, where that is one of ours; else the home page."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() and came_from.path else "/"
