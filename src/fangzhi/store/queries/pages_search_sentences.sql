-- Sentences with facts that hold the words, newest document first; one row a sentence.
SELECT
    f.document_id, coalesce(d.title, d.path) AS title, d.published, f.sentence,
    arg_min(f.fact_id, (f.span_start, f.fact_id)) AS fact_id, d.region, count(*) OVER () AS total
FROM fact AS f
JOIN document AS d USING (document_id)
WHERE contains(lower(f.sentence), lower($words))
GROUP BY f.document_id, d.title, d.path, d.published, f.sentence, d.region
ORDER BY d.published DESC NULLS LAST, f.document_id, min(f.span_start)
LIMIT $most
