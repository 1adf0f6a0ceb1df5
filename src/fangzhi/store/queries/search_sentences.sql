-- The sentences with facts of some documents, each once: its first fact and the facets of all, sentence after sentence.
-- A facet is written region|year|kind|status, kind and status as one letter, see search_facets.py.
WITH facts AS (
    SELECT document_id, sentence_start, sentence_end, sentence, span_start, fact_id, region_code, year, 'o' AS kind, status[1] AS status FROM observation
    WHERE document_id IN (FROM unnest($documents))
    UNION ALL
    SELECT document_id, sentence_start, sentence_end, sentence, span_start, fact_id, region_code, NULL, 'f', NULL FROM focus
    WHERE document_id IN (FROM unnest($documents))
    UNION ALL
    SELECT document_id, sentence_start, sentence_end, sentence, span_start, fact_id, region_code, NULL, 's', NULL FROM scheme
    WHERE document_id IN (FROM unnest($documents))
    UNION ALL
    SELECT document_id, sentence_start, sentence_end, sentence, span_start, fact_id, region_code, NULL, 'p', NULL FROM project
    WHERE document_id IN (FROM unnest($documents))
    UNION ALL
    SELECT document_id, sentence_start, sentence_end, sentence, span_start, fact_id, region_code, NULL, 'y', NULL FROM policy
    WHERE document_id IN (FROM unnest($documents))
    UNION ALL
    SELECT document_id, sentence_start, sentence_end, sentence, span_start, fact_id, region_code, NULL, 'l', NULL FROM platform
    WHERE document_id IN (FROM unnest($documents))
)

SELECT
    document_id, sentence_start, sentence_end, any_value(sentence) AS sentence,
    arg_min(fact_id, (span_start, fact_id)) AS fact_id,
    string_agg(
        DISTINCT coalesce(region_code, '') || '|' || coalesce(year::VARCHAR, '') || '|' || kind || '|' || coalesce(status, ''),
        ';'
    ) AS facets
FROM facts
GROUP BY document_id, sentence_start, sentence_end
ORDER BY list_position($documents, document_id), sentence_start, sentence_end
