-- Every fact with its sentence, sentence after sentence, the newest document first.
WITH facts AS (
    SELECT document_id, sentence_start, sentence, span_start, fact_id, region_code, year, 'observation' AS kind, status FROM observation
    UNION ALL
    SELECT document_id, sentence_start, sentence, span_start, fact_id, region_code, NULL, 'focus', NULL FROM focus
    UNION ALL
    SELECT document_id, sentence_start, sentence, span_start, fact_id, region_code, NULL, 'scheme', NULL FROM scheme
    UNION ALL
    SELECT document_id, sentence_start, sentence, span_start, fact_id, region_code, NULL, 'project', NULL FROM project
    UNION ALL
    SELECT document_id, sentence_start, sentence, span_start, fact_id, region_code, NULL, 'policy', NULL FROM policy
    UNION ALL
    SELECT document_id, sentence_start, sentence, span_start, fact_id, region_code, NULL, 'platform', NULL FROM platform
)

SELECT
    f.document_id, f.sentence_start, f.sentence, coalesce(d.title, d.path) AS title, d.published, f.fact_id, d.region,
    f.region_code, f.year, f.kind, f.status
FROM facts AS f
JOIN document AS d USING (document_id)
ORDER BY d.published DESC NULLS LAST, f.document_id, f.sentence_start, f.sentence, f.span_start, f.fact_id
