"""``alegra received rules``: which account or item a supplier's lines go to (S98)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from alegra_cli.app import App
from alegra_cli.builtin.received.checking import account_of, rules_of
from alegra_cli.builtin.received.reading import reader_of
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column
from alegra_cli.declare.tax_document import INVOICE, PURCHASES
from alegra_cli.errors import NotFound, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.received import identities
from alegra_cli.received.rules import EVERYBODY, Rule, learnt_rules, paths_of, supplier_key
from alegra_cli.received.sources import pieces

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import RuleArguments

COLUMNS = (
    Column("Supplier", "supplier"),
    Column("Name", "name"),
    Column("Account", "category"),
    Column("Item", "item"),
    Column("Cost centre", "costCenter"),
    Column("Warehouse", "warehouse"),
    Column("Source", "source", "word"),
)


def run_list(app: App) -> None:
    app.show_records([rule.record(key) for key, rule in rules_of(app).items()], COLUMNS)


def set_command() -> Leaf:
    params = [
        Argument(["supplier"], metavar="SUPPLIER"),
        Option(["--category"], metavar="ID", help=_("The account of its lines.")),
        Option(["--item"], metavar="ID", help=_("The item of its lines, in place of an account.")),
        Option(["--cost-center"], metavar="ID", help=_("The cost centre of its bills.")),
        Option(["--warehouse"], metavar="ID", help=_("The warehouse of its bills.")),
        Option(["--remove"], is_flag=True, help=_("Take the rule away.")),
    ]
    text = _("Say where the lines of a supplier go; * is everybody who has no rule.")
    return Leaf("set", run_set, params, text)


def run_set(app: App, **given: Unpack[RuleArguments]) -> None:
    """Raises `UsageProblem` for neither account nor item, and `NotFound` to remove what is not."""
    known, key = rules_of(app), supplier_key(given["supplier"])
    if not key:
        raise UsageProblem(_("{supplier} is no tax id.").format(supplier=given["supplier"]))
    if given["remove"]:
        if not known.has([key]):
            raise NotFound(
                _("There is no rule for {supplier}.").format(supplier=given["supplier"]),
                "alegra received rules list",
            )
        _keep(app, {key: None})
        return
    if bool(given["category"]) == bool(given["item"]):
        raise UsageProblem(_("Say an account with --category, or an item with --item."))
    rule = Rule(
        given["category"] or "",
        given["item"] or "",
        given["cost_center"] or "",
        given["warehouse"] or "",
    )
    _check(app, rule)
    _keep(app, {key: rule})
    app.show_record(rule.record(key), COLUMNS)


def _check(app: App, rule: Rule) -> None:
    """What it names is there. Raises `NotFound`."""
    from alegra_cli.operations.calls import call
    from alegra_cli.registry.tax_documents import tax_document

    bill = tax_document(app.registry, PURCHASES, INVOICE)
    for path, key in paths_of(rule):
        resource = app.registry.declaration(bill.target(path))
        read = resource.by_verb("get")
        if read is not None:
            app.session.send(call(resource, read, {read.arguments[0]: key}))


def _keep(app: App, rules: dict[str, Rule | None]) -> None:
    if app.dry_run:
        app.note(_("Dry run: the rules were left as they are."))
        return
    rules_of(app).put(rules)


def learn_command() -> Leaf:
    text = _("Propose rules from the earlier bills of suppliers that have none.")
    return Leaf("learn", run_learn, (yes_option(),), text)


def run_learn(app: App, yes: bool) -> None:
    """Show what is proposed; it holds when a person accepts it."""
    account = account_of(app)
    contacts = {
        str(record.get("id")): record
        for records in account.suppliers.values()
        for record in records
    }
    found = learnt_rules(account.bills, rules_of(app), contacts)
    app.show_records([rule.record(key) for key, rule in sorted(found.items())], COLUMNS)
    if not found:
        app.note(_("No supplier without a rule has earlier bills that agree."))
        return
    if app.dry_run:
        return
    text = ngettext("Keep this rule?", "Keep these {count} rules?", len(found))
    ask(app, text.format(count=len(found)), yes)
    rules_of(app).put(found)


def check_command() -> Leaf:
    params = (Argument(["files"], nargs=-1, required=True, metavar="FOLDER|FILE..."),)
    text = _("Which rule holds for each document.")
    return Leaf("test", run_test, params, text)


def run_test(app: App, files: tuple[str, ...]) -> None:
    known = rules_of(app)

    def told() -> Any:
        for reading in reader_of(app).readings(pieces(files)):
            if reading.document is None:
                continue
            party = reading.document.supplier
            forms = identities.of_party(party)
            rule = known.of(forms)
            own = known.has(forms)
            yield {
                "file": reading.piece.name,
                **(rule or Rule(source="")).record(party.identification),
                "name": party.name,
                "rule": party.identification if own else EVERYBODY if rule else "",
            }

    columns = (Column("File", "file"), *COLUMNS[:-1], Column("Rule", "rule"))
    app.show_records(told(), columns)
