-- Every text that people write, without a name. `uden` and `uden_pakket` are functions of store/erasing.py.
-- Not here: keys, words from fixed lists, the commits (fixed words only), the journal and the decisions' texts.
UPDATE pools SET source = uden(source);
UPDATE frames SET title = uden(title), source = uden(source);
UPDATE courses
SET title = uden(title), theme = uden(theme), audience = uden(audience), provider = uden(provider),
    period = uden(period), source = uden(source), place = uden(place), account = uden(account),
    contact = uden(contact);
UPDATE funding_lines SET payer = uden(payer);
UPDATE conditions SET question = uden(question), source = uden(source);
UPDATE scenarios
SET name = uden(name), description = uden(description), saved_by = uden(saved_by),
    overrides = list_transform(overrides, lambda said: uden(said));
UPDATE drafts SET overrides = list_transform(overrides, lambda said: uden(said));
UPDATE draft_steps SET overrides = list_transform(overrides, lambda said: uden(said));
UPDATE strategy_links SET link_group = uden(link_group), title = uden(title), source = uden(source);
UPDATE posts SET said = uden(said), account = uden(account), file = uden(file);
UPDATE base_versions SET saved_by = uden(saved_by), note = uden(note), content = uden_pakket(content);
UPDATE list_drafts SET content = uden_pakket(content);
DELETE FROM known_headings WHERE uden(heading) <> heading;
UPDATE paper_sections SET title = uden(title);
UPDATE meetings
SET body = uden(body), note = uden(note), source = uden(source), place = uden(place), present = uden(present),
    absent = uden(absent), substitutes = uden(substitutes);
UPDATE agenda_items
SET heading = uden(heading), presentation = uden(presentation), recommendation = uden(recommendation),
    decision = uden(decision), item_no = uden(item_no), case_no = uden(case_no), follow_up = uden(follow_up),
    source = uden(source), summary = uden(summary), dissent = uden(dissent), conflict = uden(conflict),
    appendices = uden(appendices), news = uden(news), case_key = uden(case_key);
