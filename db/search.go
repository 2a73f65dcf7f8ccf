package db

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"huishang/db/read"
	"huishang/internal/fault"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"golang.org/x/text/unicode/norm"
)

// SearchType is a noun that search finds.
type SearchType string

// SearchField is a field in which search finds words: the column's name as the schema's enum has it.
type SearchField string

// Searched declares what of a noun is searched. What is kept of it in the database (search_source, search_tables) is compared
// with this by a test, as are the columns of texts: each is searched or has its reason.
type Searched struct {
	Type   SearchType
	Letter string // that its ids begin with
	Object read.Kind
	Table  string
	// Heads are its numbers, codes, names and titles, Texts what else is searched. Title is what a hit is called.
	Heads, Texts []string
	Title        string
	// Spelled tells that the title is found by pinyin and initials.
	Spelled bool
}

// SearchedNouns are all of them, in the order of the schema's chapters.
func SearchedNouns() []Searched { return slices.Clone(searchedNouns) }

var searchedNouns = []Searched{
	{Type: "ORGANISATION", Letter: "O", Object: Organisations, Table: "organisation", Heads: []string{"code", "name"}, Title: "name", Spelled: true},
	{Type: "DEPARTMENT", Letter: "D", Object: Departments, Table: "department", Heads: []string{"code", "name"}, Texts: []string{"legal_entity"}, Title: "name", Spelled: true},
	{Type: "POST", Letter: "P", Object: Posts, Table: "post", Heads: []string{"code", "name"}, Title: "name", Spelled: true},
	{Type: "PERSON", Letter: "U", Object: People, Table: "person", Heads: []string{"number", "name"}, Title: "name", Spelled: true},
	{Type: "DUTY_LIST", Letter: "L", Object: DutyLists, Table: "duty_list", Heads: []string{"title"}, Title: "title"},
	{Type: "DUTY_ITEM", Letter: "I", Object: DutyItems, Table: "duty_item", Texts: []string{"content", "standard", "evidence_required", "business_work"}, Title: "content"},
	{Type: "FINDING", Letter: "Q", Object: Findings, Table: "finding", Heads: []string{"title", "reference"}, Texts: []string{"content"}, Title: "title"},
	{
		Type: "PROBLEM", Letter: "B", Object: Problems, Table: "problem", Heads: []string{"title"},
		Texts: []string{"description", "mandate_issuer", "mandate_document", "mandate_item", "no_measure_reason"}, Title: "title",
	},
	{Type: "CONSULTATION", Letter: "C", Object: Consultations, Table: "consultation", Heads: []string{"title"}, Title: "title"},
	{Type: "TOPIC", Letter: "K", Object: Topics, Table: "topic", Heads: []string{"title"}, Texts: []string{"content", "root_cause"}, Title: "title"},
	{
		Type: "OUTCOME", Letter: "Y", Object: Outcomes, Table: "outcome",
		Texts: []string{"text", "root_cause", "resolution_document", "resolution", "answer_reason"}, Title: "text",
	},
	{Type: "MEASURE", Letter: "M", Object: Measures, Table: "measure", Texts: []string{"text"}, Title: "text"},
	{
		Type: "TASK", Letter: "T", Object: Tasks, Table: "task", Heads: []string{"number", "close_number"},
		Texts: []string{"text", "submission", "improvement", "end_reason"}, Title: "text",
	},
	{
		Type: "LETTER", Letter: "GH", Object: Letters, Table: "letter", Heads: []string{"number", "title"},
		Texts: []string{"text", "reply", "return_reason", "end_reason"}, Title: "title",
	},
}

// Limits of what is searched for, and of what is shown of a text.
const (
	searchLength = 100
	searchTerms  = 8
	excerptLong  = 80
	excerptLead  = 20
)

// SearchConnection is a page of hits.
type SearchConnection struct {
	Edges    []*SearchEdge
	Nodes    []*SearchHit
	PageInfo read.PageInfo
}

// SearchEdge is a hit with its cursor.
type SearchEdge struct {
	Cursor string
	Node   *SearchHit
}

// SearchHit is a record that holds every word: Row points to it.
type SearchHit struct {
	Type    SearchType
	Row     any
	Title   string
	Field   SearchField
	Excerpt *SearchExcerpt
	Score   float64
}

// SearchExcerpt is a part of the text in which words were found.
type SearchExcerpt struct {
	Text    string
	Matches []*TextRange
}

// TextRange is a part of a text, in UTF-16 code units.
type TextRange struct{ Start, Length int32 }

// searchPlace is a hit's place in the order of search: the best first, of these the newest.
type searchPlace struct {
	Noun  string    `db:"noun"`
	Class int       `db:"class"`
	At    string    `db:"at"`
	ID    uuid.UUID `db:"record_id"`
	Seen  bool      `db:"seen"`
}

// searchStart is before every hit.
var searchStart = searchPlace{Class: 5, At: "infinity", ID: uuid.Max}

// Search finds what the viewer sees that holds all words of a text, 1 to 100 of them a page. The database's owner names what
// holds them, in order; row security is asked of each before anything of it is read, so that neither place, nor number, nor
// page tells of what is hidden.
func Search(ctx context.Context, words string, types []SearchType, first *int32, after *string) (*SearchConnection, error) {
	t := From(ctx)
	n, _, err := (&read.ListArgs{First: first}).Size(read.RootPage, t.Whole())
	if err != nil {
		return nil, err
	}
	terms, err := searchWords(words)
	if err != nil {
		return nil, err
	}
	var nouns pq.StringArray
	for _, s := range searchedNouns {
		if types == nil || slices.Contains(types, s.Type) {
			nouns = append(nouns, s.Letter)
		}
	}
	list, err := json.Marshal([]any{"search", terms, nouns})
	if err != nil {
		return nil, err
	}
	from := searchStart
	if after != nil {
		if from, err = searchAfter(t, list, *after); err != nil {
			return nil, err
		}
	}
	var found []searchPlace
	if len(nouns) > 0 {
		if found, err = t.search(ctx, nouns, terms, from, n+1); err != nil {
			return nil, err
		}
	}
	p := &SearchConnection{Edges: []*SearchEdge{}, Nodes: []*SearchHit{}, PageInfo: read.PageInfo{HasNextPage: len(found) > n, HasPreviousPage: after != nil}}
	found = found[:min(n, len(found))]
	rows, err := searchRows(ctx, found)
	if err != nil {
		return nil, err
	}
	for i, f := range found {
		hit := hitOf(f, rows[f.ID], terms)
		values, err := json.Marshal([]string{strconv.Itoa(f.Class), f.At, f.ID.String()})
		if err != nil {
			return nil, err
		}
		p.Nodes = append(p.Nodes, hit)
		p.Edges = append(p.Edges, &SearchEdge{Cursor: t.Seal(list, string(values)), Node: hit})
		if i == 0 {
			p.PageInfo.StartCursor = &p.Edges[0].Cursor
		}
		p.PageInfo.EndCursor = &p.Edges[i].Cursor
	}
	return p, nil
}

// searchWords are the words of a text, folded, each once.
func searchWords(words string) ([]string, error) {
	var terms []string
	for _, word := range strings.Fields(fold(words)) {
		if !slices.Contains(terms, word) {
			terms = append(terms, word)
		}
	}
	if len([]rune(words)) > searchLength || len(terms) == 0 || len(terms) > searchTerms {
		return nil, fault.At("text", fault.BadUserInput, "expected", "1 to 8 words, of at most 100 characters together")
	}
	return terms, nil
}

func searchAfter(t *Tx, list []byte, cursor string) (searchPlace, error) {
	values, err := t.Unseal(list, cursor, "after")
	if err != nil {
		return searchPlace{}, err
	}
	class, err := strconv.Atoi(*values[0])
	if err != nil {
		return searchPlace{}, err
	}
	id, err := uuid.Parse(*values[2])
	return searchPlace{Class: class, At: *values[1], ID: id}, err
}

// searchSQL asks for so many that hold the words, and of each whether row security shows it.
var searchSQL = func() string {
	var seen strings.Builder
	for _, s := range searchedNouns {
		fmt.Fprintf(&seen, "\n    WHEN '%s' THEN EXISTS (SELECT FROM %s t WHERE t.id = f.record_id)", s.Letter, s.Table)
	}
	return "SELECT f.noun, f.class, f.at::text AS at, f.record_id, CASE f.noun" + seen.String() + ` ELSE FALSE END AS seen
FROM search_found($1, $2, $3, $4, $5, $6) AS f
ORDER BY f.class DESC, f.at DESC, f.record_id DESC`
}()

// search finds the first that the viewer sees after a place: more are asked for where many are not his to see.
func (t *Tx) search(ctx context.Context, nouns pq.StringArray, terms []string, from searchPlace, most int) (seen []searchPlace, err error) {
	for ask := 2 * most; ; ask = min(8*ask, 10_000) {
		var found []searchPlace
		if err := t.Select(ctx, &found, searchSQL, nouns, pq.StringArray(terms), from.Class, from.At, from.ID, ask); err != nil {
			return nil, err
		}
		for _, f := range found {
			if f.Seen {
				seen = append(seen, f)
			}
		}
		if len(found) < ask || len(seen) >= most {
			return seen[:min(most, len(seen))], nil
		}
		from = found[len(found)-1]
	}
}

// searchRows reads the records found, each noun's together; reads of confidential ones are logged.
func searchRows(ctx context.Context, found []searchPlace) (map[uuid.UUID]reflect.Value, error) {
	rows := map[uuid.UUID]reflect.Value{}
	for _, s := range searchedNouns {
		var ids []uuid.UUID
		for _, f := range found {
			if f.Noun == s.Letter {
				ids = append(ids, f.ID)
			}
		}
		nodes, at, err := s.Object.Keyed(ctx, ids, read.Reading{Known: true})
		if err != nil {
			return nil, err
		}
		for id, i := range at {
			rows[id] = nodes[i]
		}
	}
	return rows, nil
}

// hitOf tells where in a record the words stand: in the field that holds one of them best.
func hitOf(f searchPlace, row reflect.Value, terms []string) *SearchHit {
	s := searchedNouns[slices.IndexFunc(searchedNouns, func(s Searched) bool { return s.Letter == f.Noun })]
	hit := &SearchHit{Type: s.Type, Row: row.Addr().Interface(), Score: float64(f.Class) / 4}
	title, best := "", 0
	for _, column := range slices.Concat(s.Heads, s.Texts) {
		value := textOf(row, column)
		if column == s.Title {
			title = value
		}
		for _, term := range terms {
			if c := classIn(value, term, slices.Contains(s.Heads, column)); c > best {
				best, hit.Field, hit.Excerpt = c, fieldOf(column), excerpt(value, terms)
			}
		}
	}
	if best == 0 { // by how it is read
		hit.Field, hit.Excerpt = fieldOf(s.Title), excerpt(title, []string{fold(title)})
	}
	hit.Title = excerpt(title, nil).Text
	return hit
}

// classIn is how well a field holds a word (search_class).
func classIn(value, term string, head bool) int {
	value = fold(value)
	switch {
	case !strings.Contains(value, term) || !head && len([]rune(term)) == 1:
		return 0
	case !head:
		return 1
	case value == term:
		return 4
	case strings.HasPrefix(value, term):
		return 3
	}
	return 2
}

func fieldOf(column string) SearchField { return SearchField(strings.ToUpper(column)) }

// textOf is a row's column of text; empty where it has no value.
func textOf(row reflect.Value, column string) string {
	for i := range row.NumField() {
		if row.Type().Field(i).Tag.Get("db") != column {
			continue
		}
		v := row.Field(i)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return ""
			}
			v = v.Elem()
		}
		return v.String()
	}
	return ""
}

// fold is a text as it is compared: search_fold in the database.
func fold(s string) string { return folding.Replace(strings.Map(small, norm.NFKC.String(s))) }

var folding = strings.NewReplacer("〔", "[", "〕", "]", "【", "[", "】", "]", "\n", " ", "\t", " ")

func small(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// excerpt is a text on one line, or the part of it around the first word, with "…" where it goes on.
func excerpt(value string, terms []string) *SearchExcerpt {
	whole := []rune(strings.NewReplacer("\n", " ", "\t", " ").Replace(value))
	in := make([]bool, len(whole))
	begin := -1
	for _, term := range terms {
		for _, m := range placesOf(whole, term) {
			for i := m[0]; i < m[1]; i++ {
				in[i] = true
			}
			if begin < 0 || m[0] < begin {
				begin = m[0]
			}
		}
	}
	from, to := 0, len(whole)
	if len(whole) > excerptLong {
		from = min(max(0, begin-excerptLead), len(whole)-excerptLong)
		to = from + excerptLong
	}
	e := &SearchExcerpt{Matches: []*TextRange{}}
	var shown []rune
	if from > 0 {
		shown = append(shown, '…')
	}
	for i := from; i < to; i++ {
		if in[i] {
			at := units(shown)
			if i == from || !in[i-1] {
				e.Matches = append(e.Matches, &TextRange{Start: at})
			}
			last := e.Matches[len(e.Matches)-1]
			last.Length = at - last.Start + units(whole[i:i+1])
		}
		shown = append(shown, whole[i])
	}
	if to < len(whole) {
		shown = append(shown, '…')
	}
	e.Text = string(shown)
	return e
}

func units(text []rune) int32 { return int32(len(utf16.Encode(text))) }

// placesOf finds a folded word in a text, as places of the text's own characters.
func placesOf(text []rune, term string) (places [][2]int) {
	var folded []rune
	var at []int
	for i, r := range text {
		for _, f := range fold(string(r)) {
			folded, at = append(folded, f), append(at, i)
		}
	}
	word := []rune(term)
	for i := 0; i+len(word) <= len(folded); i++ {
		if slices.Equal(folded[i:i+len(word)], word) {
			places = append(places, [2]int{at[i], at[i+len(word)-1] + 1})
		}
	}
	return places
}
