-- Every mention of a policy with its document, oldest first; of all regions, or of those whose codes are given.
SELECT p.fact_id, p.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       p.region, p.region_code, p.title, p.document_number, p.years, p.industry_ids, p.instruments, p.tone, p.sentence
FROM policy AS p JOIN document AS d USING (document_id)
WHERE ($start IS NULL OR starts_with(p.region_code, $start))
  AND ($codes::VARCHAR[] IS NULL OR p.region_code IN (FROM unnest($codes::VARCHAR[])))
ORDER BY d.published NULLS FIRST, p.document_id, p.span_start, p.fact_id
