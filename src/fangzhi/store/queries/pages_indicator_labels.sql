-- The labels under which an indicator is written, as the texts have them.
SELECT label AS words, count
FROM memory.label
WHERE indicator_id = $indicator_id
ORDER BY count DESC, label
