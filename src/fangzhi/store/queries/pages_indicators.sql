-- All indicators of the catalogue.
SELECT indicator_id, zh, en, dimension, kind, better, unit, definition, scope, broader
FROM indicator
