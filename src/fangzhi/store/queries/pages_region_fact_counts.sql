-- How many facts are about each region.
SELECT region_code, count FROM memory.region_count
