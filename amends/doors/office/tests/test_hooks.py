"""Web hooks are made with a secret that is shown once, listed with the address to call, and ended."""

import json
import re

from django.test import Client

from amends.desk.channels.hooks import make, sign
from amends.desk.channels.models import Hook
from amends.desk.offers.actions import promise

URL = "/office/hooks/"


def test_without_one_the_page_says_what_they_are_good_for(office):
    page = office.get(URL).content.decode()

    assert "No web hook yet" in page
    assert "Make the first one" in page
    assert "HMAC-SHA256" in page


def test_making_one_shows_the_whole_address_and_its_secret_this_once(office):
    made = office.post(f"{URL}new/", {"name": "Carrier"})
    hook = Hook.objects.get(name="Carrier")
    later = office.get(URL).content.decode()

    assert made["Cache-Control"] == "no-store, private"
    assert f"https://help.vogel.example/hooks/{hook.pk}/evidence/" in made.content.decode()
    assert hook.secret in made.content.decode()
    assert f"POST https://help.vogel.example/hooks/{hook.pk}/evidence/" in later
    assert hook.secret not in later
    assert "never called yet" in later


def test_a_name_that_is_taken_or_missing_is_refused_in_words(office):
    office.post(f"{URL}new/", {"name": "Bank"})
    again = office.post(f"{URL}new/", {"name": "Bank"})
    empty = office.post(f"{URL}new/", {"name": " "})

    assert (again.status_code, empty.status_code) == (422, 422)
    assert "There is a web hook called Bank already." in again.content.decode()
    assert Hook.objects.count() == 1


def _call(hook: Hook, body: bytes, signature: str) -> tuple[int, object]:
    url, headers = f"/hooks/{hook.pk}/evidence/", {"Amends-Signature": signature}
    answer = Client().post(url, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_the_secret_that_was_shown_signs_a_call_which_keeps_a_promise_until_it_is_ended(office, ben, case, now):
    shown = office.post(f"{URL}new/", {"name": "Bank"}).content.decode()
    secret = re.findall(r'class="once">([^<]+)<', shown)[1]
    hook, made = Hook.objects.get(), promise(case, ben, "New blender", due=now.replace(hour=16), now=now)
    body = json.dumps({"id": "1", "case": case.number, "promise": made.pk, "reference": "signed Okafor"}).encode()
    signature = sign(secret, body, at=int(now.timestamp()))
    answer = _call(hook, body, signature)
    used = office.get(URL).content.decode()
    ended = office.post(f"{URL}{hook.pk}/end/", follow=True).content.decode()

    assert answer == (200, {"kept": True})
    assert "last called on 2 March 2026, 09:00" in used
    assert "Bank is believed no longer." in ended
    assert "Ended on 2 March 2026, 09:00" in ended
    assert _call(hook, body, signature)[0] == 403


def test_ending_one_twice_says_so_and_changes_nothing(office, dana, now):
    hook, _ = make("Shop", dana, now=now)
    office.post(f"{URL}{hook.pk}/end/")
    again = office.post(f"{URL}{hook.pk}/end/", follow=True)

    assert "That web hook was ended." in again.content.decode()
    assert Hook.objects.get().ended_at == now
