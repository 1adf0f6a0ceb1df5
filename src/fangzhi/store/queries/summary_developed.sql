-- Which industries each region develops, a row each, with how many it develops in all.
SELECT region_code, industry_id, count(*) OVER (PARTITION BY region_code) AS industries
FROM (SELECT DISTINCT region_code, industry_id FROM focus WHERE region_code IS NOT NULL AND industry_id IS NOT NULL)
ORDER BY region_code, industry_id
