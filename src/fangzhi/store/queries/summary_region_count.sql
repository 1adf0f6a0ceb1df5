-- How many facts are about each region.
SELECT region_code, count(*) AS count
FROM fact
WHERE region_code IS NOT NULL
GROUP BY region_code
ORDER BY region_code
