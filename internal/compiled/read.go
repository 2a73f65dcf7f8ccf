package compiled

import (
	"context"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"huishang/db/read"
)

// rows are the rows of a level as they were read, with what each load gave for them.
type rows struct {
	list  []reflect.Value
	loads []given
}

// given is what a load gave: by its shape one of one, lists, pages and values, each with an entry for every row above.
type given struct {
	to     *rows
	mixed  []mixed // rows of several objects, to which the places lead then
	each   []*rows // those rows by their object
	one    []int32 // the place of the row; -1: none
	lists  []read.PlacesOf
	pages  []read.PageOf
	values []reflect.Value
	errs   []error // of a call; nil where none failed
	counts []counted
}

// mixed is a row among those of several objects.
type mixed struct {
	variant int
	place   int32
}

// counted are the counts of the lists of a load.
type counted struct {
	to  *rows
	at  []int32 // the place of a list's count
	err error   // why there is none
}

// run is one request's answer to a plan.
type run struct {
	ctx       context.Context
	calls     context.Context  // of resolvers that are called
	arguments []map[string]any // by the numbers of plan.asked
}

func (r *run) argumentsOf(asked int) map[string]any {
	if asked < 0 {
		return nil
	}
	return r.arguments[asked]
}

// listArguments are a connection's arguments, as resolvers gather them.
func listArguments(m map[string]any) (a read.ListArgs) {
	a.Filter, _ = m["filter"].(map[string]any)
	a.OrderBy, _ = m["orderBy"].([]*read.Order)
	a.First, _ = m["first"].(*int32)
	a.After, _ = m["after"].(*string)
	a.Last, _ = m["last"].(*int32)
	a.Before, _ = m["before"].(*string)
	return a
}

// reading is what of a level's rows is read.
func (l *level) reading() read.Reading {
	r := read.Reading{Known: l.known}
	if !l.whole {
		r.Fields = l.fields
		if r.Fields == nil {
			r.Fields = []int{}
		}
	}
	return r
}

// below reads what the loads of a level give for its rows.
func (r *run) below(l *level, list []reflect.Value) *rows {
	at := &rows{list: list, loads: make([]given, len(l.loads))}
	if len(list) == 0 {
		return at
	}
	for i, one := range l.loads {
		if e := one.binding.relation; l.shared && e != nil && e.Follow != nil {
			at.loads[i] = r.followed(one, list)
			continue
		}
		at.loads[i] = r.load(one, list)
	}
	return at
}

// followed follows an edge to one of rows that may be others' too: what it leads to was perhaps read for them.
func (r *run) followed(l *load, list []reflect.Value) given {
	found, at, err := l.binding.relation.Follow(r.ctx, list)
	if err != nil {
		return fail(len(list), err)
	}
	return given{to: r.below(l.to, found), one: at}
}

// fail gives the same failure to every row.
func fail(n int, err error) given {
	errs := make([]error, n)
	for i := range errs {
		errs[i] = err
	}
	return given{errs: errs}
}

func (r *run) load(l *load, list []reflect.Value) given {
	switch by := l.binding; {
	case by.list != nil:
		a := listArguments(r.argumentsOf(l.asked))
		return r.paged(l, len(list), func(reading read.Reading) (*read.Pages, error) { return by.list.Page(r.ctx, a, reading) },
			func(limit *int32) ([]*read.Count, error) {
				c, err := by.list.Count(r.ctx, a, limit)
				return []*read.Count{c}, err
			})
	case by.relation == nil:
		return r.called(l, list)
	case by.relation.Key != nil:
		return r.one(l, list)
	case by.relation.Sets != nil:
		found, sets, err := by.relation.Sets(r.ctx, list, l.to.reading())
		if err != nil {
			return fail(len(list), err)
		}
		return given{to: r.below(l.to, found), lists: sets}
	default:
		a := listArguments(r.argumentsOf(l.asked))
		return r.paged(l, len(list), func(reading read.Reading) (*read.Pages, error) { return by.relation.Pages(r.ctx, list, a, reading) },
			func(limit *int32) ([]*read.Count, error) { return by.relation.Counts(r.ctx, list, a, limit) })
	}
}

// one follows an edge to one for all rows.
func (r *run) one(l *load, list []reflect.Value) given {
	keys, ids := make([]*uuid.UUID, len(list)), make([]uuid.UUID, 0, len(list))
	seen := make(map[uuid.UUID]bool, len(list))
	for i, row := range list {
		keys[i] = l.binding.relation.Key(row)
		if keys[i] != nil && !seen[*keys[i]] {
			seen[*keys[i]] = true
			ids = append(ids, *keys[i])
		}
	}
	found, places, err := l.binding.relation.To.Keyed(r.ctx, ids, l.to.reading())
	if err != nil {
		return fail(len(list), err)
	}
	at := make([]int32, len(list))
	for i, key := range keys {
		at[i] = -1
		if key != nil {
			if place, ok := places[*key]; ok {
				at[i] = place
			}
		}
	}
	return given{to: r.below(l.to, found), one: at}
}

// paged reads pages, and counts their lists where that is asked.
func (r *run) paged(l *load, n int, read func(read.Reading) (*read.Pages, error), count func(limit *int32) ([]*read.Count, error)) given {
	reading := l.to.reading()
	reading.Cursors = l.cursors
	pages, err := read(reading)
	if err != nil {
		return fail(n, err)
	}
	g := given{to: r.below(l.to, pages.Rows), pages: pages.Of}
	for _, c := range l.counts {
		g.counts = append(g.counts, r.count(c, pages.Of, count))
	}
	return g
}

// count counts the lists whose pages are shown.
func (r *run) count(c *count, of []read.PageOf, count func(limit *int32) ([]*read.Count, error)) counted {
	shown := false
	for i := range of {
		shown = shown || !of[i].Null && of[i].Err == nil
	}
	if !shown {
		return counted{}
	}
	limit, _ := r.argumentsOf(c.asked)["limit"].(*int32)
	counts, err := count(limit)
	if err != nil {
		return counted{err: err}
	}
	list, at := make([]reflect.Value, len(counts)), make([]int32, len(counts))
	for i, one := range counts {
		list[i], at[i] = reflect.ValueOf(one).Elem(), int32(i)
	}
	return counted{to: r.below(c.to, list), at: at}
}

// called asks a resolver, a method or a field of the struct, row by row.
func (r *run) called(l *load, list []reflect.Value) given {
	values := make([]reflect.Value, len(list))
	var errs []error
	for i, row := range list {
		if l.binding.call == nil {
			values[i] = row.Field(l.binding.column)
			continue
		}
		var err error
		if values[i], err = l.binding.call.of(r.calls, row, r.argumentsOf(l.asked)); err != nil {
			if errs == nil {
				errs = make([]error, len(list))
			}
			errs[i] = err
		}
	}
	g := given{errs: errs}
	switch l.shape {
	case plain:
		g.values = values
	case pageOf:
		r.turned(&g, l, values)
	case oneRow:
		g.one = make([]int32, len(list))
		var below []reflect.Value
		for i, v := range values {
			g.one[i] = -1
			if v = row(v); v.IsValid() && (errs == nil || errs[i] == nil) {
				g.one[i] = int32(len(below))
				below = append(below, v)
			}
		}
		r.rowsBelow(&g, l, below)
	case rowList:
		g.lists = make([]read.PlacesOf, len(list))
		var below []reflect.Value
		for i, v := range values {
			if errs != nil && errs[i] != nil {
				continue
			}
			g.lists[i].Null = v.IsNil()
			for j := range v.Len() {
				place := int32(-1)
				if one := row(v.Index(j)); one.IsValid() {
					place = int32(len(below))
					below = append(below, one)
				}
				g.lists[i].At = append(g.lists[i].At, place)
			}
		}
		r.rowsBelow(&g, l, below)
	}
	return g
}

// rowsBelow reads what is below rows that calls gave, of one object or of several.
func (r *run) rowsBelow(g *given, l *load, below []reflect.Value) {
	if l.variants == nil {
		g.to = r.below(l.to, below)
		return
	}
	lists := make([][]reflect.Value, len(l.variants))
	g.mixed = make([]mixed, len(below))
	for i, row := range below {
		is := slices.IndexFunc(l.variants, func(v variant) bool { return v.to.row == row.Type() })
		g.mixed[i] = mixed{is, int32(len(lists[is]))}
		lists[is] = append(lists[is], row)
	}
	g.each = make([]*rows, len(lists))
	for i, list := range lists {
		g.each[i] = r.below(l.variants[i].to, list)
	}
}

// row is a row's struct so that its fields may be pointed to; nothing where there is none.
func row(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		return v
	}
	if v.Kind() == reflect.Pointer {
		return v.Elem()
	}
	if v.CanAddr() {
		return v
	}
	own := reflect.New(v.Type()).Elem()
	own.Set(v)
	return own
}

// turned takes the pages that calls gave.
func (r *run) turned(g *given, l *load, values []reflect.Value) {
	g.pages = make([]read.PageOf, len(values))
	var below []reflect.Value
	given := make([]read.Paged, len(values))
	for i, v := range values {
		if g.errs != nil && g.errs[i] != nil {
			continue
		}
		given[i] = v.Interface().(read.Paged)
		turned := given[i].Turned()
		if turned == nil {
			g.pages[i].Null = true
			continue
		}
		g.pages[i] = turned.Of[0]
		g.pages[i].From += int32(len(below))
		g.pages[i].To += int32(len(below))
		below = append(below, turned.Rows...)
	}
	g.to = r.below(l.to, below)
	for _, c := range l.counts {
		g.counts = append(g.counts, r.count(c, g.pages, func(limit *int32) ([]*read.Count, error) {
			counts := make([]*read.Count, len(given))
			for i, page := range given {
				counts[i] = &read.Count{}
				if page == nil || g.pages[i].Null {
					continue
				}
				var err error
				if counts[i], err = page.TotalCount(r.calls, limit); err != nil {
					return nil, err
				}
			}
			return counts, nil
		}))
	}
}
