-- Which accounts there are and what they hold, in short: their bodies, which lie before their digests, are not read for it.

CREATE INDEX accounts_in_short ON accounts (source, readable, digest);
