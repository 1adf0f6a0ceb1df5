-- The regions that published documents.
SELECT d.region_code, any_value(r.name) AS name, any_value(r.english) AS english, count(*) AS count
FROM document AS d
JOIN memory.area AS r USING (region_code)
GROUP BY d.region_code
ORDER BY d.region_code
