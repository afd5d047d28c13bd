"""The store's schema, as the numbered steps that lead to it.

A step is never changed once released: a new need is a new step. ``PRAGMA user_version`` holds the
number of steps that a file has seen. ``docs/store.md`` explains the tables.
"""

from __future__ import annotations

_RUNS = """
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,        -- UTC, ISO 8601
    finished_at TEXT,                -- NULL: still running, or killed
    versions TEXT NOT NULL           -- JSON: auditor, packs, digests of models
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    name TEXT NOT NULL,              -- the document's id: unique within a run
    digest TEXT NOT NULL,            -- SHA-256 of its text: the same text under another name
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    language TEXT NOT NULL,
    words INTEGER NOT NULL,
    recommendation TEXT NOT NULL,    -- accept, review, reject
    record BLOB NOT NULL,            -- the audit's JSON object, compressed with zlib
    UNIQUE (run, name)
);
CREATE INDEX document_by_digest ON document(digest);
CREATE TABLE score (
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    dimension TEXT NOT NULL,
    label TEXT NOT NULL,             -- clear, review, fail, abstain
    probability REAL,                -- NULL: the model abstained
    PRIMARY KEY (document, dimension)
) WITHOUT ROWID;
CREATE TABLE finding (
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,         -- its position in the record's findings, from 0
    rule TEXT NOT NULL,
    dimension TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence REAL NOT NULL,
    start INTEGER,                   -- code points; NULL: the whole document
    end INTEGER,
    message TEXT NOT NULL,
    quote TEXT,
    fingerprint TEXT NOT NULL,       -- see auditor/fingerprint.py
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX finding_by_rule ON finding(rule);
"""

_VERDICTS = """
CREATE TABLE verdict (               -- one row per decision taken; the newest in force counts
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    batch TEXT NOT NULL,             -- decisions of one action share it, and are undone together
    document TEXT NOT NULL,          -- the document's id, in whatever run
    digest TEXT NOT NULL,            -- of its text when it was judged
    fingerprint TEXT,                -- NULL: a verdict on the whole document or a dimension
    rule TEXT,                       -- NULL likewise
    dimension TEXT,                  -- NULL: a verdict on the recommendation
    decision TEXT NOT NULL CHECK (decision IN ('confirm', 'dismiss', 'unsure', 'none')),
    note TEXT NOT NULL DEFAULT '',
    confidence REAL,                 -- what the machine said when it was judged
    undone_at TEXT                   -- NULL: in force
);
CREATE INDEX verdict_by_document ON verdict(document);
CREATE INDEX verdict_by_digest ON verdict(digest);
"""

_PROGRESS = """
ALTER TABLE run ADD COLUMN plan TEXT NOT NULL DEFAULT '';  -- digest of all but the documents
CREATE TABLE progress (              -- what an unfinished run has done; emptied when it finishes
    run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    key BLOB NOT NULL,               -- digest of an input and its name
    outcome TEXT NOT NULL,           -- JSON: its summary and failures
    PRIMARY KEY (run, key)
) WITHOUT ROWID;
"""

_PUBLISHED = """
ALTER TABLE document ADD COLUMN published TEXT NOT NULL DEFAULT '';  -- as the document says it
"""

MIGRATIONS: tuple[str, ...] = (_RUNS, _VERDICTS, _PROGRESS, _PUBLISHED)
