"""A wrong declaration fails where it stands, and says what is wrong."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import attrs
import click
import pytest

from alegra_cli.app import App
from alegra_cli.commands.build import build
from alegra_cli.declare import (
    CREATE,
    CRUD,
    GET,
    LIST,
    Action,
    Api,
    Attach,
    Balance,
    Chart,
    Column,
    Conversion,
    Country,
    CountryRule,
    Download,
    Emission,
    Field,
    Filter,
    Format,
    Ids,
    KnownBy,
    LineOption,
    Mailing,
    Period,
    Ref,
    Resource,
    Reversal,
    Rows,
    RuleInput,
    SupplierContact,
    TaxDocument,
    Template,
    date_filters,
)
from alegra_cli.declare import reserved_options as reserved
from alegra_cli.declare.format import OURS as OUR_FORMATS
from alegra_cli.declare.received import InvoiceReader
from alegra_cli.output import FORMATS
from tests.cases import cases


def resource(**changes: Any) -> Resource:
    base: dict[str, Any] = {
        "name": "things",
        "singular": "thing",
        "path": "/things",
        "actions": (LIST, GET),
        "columns": (Column("Id", "id"),),
    }
    return Resource(**(base | changes))


@cases(
    ("wrong", "words"),
    [
        (lambda: resource(filters=(Filter("a"), Filter("a"))), "filter 'a' declared twice"),
        (lambda: resource(actions=(LIST, LIST)), "action 'list' declared twice"),
        (
            lambda: resource(filters=(Filter("a"), Filter("b", options=("--a",)))),
            "option '--a' declared twice",
        ),
        (lambda: resource(fields=(Field("x"), Field("x"))), "field 'x' declared twice"),
        (lambda: resource(columns=(Column("A", "x"), Column("B", "x"))), "column 'x' declared"),
        (lambda: resource(name="Things"), "name 'Things' is malformed"),
        (lambda: resource(path="things"), "must start, and not end, with '/'"),
        (lambda: resource(period=Period()), "period names no filter 'date_afterOrNow'"),
        (lambda: resource(lines=("items",)), "lines names no field 'items'"),
        (
            lambda: resource(known_by=(KnownBy("number", find="number"),)),
            "known_by names no filter 'number'",
        ),
        (
            lambda: resource(known_by=(KnownBy("name", find="query"),)),
            "known_by names no filter 'query'",
        ),
        (lambda: resource(synonyms_code="1"), "synonyms_code needs synonyms"),
        *(
            (
                lambda word=word, value=value: resource(
                    actions=(GET,), columns=(), pages=False, **{word: value}
                ),
                f"{word} needs an action that lists",
            )
            for word, value in {
                "order_fields": ("id",),
                "known_by": (KnownBy("id", "code"),),
                "change_time": "updatedAt",
                "filters": (Filter("a"),),
                "newest_first": True,
                "searchable": True,
                "page_size": 50,
                "cursor": "after",
                "repeats": True,
            }.items()
        ),
        (lambda: KnownBy("a", "smell"), "kind 'smell' is not one of"),
        (lambda: Field("a..b"), "path 'a..b' is malformed"),
        (lambda: Field("a", kind="colour"), "kind 'colour' is not one of"),
        (lambda: Filter("a", kind="colour"), "kind 'colour' is not one of"),
        (lambda: Action("void", "FETCH"), "method 'FETCH' is not one of"),
        (lambda: Action("void", "POST", verb="explode"), "verb 'explode' is not one of"),
        (lambda: CountryRule("peru", "x", "wished"), "requirement 'wished' is not one of"),
    ],
)
def test_contradictions(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        wrong()


def act(name: str = "void", **words: Any) -> Action:
    return Action(name, "POST", **({"path": "/{id}/void"} | words))


def body(*fields: Field, **changes: Any) -> Resource:
    """A resource whose records are made of these fields."""
    return resource(**({"actions": CRUD, "fields": fields} | changes))


UNTYPED: Any = Field  # for what a checker of types refuses, and an author may write
IDS = Ids("body", "ids", max_ids=10)
STAMP = act("stamp", path="/stamp", ids=IDS, body="optional")
LINES = (Field("items", "list"), Field("items[].id", Ref("items")))


@cases(
    ("wrong", "words"),
    [
        (lambda: UNTYPED("a", choices="PEN"), "choices takes several: ('PEN',)"),
        (lambda: UNTYPED("a", unless=("b", "c")), "unless takes several: ((… , …),)"),
        (lambda: Field("a", Ref("")), "resource '' is malformed"),
        (lambda: Field("a", Ref("contacts", key="")), "key '' is malformed"),
        (lambda: Field("a", "word"), "the kind 'word' is of a column"),
        (lambda: Field("a", option="a"), "'a' is no option"),
        (lambda: Field("a", option="--a b"), "'--a b' is no option"),
        (lambda: Field("a", actions=("creat",)), "its actions are create, update or both"),
        (lambda: Field("a", actions=()), "its actions are create, update or both"),
        (lambda: Field("a", "boolean", choices=("x",)), "boolean has no choices"),
        (lambda: Field("a", read_choices=("x",)), "read_choices are beside choices"),
        (lambda: Field("a", choices=("x",), read_choices=("x",)), "one of its read_choices too"),
        (lambda: Field("a", unless=(("b", "c"),)), "unless is of a required field"),
        (lambda: Field("a", required=True, unless=(("b..", "c"),)), "condition is malformed"),
        (lambda: Field("a", "integer", max_length=5), "integer has no max_length"),
        (lambda: Field("a", max_length=-1), "max_length -1 is below 0"),
        (lambda: Field("a", most=5), "text has no most"),
        (lambda: Field("a", not_negative=True), "text is never negative"),
        (lambda: Field("a", may_be_empty=True, required=True), "only a list may be empty"),
        (lambda: Field("a", "list", may_be_empty=True), "may be empty anyway"),
        (lambda: Field("a", required_in=("peru",), countries=("chile",)), "where it is not"),
        (lambda: Field("a", choices=("x",), example="y"), "example is none of the choices"),
        (lambda: Field("a", "integer", example="y"), "its example is no number"),
        (
            lambda: Field("a", choices=("x", "y"), words=(("w", "x"), ("W", "y"))),
            "'W' means two things",
        ),
        (lambda: Field("a", other_names=(("spanish", "b"),)), "is no language and name"),
        (lambda: Filter(""), "param '' is malformed"),
        (lambda: Filter("a", options=("a",)), "'a' is no option"),
        (lambda: Filter("a", "object"), "no query has a value of the kind 'object'"),
        (lambda: Filter("a", "date", choices=("b",)), "date has no choices"),
        (lambda: Filter("a", choices=("b",), ids_of="contacts"), "ids are none of a few choices"),
        (lambda: Filter("a", open_choices=True), "open_choices are of choices"),
        (lambda: Filter("a", words=(("b", "c"),)), "words mean choices, and there are none"),
        (lambda: Filter("a", choices=("x",), words=(("b", "c"),)), "'b' means no choice 'c'"),
        (lambda: Filter("a", choices=("x", "x")), "odd choices"),
        (lambda: Filter("a", period_end=True), "period_end is of a date"),
        (lambda: Filter("a", one_day=True), "one_day is of a date"),
        (lambda: Filter("a", "date", one_day=True, period_end=True), "no end of a period"),
        (lambda: Filter("a", compares="=", record_path="a"), "compares is of a date"),
        (lambda: Filter("a", "date", compares="="), "compares needs a record_path"),
        (lambda: Column("", "a"), "it has no title"),
        (lambda: Column("A", ""), "its path is malformed"),
        (lambda: Column("A", "a..b"), "its path is malformed"),
        (lambda: Column("A", "a", priority=-1), "priority is below 0"),
        (lambda: act(path="{id}"), "its path must start with '/'"),
        (lambda: act(address="x"), "its path must start with '/'"),
        (lambda: act(path="/{id/void"), "a placeholder is letters between { and }"),
        (lambda: act(path="/{my_id}/void"), "a placeholder is letters between { and }"),
        (lambda: act(path="/{id}/{id}"), "a placeholder comes twice"),
        (
            lambda: Action("x", "GET", "/x", verb="read", fallback="/y/{z}"),
            "a placeholder that its path has not",
        ),
        (lambda: Action("list", "GET", "/{id}", verb="list"), "list takes no id"),
        (
            lambda: Action("create", "POST", "/{id}", verb="create", body="required"),
            "create takes no id",
        ),
        (lambda: Rows("a", "/{id}"), "rows takes no id"),
        (lambda: Action("delete", "DELETE", "", verb="delete"), "delete needs an id"),
        (lambda: Download("pdf", "/pdf", link="pdf"), "download needs an id"),
        (lambda: Download("pdf", "/{id}", link="pdf", extension=".pdf"), "'.pdf' is malformed"),
        (
            lambda: Action("x", "GET", verb="read", fields=(Field("a"),)),
            "what is read has no fields of a body",
        ),
        (lambda: Action("create", "POST", verb="create"), "create needs a body"),
        (lambda: act(ids=IDS, body="optional"), "several ids go with no placeholder"),
        (lambda: Ids("body", ""), "name '' is malformed"),
        (lambda: Ids("body", "ids", max_ids=0), "max_ids 0 is below 1"),
        (lambda: act(mailing=Mailing(to="emails")), "its mailing names no field"),
        (lambda: act(undo="void"), "nothing undoes itself"),
        (lambda: act(aliases=("X Y",)), "the name 'X Y' is malformed"),
        (lambda: act(ids_of=(("id", "No!"),)), "the name 'No!' is malformed"),
        (lambda: act(filters=(Filter("a"),)), "only what is read is filtered"),
        (
            lambda: Action("x", "GET", verb="read", filters=(Filter("a"), Filter("a"))),
            "filter 'a' declared twice",
        ),
        (lambda: Attach("a", "/{id}/a", parts=()), "parts () names nothing"),
        (lambda: Rows("a", "/a", page_param="p", filters=(Filter("p"),)), "is a filter"),
        (lambda: Chart((), "x"), "a bar has a label and a length"),
        (lambda: Template("X", columns=()), "a file without columns says nothing"),
        (lambda: KnownBy(()), "KnownBy names no path"),
        *(
            (lambda name=name: Format(name, writer="a:b"), f"Format {name}: the program has a")
            for name in FORMATS
        ),
        (lambda: Format("md", writer="a:b", optional=True), "optional means nothing without an"),
        (lambda: Format("md", writer="a:b", sample="id"), "sample means nothing without an"),
        (lambda: Emission("stamp", max_ids=0), "max_ids 0 is below 1"),
        (lambda: LineOption("item", "items"), "is no name of an option"),
        (lambda: Conversion("estimates", option="from", link="e"), "option 'from' is malformed"),
        (lambda: Reversal("", option="--for"), "resource '' is malformed"),
        (lambda: Api("A B", "https://acme.example"), "name 'A B' is malformed"),
        (lambda: Api("acme", "http://acme.example"), "base_url 'http://acme.example'"),
        (lambda: Api("acme", "https://acme.example/"), "base_url 'https://acme.example/'"),
        (lambda: Api("acme", "https://acme.example", identity="me"), "identity 'me' is malformed"),
        (lambda: Api("acme", "https://acme.example", quota=0), "quota 0 is below 1"),
        (
            lambda: InvoiceReader("peru", roots=(), read=lambda _file: None),
            "roots () names nothing",
        ),
        (lambda: resource(order_fields="id"), "order_fields takes several: ('id',)"),
        (lambda: resource(order_fields=("id", "id")), "order 'id' declared twice"),
        (lambda: resource(statuses=(("a", "x"), ("a", "y"))), "status 'a' declared twice"),
        (lambda: resource(singular=""), "one of them has no name"),
        (lambda: resource(id_key=""), "id_key is empty"),
        (lambda: resource(group="A B"), "its group is no name"),
        (lambda: resource(path="/things/{id}"), "a placeholder is of an action's path"),
        (lambda: resource(web_path="x/{id}"), "web_path starts with '/'"),
        (lambda: resource(natural_keys=((),)), "an empty group of natural_keys"),
        (lambda: resource(natural_keys=("id",)), "natural_keys takes several"),
        (lambda: body(Field("a"), synonyms=(("a",),)), "synonyms are two at least"),
        (lambda: resource(rules=(rule(on=("things",)),)), "its own rules are about it: no on"),
        (lambda: body(Field("a"), Field("a.b")), "'a.b': what is around it is no object"),
        (lambda: body(Field("a", "object"), Field("a[].b")), "'a[].b': what is around it is no"),
        (lambda: body(Field("a", tax_id="b")), "field 'a': no field tax_id"),
        (lambda: resource(label=("zzz",)), "label names no field or column 'zzz'"),
        (
            lambda: body(Field("a"), actions=(*CRUD, act("import", path="/import"))),
            "import is a command that every such resource has",
        ),
        (lambda: resource(summary="All of them."), "summary is of a group's: no group"),
        (
            lambda: resource(other_names=(("es", "cosas"),)),
            "other_names is of a group's: no group",
        ),
        (lambda: resource(fields=(Field("a"),)), "fields needs an action with a body"),
        (lambda: resource(rules=(rule(),)), "rules needs an action with a body"),
        (
            lambda: body(Field("a", required=True, unless=(("b", "c"),))),
            "field 'a': unless names no field 'b'",
        ),
        (lambda: body(Field("s", choices=("a",)), draft=(("s", "b"),)), "draft: 'b' is no choice"),
        (
            lambda: body(Field("a", "date"), stamp="a", actions=(LIST, act(body="optional"))),
            "stamp needs an action that creates",
        ),
        (lambda: body(Field("a"), lines=("a",)), "'a' is no list"),
        (
            lambda: body(*LINES, line_options=(LineOption("--item", "items", head="key"),)),
            "--item names no field 'key'",
        ),
        (
            lambda: body(
                *LINES, line_options=(LineOption("--item", "items", parts=(("@", "price"),)),)
            ),
            "--item names no field 'price'",
        ),
        (
            lambda: body(balance=Balance("entries", "in", "out")),
            "balance names no field 'entries[].in'",
        ),
        (
            lambda: resource(
                filters=(Filter("a", "date"),), period=Period("a", "a", record_path="a")
            ),
            "a period has two ends",
        ),
        (
            lambda: resource(filters=(Filter("a"), Filter("b")), period=Period("a", "b")),
            "'a' is no date",
        ),
        (lambda: body(actions=CRUD, emission=Emission("get")), "its emission reads"),
        (
            lambda: body(actions=(*CRUD, act("stamp")), emission=Emission("stamp", how="batch")),
            "an emission of a batch needs an action with ids",
        ),
        (
            lambda: body(
                actions=(*CRUD, STAMP), emission=Emission("stamp", how="batch", max_ids=11)
            ),
            "its emission sends more ids than its action takes",
        ),
        (
            lambda: body(actions=(*CRUD, STAMP), emission=Emission("stamp")),
            "its emission sends one, by its id",
        ),
        (
            lambda: body(Field("e"), conversions=(Conversion("quotes", option="--q", link="e"),)),
            "conversions name no list 'items'",
        ),
        (lambda: body(reversal=Reversal("notes", option="--for")), "reversal names no list"),
    ],
)
def test_what_could_never_work(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        wrong()


def purchase(*arguments: str, **words: Any) -> Resource:
    """A resource whose records are invoices of suppliers, or what these words say."""
    ours = ("actions", "group", "filters")
    changes = {name: words.pop(name) for name in ours if name in words}
    document = TaxDocument(*arguments or ("purchases", "invoice"), **{"party": "seller"} | words)
    kind = Filter("type", choices=("bill", "all"))
    fields = (Field("seller", Ref("contacts")), Field("note"))
    return resource(
        **{"actions": CRUD, "fields": fields, "filters": (kind,), "tax_document": document}
        | changes
    )


IMPORT = act("bring", path="/bring", body="required", fields=(Field("key", required=True),))


@cases(
    ("wrong", "words"),
    [
        (lambda: purchase("buys", "invoice"), "side 'buys' is not one of 'purchases', 'sales'"),
        (lambda: purchase("sales", "bill"), "kind 'bill' is not one of 'invoice', 'credit-note'"),
        (lambda: purchase(party="a..b"), "party 'a..b' is malformed"),
        (lambda: purchase(party="note"), "tax_document: 'note' names no record"),
        (
            lambda: purchase(actions=(LIST, act("check", body="optional"))),
            "its tax_document needs the verb 'create'",
        ),
        (
            lambda: purchase("sales", "invoice", actions=(GET, CREATE), filters=()),
            "needs the verb 'list'",
        ),
        (lambda: purchase(group="shop"), "tax_document is of a command of its own"),
        (lambda: purchase(support_query=("type", "all")), "support_query takes several"),
        (lambda: purchase(support_query=(("kind", "all"),)), "names no filter 'kind'"),
        (lambda: purchase(support_query=(("type", "any"),)), "'any' is no choice of 'type'"),
        (
            lambda: purchase("sales", "invoice", support_query=(("type", "all"),)),
            "a support document is a purchase: support_query",
        ),
        (lambda: purchase(import_action="bring"), "names no action 'bring'"),
        (
            lambda: purchase(import_action="bring", actions=(*CRUD, act("bring", path="/a"))),
            "its import_action needs one field",
        ),
        (
            lambda: purchase(
                import_action="bring",
                actions=(*CRUD, attrs.evolve(IMPORT, path="/{id}/import")),
            ),
            "its import_action makes a new record",
        ),
        (
            lambda: purchase(
                "purchases", "credit-note", import_action="bring", actions=(*CRUD, IMPORT)
            ),
            "what the authority's id makes is a supplier's invoice: import_action",
        ),
    ],
)
def test_a_tax_document_that_could_never_work(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        wrong()


def test_a_tax_document_that_works() -> None:
    made = purchase(
        support_query=(("type", "all"),), import_action="bring", actions=(*CRUD, IMPORT)
    )
    assert made.target("seller") == "contacts"
    with pytest.raises(LookupError, match="things: this needs a field 'note' that names a record"):
        made.target("note")


@cases(
    ("wrong", "words"),
    [
        (lambda: resource(filters=(Filter("output"),)), "things list: --output is an option that"),
        (lambda: resource(filters=(Filter("limit"),)), "--limit is an option that every such"),
        (
            lambda: resource(
                filters=(Filter("since", "date"), Filter("end", "date")),
                period=Period("since", "end"),
            ),
            "--since is an option that every such",
        ),
        (lambda: body(Field("a", option="--help")), "things create: --help is an option that"),
        (lambda: body(Field("a", option="--set")), "--set is an option that every such"),
        (lambda: body(Field("a", option="--strict")), "--strict is an option that every such"),
        (
            lambda: body(
                Field("a", "boolean", option="--active"), Field("b", option="--no-active")
            ),
            "option '--no-active' declared twice",
        ),
        (
            lambda: body(
                *LINES, Field("a", option="--item"), line_options=(LineOption("--item", "items"),)
            ),
            "things create: option '--item' declared twice",
        ),
    ],
)
def test_an_option_that_would_hide_another(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        wrong()


LATER: frozenset[str] = frozenset()
"""Options that commands have since version 1 of the contract was written down."""


def test_an_option_that_came_later_gives_way_to_that_of_a_plugin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for group in ("GLOBAL", "OF_LISTS", "OF_BODIES", "OF_WRITES"):
        monkeypatch.setattr(reserved, group, frozenset())
    things = build(
        resource(
            actions=(LIST, GET, CREATE),
            filters=(Filter("watch"), Filter("quiet")),
            fields=(Field("grade", option="--strict"),),
        )
    )
    app = App({}, io.StringIO(), io.StringIO(), io.StringIO())
    context = click.Context(things, obj=app)
    listed, made = things.get_command(context, "list"), things.get_command(context, "create")
    assert listed is not None
    assert made is not None
    words = ["--watch", "a", "--quiet", "b", "--alegra-watch", "9", "--alegra-quiet"]
    values = listed.make_context("list", words, parent=context).params
    assert {values["filter_watch"], values["filter_quiet"]} == {"a", "b"}
    assert (values["watch"], values["quiet"]) == (9, True)
    values = made.make_context("create", ["--strict", "c", "--alegra-strict"]).params
    assert (values["field_grade"], values["strict"]) == ("c", True)


def test_the_reserved_options_are_those_that_commands_have() -> None:
    """Of a resource that declares none, so that a new option of a command is told here.

    The names are those of version 1 of the contract, which refuses them of a declaration. An option
    that comes later goes into `LATER` and not among them: a plugin may have it by then.
    """
    bare = body(order_fields=("id",), newest_first=True, searchable=True)
    group = build(bare)
    context = click.Context(group)

    def options(name: str) -> set[str]:
        found = group.get_command(context, name)
        assert found is not None
        parameters = found.get_params(click.Context(found))
        return {name for one in parameters for name in one.opts if name.startswith("--")}

    anyway = reserved.GLOBAL | LATER
    own = {name: options(name) - anyway for name in ("list", "export", "create", "update")}
    assert options("get") - anyway == {"--param"}
    assert own["list"] | own["export"] == reserved.OF_LISTS | {"--format"}
    files = {"--decimal", "--encoding", "--from", "--header-row", "--map", "--map-file"}
    files |= {"--only-mapped", "--sheet", "--total-row"}
    assert own["create"] | own["update"] == reserved.OF_WRITES | files


def rule(requirement: str = "required", **words: Any) -> CountryRule:
    return CountryRule("peru", "a", requirement, **words)


def contact(**words: Any) -> SupplierContact:
    return SupplierContact(**words)


def country(**words: Any) -> Country:
    return Country(**{"version": "peru", "label": "Peru", "authority": "SUNAT"} | words)


@cases(
    ("wrong", "words"),
    [
        (lambda: CountryRule("", "a"), "country '' is malformed"),
        (lambda: rule(on="contacts"), "on takes several: ('contacts',)"),
        (lambda: rule("choices", choices="PEN"), "choices takes several: ('PEN',)"),
        (lambda: rule(choices=("x",)), "a: choices means nothing where it is required"),
        (lambda: rule("forbidden", example="x"), "a: example means nothing where it is forbidden"),
        (lambda: rule("format", pattern="x", catalog="y"), "catalog means nothing where it is"),
        (lambda: rule("choices", choices=("x",), catalog="y"), "given, or by a catalog, not both"),
        (lambda: rule("choices", choices=("x",), words=(("a", "b"),)), "words mean no choice"),
        (lambda: rule("choices", choices=("x",), example="y"), "example is none of the choices"),
        (lambda: rule("format", pattern="[0-9]", example="y"), "its example breaks it"),
        (lambda: rule("format", max_length=2, example="abc"), "its example breaks it"),
        (lambda: rule("format", max_length=-1), "max_length -1 is below 0"),
        (lambda: rule("format", pattern="("), "a: pattern is none: missing"),
        (lambda: rule("check", function=lambda: True), "function does not take a RuleInput"),
        (lambda: rule("check", function="module:name"), "function takes a function, not"),
        (lambda: rule(when=("a", "b", "c")), "when takes several, each (path, value), not"),
        (lambda: rule(when=("b..c", "x")), "the path 'b..c' of a condition is malformed"),
        (lambda: rule(when=("b", "x||y")), "the value 'x||y' of a condition is none"),
        (lambda: rule(when=("b", "")), "the value '' of a condition is none"),
        (lambda: rule(when=("b", "*|x")), "of a condition is none"),
        (lambda: rule(when=("a", "x")), "it never holds: it has a value then"),
        (lambda: rule("forbidden", when=("a", "!*")), "it never holds: it has no value then"),
        (lambda: country(version=""), "version '' is malformed"),
        (lambda: country(label=""), "label '' is malformed"),
        (lambda: country(iso="PER"), "iso 'PER' is malformed"),
        (lambda: country(lists_file="lists.json"), "lists_file 'lists.json' is malformed"),
        (lambda: country(tables=(("a", "b", "c"),)), "is no (name, title, file)"),
        (lambda: country(rules=(rule(),)), "its rule on a: it never holds: on names no resource"),
        (
            lambda: country(rules=(CountryRule("chile", "a", on=("contacts",)),)),
            "its rule on a: it never holds: it is of chile",
        ),
        (
            lambda: country(templates=(Template("Acme", columns=(("A", "a"),)),)),
            "Acme: on names no resource",
        ),
        (lambda: country(currencies=("Sol",)), "'Sol' is no code of a currency"),
        (lambda: country(currencies="PEN"), "currencies takes several: ('PEN',)"),
        (lambda: country(currencies=("PEN", "PEN")), "currency 'PEN' declared twice"),
        (lambda: country(tax_names=("IGV", "IVA")), "tax_names takes several: ((… , …),)"),
        (
            lambda: country(tax_names=(("IGV", "IVA"),)),
            "tax_names takes several, each (a text, texts), not",
        ),
        (lambda: country(tax_names=(("IGV", ()),)), "('IGV', ()) is no (word, (name, …))"),
        (
            lambda: country(retention_names=(("A", ("B",)), ("A", ("C",)))),
            "retention_names 'A' declared twice",
        ),
        (lambda: contact(id_types=(("6", "RUC"),)), "id_types need the id_type of all others"),
        (lambda: contact(id_type="RUC", id_types=(("6", ""),)), "an empty code or type"),
        (lambda: contact(id_type="RUC", id_types=(("6", "A"), ("6", "B"))), "code '6' declared"),
        (lambda: contact(check_digit="identificationObject.dv"), "dv needs an id_type"),
        (lambda: contact(id_type="A", check_digit="identificationObject.type"), "document says"),
        (lambda: contact(activity="name"), "name is what the document says"),
        (lambda: contact(activity="a..b"), "the path 'a..b' is malformed"),
        (lambda: contact(activity="lines[].a"), "the path 'lines[].a' is malformed"),
        (lambda: contact(constants=(("regime", ""),)), "regime has no value"),
        (lambda: contact(activity="a", constants=(("a", "b"),)), "field 'a' declared twice"),
        (lambda: contact(constants=("regime", "A")), "constants takes several: ((… , …),)"),
    ],
)
def test_a_rule_that_could_never_work(wrong: Callable[[], Any], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        wrong()


def test_a_country_in_another_spelling_is_the_same() -> None:
    made = CountryRule("costa-rica", "a", on=("contacts",))
    assert country(version="costaRica", rules=(made,)).rules == (made,)


@cases(
    ("param", "option"),
    [
        ("client_id", "--client-id"),
        ("dueDate", "--due-date"),
        ("numberTemplate_fullNumber", "--number-template-full-number"),
        ("idItemCategory", "--id-item-category"),
    ],
)
def test_option_names_follow_from_parameters(param: str, option: str) -> None:
    assert Filter(param).names == (option,)


def test_date_filters_have_names_of_their_own() -> None:
    made = resource(
        filters=(
            *date_filters("date", "--date", "Date"),
            *date_filters("dueDate", "--due", "Due date"),
        )
    )
    assert {name for item in made.filters for name in item.names} >= {
        "--date",
        "--date-after",
        "--date-before",
        "--due-date",
        "--due-after",
        "--due-before",
    }


def test_actions_are_found_by_name_alias_and_verb() -> None:
    made = resource(actions=(LIST, Action("void", "POST", "/{id}/void", aliases=("annul",))))
    assert made.action("annul") is made.action("void")
    assert made.action("nothing") is None
    assert made.by_verb("list") is LIST


def test_what_can_not_be_without_an_action_says_which_one_is_missing() -> None:
    things = resource()
    assert (things.action_of("get"), things.action_named("list")) == (GET, LIST)
    with pytest.raises(LookupError, match="things: this needs an action with the verb 'update'"):
        things.action_of("update")
    with pytest.raises(LookupError, match="things: this needs an action called 'stamp'"):
        things.action_named("stamp")


def test_a_plugin_may_take_any_name_of_a_format_but_ours() -> None:
    assert sorted(FORMATS) == [*OUR_FORMATS]


def test_whatever_takes_one_value_can_be_a_check() -> None:
    class Checks:
        def one(self, given: RuleInput) -> bool:
            return bool(given.value)

    for function in (Checks().one, bool, lambda *given: True, lambda given, deep=1: True):
        assert CountryRule("peru", "name", "check", function=function)
