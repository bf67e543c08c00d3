-- What `histor find` looks in: made from the case whenever it has changed, and safe to drop. No row here is a source.

DROP TABLE IF EXISTS found_index;
DROP TABLE IF EXISTS found_facets;
DROP TABLE IF EXISTS found_names;
DROP TABLE IF EXISTS found;
DROP TABLE IF EXISTS found_state;

CREATE TABLE found_state (
    key TEXT PRIMARY KEY                     -- of what the index was made
) STRICT, WITHOUT ROWID;

CREATE TABLE found (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,                    -- incident, claim, sentence
    ref    TEXT NOT NULL,                    -- its id
    source TEXT NOT NULL,                    -- where its first words stand
    start  INTEGER NOT NULL,                 -- half-open character offsets into the source's text
    "end"  INTEGER NOT NULL,
    day    TEXT,                             -- first and last day, cut to the precision
    last   TEXT,
    title  TEXT NOT NULL,
    names  TEXT NOT NULL,                    -- of who and where, by which it is found too
    text   TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE found_index USING fts5(title, names, text, content='found', content_rowid='id', tokenize='unicode61');

CREATE TABLE found_facets (
    facet TEXT NOT NULL,                     -- speaker, actor, place, source, type, status
    value TEXT NOT NULL,
    row   INTEGER NOT NULL,                  -- found.id
    PRIMARY KEY (facet, value, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE found_names (
    facet TEXT NOT NULL,
    name  TEXT NOT NULL,                     -- folded: without case, accents and marks
    value TEXT NOT NULL,                     -- found_facets.value
    shown TEXT NOT NULL,                     -- what is called so, by the name that people read
    PRIMARY KEY (facet, name, value)
) STRICT, WITHOUT ROWID;
