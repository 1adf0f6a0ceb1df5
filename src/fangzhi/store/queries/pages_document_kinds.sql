-- The kinds of document there are.
SELECT kind, count(*) AS count FROM document GROUP BY kind ORDER BY count DESC, kind
