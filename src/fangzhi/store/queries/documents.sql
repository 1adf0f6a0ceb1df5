-- Every document without its text, newest first.
SELECT * EXCLUDE (text, layout) FROM document ORDER BY published DESC NULLS LAST, path
