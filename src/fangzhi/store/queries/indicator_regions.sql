-- One indicator over regions: the latest figure of each region, measure and unit, largest first.
WITH ordered AS (
    SELECT o.*, d.title AS document_title, d.published AS document_published,
           count(*) OVER (PARTITION BY measure, unit) AS popularity,
           row_number() OVER (
               PARTITION BY coalesce(o.region_code, o.region), o.measure, o.unit
               ORDER BY o.period_last DESC NULLS LAST, d.published DESC NULLS LAST, o.confidence, o.span_start, o.fact_id
           ) AS place
    FROM observation o JOIN document d USING (document_id)
    WHERE (o.indicator_id = $indicator OR (o.indicator_id IS NULL AND o.indicator = $indicator))
      AND o.base_period IS NULL
      AND ($year IS NULL OR o.year = $year)
      AND ($measure IS NULL OR o.measure = $measure)
      AND (CASE WHEN $status IS NULL THEN o.status <> 'target' ELSE o.status = $status END)
)
SELECT * EXCLUDE (popularity, place) FROM ordered WHERE place = 1
ORDER BY popularity DESC, measure, unit, value DESC, region_code
