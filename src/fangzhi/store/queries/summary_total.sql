-- How many rows of each kind; regions are those that a fact is about.
SELECT 'document' AS kind, count(*) AS count FROM document
UNION ALL SELECT 'observation', count(*) FROM observation
UNION ALL SELECT 'focus', count(*) FROM focus
UNION ALL SELECT 'scheme', count(*) FROM scheme
UNION ALL SELECT 'project', count(*) FROM project
UNION ALL SELECT 'policy', count(*) FROM policy
UNION ALL SELECT 'platform', count(*) FROM platform
UNION ALL SELECT 'region', count(DISTINCT region_code) FROM observation
UNION ALL SELECT 'refused', count(*) FROM refused
