-- The same as region_latest.sql of a region with a code, where its figures lie together.
WITH ordered AS (
    SELECT o.fact_id, o.document_id, o.quote, o.sentence, o.confidence, o.region, o.region_code, o.indicator, o.indicator_id,
           o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.year, o.status,
           o.document_title AS document_title, o.document_published AS document_published, i.zh AS indicator_zh,
           row_number() OVER (
               PARTITION BY coalesce(o.indicator_id, o.indicator), o.measure, o.unit, o.status = 'target'
               ORDER BY o.period_last DESC NULLS LAST, o.document_published DESC NULLS LAST, o.confidence, o.span_start, o.fact_id
           ) AS place
    FROM /* region_statement */ region_statement AS o LEFT JOIN indicator AS i USING (indicator_id)
    WHERE o.region_key = $region AND o.base_period IS NULL
)
SELECT coalesce(indicator_zh, indicator) AS indicator_name, * EXCLUDE (indicator_zh, place) FROM ordered WHERE place = 1
ORDER BY indicator_id IS NULL, indicator_name, measure, unit, status = 'target'
