"""The coach's margin as pages show it: their questions, what was found, what is held; offsets count code points."""

from dataclasses import dataclass
from typing import Literal

type Level = Literal["must", "better", "hint"]
type Verdict = Literal["send", "look", "hold"]


@dataclass(frozen=True, slots=True)
class CoachQuestion:
    """A question of the customer's, answered by the draft or not; posts reason-<id> where it stays open on purpose.

    `evidence` is the place of the words that answer it; `added` says that an agent had to point it out.
    """

    id: str
    text: str
    answered: bool
    reason: str = ""
    evidence: tuple[int, int] | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class CoachPromise:
    """Something the draft promises in words; `due` is a local instant for the form, empty where none could be read."""

    thing: str
    when: str
    amount: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class CoachFinding:
    """A margin note of the coach: the fault in five words, why, what to write instead.

    `key` is the same for the same rule at the same words, for as long as they stand. `demand` says in words what the
    number of the craft asks for; `quietly` why it only hints; `promise` can be recorded, which settles it.
    """

    key: str
    rule: str
    level: Level
    title: str
    why: str
    suggestion: str
    start: int
    end: int
    words: str = ""
    craft: str = ""
    demand: str = ""
    dismissable: bool = False
    quietly: str = ""
    promise: CoachPromise | None = None


@dataclass(frozen=True, slots=True)
class CoachSilent:
    """A rule that would speak but was dismissed: `how` says for whom or where, in words."""

    rule: str
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class CoachHeld:
    """Why a reply can't leave like that; what is `absolute` doesn't go with a reason either."""

    why: str
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class Coach:
    """The coach's margin, also rendered alone (`workbench/case/coached.html`) as the answer to POST coach/.

    `url` is that of the case, to which forms of the margin post; none for a text that belongs to no case.
    """

    questions: tuple[CoachQuestion, ...] = ()
    findings: tuple[CoachFinding, ...] = ()
    line: str = ""
    verdict: Verdict = "send"
    promised: tuple[CoachPromise, ...] = ()
    silent: tuple[CoachSilent, ...] = ()
    struck: tuple[str, ...] = ()
    held: tuple[CoachHeld, ...] = ()
    url: str = ""

    @property
    def asks_why(self) -> bool:
        """Whether it may go all the same, with a reason."""
        return bool(self.held) and not any(each.absolute for each in self.held)
