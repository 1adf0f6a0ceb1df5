-- Every mention of at most so many schemes of which a group declares a count, with its document, oldest first.
WITH counted AS (
    SELECT DISTINCT coalesce(region_code, region) AS region_key, coalesce(code, name) AS key
    FROM scheme
    WHERE regexp_matches(groups, '"count":\s*\d') AND ($region IS NULL OR coalesce(region_code, region) = $region)
    ORDER BY region_key, key
    LIMIT $most
)

SELECT s.fact_id, s.document_id, coalesce(d.title, d.path) AS document_title, d.published AS document_published,
       s.region, s.region_code, s.code, s.name, s.groups, s.sentence
FROM scheme AS s
JOIN document AS d USING (document_id)
JOIN counted AS c ON
    c.region_key IS NOT DISTINCT FROM coalesce(s.region_code, s.region) AND c.key = coalesce(s.code, s.name)
WHERE $region IS NULL OR coalesce(s.region_code, s.region) = $region
ORDER BY d.published NULLS FIRST, s.document_id, s.span_start, s.fact_id
