-- Meetings and agenda items in full, the journal of what was decided, and what papers look like.

ALTER TABLE meetings ADD COLUMN place VARCHAR DEFAULT '';
ALTER TABLE meetings ADD COLUMN present VARCHAR DEFAULT '';
ALTER TABLE meetings ADD COLUMN absent VARCHAR DEFAULT '';
ALTER TABLE meetings ADD COLUMN substitutes VARCHAR DEFAULT '';

-- Only what is prepared and not yet treated stands here; what is treated is an entry of the journal.
ALTER TABLE agenda_items ADD COLUMN summary VARCHAR DEFAULT '';
ALTER TABLE agenda_items ADD COLUMN dissent VARCHAR DEFAULT '';
ALTER TABLE agenda_items ADD COLUMN conflict VARCHAR DEFAULT '';
ALTER TABLE agenda_items ADD COLUMN closed BOOLEAN DEFAULT false;
ALTER TABLE agenda_items ADD COLUMN appendices VARCHAR DEFAULT '';
ALTER TABLE agenda_items ADD COLUMN scenarios VARCHAR[] DEFAULT [];
ALTER TABLE agenda_items ADD COLUMN case_key VARCHAR DEFAULT '';
ALTER TABLE agenda_items ADD COLUMN refers INTEGER;
ALTER TABLE agenda_items ADD COLUMN news VARCHAR DEFAULT '';

-- An append-only chain: `hash` is SHA-256 over all other columns, `previous` the hash of the entry before it.
-- Triggers that refuse changes are put on by store/journal.py at each opening, since a copied file has none.
CREATE TABLE journal_entries (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    previous VARCHAR NOT NULL CHECK (length(previous) = 64),
    hash VARCHAR NOT NULL UNIQUE CHECK (length(hash) = 64),
    written_at VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (
        kind IN (
            'oprettet', 'beslutning', 'rettelse', 'genoptagelse', 'journaliseret', 'opfølgning', 'genskabt',
            'sletning'
        )
    ),
    item VARCHAR NOT NULL,
    refers INTEGER,
    write_id VARCHAR NOT NULL UNIQUE CHECK (write_id <> ''),
    content VARCHAR NOT NULL
);

-- What people wrote; the content of the entry holds its salted digest, so that a name can be erased from it.
CREATE TABLE decision_texts (
    entry INTEGER NOT NULL,
    field VARCHAR NOT NULL CHECK (field <> ''),
    salt VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    PRIMARY KEY (entry, field)
);

-- Names stand here and, where somebody wrote them, in texts; everything else uses the id.
CREATE TABLE people (
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    name VARCHAR NOT NULL UNIQUE CHECK (name <> '')
);

-- The headings of papers, in their order.
CREATE TABLE paper_sections (
    position INTEGER NOT NULL,
    key VARCHAR PRIMARY KEY CHECK (key <> ''),
    title VARCHAR NOT NULL CHECK (title <> '')
);

-- Takes nothing in: the triggers on the journal write to it so that they can fail.
CREATE TABLE refusals (why VARCHAR NOT NULL);
