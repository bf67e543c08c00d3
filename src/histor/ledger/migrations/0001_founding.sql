-- The founding schema. Sources and accounts are append-only; everything below them is an index made from an
-- account's body when it is recorded, for people who ask in SQL.

CREATE TABLE sources (
    id        INTEGER PRIMARY KEY,
    sha256    TEXT NOT NULL UNIQUE,          -- of the original bytes
    title     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    uri       TEXT NOT NULL,
    publisher TEXT,
    url       TEXT,
    published TEXT,                          -- ISO 8601
    language  TEXT NOT NULL,
    chars     INTEGER NOT NULL,
    recorded  TEXT NOT NULL                  -- UTC, ISO 8601
) STRICT;

CREATE TABLE accounts (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES sources(id),
    coder    TEXT NOT NULL,                  -- canonical JSON: version, model, lexicon
    readable INTEGER NOT NULL CHECK (readable IN (0, 1)),   -- 0: the source could not be read, its issue tells why
    body     BLOB NOT NULL,                  -- the whole account: zlib over the JSON of histor.ledger.codec
    digest   TEXT NOT NULL,                  -- sha256 of body
    recorded TEXT NOT NULL,
    UNIQUE (source, coder, readable)
) STRICT;

CREATE TABLE sentences (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts(id),
    n       INTEGER NOT NULL,                -- from 0
    start   INTEGER NOT NULL,                -- half-open character offsets into the source's text
    "end"   INTEGER NOT NULL,
    block   TEXT NOT NULL,                   -- title, heading, paragraph, item, infobox, ...
    section TEXT NOT NULL,
    text    TEXT NOT NULL
) STRICT;
CREATE INDEX sentences_by_account ON sentences(account, n);
CREATE VIRTUAL TABLE sentence_index USING fts5(text, content='sentences', content_rowid='id', tokenize='unicode61');

CREATE TABLE actors (
    account INTEGER NOT NULL REFERENCES accounts(id),
    ref     TEXT NOT NULL,                   -- the actor's id in this account
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    side    TEXT,
    country TEXT,
    PRIMARY KEY (account, ref)
) STRICT;

CREATE TABLE places (
    account   INTEGER NOT NULL REFERENCES accounts(id),
    ref       TEXT NOT NULL,
    name      TEXT NOT NULL,
    lat       REAL,
    lon       REAL,
    country   TEXT,
    admin1    TEXT,
    precision TEXT NOT NULL,
    PRIMARY KEY (account, ref)
) STRICT;

CREATE TABLE events (
    account    INTEGER NOT NULL REFERENCES accounts(id),
    n          INTEGER NOT NULL,             -- from 0, the index in the account
    type       TEXT NOT NULL,
    mode       TEXT NOT NULL,
    status     TEXT NOT NULL,
    date_start TEXT,
    date_end   TEXT,
    precision  TEXT,
    claimant   INTEGER,                      -- claims.n of the same account
    words      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    score      REAL NOT NULL,
    PRIMARY KEY (account, n)
) STRICT;

CREATE TABLE event_roles (
    account INTEGER NOT NULL,
    event   INTEGER NOT NULL,
    role    TEXT NOT NULL,                   -- actor, target, aimed_at, place, weapon
    ref     TEXT,                            -- actors.ref or places.ref; NULL while unresolved
    words   TEXT NOT NULL,
    FOREIGN KEY (account, event) REFERENCES events(account, n)
) STRICT;
CREATE INDEX event_roles_by_event ON event_roles(account, event);

CREATE TABLE claims (
    account     INTEGER NOT NULL REFERENCES accounts(id),
    n           INTEGER NOT NULL,
    speaker     TEXT,                        -- actors.ref
    speaker_words TEXT,
    affiliation TEXT,
    stance      TEXT NOT NULL,
    cue         TEXT NOT NULL,
    content     TEXT NOT NULL,
    nested_in   INTEGER,
    said_on     TEXT,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    rule        TEXT NOT NULL,
    score       REAL NOT NULL,
    PRIMARY KEY (account, n)
) STRICT;

CREATE TABLE tolls (
    account    INTEGER NOT NULL REFERENCES accounts(id),
    n          INTEGER NOT NULL,
    effect     TEXT NOT NULL,
    low        INTEGER,
    high       INTEGER,
    qualifier  TEXT NOT NULL,
    who        TEXT NOT NULL,
    side       TEXT,
    part_of    INTEGER,                      -- tolls.n of the figure that this one is a share of
    cumulative INTEGER NOT NULL,
    claimant   INTEGER,                      -- claims.n of the same account; NULL: the source itself tells it
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    score      REAL NOT NULL,
    PRIMARY KEY (account, n)
) STRICT;

CREATE TABLE issues (
    account INTEGER NOT NULL REFERENCES accounts(id),
    stage   TEXT NOT NULL,
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    message TEXT NOT NULL
) STRICT;

CREATE TRIGGER sources_keep BEFORE UPDATE ON sources BEGIN SELECT RAISE(ABORT, 'sources are append-only'); END;
CREATE TRIGGER sources_stay BEFORE DELETE ON sources BEGIN SELECT RAISE(ABORT, 'sources are append-only'); END;
-- INSERT OR REPLACE deletes without asking a trigger, so an insert over a row that is there is forbidden by itself.
CREATE TRIGGER sources_once BEFORE INSERT ON sources
WHEN EXISTS (SELECT 1 FROM sources WHERE id = NEW.id OR sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'sources are append-only'); END;

CREATE TRIGGER accounts_keep BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'accounts are append-only'); END;
CREATE TRIGGER accounts_stay BEFORE DELETE ON accounts BEGIN SELECT RAISE(ABORT, 'accounts are append-only'); END;
CREATE TRIGGER accounts_once BEFORE INSERT ON accounts
WHEN EXISTS (SELECT 1 FROM accounts WHERE id = NEW.id
             OR (source = NEW.source AND coder = NEW.coder AND readable = NEW.readable))
BEGIN SELECT RAISE(ABORT, 'accounts are append-only'); END;
