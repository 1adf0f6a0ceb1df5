-- All regions of the register, one row a code.
SELECT region_code, name, short, english, pinyin, level, parent, longitude, latitude
FROM memory.area
