"""Lines of a body from ``--item`` and the like, each record in them by its id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alegra_cli.app import App
from alegra_cli.commands.line_records import LineRecords, RecordPointer
from alegra_cli.commands.share_of_lines import share_of
from alegra_cli.declare import Field, LineOption, Ref
from alegra_cli.declare.field import NUMBERS
from alegra_cli.dotted_path import at, put_at
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import Number, decimal_of, number
from alegra_cli.i18n import _
from alegra_cli.rules.numbers import typed_number
from alegra_cli.rules.short_form import Parts, parts_of

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import LineValues


def with_lines(
    app: App, fields: Sequence[Field], body: dict[str, Any], given: LineValues
) -> dict[str, Any]:
    """The body with an element more for each text, behind those that it has.

    given: the declarations of each option, which share its name, and its texts.
    Raises `UsageProblem` that names the option and the part, before anything is sent.
    """
    records = LineRecords(app)
    for options, texts in given.items():
        for text in texts:
            option = next((one for one in options if _fits(one, body)), options[-1])
            line = _Line(option, text, fields, records)
            body = _with(body, option, line.element(body))
    return body


def _fits(option: LineOption, body: dict[str, Any]) -> bool:
    return all(str(at(body, path)) == value for path, value in option.when)


def _with(body: dict[str, Any], option: LineOption, element: dict[str, Any]) -> dict[str, Any]:
    before = at(body, option.list)
    if before is not None and not isinstance(before, list):
        raise UsageProblem(
            _("{option}: {path} is no list in the body, so no line can be added.").format(
                option=option.name, path=option.list
            )
        )
    outer, _dot, _name = option.list.rpartition(".")
    if outer and not isinstance(at(body, outer), dict):
        body = put_at(body, outer, {})
    return put_at(body, option.list, [*(before or []), element])


class _Line:
    """One text of an option, and the element that it makes."""

    def __init__(
        self, option: LineOption, text: str, fields: Sequence[Field], records: LineRecords
    ) -> None:
        self._option = option
        self._records = records
        inner = f"{option.list}[]."
        self._fields = {
            field.path.removeprefix(inner): field
            for field in fields
            if field.path.startswith(inner)
        }
        self._taxes = next((_target(field) for field in fields if _is_tax(field)), "")
        self._what = f"{option.name} {text}"
        numbers = [key for key, field in self._fields.items() if field.kind in NUMBERS]
        self._parts = parts_of(text, option, self._keys(), numbers)

    def _keys(self) -> list[str]:
        """Those that can be said: none of a list within, but the list itself."""
        return [key for key in self._fields if "[]" not in key]

    def element(self, body: dict[str, Any]) -> dict[str, Any]:
        option, parts = self._option, self._parts
        head = self._record(option.head, parts[option.head][0])
        element: dict[str, Any] = {option.head: head.id}
        element |= {key: value for key, value in self._values(parts).items() if key != option.head}
        if option.from_record and option.from_record[0][0] not in parts:
            element = {**self._from_record(head, body, parts), **element}
            element = {option.head: element.pop(option.head), **element}
        if option.share:
            element = self._shares(element, head, body)
        for key, value in option.constants:
            element.setdefault(key, number(str(value)) if isinstance(value, int) else value)
        self._check_whole(element)
        return element

    def _values(self, parts: Parts) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for key, texts in parts.items():
            if key != self._option.head:
                said[key] = self._value(key, texts)
        return said

    def _value(self, key: str, texts: list[str]) -> Any:
        field = self._fields[key]
        within = self._fields.get(f"{key}[].id")
        if within is not None:
            pieces = [piece for text in texts for piece in text.split("+") if piece.strip()]
            return [{"id": self._record(f"{key}[].id", piece.strip()).id} for piece in pieces]
        text = texts[-1]
        if isinstance(field.kind, Ref):
            return {field.kind.key: self._record(key, text).id}
        if field.kind in NUMBERS:
            return self._number(field, key, text)
        if field.choices and field.documented and text not in field.choices:
            raise UsageProblem(
                _("{what}: {part} is not one of {choices}.").format(
                    what=self._what, part=repr(text), choices=", ".join(field.choices)
                )
            )
        return text

    def _number(self, field: Field, key: str, text: str) -> int | Number | str:
        if key == self._option.share and text.endswith("%"):
            return text  # a rate, which `_shared` takes
        found = typed_number(field, f"{self._what}, {key}", text)
        if found is None:
            raise UsageProblem(
                _("{what}: {part} takes a number, not {value}.").format(
                    what=self._what, part=key, value=repr(text)
                ),
                self._form(),
            )
        return found

    def _record(self, key: str, text: str) -> RecordPointer:
        field = self._fields.get(key)
        if field is None or not isinstance(field.kind, Ref):
            return RecordPointer(text, "")
        only = self._option.only if key == self._option.head else ()
        return self._records.find(self._what, field.kind.resource, text, only)

    def _from_record(
        self, head: RecordPointer, body: dict[str, Any], parts: Parts
    ) -> dict[str, Any]:
        """What the record says of the line, which is told."""
        record = self._records.read(head)
        if record is None:
            return {}
        option, taken = self._option, {}
        for key, path in option.from_record:
            value = _in(record, path, option.among, body)
            if key in parts or value in (None, "", []):
                continue
            if decimal_of(value) == 0:
                raise self._nothing(head, path)
            taken[key] = _ids(value) if isinstance(value, list) else value
        self._tell(head, taken)
        return taken

    def _nothing(self, head: RecordPointer, path: str) -> UsageProblem:
        """What is owed, or asked for, is never nothing by accident."""
        text = _("{what}: {part} of {record} is 0.").format(
            what=self._what, part=path.partition(".")[0], record=self._records.label(head)
        )
        return UsageProblem(text, self._form())

    def _tell(self, head: RecordPointer, taken: dict[str, Any]) -> None:
        if taken:
            said = ", ".join(f"{key} {_short(value)}" for key, value in taken.items())
            text = _("{what}: {record}: {said}")
            record = self._records.label(head)
            self._records.note(text.format(what=self._what, record=record, said=said))

    def _shares(
        self, element: dict[str, Any], head: RecordPointer, body: dict[str, Any]
    ) -> dict[str, Any]:
        key = self._option.share
        said = element.get(key)
        if said is not None and not isinstance(said, str):
            return element
        record = self._records.read(head)
        if record is None:
            raise self._missing(key)
        amount = share_of(record, said, body, self._rate)
        if amount is None:
            raise UsageProblem(
                _("{what}: what it comes to can't be told from the lines.").format(what=self._what),
                self._form(),
            )
        self._tell(head, {key: amount})
        return {**element, key: amount}

    def _rate(self, tax: str) -> Any:
        """The percentage of a tax of the lines."""
        record = self._records.read(RecordPointer(tax, self._taxes))
        return record and record.get("percentage")

    def _check_whole(self, element: dict[str, Any]) -> None:
        for key, field in self._fields.items():
            if field.required and "[]" not in key and "." not in key and key not in element:
                raise self._missing(key)

    def _missing(self, key: str) -> UsageProblem:
        return UsageProblem(
            _("{option}: {part} is missing.").format(option=self._what, part=key), self._form()
        )

    def _form(self) -> str:
        option = self._option
        return _("The form is {option} {form}.").format(option=option.name, form=option.form)


def _is_tax(field: Field) -> bool:
    return field.path.endswith(".tax[].id")


def _target(field: Field) -> str:
    return field.kind.resource if isinstance(field.kind, Ref) else ""


def _in(record: Any, path: str, among: tuple[str, str] | None, body: dict[str, Any]) -> Any:
    """What stands in the record; of several elements the one that the body's choice names."""
    first, _dot, rest = path.partition(".0.")
    elements = at(record, first)
    chosen = at(body, among[1]) if among else None
    if not rest or not isinstance(elements, list) or chosen is None or among is None:
        return at(record, path)
    fitting = [one for one in elements if str(at(one, among[0])) == str(chosen)]
    return at(fitting[0], rest) if fitting else None


def _ids(records: list[Any]) -> list[Any]:
    return [{"id": one["id"]} if isinstance(one, dict) and "id" in one else one for one in records]


def _short(value: Any) -> str:
    if isinstance(value, list):
        ids = (one.get("id", "") if isinstance(one, dict) else one for one in value)
        return "+".join(map(str, ids))
    return str(value)
