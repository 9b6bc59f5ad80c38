-- Refuse to change or remove what the journal holds. Run at each opening for writing: a copied file has no triggers.
CREATE OR REPLACE TRIGGER journal_entries_update BEFORE UPDATE ON journal_entries FOR EACH STATEMENT
INSERT INTO refusals SELECT error('Journalens poster ændres ikke: skriv en ny post.');

CREATE OR REPLACE TRIGGER journal_entries_delete BEFORE DELETE ON journal_entries FOR EACH STATEMENT
INSERT INTO refusals SELECT error('Journalens poster slettes ikke: skriv en ny post.');

CREATE OR REPLACE TRIGGER decision_texts_update BEFORE UPDATE ON decision_texts FOR EACH STATEMENT
INSERT INTO refusals SELECT error('Beslutningers tekster ændres ikke: skriv en ny post.');

CREATE OR REPLACE TRIGGER decision_texts_delete BEFORE DELETE ON decision_texts FOR EACH STATEMENT
INSERT INTO refusals SELECT error('Beslutningers tekster slettes ikke: skriv en ny post.');
