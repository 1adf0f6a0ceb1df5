-- Who develops each industry or one below it: how often, in how many documents, the newest stage said, the first and the
-- newest mention (the oldest and newest dated ones where there are any).
WITH mentions AS (
    SELECT
        f.industry_id AS own, f.region_code, CASE WHEN f.region_code IS NULL THEN f.region END AS region, f.stage,
        f.fact_id, f.document_id, d.published,
        row_number() OVER (ORDER BY d.published NULLS LAST, f.document_id, f.span_start, f.fact_id) AS number
    FROM focus AS f
    JOIN document AS d USING (document_id)
    WHERE f.industry_id IS NOT NULL
)

SELECT
    b.industry_id, m.region_code, m.region, count(*) AS mentions, count(DISTINCT m.document_id) AS documents,
    arg_max(m.stage, m.number) FILTER (m.stage IS NOT NULL) AS stage,
    arg_min(m.fact_id, m.number) AS first_fact_id, arg_min(m.document_id, m.number) AS first_document_id,
    arg_min(m.published, m.number) AS first_day,
    arg_max(m.fact_id, (m.published IS NOT NULL, m.number)) AS latest_fact_id,
    arg_max(m.document_id, (m.published IS NOT NULL, m.number)) AS latest_document_id, max(m.published) AS latest_day
FROM mentions AS m
JOIN memory.industry_below AS b ON b.below = m.own
GROUP BY b.industry_id, m.region_code, m.region
ORDER BY b.industry_id, mentions DESC, m.region_code NULLS LAST, m.region
