-- Every label of figures with the indicator it was matched with, and how often.
SELECT indicator_id, indicator AS label, count(*) AS count
FROM observation
GROUP BY ALL
ORDER BY indicator_id, label
