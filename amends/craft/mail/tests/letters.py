"""Makers of raw mails for the tests."""


def letter(body: str = "The kettle is broken.\n", **headers: str) -> bytes:
    """Give a plain mail of Ada's; headers are named with underscores, an empty one is left out."""
    given = {
        "From": "Ada Lark <ada@lark.example>",
        "To": "Desk <desk@shop.example>",
        "Subject": "Kettle",
        "Date": "Mon, 02 Nov 2026 08:05:00 +0100",
        "Message-ID": "<first@lark.example>",
    }
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"{head}\n{body}".encode()


def parted(*parts: str, subtype: str = "mixed", **headers: str) -> bytes:
    """Give a mail of several parts, each written with its own headers."""
    body = "".join(f"--cut\n{part}\n" for part in parts) + "--cut--\n"
    return letter(body, Content_Type=f"multipart/{subtype}; boundary=cut", MIME_Version="1.0", **headers)


def plain(text: str) -> str:
    return f"Content-Type: text/plain; charset=utf-8\n\n{text}"


def html(text: str) -> str:
    return f"Content-Type: text/html; charset=utf-8\n\n{text}"


def calendar(*lines: str, method: str = "REQUEST", zones: str = "", kind: str = "VEVENT") -> str:
    """Give the text of a calendar with one event of these lines."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lark//Calendar//EN", f"METHOD:{method}" if method else ""]
    return "\r\n".join([*head, *zones.split("\n"), f"BEGIN:{kind}", *lines, f"END:{kind}", "END:VCALENDAR", ""])
