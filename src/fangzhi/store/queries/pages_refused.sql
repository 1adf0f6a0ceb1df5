-- The sources that could not be read.
SELECT path, reason FROM refused ORDER BY path LIMIT $most
