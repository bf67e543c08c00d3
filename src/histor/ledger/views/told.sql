-- Every telling of a deed with the words that tell it and who is said to say so.
CREATE VIEW told_events AS
SELECT s.title AS source, e.type, e.mode, e.status, e.date_start, e.date_end, e.words,
       coalesce(speaker.name, c.speaker_words) AS said_by, e.account, e.n
FROM events e
JOIN current_accounts a ON a.id = e.account
JOIN sources s ON s.id = a.source
LEFT JOIN claims c ON c.account = e.account AND c.n = e.claimant
LEFT JOIN actors speaker ON speaker.account = e.account AND speaker.ref = c.speaker;

-- Every figure with the group it counts and who is said to say so; a share of a figure names the whole.
CREATE VIEW told_casualties AS
SELECT s.title AS source, t.effect, t.low, t.high, t.qualifier, t.who, t.side, t.part_of, t.cumulative,
       coalesce(speaker.name, c.speaker_words) AS said_by, t.account, t.n
FROM tolls t
JOIN current_accounts a ON a.id = t.account
JOIN sources s ON s.id = a.source
LEFT JOIN claims c ON c.account = t.account AND c.n = t.claimant
LEFT JOIN actors speaker ON speaker.account = t.account AND speaker.ref = c.speaker;

-- Who says what.
CREATE VIEW who_says AS
SELECT s.title AS source, coalesce(speaker.name, c.speaker_words) AS speaker, c.stance, c.content, c.account, c.n
FROM claims c
JOIN current_accounts a ON a.id = c.account
JOIN sources s ON s.id = a.source
LEFT JOIN actors speaker ON speaker.account = c.account AND speaker.ref = c.speaker;
