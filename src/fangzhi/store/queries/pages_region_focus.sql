-- The industries that a region develops: one row an industry and stage, the first mention of the newest document.
SELECT f.industry, f.industry_id, f.stage, count(*) AS mentions,
    arg_min(f.fact_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.span_start, f.fact_id)) AS fact_id,
    arg_min(f.document_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.span_start, f.fact_id)) AS document_id
FROM focus AS f
JOIN document AS d USING (document_id)
WHERE f.region_code = $region_code
GROUP BY f.industry, f.industry_id, f.stage
ORDER BY mentions DESC, f.industry, f.stage NULLS LAST
