-- Things that documents give different figures for, those in several documents first.
SELECT region_key, indicator_key, measure, period_first, period_last, target
FROM /* differing */ differing
WHERE $region IS NULL OR region_key = $region
ORDER BY several DESC, indicator_key, region_key, measure, period_last, period_first, target
LIMIT $most
