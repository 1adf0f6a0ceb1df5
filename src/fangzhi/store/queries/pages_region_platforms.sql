-- The platforms of a region: one row a name, level and count, its newest mention.
SELECT p.name, p.category, p.level, p.count, count(*) AS mentions,
    arg_max(p.fact_id, (coalesce(d.published, DATE '0001-01-01'), p.fact_id)) AS fact_id,
    arg_max(p.document_id, (coalesce(d.published, DATE '0001-01-01'), p.fact_id)) AS document_id
FROM platform AS p
JOIN document AS d USING (document_id)
WHERE p.region_code = $region_code
GROUP BY p.name, p.category, p.level, p.count
ORDER BY p.category, mentions DESC, p.name, p.level, p.count
