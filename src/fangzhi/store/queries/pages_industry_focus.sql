-- Every mention of any of these industries, oldest document first.
SELECT
    f.fact_id, f.document_id, coalesce(d.title, d.path) AS title, d.published, f.region, f.region_code, f.industry,
    f.industry_id, f.stage, f.confidence, f.sentence
FROM focus AS f
JOIN document AS d USING (document_id)
WHERE f.industry_id IN (FROM unnest($industry_ids))
ORDER BY d.published NULLS LAST, f.document_id, f.span_start, f.fact_id
