"""What the store says to SQLite in more than a line."""

from __future__ import annotations

TABLES = """
CREATE TABLE IF NOT EXISTS records (
    resource TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
    body TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (resource, id)
);
CREATE INDEX IF NOT EXISTS in_order ON records (resource, deleted, seq);
CREATE TABLE IF NOT EXISTS movements (
    item TEXT NOT NULL, warehouse TEXT NOT NULL, day TEXT NOT NULL,
    quantity TEXT NOT NULL, document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS of_item ON movements (item);
CREATE INDEX IF NOT EXISTS of_document ON movements (document);
CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS quota (user TEXT PRIMARY KEY, ends REAL NOT NULL, used INTEGER NOT NULL);
"""

# Nothing of what an index has changes, so none is written.
CHANGE = "UPDATE records SET body = ? WHERE resource = ? AND id = ? AND deleted = 0"
# Of both kinds apart, since the index then knows the last one. By names: the first releases of 3.12
# take a number for one.
_LAST = "COALESCE((SELECT MAX(seq) FROM records WHERE resource = :resource AND deleted = {}), 0)"
SAVE = (
    "INSERT INTO records (resource, id, seq, body) "
    f"VALUES (:resource, :id, MAX({_LAST.format(0)}, {_LAST.format(1)}) + 1, :body) "
    "ON CONFLICT (resource, id) DO UPDATE SET body = excluded.body, deleted = 0"
)
# In place, which writes fewer pages than to replace a row and its entry in the index.
SAVE_SETTING = (
    "INSERT INTO settings (name, value) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
INDEXED = ("seq", "seq DESC")
"""Orders in which records are read from the index, so that nothing is sorted."""
