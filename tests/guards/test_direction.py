"""The desk's order holds for tables as well: keys point down, and a lower app does not know who points at it."""

import ast
import tomllib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.fields.related import RelatedField
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor, ReverseOneToOneDescriptor

from tests.guards.source import PACKAGE, ROOT, Source, listed, place, python


def _order() -> dict[str, int]:
    """Return the height of each desk app, from the contract that import-linter keeps."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "desk")
    return {name.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for name in layer.split("|")}


def _relations() -> Iterator[tuple[type[models.Model], "RelatedField[Any, Any]", type[models.Model]]]:
    """Yield every key between tables of the desk: whose, which, to what."""
    for model in apps.get_models():
        if model._meta.app_label not in _order():
            continue
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if isinstance(field, RelatedField) and isinstance(field.related_model, type):
                yield model, field, field.related_model


def _is_up(model: type[models.Model], other: type[models.Model]) -> bool:
    order, here, there = _order(), model._meta.app_label, other._meta.app_label
    return there in order and here != there and order[there] >= order[here]


def test_foreign_keys_point_down_the_order() -> None:
    faults = [
        f"{model._meta.label}.{field.name} -> {other._meta.label}"
        for model, field, other in _relations()
        if _is_up(model, other)
    ]

    assert not faults, listed(faults, "A lower app never points at a higher one; turn the key round:")


def _is_hung_on(model: type[models.Model], name: str) -> bool:
    """Whether an attribute of a table stems from a key that points at it."""
    return isinstance(getattr(model, name, None), ReverseManyToOneDescriptor | ReverseOneToOneDescriptor)


def _own_names(app: str) -> set[str]:
    """Return what tables at or below `app` call things by themselves."""
    order = _order()
    at_or_below = [model for model in apps.get_models() if order.get(model._meta.app_label, -1) <= order[app]]
    return {name for model in at_or_below for name in dir(model) if not _is_hung_on(model, name)}


def _accessors_from_above(app: str) -> dict[str, str]:
    """Return the names by which higher apps hang themselves onto tables at or below `app`: name -> whose key."""
    order = _order()
    found: dict[str, str] = {}
    for model, field, other in _relations():
        pointed_at = order.get(other._meta.app_label)
        if order[model._meta.app_label] <= order[app] or pointed_at is None or pointed_at > order[app]:
            continue
        if not field.remote_field.hidden:
            names = [str(field.remote_field.get_accessor_name()), field.related_query_name()]
            found |= dict.fromkeys(names, f"{model._meta.label}.{field.name}")
    return {name: key for name, key in found.items() if name not in _own_names(app)}


def _names(source: Source) -> Iterator[tuple[ast.expr, str]]:
    """Yield what a file says about rows: attributes, and the first word of query keywords and strings."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            yield node, node.attr
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg and "__" in keyword.arg:
                    yield node, keyword.arg.split("__")[0]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "__" in node.value:
            yield node, node.value.split("__")[0]


def test_a_lower_app_never_names_what_a_higher_one_hangs_onto_it() -> None:
    faults = []
    for app in _order():
        above = _accessors_from_above(app)
        faults += [
            f"{place(source, node)} {name} (that is {above[name]})"
            for source in python(PACKAGE / "desk" / app)
            if not source.is_migration
            for node, name in _names(source)
            if name in above
        ]

    assert not faults, listed(faults, "A lower app knows nothing of higher ones; move this up:")
