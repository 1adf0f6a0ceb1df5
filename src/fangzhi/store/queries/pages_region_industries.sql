-- Which industries each region develops.
SELECT region_code, industry_ids FROM memory.region_industry ORDER BY region_code
