-- The account that counts for each source: the newest readable one, else the newest.
CREATE VIEW current_accounts AS
SELECT id, source, coder, readable, recorded FROM (
    SELECT *, row_number() OVER (PARTITION BY source ORDER BY readable DESC, id DESC) AS place FROM accounts
) WHERE place = 1;
