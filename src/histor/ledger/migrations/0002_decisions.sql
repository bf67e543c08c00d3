-- What people decide: append-only and hash-chained; an undo is a new decision.

CREATE TABLE decisions (
    id       INTEGER PRIMARY KEY,
    made     TEXT NOT NULL,                  -- UTC, ISO 8601
    who      TEXT NOT NULL,
    verb     TEXT NOT NULL,                  -- merge, split, accept, correct, undo, ...
    about    TEXT NOT NULL,                  -- the id that it concerns
    before   TEXT NOT NULL,                  -- JSON
    after    TEXT NOT NULL,                  -- JSON
    reason   TEXT NOT NULL,
    previous TEXT NOT NULL,                  -- hash of the decision before this one, empty for the first
    hash     TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_once BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
