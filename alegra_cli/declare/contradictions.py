"""What the words of a resource say against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from alegra_cli.declare import reserved_options as reserved
from alegra_cli.declare.checks import NAME, check_other_names, no_twice, refuse_first
from alegra_cli.declare.field import Ref
from alegra_cli.dotted_path import top_key

if TYPE_CHECKING:
    from alegra_cli.declare.action import Action
    from alegra_cli.declare.emission import Emission
    from alegra_cli.declare.field import Field, Filter
    from alegra_cli.declare.noun import Noun
    from alegra_cli.declare.tax_document import TaxDocument

_OF_A_BODY = ("fields", "rules", "synonyms", "duplicates", "balance", "templates", "line_options")
# What a value of theirs can have nothing inside.
_WHOLE = ("text", "integer", "number", "money", "boolean", "yesno", "date", "datetime", "csv")


def refuse_contradictions(resource: Noun) -> None:
    """Raises ValueError for the first."""
    check_other_names(resource.name, resource.other_names)
    no_twice(resource.name, "order", resource.order_fields)
    no_twice(resource.name, "status", [name for name, _meaning in resource.statuses])
    for found in (_of_names, _of_fields, _of_use, _of_writes, _of_lines, _of_period):
        refuse_first(resource.name, found(resource))
    if resource.emission:
        refuse_first(resource.name, _of_emission(resource, resource.emission))
    if resource.tax_document:
        refuse_first(resource.name, _of_tax_document(resource, resource.tax_document))
    _refuse_options(resource)


Contradictions = Iterator[tuple[object, str]]


def _of_names(resource: Noun) -> Contradictions:
    yield not resource.singular.strip(), "one of them has no name: singular"
    yield not resource.id_key, "id_key is empty"
    yield resource.group and not NAME.fullmatch(resource.group), "its group is no name"
    yield {*"{}?"} & {*resource.path}, "a placeholder is of an action's path"
    yield resource.web_path and resource.web_path[0] != "/", "web_path starts with '/'"
    yield resource.page_size < 0, "page_size is below 0"
    yield () in resource.natural_keys, "an empty group of natural_keys"
    yield any(len(group) < 2 for group in resource.synonyms), "synonyms are two at least"
    yield any(rule.on for rule in resource.rules), "its own rules are about it: no on"
    yield any(one.on for one in resource.templates), "its own templates are about it: no on"


def _of_fields(resource: Noun) -> Contradictions:
    kinds = {field.path: field.kind for field in resource.fields}
    for field in resource.fields:
        around, _dot, _key = field.path.rpartition(".")
        if around.endswith("[]"):
            of_list = kinds.get(around.removesuffix("[]"), "list") in ("list", "amounts", "any")
            yield not of_list, f"field {field.path!r}: what is around it is no list"
        elif around:
            kind = kinds.get(around, "object")
            inside = isinstance(kind, Ref) or kind not in (*_WHOLE, "list")
            yield not inside, f"field {field.path!r}: what is around it is no object"
        yield field.tax_id and field.tax_id not in kinds, f"field {field.path!r}: no field tax_id"
        for path, _wanted in field.unless:
            top = top_key(path)
            known = any(top_key(other) == top for other in kinds)
            yield not known, f"field {field.path!r}: unless names no field {path!r}"
    choices = {field.path: field.choices for field in resource.fields if field.documented}
    for key, value in resource.draft:
        yield choices.get(key) and value not in choices[key], f"draft: {value!r} is no choice"


def _of_use(resource: Noun) -> Contradictions:
    """Words that no action of the resource would look at, and commands that two would be."""
    verbs = {action.verb for action in resource.actions}
    for name, verb in (("export", "list"), ("import", "create")):
        taken = verb in verbs and resource.action(name) is not None
        yield taken, f"{name} is a command that every such resource has"
    for word in ("filters", "period"):
        used = verbs & {"list", "rows", "compute"}
        yield getattr(resource, word) and not used, f"{word} needs an action that lists"
    # An action of another verb is given those of its body as a resource of its own: `body_of`.
    bodies = any(action.body != "none" or action.fields for action in resource.actions)
    for word in _OF_A_BODY:
        yield getattr(resource, word) and not bodies, f"{word} needs an action with a body"
    for word in ("summary", "other_names"):
        yield getattr(resource, word) and not resource.group, f"{word} is of a group's: no group"
    columns = {column.path.partition(".")[0] for column in resource.columns}
    tops = columns | {field.path.partition(".")[0] for field in resource.fields}
    for path in resource.label:
        top = path.partition(".")[0]
        yield top not in tops | {resource.id_key}, f"label names no field or column {path!r}"


def _of_writes(resource: Noun) -> Contradictions:
    """Words of what is created, or changed, by an action that is there."""
    creates = resource.by_verb("create") is not None
    for word in ("conversions", "reversal", "stamp", "draft", "lines", "numbering"):
        yield getattr(resource, word) and not creates, f"{word} needs an action that creates"
    paths = {field.path for field in resource.fields}
    for conversion in resource.conversions:
        for path in conversion.lists:
            yield path not in paths, f"conversions name no list {path!r}"
    if resource.reversal:
        name = resource.reversal.applications
        yield name not in paths, f"reversal names no list {name!r}"


def _of_lines(resource: Noun) -> Contradictions:
    declared = (*resource.fields, *(item for action in resource.actions for item in action.fields))
    kinds = {field.path: field.kind for field in declared}
    named = (*resource.lines, *(option.list for option in resource.line_options))
    for path in named:
        yield kinds.get(path, "list") != "list", f"{path!r} is no list"
    for option in resource.line_options:
        for key in (option.head, *(key for _sign, key in option.parts)):
            yield f"{option.list}[].{key}" not in kinds, f"{option.name} names no field {key!r}"
    balance = resource.balance
    for key in (balance.left, balance.right) if balance else ():
        path = f"{balance.lines}[].{key}" if balance else ""
        yield path not in kinds, f"balance names no field {path!r}"


def _of_period(resource: Noun) -> Contradictions:
    if resource.period is None:
        return
    ends = [name for name in (resource.period.since, resource.period.until) if name]
    yield len({*ends}) < len(ends), "a period has two ends"
    kinds = {item.param: item.kind for item in resource.filters}
    for name in ends:
        yield kinds.get(name, "date") not in ("date", "datetime"), f"{name!r} is no date"


def _of_emission(resource: Noun, emission: Emission) -> Contradictions:
    action = resource.action_named(emission.action)
    batch = emission.how == "batch"
    yield not action.writes, "its emission reads"
    yield batch and action.ids is None, "an emission of a batch needs an action with ids"
    most = action.ids.max_ids if action.ids else 1
    yield batch and emission.max_ids > most, "its emission sends more ids than its action takes"
    yield not batch and len(action.arguments) != 1, "its emission sends one, by its id"
    yield not batch and emission.max_ids > 1, "an emission of each sends one: no max_ids"


def _of_tax_document(resource: Noun, document: TaxDocument) -> Contradictions:
    """What has to be there to list such documents and, of purchases, to make one."""
    yield resource.group, "tax_document is of a command of its own, and not of a group"
    for verb in ("list", *(("create",) if document.side == "purchases" else ())):
        yield resource.by_verb(verb) is None, f"its tax_document needs the verb {verb!r}"
    refs = {field.path for field in resource.fields if isinstance(field.kind, Ref)}
    yield document.party not in refs, f"tax_document: {document.party!r} names no record"
    support = document.support_query
    yield support and document.side == "sales", "a support document is a purchase: support_query"
    params = {item.param: item for item in resource.filters}
    for name, value in support:
        found = params.get(name)
        yield found is None, f"tax_document names no filter {name!r}"
        closed = found.choices if found is not None and not found.open_choices else ()
        yield closed and value not in closed, f"tax_document: {value!r} is no choice of {name!r}"
    if document.import_action:
        imported = (document.side, document.kind) == ("purchases", "invoice")
        yield not imported, "what the authority's id makes is a supplier's invoice: import_action"
        action = resource.action(document.import_action)
        yield action is None, f"tax_document names no action {document.import_action!r}"
        needed = [field for field in action.fields if field.required] if action else []
        yield len(needed) != 1, "its import_action needs one field, for the authority's id"
        yield action is not None and action.arguments, "its import_action makes a new record"


def _refuse_options(resource: Noun) -> None:
    """Raises ValueError for an option that would hide another of the same command."""
    period = reserved.OF_PERIODS if resource.period else frozenset[str]()
    for action in resource.actions:
        owner = f"{resource.name} {action.name}"
        filters = (*resource.filters, *action.filters) if action.verb == "list" else action.filters
        if action.verb in ("list", "rows"):
            taken = reserved.OF_LISTS | period
        elif action.verb in ("create", "update"):
            taken = reserved.OF_WRITES
        else:
            taken = reserved.OF_BODIES
        names = [*_of_filters(filters), *_of_bodies(resource, action)]
        no_twice(owner, "option", names)
        for name in names:
            if name in taken | reserved.GLOBAL:
                raise ValueError(f"{owner}: {name} is an option that every such command has")


def _of_filters(filters: Iterable[Filter]) -> Iterator[str]:
    for item in filters:
        yield from item.names


def _of_bodies(resource: Noun, action: Action) -> Iterator[str]:
    own = [item for item in resource.fields if action.verb in item.actions]
    yield from _of_fields_typed((*own, *action.fields))
    if action.verb == "create":
        yield from dict.fromkeys(option.name for option in resource.line_options)
        yield from (one.option for one in resource.conversions)
        if resource.reversal:
            yield resource.reversal.option


def _of_fields_typed(fields: Iterable[Field]) -> Iterator[str]:
    for item in fields:
        if item.option:
            yield item.option
            if item.kind == "boolean":
                yield item.option.replace("--", "--no-", 1)
