-- The sources that count: of every series the newest version that could be read, and a newer one that could not, for
-- its issue is to be seen.
CREATE VIEW current_sources AS
SELECT DISTINCT source AS id FROM (
    SELECT source, readable, row_number() OVER (PARTITION BY series ORDER BY rank DESC, id DESC) AS place,
           row_number() OVER (PARTITION BY series, readable ORDER BY rank DESC, id DESC) AS place_of_its_kind
    FROM (SELECT r.*, EXISTS (SELECT 1 FROM accounts a WHERE a.source = r.source AND a.readable = 1) AS readable
          FROM readings r)
) WHERE place = 1 OR (readable AND place_of_its_kind = 1);

-- The account that counts for each of them: the newest readable one, else the newest. Without its other columns, since it
-- is made of the index accounts_in_short alone.
CREATE VIEW current_accounts AS
SELECT id, source, readable, digest FROM (
    SELECT id, source, readable, digest,
           row_number() OVER (PARTITION BY source ORDER BY readable DESC, id DESC) AS place FROM accounts
) WHERE place = 1 AND source IN (SELECT id FROM current_sources);
