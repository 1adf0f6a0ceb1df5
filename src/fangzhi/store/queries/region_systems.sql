-- What a region builds: its schemes, industries, projects, policies and platforms, each once.
SELECT 'scheme' AS kind, coalesce(code, '') AS code, name AS name, NULL AS stage, NULL AS amount, any_value(groups) AS groups
FROM scheme WHERE region_code = $region OR region = $region GROUP BY ALL
UNION ALL
SELECT 'focus', '', industry, stage, NULL, NULL FROM focus WHERE region_code = $region OR region = $region GROUP BY ALL
UNION ALL
SELECT 'project', '', name, stage, amount, NULL FROM project WHERE region_code = $region OR region = $region GROUP BY ALL
UNION ALL
SELECT 'policy', '', title, NULL, NULL, NULL FROM policy WHERE region_code = $region OR region = $region GROUP BY ALL
UNION ALL
SELECT 'platform', '', name, level, NULL, NULL FROM platform WHERE (region_code = $region OR region = $region) AND count IS NULL GROUP BY ALL
ORDER BY kind, stage NULLS LAST, code, name
