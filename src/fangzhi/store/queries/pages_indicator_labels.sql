-- The labels under which an indicator is written, as the texts have them; ``total`` counts all of its figures.
SELECT label AS words, count, sum(count) OVER ()::BIGINT AS total
FROM memory.label
WHERE indicator_id = $indicator_id
ORDER BY count DESC, label
LIMIT 40
