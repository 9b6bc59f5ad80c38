"""Files from people and for people: workbooks, papers, calendars. Knows values, no database."""
