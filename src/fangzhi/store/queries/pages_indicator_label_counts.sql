-- Every label of every indicator, the commonest first.
SELECT indicator_id, label, count
FROM memory.label
WHERE indicator_id IS NOT NULL
ORDER BY count DESC, indicator_id, label
