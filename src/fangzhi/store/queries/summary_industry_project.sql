-- The largest projects of an industry and those below, or whose name holds its name, at most so many an industry.
WITH found AS (
    SELECT b.industry_id, p.rowid AS place
    FROM project AS p
    JOIN memory.industry_below AS b ON b.below = p.industry_id
    UNION
    SELECT n.industry_id, p.rowid
    FROM project AS p
    JOIN memory.named AS n ON n.kind = 'project' AND n.words = p.name
)

SELECT
    f.industry_id AS of_industry, p.fact_id, p.document_id, coalesce(d.title, d.path) AS title, d.published, p.region,
    p.region_code, p.name, p.amount, p.stage, p.sentence, p.span_start
FROM found AS f
JOIN project AS p ON p.rowid = f.place
JOIN document AS d USING (document_id)
QUALIFY row_number() OVER (
    PARTITION BY of_industry
    ORDER BY p.amount DESC NULLS LAST, d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
) <= 200
ORDER BY of_industry, p.amount DESC NULLS LAST, d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
