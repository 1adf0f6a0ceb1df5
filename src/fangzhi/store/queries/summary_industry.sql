-- Every industry that a region develops: one row an id, or a name that has none; the words as most texts have them.
SELECT
    industry_id, mode(f.industry ORDER BY f.industry) AS industry,
    count(DISTINCT coalesce(f.region_code, f.region)) AS regions, count(*) AS mentions, min(d.published) AS first,
    arg_min(f.fact_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.fact_id)) AS fact_id,
    arg_min(f.document_id, (-coalesce(epoch(d.published), 0)::BIGINT, f.fact_id)) AS document_id
FROM focus AS f
JOIN document AS d USING (document_id)
GROUP BY industry_id, CASE WHEN industry_id IS NULL THEN f.industry END
ORDER BY regions DESC, mentions DESC, industry_id NULLS LAST, industry
