"""The contact that is made of a supplier, out of what its document says."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from alegra_cli.declare.checks import FIELD_PATH, no_twice, refuse_first
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds

ID_OBJECT = "identificationObject"
# What the document says in every country.
_SAID = ("name", "identification", "type", "email", ID_OBJECT)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class SupplierContact(Declaration):
    """What a new contact of a country has beside its name, its number and its e-mail (S52).

    id_type: the type of identification of one whose document says none that `id_types` has. Empty
        where the number goes under ``identification`` alone.
    id_types: (code of the type in a received document, its word in a contact).
    check_digit: dotted path of the field for a check digit that stands beside the number.
    activity: dotted path of the field for its line of business.
    constants: (dotted path, value) of what each is made with, as kind of person and regime.
    """

    id_type: str = ""
    id_types: tuple[tuple[str, str], ...] = ()
    check_digit: str = ""
    activity: str = ""
    constants: tuple[tuple[str, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        refuse_first("SupplierContact", self._contradictions())
        no_twice("SupplierContact", "code", [code for code, _type in self.id_types])
        no_twice("SupplierContact", "field", filter(None, self._paths()))

    def _paths(self) -> list[str]:
        return [self.check_digit, self.activity, *(path for path, _value in self.constants)]

    def _contradictions(self) -> Iterator[tuple[object, str]]:
        inside = f"{ID_OBJECT}."
        yield self.id_types and not self.id_type, "id_types need the id_type of all others"
        yield "" in sum(self.id_types, ()), "an empty code or type in id_types"
        for path in filter(None, self._paths()):
            yield "[]" in path or not FIELD_PATH.fullmatch(path), f"the path {path!r} is malformed"
            around = path.partition(".")[0]
            own = path in (f"{inside}type", f"{inside}number")
            own = own or (around in _SAID and not path.startswith(inside))
            yield own, f"{path} is what the document says"
            yield path.startswith(inside) and not self.id_type, f"{path} needs an id_type"
        for path, value in self.constants:
            yield not value, f"{path} has no value"
