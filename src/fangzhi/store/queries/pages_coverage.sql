-- The rankings that can be drawn for regions of one level, the best covered first.
SELECT indicator_id, zh, en, measure, period, year, status, unit, regions
FROM memory.coverage
WHERE level = $level
ORDER BY regions DESC, status = 'actual' DESC, year DESC, measure = 'level' DESC, indicator_id, period, unit
