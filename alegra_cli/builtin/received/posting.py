"""``alegra received post``: what is ready becomes bills and debit notes (S89)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from alegra_cli.app import App
from alegra_cli.builtin.received.checking import (
    COLUMNS,
    account_of,
    folder_of,
    rules_of,
    verdicts,
)
from alegra_cli.builtin.received.reading import none_found
from alegra_cli.commands import dryrun
from alegra_cli.commands.checks import book_for_sending
from alegra_cli.commands.confirming import ask
from alegra_cli.commands.import_report import finish, tell
from alegra_cli.commands.importing import wait_for
from alegra_cli.errors import Invalid, PartlyDone, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.calls import call
from alegra_cli.received.account import AccountRecords
from alegra_cli.received.attaching import KINDS, Attaching
from alegra_cli.received.checking import DocumentVerdict
from alegra_cli.received.posting import (
    ATTACHMENTS,
    DocumentSender,
    Journals,
    Posting,
    contact_body,
    contact_rows,
    create_suppliers,
    filed_documents,
)
from alegra_cli.received.purchases import is_note, purchase_resources
from alegra_cli.received.reasons import READY, REFUSED, REVIEW, remedies
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.of_body import problems_of
from alegra_cli.transfer.results import Results
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import PostArguments
    from alegra_cli.declare import Resource


def attach_kinds(text: str | None) -> tuple[str, ...]:
    """Raises `UsageProblem` for any other than `KINDS`."""
    found = tuple(filter(None, (part.strip().lower() for part in (text or "").split(","))))
    if any(part not in KINDS for part in found):
        raise UsageProblem(_("--attach takes xml, pdf or both: xml,pdf."))
    return found


def run_post(app: App, **given: Unpack[PostArguments]) -> None:
    """Post what is ready, each once.

    Raises `Invalid` where some are not ready and ``--only ready`` was not said, `UsageProblem` for
    a file that is not there, `Cancelled`, `Interrupted`, the `AlegraError` that ended the run, and
    `PartlyDone` where some were not posted whole.
    """
    attach_kinds(given["attach"])  # a wrong word is told before anything is read
    if app.dry_run:
        dryrun.stream(app, _requests(_posting(app, account_of(app), given)))
        return
    resources = purchase_resources(app.registry)
    with Journals(folder_of(app), app.connection.company_key, resources) as journals:
        if waiting := journals.waiting():
            wait_for(app, max(entry.at for entry in waiting))
        account = account_of(app)
        journals.settle(account, _now(app))
        posting = _posting(app, account, given)
        if posting.ready:
            ask(app, _question(posting.ready), given["yes"])
        _post(app, posting, journals, given)


def _now(app: App) -> str:
    return app.clock.now().isoformat()


def _posting(app: App, account: AccountRecords, given: PostArguments) -> Posting:
    """Bills first: a note may be about one of them. Raises `Invalid` for those that are not."""
    found = list(verdicts(app, given["files"], account, rules_of(app), given["create_suppliers"]))
    if not found:
        app.note(none_found(given["files"]))
    found = [_by_the_rules(app, account, one) for one in found]
    left = [one for one in found if one.reading.state in (REVIEW, REFUSED)]
    if left and not given["only"]:
        app.show_records([one.record() for one in left], COLUMNS)
        codes = tuple(dict.fromkeys(code for one in left for code in one.reading.codes))
        text = ngettext(
            "{count} document is not ready; nothing was sent.",
            "{count} documents are not ready; nothing was sent.",
            len(left),
        )
        hint = _("--only ready posts the others.") + "\n" + remedies(codes)
        raise Invalid(text.format(count=len(left)), hint)
    if left:
        text = ngettext(
            "{count} document is not ready and was left: `alegra received check` says why.",
            "{count} documents are not ready and were left: `alegra received check` says why.",
            len(left),
        )
        app.note(text.format(count=len(left)))
    ready = [one for one in found if one.reading.state == READY]
    ready.sort(key=lambda one: is_note(one.document))
    return Posting(ready, account, filed_documents(found))


def _by_the_rules(app: App, account: AccountRecords, verdict: DocumentVerdict) -> DocumentVerdict:
    """The body, and that of a supplier that is made for it, against the declared fields and the
    country's rules, as in any other way in."""
    if not verdict.body:
        return verdict
    bodies = [(account.resources.of(verdict.document), verdict.body)]
    if not verdict.supplier:
        bodies.append((account.resources.contacts, contact_body(verdict, account.packs)))
    blocking = [problem for one, body in bodies for problem in _blocking(app, one, body)]
    if not blocking:
        return verdict
    import attrs

    reading = verdict.reading.having("not-accepted")
    told = tuple(f"{one.path}: {one.message}" for one in blocking)
    return attrs.evolve(verdict, reading=attrs.evolve(reading, details=told), body={})


def _blocking(app: App, resource: Resource, body: dict[str, Any]) -> list[Problem]:
    found = problems_of(resource, "create", body, book_for_sending(app, resource))
    return [problem for problem in found if problem.blocks]


def _question(ready: Sequence[DocumentVerdict]) -> str:
    text = ngettext("Post {count} document?", "Post {count} documents?", len(ready))
    return text.format(count=len(ready))


def _requests(posting: Posting) -> Iterator[Request]:
    """What would be sent, suppliers first."""
    resources, packs = posting.account.resources, posting.account.packs
    contacts = resources.contacts
    creating = contacts.action_of("create")
    for _key, row in contact_rows(posting.ready, packs):
        yield call(contacts, creating, {}, (), row.body)
    for number, verdict in enumerate(posting.ready, 1):
        resource = resources.of(verdict.document)
        create = resource.action_of("create")
        yield call(resource, create, {}, (), posting.row(number, verdict).body)


def _post(app: App, posting: Posting, journals: Journals, given: PostArguments) -> None:
    resources, session = posting.account.resources, app.session

    def now() -> str:
        return _now(app)

    if given["create_suppliers"]:
        journal = journals.of[resources.contacts.name]
        posting.contacts = create_suppliers(posting, session, journal, now)
    by_row = dict(enumerate(posting.ready, 1))
    note, bill = resources.note, resources.bill
    notes = DocumentSender(session, note, journals.of[note.name], now, verdicts=by_row, notes=None)
    sender = DocumentSender(
        session, bill, journals.of[bill.name], now, verdicts=by_row, notes=notes
    )
    sender.earlier.clear()  # of this folder: those that are in the books are not among the rows
    with Results(None) as results:
        interrupted = tell(app, results, sender, posting.outcomes(sender), len(posting.ready))
    failed = []
    if given["attach"] and not interrupted and sender.obstacle is None:
        failed = _attach(app, posting, journals, given)
    if posting.ready or interrupted:
        finish(app, results, sender, interrupted)
    else:
        app.note(_("There is nothing to post."))
    if failed:
        raise PartlyDone(
            _("Not attached: {files}.").format(files=", ".join(failed)),
            _("Run the same command again: what is there is not attached again."),
        )


def _attach(app: App, posting: Posting, journals: Journals, given: PostArguments) -> list[str]:
    """Attach what belongs to the bills of this run and of those before it; what could not be."""
    attaching = Attaching(
        app.session,
        posting.account.resources.bill,
        journals.of[ATTACHMENTS],
        lambda: _now(app),
        posting.filed_documents(),
        attach_kinds(given["attach"]),
    )
    failed = []
    for one in attaching.files(given["files"]):
        if one.message:
            app.note(f"{one.file}: {one.message}")
            failed.append(one.file)
    return failed
