-- The indicators that regions report, those that most report first.
SELECT o.indicator_id, i.zh, i.en, count(DISTINCT o.region_code) AS regions
FROM observation AS o
JOIN indicator AS i USING (indicator_id)
WHERE o.region_code IS NOT NULL
GROUP BY ALL
ORDER BY regions DESC, o.indicator_id
