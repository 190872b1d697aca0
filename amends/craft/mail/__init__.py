"""Mail: any bytes to a typed mail, and what we say to bytes again."""

from amends.craft.mail.composing.markup import to_html, to_text
from amends.craft.mail.composing.outgoing import Enclosure, Outgoing
from amends.craft.mail.composing.token import find_marker, make_id, marker, plus_address, read_id, read_plus_address
from amends.craft.mail.composing.writing import compose
from amends.craft.mail.contract import as_json
from amends.craft.mail.mail import Address, Attachment, Bounce, Kind, Mail, Problem
from amends.craft.mail.mbox import split_mbox
from amends.craft.mail.parts.pictures import inline_images
from amends.craft.mail.reading import attachment, parse
from amends.craft.mail.words.forwards import Forwarded, find_forwarded, forwarded_in, forwarded_mail
from amends.craft.mail.words.replies import Split, split_reply
from amends.craft.mail.words.subjects import bare_subject

__all__ = [
    "Address",
    "Attachment",
    "Bounce",
    "Enclosure",
    "Forwarded",
    "Kind",
    "Mail",
    "Outgoing",
    "Problem",
    "Split",
    "as_json",
    "attachment",
    "bare_subject",
    "compose",
    "find_forwarded",
    "find_marker",
    "forwarded_in",
    "forwarded_mail",
    "inline_images",
    "make_id",
    "marker",
    "parse",
    "plus_address",
    "read_id",
    "read_plus_address",
    "split_mbox",
    "split_reply",
    "to_html",
    "to_text",
]
