"""Files of a record: attached ones, and the renderings of a document."""

from alegra_cli.declare.action import Action
from alegra_cli.declare.field import Column
from alegra_cli.declare.file_kinds import Attach, Download

LARGEST = 2 * 1024 * 1024
"""Bytes of one attachment (S75)."""

COLUMNS = (Column("Id", "id"), Column("Name", "name"), Column("Address", "url"))

ATTACH = Attach(
    "attach",
    "/{id}/attachment",
    summary="Attach files, one request each.",
    parts=("file",),
    columns=COLUMNS,
)
ATTACHMENTS = Action(
    "attachments",
    "GET",
    "/{id}",
    verb="read",
    summary="The attached files and their links, which last about 30 minutes.",
    # Documented for bills; the other records tell them anyway.
    query=(("fields", "attachments"),),
    show="attachments[]",
    columns=COLUMNS,
)
DETACH = Action(
    "attachment-delete",
    "DELETE",
    "/attachment/{file}",
    summary="Delete an attached file, by its own id.",
    confirm="delete",
    noun="attachment",
)
FILES = (ATTACH, ATTACHMENTS, DETACH)

PDF = Download(
    "pdf",
    "/{id}",
    summary="Save documents as PDF.",
    query=(("fields", "pdf"),),
    link="pdf",
)
XML = Download(
    "xml",
    "/{id}",
    summary="Save the XML of electronic documents.",
    query=(("fields", "xml"),),
    link="xml",
    absence="A document has an XML only after the tax authority has accepted it.",
)
