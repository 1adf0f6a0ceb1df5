-- Figures of whole years, against the year before where they are rates, of one indicator, measure and unit about regions of one level, at most so many.
SELECT
    o.fact_id, o.document_id, coalesce(d.title, d.path) AS title, d.published, o.region, o.region_code, o.indicator,
    o.indicator_id, o.measure, o.value, o.value_high, o.unit, o.bound, o.period, o.base_period, o.year, o.status, o.confidence,
    o.rule, o.quote, o.sentence
FROM observation AS o
JOIN document AS d USING (document_id)
JOIN memory.area AS r ON r.region_code = o.region_code
WHERE
    o.indicator_id = $indicator_id AND o.measure = $measure AND o.unit = $unit AND r.level = $level
    AND o.value_high IS NULL AND o.base_period IS NULL AND regexp_full_match(o.period, '\d{4}')
ORDER BY o.year DESC, o.region_code, o.document_id, o.span_start, o.fact_id
LIMIT $most
