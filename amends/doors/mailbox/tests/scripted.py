"""A mail server that says what the test wants it to say, line by line, and hangs up where it is to."""

import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread

HANGS_UP = ""
_OK, _GO_ON, _END = "250 fine", "354 go on", "DOT"


class Scripted(Thread):
    """Speaks SMTP: `says` maps the beginning of a command to the answer; after `HANGS_UP`, or a 421, it hangs up.

    "hello" is its greeting, "DOT" its answer to the end of a letter.
    """

    def __init__(self, says: Mapping[str, str]) -> None:
        """Listen."""
        super().__init__(daemon=True)
        self._says, self._listening = says, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.calls = 0

    def run(self) -> None:
        """Talk with one caller after the other."""
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            self.calls += 1
            with suppress(OSError), caller, caller.makefile("rb") as lines:
                self._talk(caller, lines)

    def end(self) -> None:
        """Listen no more."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.join()

    def _talk(self, caller: socket.socket, lines: Iterable[bytes]) -> None:
        answer, in_letter = self._says.get("hello", "220 here"), False
        while answer:
            caller.sendall(answer.encode() + b"\r\n")
            if answer.startswith("421"):
                return
            in_letter = answer == _GO_ON
            answer = self._answer(self._heard(lines, in_letter=in_letter))

    @staticmethod
    def _heard(lines: Iterable[bytes], *, in_letter: bool) -> str:
        for line in lines:
            if not in_letter:
                return line.decode("latin-1").upper()
            if line == b".\r\n":
                return _END
        return "GONE"

    def _answer(self, heard: str) -> str:
        usual = {"DATA": _GO_ON, "GONE": HANGS_UP}.get(heard.strip(), _OK)
        return next((said for begins, said in self._says.items() if heard.startswith(begins)), usual)


@contextmanager
def scripted(says: Mapping[str, str]) -> Iterator[Scripted]:
    """Let one run."""
    server = Scripted(says)
    server.start()
    try:
        yield server
    finally:
        server.end()
