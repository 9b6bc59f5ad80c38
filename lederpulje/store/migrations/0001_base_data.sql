-- Base data, drafts and the chain of commits. Amounts are whole øre, shares and probabilities basis points.
-- No foreign keys: DuckDB checks them row by row, so that a save that replaces parent and child in one
-- transaction would be refused. References are checked when data are read in, and by the engine.
-- Pairs stand in two lists of the same length, since a CHECK can look into a list but not into its pairs.
-- `position` keeps the order in which a list was given.

CREATE TABLE commits (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    previous VARCHAR NOT NULL CHECK (length(previous) = 64),
    hash VARCHAR NOT NULL UNIQUE CHECK (length(hash) = 64),
    committed_at VARCHAR NOT NULL,
    data_version INTEGER NOT NULL CHECK (data_version >= 1),
    what VARCHAR NOT NULL
);

CREATE TABLE pools (
    position INTEGER NOT NULL,
    year INTEGER PRIMARY KEY CHECK (year BETWEEN 1990 AND 2100),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    source VARCHAR NOT NULL,
    estimated BOOLEAN NOT NULL
);

CREATE TABLE frames (
    position INTEGER NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    key VARCHAR NOT NULL CHECK (key <> ''),
    title VARCHAR NOT NULL CHECK (title <> ''),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    source VARCHAR NOT NULL,
    estimated BOOLEAN NOT NULL,
    PRIMARY KEY (year, key)
);

CREATE TABLE courses (
    position INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    kind VARCHAR NOT NULL CHECK (
        kind IN ('kursus', 'forløb', 'arrangement', 'evaluering', 'tilskud', 'initiativ')
    ),
    title VARCHAR NOT NULL CHECK (title <> ''),
    theme VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (
        status IN ('idé', 'foreslået', 'planlagt', 'bestilt', 'afholdt', 'faktureret', 'aflyst')
    ),
    priority INTEGER CHECK (priority >= 1),
    mandatory BOOLEAN NOT NULL,
    divisible BOOLEAN NOT NULL,
    benefit INTEGER NOT NULL CHECK (benefit BETWEEN 0 AND 100),
    sessions INTEGER CHECK (sessions >= 0),
    participants INTEGER CHECK (participants >= 0),
    min_billed INTEGER CHECK (min_billed >= 0),
    fixed_likely BIGINT CHECK (fixed_likely >= 0),
    fixed_low BIGINT CHECK (fixed_low >= 0),
    fixed_high BIGINT,
    price_likely BIGINT CHECK (price_likely >= 0),
    price_low BIGINT CHECK (price_low >= 0),
    price_high BIGINT,
    price_basis VARCHAR NOT NULL CHECK (
        price_basis IN ('estimat', 'erfaringspris', 'tilbud', 'aftalt', 'faktisk')
    ),
    days_per_participant DECIMAL(6, 2) CHECK (days_per_participant >= 0),
    days_per_mentor DECIMAL(6, 2) CHECK (days_per_mentor >= 0),
    required_conditions VARCHAR[] NOT NULL,
    required_answers VARCHAR[] NOT NULL CHECK (list_has_all(['ja', 'nej'], required_answers)),
    start_date DATE,
    end_date DATE,
    deadline DATE,
    period VARCHAR NOT NULL,
    strategy VARCHAR[] NOT NULL,
    source VARCHAR NOT NULL,
    estimated VARCHAR[] NOT NULL,
    CHECK (len(required_conditions) = len(required_answers)),
    CHECK (fixed_low <= fixed_likely),
    CHECK (fixed_likely <= fixed_high),
    CHECK (fixed_likely IS NOT NULL OR (fixed_low IS NULL AND fixed_high IS NULL)),
    CHECK (price_low <= price_likely),
    CHECK (price_likely <= price_high),
    CHECK (price_likely IS NOT NULL OR (price_low IS NULL AND price_high IS NULL)),
    CHECK (start_date <= end_date)
);

CREATE TABLE funding_lines (
    position INTEGER NOT NULL,
    course VARCHAR NOT NULL CHECK (course <> ''),
    payer VARCHAR NOT NULL CHECK (payer <> ''),
    frame VARCHAR,
    share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 10000),
    condition VARCHAR,
    answer VARCHAR CHECK (answer IN ('ja', 'nej')),
    estimated BOOLEAN NOT NULL,
    CHECK ((payer = 'pulje') = (frame IS NOT NULL)),
    CHECK ((condition IS NULL) = (answer IS NULL))
);

CREATE TABLE conditions (
    position INTEGER NOT NULL,
    key VARCHAR PRIMARY KEY CHECK (key <> ''),
    question VARCHAR NOT NULL CHECK (question <> ''),
    answer VARCHAR NOT NULL CHECK (answer IN ('ja', 'nej', 'uafklaret')),
    probability INTEGER CHECK (probability BETWEEN 0 AND 10000),
    source VARCHAR NOT NULL
);

-- A version of a scenario is never changed; `current_scenarios` says which versions stand now.
CREATE TABLE scenarios (
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    key VARCHAR NOT NULL CHECK (key <> ''),
    version INTEGER NOT NULL CHECK (version >= 1),
    name VARCHAR NOT NULL CHECK (name <> ''),
    baseline BOOLEAN NOT NULL,
    answered VARCHAR[] NOT NULL,
    answers VARCHAR[] NOT NULL CHECK (list_has_all(['ja', 'nej', 'uafklaret'], answers)),
    overridden VARCHAR[] NOT NULL,
    overrides VARCHAR[] NOT NULL,
    rule VARCHAR NOT NULL CHECK (rule IN ('prioritet', 'forholdsmaessig', 'optimal')),
    created_at VARCHAR NOT NULL,
    PRIMARY KEY (year, key, version),
    CHECK (len(answered) = len(answers)),
    CHECK (len(overridden) = len(overrides))
);

CREATE TABLE current_scenarios (
    position INTEGER NOT NULL,
    year INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (year, key)
);

CREATE TABLE strategy_links (
    position INTEGER NOT NULL,
    key VARCHAR PRIMARY KEY CHECK (key <> ''),
    link_group VARCHAR NOT NULL CHECK (link_group <> ''),
    title VARCHAR NOT NULL CHECK (title <> ''),
    source VARCHAR NOT NULL
);

CREATE TABLE meetings (
    position INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    body VARCHAR NOT NULL CHECK (body <> ''),
    held_on DATE,
    note VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE agenda_items (
    position INTEGER NOT NULL,
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    meeting VARCHAR NOT NULL CHECK (meeting <> ''),
    heading VARCHAR NOT NULL CHECK (heading <> ''),
    outcome VARCHAR NOT NULL CHECK (
        outcome IN (
            'forberedt', 'godkendt', 'godkendt med ændring', 'ikke godkendt', 'drøftet',
            'taget til efterretning', 'udsat'
        )
    ),
    presentation VARCHAR NOT NULL,
    recommendation VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    item_no VARCHAR NOT NULL,
    case_no VARCHAR NOT NULL,
    follow_up VARCHAR NOT NULL,
    deadline DATE,
    year INTEGER CHECK (year BETWEEN 1990 AND 2100),
    courses VARCHAR[] NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE drafts (
    id VARCHAR PRIMARY KEY CHECK (id <> ''),
    share_id VARCHAR NOT NULL UNIQUE CHECK (share_id <> '' AND share_id <> id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    origin VARCHAR NOT NULL,
    baseline VARCHAR NOT NULL,
    answered VARCHAR[] NOT NULL,
    answers VARCHAR[] NOT NULL CHECK (list_has_all(['ja', 'nej', 'uafklaret'], answers)),
    overridden VARCHAR[] NOT NULL,
    overrides VARCHAR[] NOT NULL,
    rule VARCHAR NOT NULL CHECK (rule IN ('prioritet', 'forholdsmaessig', 'optimal')),
    created_at VARCHAR NOT NULL,
    updated_at VARCHAR NOT NULL,
    CHECK (len(answered) = len(answers)),
    CHECK (len(overridden) = len(overrides))
);
