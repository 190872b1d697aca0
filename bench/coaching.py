"""How long the review of a draft takes while an agent types."""

import time

from bench.figures import Figures

MESSAGE = """Hello,

three weeks ago I ordered a dishwasher from you, order 48213, and I paid 649.90 EUR for it on the same day. It was to
arrive on the 4th. Nobody came. I called your hotline twice, I waited forty minutes each time, and nobody could tell me
where it is. On the 9th somebody wrote that the carrier had lost it and that a new one would be sent at once. It never
came either. I have taken two days off work for nothing, and I wash the dishes of five people by hand every evening.

Where is my dishwasher now? When exactly will it be delivered? And who pays for the two days that I lost? I would also
like to know why nobody called me back, although I was promised it both times. I am really disappointed, since I have
bought from you for eleven years and have told all my neighbours how good you are.

Please send me the dishwasher by Friday, or give me my money back. If neither happens I will go to a lawyer and write
about it wherever I can. You may call me in the evening; my number is the one in the order. I do not want to be told
again that somebody will look into it. I want to know what is going to happen, and I want one person who is responsible.

There is one more thing. The old machine was to be taken away on the same day, and it now stands in our hall, where the
children fall over it. Could somebody fetch it before the new one comes? Your man on the telephone said that this was
not possible, but it is written in the offer which I signed. I enclose the offer, the bill and the letter of the 9th.

I look forward to your answer.

Maria Lopez
"""
DRAFT = """Dear Ms Lopez,

you have waited three weeks for a dishwasher that you paid on the day of your order, you took two days off, and nobody
called you back although we promised it. That is our fault, and I am sorry for the evenings it has cost you.

Your dishwasher was lost by the carrier on the 3rd, and the second one was never sent because the order was closed by
mistake. I have ordered a new one myself. It will be delivered on Friday 14 March between 8 and 10 o'clock, and our
driver takes the old machine with him, as it is written in your offer.

We pay for the two days you lost: please send me the amount, and I will transfer it by Tuesday. You were not called back
because the request was given to a team that does not work in the evening; from now on I am responsible, and my number
is 030 1234567.

If you would rather have your money back, you get the 649.90 EUR within three days. Just tell me which of the two you
prefer. Unfortunately we can't promise an earlier day than Friday.

Kind regards
Ben Kramer
"""
ROUNDS = 200
TARGET = 20.0


def main() -> None:
    """Review the same draft many times, then print."""
    from amends.craft.coach import review

    review(DRAFT, message=MESSAGE)  # reads the rules
    wall, cpu = [], []
    for _ in range(ROUNDS):
        began, began_cpu = time.perf_counter(), time.thread_time()
        review(DRAFT, message=MESSAGE)
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.thread_time() - began_cpu))
    words = f"{len(DRAFT.split())} words against {len(MESSAGE.split())}"
    wanted = f"wanted: p95 below {TARGET:.0f} ms"
    print(f"coach: a draft of {words}: {Figures.of(wall)} by the clock, {Figures.of(cpu)} by CPU ({wanted})")


if __name__ == "__main__":
    main()
