-- Namings of industries of the list that are no brackets, readings of last resort left out, oldest document first.
SELECT f.fact_id, f.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       d.url AS document_url, coalesce(f.region_code, f.region) AS region_key, coalesce(f.region, f.region_code) AS region,
       f.industry_id, f.stage, f.quote, f.sentence
FROM focus AS f JOIN document AS d USING (document_id)
WHERE f.industry_id IS NOT NULL AND f.industry_id NOT IN (FROM unnest($brackets::VARCHAR[])) AND f.confidence <> 'weak'
  AND coalesce(f.region_code, f.region) IS NOT NULL
  AND ($stage IS NULL OR f.stage = $stage)
  AND ($year IS NULL OR year(d.published) = $year)
  AND ($industry IS NULL OR f.industry_id = $industry)
  AND ($everywhere OR coalesce(f.region_code, f.region) IN (FROM unnest($regions::VARCHAR[]))
       OR f.region_code IN (SELECT region_code FROM region WHERE level IN (FROM unnest($levels::VARCHAR[]))))
ORDER BY d.published NULLS LAST, region_key, f.fact_id
