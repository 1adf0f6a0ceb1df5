-- For each indicator and measure of a region: its latest outcome and its furthest target.
WITH ordered AS (
    SELECT o.fact_id, o.document_id, o.quote, o.sentence, o.confidence, o.region, o.region_code, o.indicator, o.indicator_id,
           o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.year, o.status,
           coalesce(d.title, d.path) AS document_title, d.published AS document_published, i.zh AS indicator_zh,
           row_number() OVER (
               PARTITION BY coalesce(o.indicator_id, o.indicator), o.measure, o.unit, o.status = 'target'
               ORDER BY o.period_last DESC NULLS LAST, d.published DESC NULLS LAST, o.confidence, o.span_start, o.fact_id
           ) AS place
    FROM observation AS o JOIN document AS d USING (document_id) LEFT JOIN indicator AS i USING (indicator_id)
    WHERE (o.region_code = $region OR o.region = $region) AND o.base_period IS NULL
)
SELECT coalesce(indicator_zh, indicator) AS indicator_name, * EXCLUDE (indicator_zh, place) FROM ordered WHERE place = 1
ORDER BY indicator_id IS NULL, indicator_name, measure, unit, status = 'target'
