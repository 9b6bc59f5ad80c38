-- The steps of a draft, and what a saved version of a scenario says of itself and came to when it was saved.

ALTER TABLE drafts ADD COLUMN position INTEGER DEFAULT 0;

-- Step 0 is where the draft began; each later one holds the state after a change. `drafts.position` says which of
-- them stands now: steps beyond it have been taken back and can be taken again.
CREATE TABLE draft_steps (
    draft VARCHAR NOT NULL CHECK (draft <> ''),
    number INTEGER NOT NULL CHECK (number >= 0),
    kind VARCHAR NOT NULL CHECK (
        kind IN ('begyndelse', 'leg', 'regel', 'forslag', 'rettelse', 'til_gemt', 'til_grundlag')
    ),
    answered VARCHAR[] NOT NULL,
    answers VARCHAR[] NOT NULL CHECK (list_has_all(['ja', 'nej', 'uafklaret'], answers)),
    overridden VARCHAR[] NOT NULL,
    overrides VARCHAR[] NOT NULL,
    rule VARCHAR NOT NULL CHECK (rule IN ('prioritet', 'forholdsmaessig', 'optimal')),
    PRIMARY KEY (draft, number),
    CHECK (len(answered) = len(answers)),
    CHECK (len(overridden) = len(overrides))
);

-- A draft from before steps were kept begins where it stands.
INSERT INTO draft_steps SELECT id, 0, 'begyndelse', answered, answers, overridden, overrides, rule FROM drafts;

ALTER TABLE scenarios ADD COLUMN description VARCHAR DEFAULT '';
ALTER TABLE scenarios ADD COLUMN saved_by VARCHAR DEFAULT '';

-- What a version came to on the base data it was saved on (øre, lowest and highest over the open answers), so that
-- a later change of the base data can be told in kroner.
CREATE TABLE scenario_figures (
    year INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    data_version INTEGER NOT NULL,
    claimed_low BIGINT NOT NULL,
    claimed_high BIGINT NOT NULL,
    headroom_low BIGINT NOT NULL,
    headroom_high BIGINT NOT NULL,
    PRIMARY KEY (year, key, version)
);
