-- Every mention of a platform with its document, oldest first; of all regions, or of those whose codes are given.
SELECT p.fact_id, p.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       p.region, p.region_code, p.name, p.category, p.level, p.count, p.quote, p.sentence
FROM platform AS p JOIN document AS d USING (document_id)
WHERE ($start IS NULL OR starts_with(p.region_code, $start))
  AND ($codes::VARCHAR[] IS NULL OR p.region_code IN (FROM unnest($codes::VARCHAR[])))
ORDER BY d.published NULLS FIRST, p.document_id, p.span_start, p.fact_id
