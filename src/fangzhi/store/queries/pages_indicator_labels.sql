-- The labels under which an indicator is written, as the texts have them.
SELECT indicator AS words, count(*) AS count
FROM observation
WHERE indicator_id = $indicator_id
GROUP BY indicator
ORDER BY count DESC, indicator
LIMIT 40
