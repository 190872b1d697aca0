"""Doors decide nothing: they reach rows only by what their visitor may see, and change them only by one action.

The command line has no visitor: whoever may run it on the desk's own machine may read the database as well.
"""

import ast
from collections.abc import Iterator

from tests.guards.source import PACKAGE, ROOT, Source, functions, listed, place, python

WRITES = {
    "save", "create", "create_user", "delete", "update", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create",
    "asave", "acreate", "adelete", "aupdate", "abulk_create", "aget_or_create", "aupdate_or_create",
}  # fmt: skip
SAYS = {"now", "at", "by", "agent"}
# A draft is kept in a transaction of its own, so that words survive whatever is refused after it.
BESIDE = {"amends.desk.replies.actions.save_draft"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# Who holds a case was let in to it, so the rows of that case may follow.
ENTRANCES = {"visible_to", "of"}
# What every agent may see: nothing in it is a customer's.
FURNITURE = {"Agent", "Team", "Level", "TextBlock", "DeskSettings", "Hook"}


def _doors() -> Iterator[Source]:
    return python(PACKAGE / "doors")


def _method_calls(node: ast.AST) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            yield call, call.func


def _writes(call: ast.Call, method: ast.Attribute) -> bool:
    """Whether a call looks like the ORM's writing; `update` of a dict or a digest has a positional argument."""
    return method.attr in WRITES and not (method.attr == "update" and call.args)


def _changes(call: ast.Call, method: ast.Attribute) -> bool:
    """Whether a call makes a method a verb; making sure that a row is there is still reading it."""
    return _writes(call, method) and not method.attr.endswith("get_or_create")


def _model_methods() -> list[ast.FunctionDef]:
    return [
        function
        for source in python(PACKAGE / "desk")
        if source.path.stem == "models" or source.path.parent.name == "models"
        for node in source.tree.body
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("__")
    ]


def _row_verbs() -> dict[str, bool]:
    """Return the methods of desk models that write, themselves or by calling another one that does.

    The value tells whether every method of that name says who or when: then `close()` without either is a file's.
    """
    verbs: dict[str, bool] = {}
    methods = _model_methods()
    while True:
        known = set(verbs)
        for function in methods:
            if any(_changes(call, method) or method.attr in known for call, method in _method_calls(function)):
                says = bool(SAYS & {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)})
                verbs[function.name] = says and verbs.get(function.name, True)
        if set(verbs) == known:
            return verbs


def _calls_verb(call: ast.Call, method: ast.Attribute, verbs: dict[str, bool]) -> bool:
    if method.attr not in verbs:
        return False
    return not verbs[method.attr] or bool(SAYS & {keyword.arg for keyword in call.keywords})


def _imported(source: Source) -> dict[str, str]:
    """Return what names in a file mean: local name -> full dotted name."""
    names: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.split(".")[0]: alias.name for alias in node.names}
    return names


def _is_action(dotted: str) -> bool:
    """Whether a name is a function of an actions module; what begins with a capital is only what it is given."""
    parts = dotted.split(".")
    return parts[:2] == ["amends", "desk"] and "actions" in parts and parts[-1].islower()


def _dotted(node: ast.expr, imported: dict[str, str]) -> str:
    """Return the full dotted name of a called thing, or nothing where it is no plain name."""
    if isinstance(node, ast.Name):
        return imported.get(node.id, "")
    if isinstance(node, ast.Attribute):
        owner = _dotted(node.value, imported)
        return owner and f"{owner}.{node.attr}"
    return ""


def _is_of_a_module(dotted: str) -> bool:
    """Whether a called thing is a plain function of some module, such as an action, rather than something of a row."""
    return bool(dotted) and "models" not in dotted.split(".")


def verbs_called(source: Source, verbs: dict[str, bool]) -> list[str]:
    """Return where a door writes rows by itself."""
    imported = _imported(source)
    return [
        f"{place(source, call)} .{method.attr}()"
        for call, method in _method_calls(source.tree)
        if _writes(call, method) or _calls_verb(call, method, verbs)
        if not _is_of_a_module(_dotted(method, imported))
    ]


def crowded_views(source: Source) -> list[str]:
    """Return the views of a door that call several actions."""
    imported, faults = _imported(source), []
    for function in functions(source):
        if not function.args.args or function.args.args[0].arg != "request":
            continue
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        actions = [name for call in calls if _is_action(name := _dotted(call.func, imported))]
        if len(set(actions) - BESIDE) > 1:
            faults.append(f"{place(source, function)} {function.name}: {', '.join(actions)}")
    return faults


def unguarded_reads(source: Source) -> list[str]:
    """Return where a door reaches rows other than by `.objects.visible_to(user)` or `.objects.of(case)`."""
    nodes = list(ast.walk(source.tree))
    guarded = {id(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr in ENTRANCES}
    bare = [
        f"{place(source, node)} {ast.unparse(node)}"
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in guarded
        if ast.unparse(node.value) not in FURNITURE
    ]
    imported = _imported(source)
    fetched = [
        f"{place(source, node)} {ast.unparse(node.func)}({node.args[0].id}, …)"
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("get_object_or_404", "get_list_or_404"))
        if node.args and isinstance(node.args[0], ast.Name) and ".models" in imported.get(node.args[0].id, "")
        if node.args[0].id not in FURNITURE
    ]
    return bare + fetched


def test_a_door_never_calls_a_row_verb() -> None:
    verbs = _row_verbs()
    faults = [fault for source in _doors() for fault in verbs_called(source, verbs)]

    assert not faults, listed(faults, "Rows keep no books; call an action of a desk app instead:")


def test_a_view_calls_at_most_one_action() -> None:
    faults = [fault for source in _doors() for fault in crowded_views(source)]

    assert not faults, listed(faults, "One click is one action, in one transaction:")


def test_a_door_reaches_rows_only_by_visible_to() -> None:
    doors = [source for source in _doors() if not source.name.startswith("amends/doors/cli/")]
    faults = [fault for source in doors for fault in unguarded_reads(source)]

    assert not faults, listed(faults, "Write .objects.visible_to(user), or .objects.of(case) for a case so reached:")


SAMPLE = """
from django.shortcuts import get_object_or_404
from amends.desk.cases.models import Case
from amends.desk.intake import actions as intake
from amends.desk.replies.actions import send

def good(request, number):
    case = get_object_or_404(Case.objects.visible_to(request.user), number=number)
    request.client.close()
    context.update({"case": case})
    return send(case, by=request.user, now=request.now)

def bad(request, number):
    case = get_object_or_404(Case, number=number)
    Case.objects.filter(number=number).update(heat=1)
    case.close(by=request.user, now=request.now)
    Case.objects.create()
    send(case)
    intake.receive(case)
"""


def _sample() -> Source:
    return Source(ROOT / "sample.py", SAMPLE, ast.parse(SAMPLE))


def test_the_guards_see_what_they_should() -> None:
    sample = _sample()

    assert verbs_called(sample, {"close": True}) == [
        "sample.py:15 .update()",
        "sample.py:16 .close()",
        "sample.py:17 .create()",
    ]
    assert set(unguarded_reads(sample)) == {
        "sample.py:15 Case.objects",
        "sample.py:17 Case.objects",
        "sample.py:14 get_object_or_404(Case, …)",
    }
    assert crowded_views(sample) == [
        "sample.py:13 bad: amends.desk.replies.actions.send, amends.desk.intake.actions.receive"
    ]
