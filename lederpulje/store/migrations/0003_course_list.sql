-- What HR keeps of a course, posts of the ledger, every save as a whole version, and drafts of the course list.

ALTER TABLE pools ADD COLUMN carried BIGINT;
ALTER TABLE frames ADD COLUMN carried BIGINT;
ALTER TABLE funding_lines ADD COLUMN fund BOOLEAN DEFAULT false;

ALTER TABLE courses ADD COLUMN seats INTEGER;
ALTER TABLE courses ADD COLUMN waiting INTEGER;
ALTER TABLE courses ADD COLUMN place VARCHAR DEFAULT '';
ALTER TABLE courses ADD COLUMN account VARCHAR DEFAULT '';
ALTER TABLE courses ADD COLUMN vat VARCHAR;
ALTER TABLE courses ADD COLUMN contact VARCHAR DEFAULT '';
ALTER TABLE courses ADD COLUMN evaluation DECIMAL(3, 2);
ALTER TABLE courses ADD COLUMN evaluation_later DECIMAL(3, 2);
ALTER TABLE courses ADD COLUMN used VARCHAR;
ALTER TABLE courses ADD COLUMN committed BIGINT;
ALTER TABLE courses ADD COLUMN spent BIGINT;
-- A cancellation scale: from so many days before the start on, a share (basis points) or an amount (øre).
ALTER TABLE courses ADD COLUMN cancel_days INTEGER[] DEFAULT [];
ALTER TABLE courses ADD COLUMN cancel_shares INTEGER[] DEFAULT [];
ALTER TABLE courses ADD COLUMN cancel_amounts BIGINT[] DEFAULT [];

CREATE TABLE posts (
    position INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    posted_on DATE NOT NULL,
    said VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    course VARCHAR NOT NULL,
    file VARCHAR NOT NULL
);

-- Every save keeps the whole base data, so that any version can be looked at, compared and brought back.
-- `content` is compressed JSON (store/codec.py).
CREATE TABLE base_versions (
    data_version INTEGER PRIMARY KEY CHECK (data_version >= 1),
    saved_at VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind <> ''),
    saved_by VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    content BLOB NOT NULL
);

-- What somebody has written in the course list and not yet saved; `content` as above, `file` what was handed in.
CREATE TABLE list_drafts (
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    updated_at VARCHAR NOT NULL,
    content BLOB NOT NULL,
    file BLOB
);

-- What HR has told us that a heading in its lists means; an empty column means that it is not used.
CREATE TABLE known_headings (
    heading VARCHAR PRIMARY KEY CHECK (heading <> ''),
    meaning VARCHAR NOT NULL
);
