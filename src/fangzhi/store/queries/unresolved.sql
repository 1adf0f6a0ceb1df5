-- Words of the texts that no row of the lexicon matches, counted.
SELECT 'indicator' AS kind, indicator AS words, count(*)::INTEGER AS count, min(fact_id) AS example_fact_id
FROM observation WHERE indicator_id IS NULL GROUP BY indicator
UNION ALL
SELECT 'region', region, count(*)::INTEGER, min(fact_id)
FROM fact WHERE region_code IS NULL AND region IS NOT NULL AND region NOT IN (SELECT name FROM region) GROUP BY region
UNION ALL
SELECT 'industry', industry, count(*)::INTEGER, min(fact_id)
FROM focus WHERE industry_id IS NULL GROUP BY industry
UNION ALL
SELECT 'period', indicator, count(*)::INTEGER, min(fact_id)
FROM observation WHERE period IS NULL GROUP BY indicator
ORDER BY count DESC, kind, words
