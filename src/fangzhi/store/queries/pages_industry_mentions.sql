-- Mentions of industries by their ids.
SELECT
    f.fact_id, f.document_id, coalesce(d.title, d.path) AS title, d.published, f.region, f.region_code, f.industry,
    f.industry_id, f.stage, f.confidence, f.sentence
FROM focus AS f
JOIN document AS d USING (document_id)
WHERE f.industry_id IN (FROM unnest($industry_ids)) AND f.fact_id IN (FROM unnest($fact_ids))
