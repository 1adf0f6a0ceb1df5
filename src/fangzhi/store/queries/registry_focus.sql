-- Every focus on an industry with its document, newest first; of all regions, or of those whose codes are given.
SELECT f.fact_id, f.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       f.region, f.region_code, f.industry, f.industry_id, f.stage, f.sentence
FROM focus AS f JOIN document AS d USING (document_id)
WHERE ($start IS NULL OR starts_with(f.region_code, $start))
  AND ($codes::VARCHAR[] IS NULL OR f.region_code IN (FROM unnest($codes::VARCHAR[])))
ORDER BY d.published DESC NULLS LAST, f.region_code, f.region, f.span_start, f.fact_id
