"""Reads every mail of the public corpora and says what share is right; `make bench-mail` is the way in."""

import sys
from collections import Counter, defaultdict

from bench.mail.corpora import Check, checks
from bench.mails import DATA


def main() -> int:
    """Print a row for each corpus and every miss by name; return 0, for a miss may be one that is explained."""
    by_corpus: dict[str, list[Check]] = defaultdict(list)
    for check in checks():
        by_corpus[check.corpus].append(check)
    if not by_corpus:
        print(f"skipped: there are no corpora in {DATA} (AMENDS_DATA says where they are)")
    print(f"{'corpus':26} {'files':>5} {'said':>5} {'right':>5} {'share':>6}  of which")
    for corpus, found in sorted(by_corpus.items()):
        right = [check for check in found if check.right]
        files = {check.name for check in found}
        kinds = Counter(check.about for check in found)
        listed = ", ".join(f"{about} {count}" for about, count in kinds.most_common())
        print(f"{corpus:26} {len(files):5} {len(found):5} {len(right):5} {len(right) / len(found):6.1%}  {listed}")
    for check in (check for found in by_corpus.values() for check in found if not check.right):
        print(f"miss: {check.corpus}/{check.name}: {check.about}: {check.said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
