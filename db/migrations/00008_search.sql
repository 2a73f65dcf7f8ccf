-- +goose Up
-- What search finds records by (docs/decisions/0051-search.md).

-- +goose StatementBegin
-- search_grams is what an entry is found by: its noun's letter with two characters that stand side by side. Lines are parted
-- and enclosed by line feeds. The kinds: 0 two characters of any text; of a head or its spelling 1 two characters, 3 the first
-- of a line and 4 its last; 2 one character of a head. Each is one number: exact, so that what it finds contains it.
CREATE FUNCTION search_grams(p_noun text, p_heads text, p_spelling text, p_texts text) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT (ascii(p_noun)::bigint << 45) | (g.kind << 42) | (g.a << 21) | g.b)
    FROM (
        SELECT x.at <= length(p_heads) AS own, x.at < length(p_heads) + length(p_spelling) AS head, ascii(x.c)::bigint AS a,
            ascii(lead(x.c) OVER (ORDER BY x.at))::bigint AS b
        FROM string_to_table(p_heads || p_spelling || p_texts, NULL) WITH ORDINALITY AS x (c, at)
    ) AS p
    CROSS JOIN LATERAL (VALUES
        (0::bigint, p.a, p.b, p.a <> 10 AND p.b <> 10),
        (1, p.a, p.b, p.head AND p.a <> 10 AND p.b <> 10),
        (2, p.a, 0, p.own AND p.a <> 10),
        (3, p.b, 0, p.head AND p.a = 10 AND p.b <> 10),
        (4, p.a, 0, p.head AND p.a <> 10 AND p.b = 10)) AS g (kind, a, b, there)
    WHERE g.there
$$;
-- +goose StatementEnd

-- How a character is read, without tones; more than one where names have it in more than one way.
CREATE TABLE reading (
    character text COLLATE "C" PRIMARY KEY CHECK (length(character) = 1),
    syllables text[] NOT NULL CHECK (cardinality(syllables) > 0)
);

-- One entry a searched record, kept by triggers and read by the owner's functions only. Texts are folded (search_fold), a line
-- each: heads are numbers, codes, names and titles; spelling is how names are read.
CREATE TABLE search_entry (
    record_id uuid PRIMARY KEY,
    -- The letters that the record's ids begin with, of which the first is no other searched noun's: grams have it.
    noun text NOT NULL CHECK (noun ~ '^[A-Z]{1,2}$'),
    province_id uuid NOT NULL,
    at timestamptz NOT NULL,
    heads text COLLATE "C" NOT NULL,
    spelling text COLLATE "C" NOT NULL,
    texts text COLLATE "C" NOT NULL,
    -- The ids of the row that its policy compares with the viewer's: who has none of them does not see it.
    sight uuid[] NOT NULL
);
CREATE INDEX search_entry_newest ON search_entry (noun, province_id, at DESC, record_id DESC);
CREATE INDEX search_entry_grams ON search_entry USING gin (search_grams(noun, heads, spelling, texts), sight);
-- Every plan is made for an array of unknown grams: numbers of them would be computed for nothing.
ALTER INDEX search_entry_grams ALTER COLUMN 1 SET STATISTICS 0;
