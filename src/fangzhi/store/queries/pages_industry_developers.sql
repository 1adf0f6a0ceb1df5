-- The regions that develop any of these industries, each once: how often, in how many documents, the newest stage said,
-- its first and its newest mention (the oldest and newest dated ones where there are any).
WITH mentions AS (
    SELECT
        f.rowid AS place, f.region_code, CASE WHEN f.region_code IS NULL THEN f.region END AS region, f.stage,
        f.document_id, d.published IS NOT NULL AS dated,
        row_number() OVER (ORDER BY d.published NULLS LAST, f.document_id, f.span_start, f.fact_id) AS number
    FROM focus AS f
    JOIN document AS d USING (document_id)
    WHERE f.industry_id IN (FROM unnest($industry_ids))
),

developers AS (
    SELECT
        region_code, region, count(*) AS mentions, count(DISTINCT document_id) AS documents,
        arg_max(stage, number) FILTER (stage IS NOT NULL) AS stage,
        arg_min(place, number) AS first,
        coalesce(arg_max(place, number) FILTER (dated), arg_max(place, number)) AS latest
    FROM mentions
    GROUP BY region_code, region
),

chosen AS (
    SELECT *, first AS place, true AS is_first FROM developers
    UNION ALL
    SELECT *, latest, false FROM developers
)

SELECT
    c.mentions, c.documents, c.stage AS newest_stage, c.is_first,
    f.fact_id, f.document_id, coalesce(d.title, d.path) AS title, d.published, f.region, f.region_code, f.industry,
    f.industry_id, f.stage, f.confidence, f.sentence
FROM chosen AS c
JOIN focus AS f ON f.rowid = c.place
JOIN document AS d USING (document_id)
WHERE f.industry_id IN (FROM unnest($industry_ids))
ORDER BY c.mentions DESC, c.region_code NULLS LAST, c.region, c.is_first DESC
