-- Every fact once more, those of a document together in the order of its text; quote and sentence are cut out of the text.
WITH facts AS (
    SELECT
        document_id, 'observation' AS kind, fact_id, span_start, span_end, sentence_start, sentence_end,
        indicator AS words, status AS detail, NULL AS industry_id, region, region_code, rule, confidence, page, sheet,
        table_number, table_row, table_column, indicator_id, measure, value, value_high, unit, bound, period,
        base_period, year
    FROM observation
    UNION ALL BY NAME
    SELECT
        document_id, 'focus' AS kind, fact_id, span_start, span_end, sentence_start, sentence_end,
        industry AS words, stage AS detail, industry_id, region, region_code, rule, confidence, page, sheet,
        table_number, table_row, table_column
    FROM focus
    UNION ALL BY NAME
    SELECT
        document_id, 'scheme' AS kind, fact_id, span_start, span_end, sentence_start, sentence_end,
        concat_ws(' ', code, name) AS words, coalesce(code, name) AS detail, region, region_code, rule, confidence,
        page, sheet, table_number, table_row, table_column
    FROM scheme
    UNION ALL BY NAME
    SELECT
        document_id, 'project' AS kind, fact_id, span_start, span_end, sentence_start, sentence_end,
        name AS words, stage AS detail, region, region_code, rule, confidence, page, sheet, table_number, table_row,
        table_column
    FROM project
    UNION ALL BY NAME
    SELECT
        document_id, 'policy' AS kind, fact_id, span_start, span_end, sentence_start, sentence_end,
        title AS words, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
    FROM policy
    UNION ALL BY NAME
    SELECT
        document_id, 'platform' AS kind, fact_id, span_start, span_end, sentence_start, sentence_end,
        name AS words, category AS detail, region, region_code, rule, confidence, page, sheet, table_number, table_row,
        table_column
    FROM platform
)

SELECT * FROM facts ORDER BY document_id, span_start, span_end DESC, kind, fact_id
