-- Every industry that a region develops: one row an id, or a name that has none; the words as most texts have them.
SELECT industry_id, industry, regions, mentions, first, fact_id, document_id
FROM memory.industry
ORDER BY regions DESC, mentions DESC, industry_id NULLS LAST, industry
