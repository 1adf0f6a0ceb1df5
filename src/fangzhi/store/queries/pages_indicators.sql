-- All indicators of the catalogue.
SELECT indicator_id, zh, en, dimension, kind, better, unit, definition
FROM indicator
