-- Every focus on one of some industries with its document, newest first.
SELECT f.fact_id, f.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       f.region, f.region_code, f.industry, f.industry_id, f.stage, f.sentence
FROM focus AS f JOIN document AS d USING (document_id)
WHERE f.industry_id IN (FROM unnest($industries))
ORDER BY d.published DESC NULLS LAST, f.region_code, f.region, f.span_start, f.fact_id
