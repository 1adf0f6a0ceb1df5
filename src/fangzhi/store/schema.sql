-- The tables of an atlas. The comments are its documentation: export prints them beside the data.

CREATE TABLE document (
    document_id VARCHAR PRIMARY KEY,
    path VARCHAR NOT NULL,
    other_paths VARCHAR NOT NULL,
    title VARCHAR,
    published DATE,
    region VARCHAR,
    region_code VARCHAR,
    publisher VARCHAR,
    url VARCHAR,
    licence VARCHAR,
    language VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    document_number VARCHAR,
    origins VARCHAR NOT NULL,
    characters INTEGER NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    source_sha256 VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    fact_count INTEGER NOT NULL,
    CHECK (document_id = text_sha256[1:16]),
    CHECK (characters = length(text))
);
COMMENT ON COLUMN document.document_id IS 'First 16 hexadecimal digits of text_sha256';
COMMENT ON COLUMN document.path IS 'Path of the file as it was given to the build';
COMMENT ON COLUMN document.other_paths IS 'JSON list of the paths of further files of this document; the table copy says more of them';
COMMENT ON COLUMN document.title IS 'Title of the document';
COMMENT ON COLUMN document.published IS 'Date of publication';
COMMENT ON COLUMN document.region IS 'Full name of the area the document is about';
COMMENT ON COLUMN document.region_code IS 'GB/T 2260 code of that area, six digits; 100000 is the whole country';
COMMENT ON COLUMN document.publisher IS 'Who published the document';
COMMENT ON COLUMN document.url IS 'Address of the document';
COMMENT ON COLUMN document.licence IS 'Terms under which the document may be used';
COMMENT ON COLUMN document.language IS 'zh or en';
COMMENT ON COLUMN document.kind IS 'work_report, plan, communique, policy, news, study or other';
COMMENT ON COLUMN document.document_number IS 'Number of an official document, such as 川办发〔2024〕5号';
COMMENT ON COLUMN document.origins IS 'JSON object: for each field above, where it came from';
COMMENT ON COLUMN document.characters IS 'Length of the text in code points';
COMMENT ON COLUMN document.text_sha256 IS 'SHA-256 of the text in UTF-8';
COMMENT ON COLUMN document.source_sha256 IS 'SHA-256 of the bytes of the file';
COMMENT ON COLUMN document.text IS 'The whole text; every offset of every fact points into it';
COMMENT ON COLUMN document.layout IS 'JSON object: where pages begin in the text, tables and their cells';
COMMENT ON COLUMN document.fact_count IS 'Number of facts of every kind in this document';

CREATE TABLE observation (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    region VARCHAR,
    region_code VARCHAR,
    page INTEGER,
    sheet VARCHAR,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    indicator VARCHAR NOT NULL,
    indicator_id VARCHAR,
    measure VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    value_high DOUBLE,
    unit VARCHAR NOT NULL,
    bound VARCHAR NOT NULL,
    period VARCHAR,
    period_first INTEGER,
    period_last INTEGER,
    year INTEGER,
    status VARCHAR NOT NULL,
    base_period VARCHAR,
    CHECK (span_end - span_start = length(quote)),
    CHECK (sentence_end - sentence_start = length(sentence))
);
COMMENT ON COLUMN observation.fact_id IS 'Stable identity: 16 hexadecimal digits hashed from the document, the span and what is said';
COMMENT ON COLUMN observation.document_id IS 'The document the fact stands in';
COMMENT ON COLUMN observation.span_start IS 'First code point of the quote in the text of the document';
COMMENT ON COLUMN observation.span_end IS 'One past the last code point of the quote';
COMMENT ON COLUMN observation.quote IS 'The words of the fact, exactly as they stand in the text';
COMMENT ON COLUMN observation.prefix IS 'Up to 32 characters before the quote';
COMMENT ON COLUMN observation.suffix IS 'Up to 32 characters after the quote';
COMMENT ON COLUMN observation.sentence_start IS 'First code point of the sentence';
COMMENT ON COLUMN observation.sentence_end IS 'One past the last code point of the sentence';
COMMENT ON COLUMN observation.sentence IS 'The sentence the quote stands in';
COMMENT ON COLUMN observation.rule IS 'Name of the rule that made the fact';
COMMENT ON COLUMN observation.confidence IS 'certain: all fields stand in the clause; context: one was carried over; weak: a last resort';
COMMENT ON COLUMN observation.region IS 'Full name of the area the fact is about';
COMMENT ON COLUMN observation.region_code IS 'GB/T 2260 code of that area; empty where it has none';
COMMENT ON COLUMN observation.page IS 'Page of the file, from 1; empty where the file has none';
COMMENT ON COLUMN observation.sheet IS 'Sheet of the workbook';
COMMENT ON COLUMN observation.table_number IS 'Which table of the document, from 1; empty for running text';
COMMENT ON COLUMN observation.table_row IS 'Row of the cell in the table, or in the sheet, from 1';
COMMENT ON COLUMN observation.table_column IS 'Column of the cell in the table, or in the sheet, from 1';
COMMENT ON COLUMN observation.indicator IS 'What is measured, as the text labels it';
COMMENT ON COLUMN observation.indicator_id IS 'Row of the indicator catalogue; empty where none matches';
COMMENT ON COLUMN observation.measure IS 'level, growth, cagr, change or rank';
COMMENT ON COLUMN observation.value IS 'Number in the bare unit, multipliers applied';
COMMENT ON COLUMN observation.value_high IS 'Upper end of a range';
COMMENT ON COLUMN observation.unit IS 'Bare unit: 元, %, 个百分点, 家';
COMMENT ON COLUMN observation.bound IS 'eq, min (at least), max (at most) or approx';
COMMENT ON COLUMN observation.period IS 'ISO 8601 or SDMX time: 2025, 2025-Q3, 2025-S1, 2025-01/2025-09, 2021/2025';
COMMENT ON COLUMN observation.period_first IS 'First month of the period as year * 12 + month - 1';
COMMENT ON COLUMN observation.period_last IS 'Last month of the period as year * 12 + month - 1';
COMMENT ON COLUMN observation.year IS 'Year in which the period ends';
COMMENT ON COLUMN observation.status IS 'actual, estimate or target';
COMMENT ON COLUMN observation.base_period IS 'What a growth, change or multiple is measured against; empty for the same months of the year before';

CREATE TABLE focus (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    region VARCHAR,
    region_code VARCHAR,
    page INTEGER,
    sheet VARCHAR,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    industry VARCHAR NOT NULL,
    industry_id VARCHAR,
    stage VARCHAR,
    CHECK (span_end - span_start = length(quote)),
    CHECK (sentence_end - sentence_start = length(sentence))
);
COMMENT ON COLUMN focus.industry IS 'Industry that the region develops, as the text names it';
COMMENT ON COLUMN focus.industry_id IS 'Row of the industry list; empty where none matches';
COMMENT ON COLUMN focus.stage IS 'traditional, pillar, emerging, future or service';

CREATE TABLE scheme (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    region VARCHAR,
    region_code VARCHAR,
    page INTEGER,
    sheet VARCHAR,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    code VARCHAR,
    name VARCHAR NOT NULL,
    groups VARCHAR NOT NULL,
    CHECK (span_end - span_start = length(quote)),
    CHECK (sentence_end - sentence_start = length(sentence))
);
COMMENT ON COLUMN scheme.code IS 'Digits of the scheme, such as 613; empty when it has only a name';
COMMENT ON COLUMN scheme.name IS 'Name of the scheme without its code';
COMMENT ON COLUMN scheme.groups IS 'JSON list of groups, each with label, declared count and members';

CREATE TABLE project (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    region VARCHAR,
    region_code VARCHAR,
    page INTEGER,
    sheet VARCHAR,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    name VARCHAR NOT NULL,
    amount DOUBLE,
    stage VARCHAR,
    industry_id VARCHAR,
    capacity VARCHAR,
    investor VARCHAR,
    CHECK (span_end - span_start = length(quote)),
    CHECK (sentence_end - sentence_start = length(sentence))
);
COMMENT ON COLUMN project.name IS 'Name of the project';
COMMENT ON COLUMN project.amount IS 'Investment in 元';
COMMENT ON COLUMN project.stage IS 'planned, signed, started, building, completed or operating';
COMMENT ON COLUMN project.industry_id IS 'Row of the industry list that its name ends in';
COMMENT ON COLUMN project.capacity IS 'Capacity in its name, as written: 年产20万吨';
COMMENT ON COLUMN project.investor IS 'Who puts up the money, as written';

CREATE TABLE policy (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    region VARCHAR,
    region_code VARCHAR,
    page INTEGER,
    sheet VARCHAR,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    title VARCHAR NOT NULL,
    document_number VARCHAR,
    years VARCHAR,
    industry_ids VARCHAR,
    instruments VARCHAR,
    tone VARCHAR,
    CHECK (span_end - span_start = length(quote)),
    CHECK (sentence_end - sentence_start = length(sentence))
);
COMMENT ON COLUMN policy.title IS 'Title of the document or programme';
COMMENT ON COLUMN policy.document_number IS 'Number beside the title, such as 川办发〔2024〕5号';
COMMENT ON COLUMN policy.years IS 'Years that the title covers: 2027 or 2024/2027';
COMMENT ON COLUMN policy.industry_ids IS 'JSON list of the industries that the title names, rows of the industry list';
COMMENT ON COLUMN policy.instruments IS 'JSON list: finance, tax, land, talent, procurement, standards, demonstration, infrastructure, platform, attraction, regulation';
COMMENT ON COLUMN policy.tone IS 'support or restrict';

CREATE TABLE platform (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    region VARCHAR,
    region_code VARCHAR,
    page INTEGER,
    sheet VARCHAR,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    name VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    level VARCHAR,
    count INTEGER,
    CHECK (span_end - span_start = length(quote)),
    CHECK (sentence_end - sentence_start = length(sentence))
);
COMMENT ON COLUMN platform.name IS 'Its words without number and verb';
COMMENT ON COLUMN platform.category IS 'Kind of platform, such as laboratory, advanced_cluster, pilot_city';
COMMENT ON COLUMN platform.level IS 'international, national, provincial or city';
COMMENT ON COLUMN platform.count IS 'Number told, of new ones or of all (the observation at the place says which); empty for a single one';

CREATE TABLE unresolved (
    kind VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    example_fact_id VARCHAR NOT NULL
);
COMMENT ON COLUMN unresolved.kind IS 'indicator, region, industry or period';
COMMENT ON COLUMN unresolved.words IS 'What the text says and no row of the lexicon matches';
COMMENT ON COLUMN unresolved.count IS 'Number of facts it occurs in';
COMMENT ON COLUMN unresolved.example_fact_id IS 'One of these facts';

CREATE TABLE copy (
    document_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    title VARCHAR,
    publisher VARCHAR,
    url VARCHAR,
    published DATE,
    text_sha256 VARCHAR NOT NULL,
    likeness DOUBLE NOT NULL
);
COMMENT ON COLUMN copy.document_id IS 'The document that the file is another copy of';
COMMENT ON COLUMN copy.path IS 'Path of the file as it was given to the build';
COMMENT ON COLUMN copy.title IS 'Title of the copy';
COMMENT ON COLUMN copy.publisher IS 'Who published the copy';
COMMENT ON COLUMN copy.url IS 'Address of the copy';
COMMENT ON COLUMN copy.published IS 'Date of publication of the copy';
COMMENT ON COLUMN copy.text_sha256 IS 'SHA-256 of the text of the copy in UTF-8; that of the document where the texts are the same';
COMMENT ON COLUMN copy.likeness IS 'Share of the words that both have, estimated; 1 for the same words';

CREATE TABLE refused (
    path VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
COMMENT ON COLUMN refused.path IS 'File that was not read';
COMMENT ON COLUMN refused.reason IS 'Why it was not read, and how to mend it';

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY,
    zh VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    dimension VARCHAR,
    kind VARCHAR,
    better VARCHAR,
    unit VARCHAR,
    theme VARCHAR,
    broader VARCHAR,
    scope VARCHAR,
    definition VARCHAR
);
COMMENT ON COLUMN indicator.zh IS 'Name in Chinese';
COMMENT ON COLUMN indicator.en IS 'Name in English';
COMMENT ON COLUMN indicator.dimension IS 'Dimension of its unit';
COMMENT ON COLUMN indicator.kind IS 'stock, flow, rate, index, count or ratio';
COMMENT ON COLUMN indicator.better IS 'up, down or none';
COMMENT ON COLUMN indicator.unit IS 'Usual unit';
COMMENT ON COLUMN indicator.theme IS 'Part of the economy it belongs to';
COMMENT ON COLUMN indicator.broader IS 'The indicator it is a part of';
COMMENT ON COLUMN indicator.scope IS 'Which part of the field is counted';
COMMENT ON COLUMN indicator.definition IS 'What it measures, in a sentence';

CREATE TABLE region (
    region_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short VARCHAR,
    english VARCHAR,
    pinyin VARCHAR,
    level VARCHAR NOT NULL,
    parent VARCHAR,
    valid_from VARCHAR,
    valid_to VARCHAR,
    longitude DOUBLE,
    latitude DOUBLE
);
COMMENT ON COLUMN region.region_code IS 'GB/T 2260 code, or our own id of a zone or a cluster of cities';
COMMENT ON COLUMN region.name IS 'Full name';
COMMENT ON COLUMN region.short IS 'Name without its level, as 自贡';
COMMENT ON COLUMN region.english IS 'Name in English';
COMMENT ON COLUMN region.pinyin IS 'Name in Latin letters';
COMMENT ON COLUMN region.level IS 'country, province, prefecture, county, zone or cluster';
COMMENT ON COLUMN region.parent IS 'Code of the next higher region';
COMMENT ON COLUMN region.valid_from IS 'First day of the code';
COMMENT ON COLUMN region.valid_to IS 'Last day of a code that no longer stands';
COMMENT ON COLUMN region.longitude IS 'Degrees east of its seat';
COMMENT ON COLUMN region.latitude IS 'Degrees north of its seat';

CREATE TABLE atlas (
    key VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
COMMENT ON COLUMN atlas.key IS 'schema_version, fangzhi_version, lexicon_sha256, built_at, seconds';
COMMENT ON COLUMN atlas.value IS 'What the build wrote down about itself';

CREATE VIEW fact AS
SELECT fact_id, 'observation' AS kind, document_id, span_start, span_end, quote, sentence, rule, confidence, region, region_code, page, sheet, table_number, table_row, table_column FROM observation
UNION ALL
SELECT fact_id, 'focus', document_id, span_start, span_end, quote, sentence, rule, confidence, region, region_code, page, sheet, table_number, table_row, table_column FROM focus
UNION ALL
SELECT fact_id, 'scheme', document_id, span_start, span_end, quote, sentence, rule, confidence, region, region_code, page, sheet, table_number, table_row, table_column FROM scheme
UNION ALL
SELECT fact_id, 'project', document_id, span_start, span_end, quote, sentence, rule, confidence, region, region_code, page, sheet, table_number, table_row, table_column FROM project
UNION ALL
SELECT fact_id, 'policy', document_id, span_start, span_end, quote, sentence, rule, confidence, region, region_code, page, sheet, table_number, table_row, table_column FROM policy
UNION ALL
SELECT fact_id, 'platform', document_id, span_start, span_end, quote, sentence, rule, confidence, region, region_code, page, sheet, table_number, table_row, table_column FROM platform;
