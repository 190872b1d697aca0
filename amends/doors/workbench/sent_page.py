"""What is shown of a mail as its sender made it: the page around the frame, given to its template as `page`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentPage:
    """GET /messages/<id>/sent/ (`?images=1`). A mail as it was sent, in a frame of its own.

    `frame_url` is the document in the frame, `size` how much there is to read (short, middle, long). `remote` says in
    words that pictures from elsewhere are not shown, `remote_url` shows them; `left_out` names what can't be shown;
    `as_text` says that its words stand there instead.
    """

    id: int
    title: str
    back_url: str
    url: str
    frame_url: str
    size: str
    remote: str = ""
    remote_url: str = ""
    left_out: str = ""
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class SentDocument:
    """GET /messages/<id>/html/ . The document in the frame: sanitised HTML, or plain words where it is too big."""

    html: str
    text: str = ""
