-- Where each fact of a document stands, and the field that names it.
SELECT 'observation' AS kind, fact_id, span_start, span_end, indicator AS words, status AS detail, NULL AS industry_id, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
FROM observation WHERE document_id = $document_id
UNION ALL
SELECT 'focus', fact_id, span_start, span_end, industry, stage, industry_id, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
FROM focus WHERE document_id = $document_id
UNION ALL
SELECT 'scheme', fact_id, span_start, span_end, concat_ws(' ', code, name), coalesce(code, name), NULL, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
FROM scheme WHERE document_id = $document_id
UNION ALL
SELECT 'project', fact_id, span_start, span_end, name, stage, NULL, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
FROM project WHERE document_id = $document_id
UNION ALL
SELECT 'policy', fact_id, span_start, span_end, title, NULL, NULL, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
FROM policy WHERE document_id = $document_id
UNION ALL
SELECT 'platform', fact_id, span_start, span_end, name, category, NULL, region, region_code, rule, confidence, page, sheet, table_number, table_row, table_column
FROM platform WHERE document_id = $document_id
ORDER BY span_start, span_end DESC, kind, fact_id
