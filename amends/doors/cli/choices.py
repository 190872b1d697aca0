"""The words that several commands let one choose from."""

from typing import Literal, get_args

type Channel = Literal["email", "chat", "phone", "letter", "web"]
type Stage = Literal["first", "offer", "disagreed", "own_up", "follow_up", "ending"]

CHANNELS: tuple[Channel, ...] = get_args(Channel.__value__)
STAGES: tuple[Stage, ...] = get_args(Stage.__value__)
