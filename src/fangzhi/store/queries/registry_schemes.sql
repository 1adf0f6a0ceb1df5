-- Every mention of a scheme with its document, oldest first; of all regions, or of those whose codes are given.
SELECT s.fact_id, s.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       s.region, s.region_code, s.code, s.name, s.groups, s.sentence
FROM scheme AS s JOIN document AS d USING (document_id)
WHERE ($start IS NULL OR starts_with(s.region_code, $start))
  AND ($codes::VARCHAR[] IS NULL OR s.region_code IN (FROM unnest($codes::VARCHAR[])))
ORDER BY d.published NULLS FIRST, s.document_id, s.span_start, s.fact_id
