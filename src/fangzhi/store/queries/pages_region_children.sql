-- The regions right under others, as they stand now.
SELECT parent, region_code, name, short, english, level
FROM memory.area
WHERE parent IS NOT NULL AND current
ORDER BY parent, region_code
