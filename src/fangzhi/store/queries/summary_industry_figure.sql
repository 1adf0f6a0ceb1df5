-- The newest figures whose label holds a name of an industry, at most so many an industry.
WITH found AS (
    SELECT n.industry_id, o.rowid AS place
    FROM observation AS o
    JOIN memory.named AS n ON n.kind = 'observation' AND n.words = o.indicator
    QUALIFY row_number() OVER (
        PARTITION BY n.industry_id
        ORDER BY o.year DESC NULLS LAST, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
    ) <= 200
)

SELECT
    f.industry_id AS of_industry, o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region,
    o.region_code, o.indicator, o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.base_period,
    o.year,
    o.status, o.confidence, o.rule, o.quote, o.sentence, o.span_start
FROM found AS f
JOIN observation AS o ON o.rowid = f.place
JOIN document AS d USING (document_id)
ORDER BY of_industry, o.year DESC NULLS LAST, o.region_code NULLS LAST, o.document_id, o.span_start, o.fact_id
