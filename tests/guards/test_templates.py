"""Pages run under a strict content policy and work without script: no inline style or script, posts only from forms."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.guards.source import ROOT, files, listed

_POSTS = {"hx-post", "hx-put", "hx-patch", "hx-delete"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_COMMENT = re.compile(r"{% comment.*?endcomment %}", re.DOTALL)


def _without_django(text: str) -> str:
    """Return a template as HTML: the token becomes an element, all else of Django becomes blanks of the same height."""
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)

    def put(found: re.Match[str]) -> str:
        if re.match(r"{%\s*csrf_token\s*%}", found.group()):
            return "<csrf-token></csrf-token>"
        return "x" if found.group().startswith("{{") else " " + "\n" * found.group().count("\n")

    return _TAG.sub(put, text)


@dataclass
class _Form:
    """A form that is being read."""

    line: int
    attributes: dict[str, str | None]
    has_token: bool = False

    @property
    def posts(self) -> bool:
        return (self.attributes.get("method") or "get").lower() == "post" or bool(_POSTS & set(self.attributes))


@dataclass
class _Page(HTMLParser):
    """Collects the faults of one template, as (line, fault)."""

    faults: list[tuple[int, str]] = field(default_factory=list)
    form: _Form | None = None
    loose: list[tuple[int, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    in_script: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, attributes = self.getpos()[0], dict(attrs)
        self._look(tag, attributes, line)
        if tag == "form":
            self.form = _Form(line, attributes)
        elif tag == "csrf-token" and self.form:
            self.form.has_token = True
        elif _POSTS & set(attributes) and self.form is None:
            self.loose.append((line, attributes.get("form") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.form:
            if self.form.posts and not self.form.has_token:
                self.faults.append((self.form.line, "a form that posts needs {% csrf_token %}"))
            if self.form.has_token:
                self.tokens.add(self.form.attributes.get("id") or "")
            self.form = None

    def _look(self, tag: str, attributes: dict[str, str | None], line: int) -> None:
        if tag == "style" or "style" in attributes:
            self.faults.append((line, "styles belong in a style sheet"))
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
            self.faults.append((line, "scripts belong in a module"))
        for name, value in attributes.items():
            if name.startswith(("on", "hx-on")):
                self.faults.append((line, f"{name} is script within the page"))
            if (value or "").strip().lower().startswith("javascript:"):
                self.faults.append((line, f"{name} carries script"))
        if tag == "img" and "alt" not in attributes:
            self.faults.append((line, "a picture needs alt"))


def faults_of(text: str) -> list[tuple[int, str]]:
    """Return what is wrong with a template, as (line, fault)."""
    page = _Page()
    page.feed(_without_django(text))
    page.close()
    loose = [line for line, form in page.loose if not form or form not in page.tokens]
    return sorted([*page.faults, *((line, "this posts, so it stands in a form with a token") for line in loose)])


def test_templates_keep_the_rules_of_pages() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{line} {fault}"
        for path in files("*.html")
        for line, fault in faults_of(Path(path).read_text(encoding="utf-8"))
    ]

    assert not faults, listed(faults, "Pages work without script and under a strict content policy:")


def test_the_lint_sees_what_it_should() -> None:
    bad = """<form method="post"><p style="x">{{ name }}</p></form>
    <button hx-post="{% url 'x' %}">Take</button><script>go()</script>
    <a href="javascript:go()" onclick="go()">Go</a><img src="{% static 'a' %}">"""

    assert [line for line, _ in faults_of(bad)] == [1, 1, 2, 2, 3, 3, 3]


def test_the_lint_lets_good_pages_pass() -> None:
    good = """<form method="post" id="f" {% if x %}hidden{% endif %}>{% csrf_token %}
    <button hx-post="x">Take</button></form>
    <button hx-delete="x" form="f">Undo</button><form method="get"><input name="q"></form>
    <script src="a.js" type="module"></script><img src="x" alt="">"""

    assert faults_of(good) == []
