-- One indicator of the catalogue.
SELECT indicator_id, zh, en, dimension, kind, better, unit, definition, scope, broader
FROM indicator
WHERE indicator_id = $indicator_id
