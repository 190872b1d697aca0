"""The forms a text is brought into before anybody looks at it."""

_STRAIGHT = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u02bc", "'"),
    ("\u00b4", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u201e", '"'),
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u00a0", " "),
)


def normalise(text: str) -> str:
    """Give `text` with line ends as \\n and without NULs; composed and decomposed letters stay as they are."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "") if "\0" in text else text


def fold(text: str) -> str:
    """Give `text` in lower case with straight quotes, dashes and spaces: always as long as before, so offsets hold."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as the dotted capital I, grow when lowered
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    if lowered.isascii():
        return lowered
    for curly, straight in _STRAIGHT:
        lowered = lowered.replace(curly, straight)
    return lowered
