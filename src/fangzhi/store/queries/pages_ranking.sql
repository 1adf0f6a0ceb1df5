-- One figure a region, the best documented first, and how many different figures were passed over.
WITH figures AS (
    SELECT
        o.*,
        coalesce(d.title, d.path) AS title,
        d.published,
        r.name AS region_name,
        r.short AS region_short,
        r.english AS region_english,
        row_number() OVER (
            PARTITION BY o.region_code
            ORDER BY
                d.region_code IS NOT DISTINCT FROM o.region_code DESC,
                CASE o.confidence WHEN 'certain' THEN 0 WHEN 'context' THEN 1 ELSE 2 END,
                d.published DESC NULLS LAST,
                o.fact_id
        ) AS place
    FROM observation AS o
    JOIN document AS d USING (document_id)
    JOIN memory.area AS r ON r.region_code = o.region_code
    WHERE
        o.indicator_id = $indicator_id AND o.measure = $measure AND o.period = $period
        AND o.status = $status AND o.unit = $unit AND o.base_period IS NULL AND r.level = $level
),

differing AS (
    SELECT region_code, count(DISTINCT (value, value_high, bound)) - 1 AS others
    FROM figures
    GROUP BY region_code
)

SELECT
    f.fact_id, f.document_id, f.title, f.published, f.region, f.region_code, f.indicator, f.indicator_id, f.measure,
    f.value, f.value_high, f.unit, f.bound, f.period, f.base_period, f.year, f.status, f.confidence, f.rule, f.quote, f.sentence,
    f.region_name, f.region_short, f.region_english, d.others
FROM figures AS f
JOIN differing AS d USING (region_code)
WHERE f.place = 1
ORDER BY f.value DESC, f.region_code
