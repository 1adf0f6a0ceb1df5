-- The newest policies whose title holds a name of an industry, at most so many an industry.
WITH found AS (
    SELECT n.industry_id, p.rowid AS place
    FROM policy AS p
    JOIN memory.named AS n ON n.kind = 'policy' AND n.words = p.title
    JOIN document AS d USING (document_id)
    QUALIFY row_number() OVER (
        PARTITION BY n.industry_id ORDER BY d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
    ) <= 200
)

SELECT
    f.industry_id AS of_industry, p.fact_id, p.document_id, coalesce(d.title, d.path) AS document_title, d.published,
    p.region, p.region_code, p.title, p.sentence, p.span_start
FROM found AS f
JOIN policy AS p ON p.rowid = f.place
JOIN document AS d USING (document_id)
ORDER BY of_industry, d.published DESC NULLS LAST, p.document_id, p.span_start, p.fact_id
