"""The pictures that HTML shows are found among the attachments by the names it calls them."""

from amends.craft.mail import attachment, inline_images, parse
from amends.craft.mail.tests.letters import html, letter, parted, plain


def picture(name: str, *headers: str, type_: str = "image/png", body: str = "x") -> str:
    return "\n".join([f"Content-Type: {type_}; name={name}", *headers]) + f"\n\n{body}"


def test_a_picture_is_found_by_its_content_id_as_numbered_among_the_attachments():
    raw = parted(
        html('<img src="cid:two@lark.example">'),
        picture("a.png", body="first"),
        picture("b.png", "Content-ID: <two@lark.example>", "Content-Disposition: inline", body="second"),
        subtype="related",
    )

    found = inline_images(raw)

    assert found == {"two@lark.example": 1}
    assert attachment(raw, found["two@lark.example"])[0] == b"second"
    assert parse(raw).attachments[1].name == "b.png"


def test_a_picture_is_found_by_its_location():
    raw = parted(
        html('<img src="http://lark.example/logo.gif">'),
        picture("logo.gif", "Content-Location: http://lark.example/\n logo.gif", type_="image/gif"),
        subtype="related",
    )

    assert inline_images(raw) == {"http://lark.example/logo.gif": 0}


def test_the_first_of_two_pictures_with_one_name_has_it():
    one, two = picture("a.png", "Content-ID: <same>"), picture("b.png", "Content-ID: same")

    assert inline_images(parted(html("<p>x"), one, two, subtype="related")) == {"same": 0}


def test_files_that_are_no_pictures_are_left_out_and_those_without_a_type_kept():
    script = picture("a.html", "Content-ID: <script>", type_="text/html")
    untyped = picture("a.jpg", "Content-ID: <photo>", type_="application/octet-stream")
    form = picture("a.pdf", "Content-ID: <form>", type_="application/pdf")

    assert inline_images(parted(plain("x"), script, untyped, form)) == {"photo": 1}


def test_a_mail_without_pictures_and_no_mail_have_none():
    assert inline_images(letter()) == {}
    assert inline_images(b"") == {}
    assert inline_images(b"\xff\x00Content-Type: multipart/related; boundary=x\n\n--x\n") == {}
