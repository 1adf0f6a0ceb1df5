-- Every label of every indicator, the commonest first.
SELECT indicator_id, indicator AS label, count(*) AS count
FROM observation
WHERE indicator_id IS NOT NULL
GROUP BY ALL
ORDER BY count DESC, indicator_id, label
