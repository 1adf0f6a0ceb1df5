-- The indicators that most regions report.
SELECT indicator_id, zh, en, regions FROM memory.headline ORDER BY regions DESC, indicator_id LIMIT $most
