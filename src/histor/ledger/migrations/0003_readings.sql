-- Where and when each source was met, and what others than its text say of it. Several texts from one place (series)
-- are versions of one another: the newest counts, the others stay. Append-only, as sources are.

ALTER TABLE sources ADD COLUMN publisher_kind TEXT;
ALTER TABLE sources ADD COLUMN country TEXT;      -- ISO 3166-1 alpha-3
ALTER TABLE sources ADD COLUMN party TEXT;        -- 'no', 'yes' or a name; NULL: nobody has said
ALTER TABLE sources ADD COLUMN version_of TEXT;
ALTER TABLE sources ADD COLUMN revision TEXT;

CREATE TABLE readings (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES sources(id),
    uri      TEXT NOT NULL,                  -- where it was read from, as it was named
    series   TEXT NOT NULL,                  -- whose versions it is one of: a file's full path, a page's address, ...
    rank     TEXT NOT NULL,                  -- orders the versions of a series: ISO 8601 or empty; then the later row wins
    given    TEXT NOT NULL,                  -- JSON: what a manifest, a container or a person says of the source
    recorded TEXT NOT NULL                   -- when it was read: UTC, ISO 8601
) STRICT;
CREATE INDEX readings_by_series ON readings(series);
CREATE INDEX readings_by_source ON readings(source);
CREATE INDEX readings_by_uri ON readings(uri);

INSERT INTO readings (source, uri, series, rank, given, recorded)
SELECT id, uri, 'sha256:' || sha256, '', '{}', recorded FROM sources ORDER BY id;

CREATE TRIGGER readings_keep BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER readings_once BEFORE INSERT ON readings
WHEN EXISTS (SELECT 1 FROM readings WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
