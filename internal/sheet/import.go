package sheet

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Report counts what an import did with a sheet's rows. Absent rows change nothing; equal rows change nothing.
// Written counts those added and changed that are written; less than both together, the sheet is on its way.
type Report struct {
	Sheet                      string
	Rows, Added, Changed, Same int
	Written                    int
}

// Done tells that the sheet is written.
func (r Report) Done() bool { return r.Written == r.Added+r.Changed }

// String counts in one line.
func (r Report) String() string { return r.Message(fault.EN) }

// Message counts in one line, in a language.
func (r Report) Message(l fault.Locale) string {
	switch {
	case !r.Done() && l == fault.ZH:
		return fmt.Sprintf("%s：已写入 %d 行，共 %d 行", sheetOf(r.Sheet).ZH, r.Written, r.Added+r.Changed)
	case !r.Done():
		return fmt.Sprintf("%s: %d of %d rows written", r.Sheet, r.Written, r.Added+r.Changed)
	case l == fault.ZH:
		return fmt.Sprintf("%s：%d 行，新增 %d，变更 %d，相同 %d", sheetOf(r.Sheet).ZH, r.Rows, r.Added, r.Changed, r.Same)
	}
	return fmt.Sprintf("%s: %d rows, %d added, %d changed, %d the same", r.Sheet, r.Rows, r.Added, r.Changed, r.Same)
}

// Import writes a workbook, all or nothing, as the operator, with a line of history for each record that it adds
// or changes. What is wrong with it comes back as one Problems: bad cells and bad rows, of all sheets. progress is
// told how far each sheet is and once it is written, which the end may still undo. The same workbook twice changes
// nothing (D-ORG-7).
func Import(ctx context.Context, d *db.DB, book *Workbook, progress func(Report)) ([]Report, error) {
	var reports []Report
	err := d.System(ctx, func(ctx context.Context, _ *db.Tx) error {
		i := newImporter(ctx, book, progress)
		if err := i.run(); err != nil {
			return err
		}
		reports = i.reports
		return nil
	})
	return reports, err
}

// pause is how long an import may be silent, where it has something to tell.
const pause = 2 * time.Second

// Lines tells of an import line by line: of each sheet once it is written, and where that takes longer, how far it
// is, every two seconds.
func Lines(out io.Writer, l fault.Locale, now clock.Clock) func(Report) {
	last := now()
	return func(r Report) {
		if r.Done() || now().Sub(last) >= pause {
			last = now()
			fmt.Fprintln(out, r.Message(l))
		}
	}
}

// batchRows are the rows of one statement: many, and still well within its time-out.
const batchRows = 2000

// importer holds what is stored and what a workbook adds to it, by their keys.
type importer struct {
	ctx      context.Context
	book     *Workbook
	progress func(Report)
	problems Problems
	reports  []Report

	rows  map[string][]Row           // by sheet, the rows whose cells are sound, each key once
	named map[string]map[string]*Row // by sheet and key, every row, sound or not

	provinces   []uuid.UUID
	orgs        map[string]*db.Organisation
	departments map[string]*db.Department
	posts       map[string]*db.Post
	orgByID     map[ident.OrganisationID]*db.Organisation
	postByID    map[ident.PostID]*db.Post
	roles       map[ident.PostID][]*db.PostRole
	people      map[string]*db.ImportedPerson
	codes       map[read.CodeTable][]*read.Code
	domains     map[string]fault.Term // risk domains as they are called

	counted map[string]*Report // by sheet, what becomes of its rows

	ends   []func() error // what ends comes first: it makes room for what begins
	writes []func() error
}

// newImporter sorts the workbook's rows and refuses a key that its sheet has already.
func newImporter(ctx context.Context, book *Workbook, progress func(Report)) *importer {
	i := &importer{
		ctx: ctx, book: book, progress: progress, problems: slices.Clone(book.problems),
		rows: map[string][]Row{}, named: map[string]map[string]*Row{}, counted: map[string]*Report{},
	}
	for _, s := range Sheets {
		i.named[s.Name] = map[string]*Row{}
		for n := range book.rows[s.Name] {
			r := &book.rows[s.Name][n]
			key := r.key(s)
			if i.named[s.Name][key] != nil {
				i.bad(*r, s.Key[len(s.Key)-1], fault.New(fault.CodeTaken))
				continue
			}
			i.named[s.Name][key] = r
			if !r.bad {
				i.rows[s.Name] = append(i.rows[s.Name], *r)
			}
		}
	}
	return i
}

func (i *importer) run() error {
	if err := i.load(); err != nil {
		return err
	}
	i.organisations()
	i.allDepartments()
	i.allPosts()
	i.allPeople()
	i.index()
	for _, step := range []func() error{i.appointments, i.portfolios, i.calendar, i.lists} {
		if err := step(); err != nil {
			return err
		}
	}
	if len(i.problems) > 0 {
		return i.problems.sorted()
	}
	if err := i.complete(); err != nil {
		return err
	}
	for _, write := range slices.Concat(i.ends, i.writes) {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// complete makes sure that no row is lost: each is added, changed or the same. The rules refuse every other one; where
// they do not, nothing is written.
func (i *importer) complete() error {
	for _, s := range Sheets {
		read, done := len(i.book.rows[s.Name]), 0
		if c := i.counted[s.Name]; c != nil {
			done = c.Added + c.Changed + c.Same
		}
		if read != done {
			return fmt.Errorf("%s: %d rows were read and %d found their place; nothing was imported", s.Name, read, done)
		}
	}
	return nil
}

// index finds organisations and posts by id, once all are known.
func (i *importer) index() {
	i.orgByID = make(map[ident.OrganisationID]*db.Organisation, len(i.orgs))
	for _, o := range i.orgs {
		i.orgByID[o.ID] = o
	}
	i.postByID = make(map[ident.PostID]*db.Post, len(i.posts))
	for _, p := range i.posts {
		i.postByID[p.ID] = p
	}
}

func (i *importer) bad(r Row, column string, e *fault.Error) {
	i.problems = append(i.problems, Problem{Sheet: r.Sheet, Row: r.Line, Column: column, Error: e.About(sheetOf(r.Sheet).called(column))})
}

// unknown refuses a reference that neither the database nor the workbook has. What the workbook has and is not
// sound is named where it stands.
func (i *importer) unknown(r Row, column, sheet, key string) {
	if i.named[sheet][key] == nil && !i.book.unread[sheet] {
		i.bad(r, column, fault.New(fault.Unknown, "value", r.text(column)))
	}
}

// inUse refuses a reference to what is deactivated.
func (i *importer) inUse(r Row, column string, active bool) {
	if !active {
		i.bad(r, column, fault.New(fault.Inactive))
	}
}

// today is the day in the zone of an organisation, which is its province's.
func (i *importer) today(id ident.OrganisationID) (clock.Date, error) {
	o := i.orgByID[id]
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return clock.Date{}, err
	}
	return clock.Today(db.From(i.ctx).Now, zone), nil
}

// known reads a set of codes and refuses those outside of the column's table, and doubles.
func (i *importer) known(r Row, column string) []string {
	values, table := r.set(column), sheetOf(r.Sheet).column(column).Codes
	for n, v := range values {
		if !slices.ContainsFunc(i.codes[table], func(c *read.Code) bool { return c.Code == v }) {
			i.bad(r, column, fault.New(fault.Unknown, "value", fault.Echoed(v), "nearest", read.Nearest(v, i.codes[table])))
		} else if slices.Contains(values[:n], v) {
			i.bad(r, column, fault.New(fault.Duplicate, "place", n+1))
		}
	}
	return values
}

// load reads what is stored of the provinces that the workbook speaks of.
func (i *importer) load() error {
	var codes []string
	for _, rows := range i.rows {
		for _, r := range rows {
			for _, column := range []string{"organisation", "code", "post", "holder"} {
				if p := provinceOf(r.text(column)); p != "" && !slices.Contains(codes, p) {
					codes = append(codes, p)
				}
			}
		}
	}
	var err error
	if i.provinces, err = db.ProvinceIDs(i.ctx, codes); err != nil {
		return err
	}
	i.codes, i.domains = map[read.CodeTable][]*read.Code{}, map[string]fault.Term{}
	for _, table := range []read.CodeTable{read.PostCategories, read.RiskDomains, read.BusinessLines} {
		var err error
		if i.codes[table], err = read.Codes(i.ctx, table); err != nil {
			return err
		}
	}
	for _, c := range i.codes[read.RiskDomains] {
		i.domains[c.Code] = c.Term()
	}
	if i.orgs, err = stored(i, db.Organisations, func(o *db.Organisation) string { return o.Code }); err != nil {
		return err
	}
	if i.departments, err = stored(i, db.Departments, func(d *db.Department) string { return d.Code }); err != nil {
		return err
	}
	if i.posts, err = stored(i, db.Posts, func(p *db.Post) string { return p.Code }); err != nil {
		return err
	}
	return cmp.Or(i.loadRoles(), i.loadPeople())
}

func (i *importer) loadRoles() error {
	roles, err := db.Stored(i.ctx, db.PostRoles, i.provinces)
	i.roles = map[ident.PostID][]*db.PostRole{}
	for _, r := range roles {
		if r.State == db.Confirmed || r.State == db.Proposed {
			i.roles[r.PostID] = append(i.roles[r.PostID], r)
		}
	}
	return err
}

func (i *importer) loadPeople() error {
	people, err := db.Stored(i.ctx, db.People, i.provinces)
	if err != nil {
		return err
	}
	contacts, err := db.StoredContacts(i.ctx, i.provinces)
	if err != nil {
		return err
	}
	codeOf := map[ident.OrganisationID]string{}
	for _, o := range i.orgs {
		codeOf[o.ID] = o.Code
	}
	byID := make(map[ident.PersonID]*db.ImportedPerson, len(people))
	i.people = make(map[string]*db.ImportedPerson, len(people))
	for _, p := range people {
		byID[p.ID] = &db.ImportedPerson{Person: *p}
		i.people[personKey(codeOf[p.ProvinceID], p.Number)] = byID[p.ID]
	}
	for _, c := range contacts {
		byID[c.PersonID].Phone, byID[c.PersonID].Email = c.Phone, c.Email
	}
	return nil
}

func stored[T any](i *importer, o *read.Object[T], key func(*T) string) (map[string]*T, error) {
	rows, err := db.Stored(i.ctx, o, i.provinces)
	m := make(map[string]*T, len(rows))
	for _, r := range rows {
		m[key(r)] = r
	}
	return m, err
}

// provinceOf is the province's code that begins a code; empty for what is no code.
func provinceOf(text string) string {
	for n, r := range text {
		if r == '-' || r == '/' || r == '.' {
			return text[:n]
		}
		if r < 'A' || r > 'Z' {
			return ""
		}
	}
	return text
}

// batch sorts a sheet's rows into those to add, to change and the same.
type batch[T any] struct {
	i       *importer
	report  Report
	added   []*T
	changed []*T
	history map[*T]*db.Event
}

func begin[T any](i *importer, sheet string) *batch[T] {
	return &batch[T]{i: i, report: Report{Sheet: sheet, Rows: len(i.rows[sheet])}, history: map[*T]*db.Event{}}
}

// add takes a row that is new, and its line of history.
func (b *batch[T]) add(row *T, e db.Event) {
	b.added = append(b.added, row)
	b.history[row] = &e
}

// change takes a row that is stored already, if it differs, and its line of history.
func (b *batch[T]) change(differs bool, next *T, e db.Event) {
	if !differs {
		b.report.Same++
		return
	}
	b.changed = append(b.changed, next)
	b.history[next] = &e
}

// put writes some of the sheet's rows with their history, and tells how far it is.
func (b *batch[T]) put(rows []*T, write func(context.Context, []*T) (int64, error)) error {
	return put(b.i.ctx, rows, func(ctx context.Context, part []*T) (int64, error) {
		n, err := write(ctx, part)
		if err != nil || n != int64(len(part)) {
			return n, err
		}
		var events []*db.Event
		for _, r := range part {
			if e := b.history[r]; e != nil {
				events = append(events, e)
			}
		}
		if err := db.From(ctx).RecordAll(ctx, events); err != nil {
			return 0, err
		}
		b.report.Written += len(part)
		if !b.report.Done() {
			b.i.progress(b.report)
		}
		return n, nil
	})
}

// end schedules the sheet's writes and its report.
func (b *batch[T]) end(write func() error) {
	if b.report.Rows == 0 {
		return
	}
	b.report.Added, b.report.Changed = len(b.added), len(b.changed)
	b.i.counted[b.report.Sheet] = &b.report
	b.i.writes = append(b.i.writes, func() error {
		if err := write(); err != nil {
			return err
		}
		b.i.reports = append(b.i.reports, b.report)
		b.i.progress(b.report)
		return nil
	})
}

// within counts rows that are part of another sheet's: they are written with it.
func (i *importer) within(sheet string, n [3]int) {
	r := Report{Sheet: sheet, Rows: len(i.rows[sheet]), Added: n[isAdded], Changed: n[isChanged], Same: n[isSame], Written: n[isAdded] + n[isChanged]}
	if r.Rows == 0 {
		return
	}
	i.counted[sheet] = &r
	i.writes = append(i.writes, func() error {
		i.reports = append(i.reports, r)
		i.progress(r)
		return nil
	})
}

// put writes rows in batches and believes each by its row count: what was read in this transaction and has
// changed since belongs to somebody else.
func put[T any](ctx context.Context, rows []*T, write func(context.Context, []*T) (int64, error)) error {
	for part := range slices.Chunk(rows, batchRows) {
		n, err := write(ctx, part)
		if err != nil {
			return err
		}
		if n != int64(len(part)) {
			return fault.New(fault.ChangedMeanwhile)
		}
	}
	return nil
}

// partition keeps the order in both parts.
func partition[T any](rows []*T, is func(*T) bool) (those, others []*T) {
	for _, r := range rows {
		if is(r) {
			those = append(those, r)
		} else {
			others = append(others, r)
		}
	}
	return those, others
}

func same[T comparable](a, b *T) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}
