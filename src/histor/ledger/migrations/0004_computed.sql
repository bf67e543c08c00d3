-- What was computed from the rest of the file, so that a large case opens at once. It may be emptied at any time.

CREATE TABLE computed (
    key    TEXT PRIMARY KEY,                 -- what it was computed from: fingerprint, version, title
    body   BLOB NOT NULL,                    -- zlib over the JSON of histor.ledger.codec
    digest TEXT NOT NULL                     -- sha256 of body
) STRICT;
