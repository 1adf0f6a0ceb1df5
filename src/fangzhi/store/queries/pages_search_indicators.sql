-- Indicators whose name or label in a text holds the words.
SELECT i.indicator_id, i.zh, i.en, count(o.fact_id) AS count,
    lower($words) IN (lower(i.zh), lower(i.en), i.indicator_id) AS exact
FROM indicator AS i
LEFT JOIN observation AS o USING (indicator_id)
WHERE contains(i.zh, $words) OR contains(lower(i.en), lower($words)) OR i.indicator_id = lower($words)
    OR contains(lower(o.indicator), lower($words))
GROUP BY ALL
ORDER BY exact DESC, count DESC, i.indicator_id
LIMIT $most
