-- The industries that each region develops: one row an industry and stage, the first mention of the newest document.
SELECT f.region_code, f.industry, f.industry_id, f.stage, count(*) AS mentions,
    arg_min(f.fact_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.span_start, f.fact_id)) AS fact_id,
    arg_min(f.document_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.span_start, f.fact_id)) AS document_id
FROM focus AS f
JOIN document AS d USING (document_id)
WHERE f.region_code IS NOT NULL
GROUP BY f.region_code, f.industry, f.industry_id, f.stage
ORDER BY f.region_code, mentions DESC, f.industry, f.stage NULLS LAST
