-- What the atlas says of itself: version, when it was built, with which vocabulary.
SELECT key, value FROM atlas ORDER BY key
