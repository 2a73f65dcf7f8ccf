package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/coding"
	"huishang/internal/cost"
	"huishang/internal/fault"
)

// What a table says of itself, beside its rows: how many there are, whether the list goes on behind a page that was
// asked for, and where.
const (
	rowsHeader   = "Huishang-Rows"
	moreHeader   = "Huishang-More"
	cursorHeader = "Huishang-Next-Cursor"
	costHeader   = "Huishang-Cost"
)

// tableStep is how many rows of a table are read at a time, at most (read.TableRows).
const tableStep = 500

// tabling is an operation that is asked as a table, or as several.
type tabling struct {
	document  *ast.QueryDocument
	operation *ast.OperationDefinition
	variables map[string]any
	wanted    any // extensions.table
	run       func(context.Context, *ast.OperationDefinition) *graphql.Response
}

// tabulate answers an operation with its lists as a table. They are read whole, page by page, in one snapshot and
// into a file, before anything is sent: so a table that cannot be whole is refused with a code, what was read stands
// in the read log before it leaves, a slow client holds no connection of the database, and one that was cut is told
// by the length (docs/decisions/0020). A response is a refusal.
func (e *endpoint) tabulate(ctx context.Context, x *exchange, t *tabling) *graphql.Response {
	if t.operation.Operation != ast.Query {
		return refuse(ctx, fault.New(fault.BadRequest, "expected", "a query, to be answered as a table"))
	}
	shapes, wrong := shapesOf(e.Schema.Schema(), selection(nil, t.operation.SelectionSet, t.variables), t.variables, x.form != csvText)
	if wrong != nil {
		return refuse(ctx, wrong)
	}
	all, file, refused := wanted(ctx, t.wanted, shapes, x.form)
	if refused != nil {
		return &graphql.Response{Errors: gqlerror.List{refused}}
	}
	if refused := e.steps(ctx, x, t, shapes); refused != nil {
		return &graphql.Response{Errors: gqlerror.List{refused}}
	}
	// Waiting for a place and reading have a time each, and a refusal after both is still to be sent.
	_ = http.NewResponseController(x.w).SetWriteDeadline(time.Now().Add(2*e.Limits.TableWithin + tablePace))
	waiting, waited := context.WithTimeout(ctx, e.Limits.TableWithin)
	defer waited()
	select {
	case e.tables <- struct{}{}:
		defer func() { <-e.tables }()
	case <-waiting.Done():
		return refuse(ctx, fault.New(fault.Timeout))
	}
	ctx, cancel := context.WithTimeout(ctx, e.Limits.TableWithin)
	defer cancel()
	out := &sheet{most: e.Limits.TableSize, media: x.form, held: &e.held, heldMost: e.Limits.TablesHeld}
	if x.form != xlsxBook { // which is compressed in itself
		out.coding = coding.Negotiate(x.r)
	}
	response := e.Table(ctx, func(ctx context.Context) *graphql.Response {
		return e.lists(ctx, x, t, all, file, out)
	})
	if response == nil {
		x.sheet = out
	} else {
		out.close()
	}
	return response
}

// steps says how many rows each list is read at a time: as many as an operation may cost. One that costs too much with
// a single row is refused. The cost is that of the lists without their rows.
func (e *endpoint) steps(ctx context.Context, x *exchange, t *tabling, shapes []*shape) *gqlerror.Error {
	base := int64(0)
	for _, s := range shapes {
		if !s.whole {
			if refused := e.tooCostly(ctx, x, t.document, s.operation(t.operation, 0, ""), t.variables); refused != nil {
				return refused
			}
			base += x.cost
			continue
		}
		if refused := e.tooCostly(ctx, x, t.document, s.operation(t.operation, 1, ""), t.variables); refused != nil {
			return refused
		}
		one := x.cost
		two, err := cost.Of(e.Schema.Schema(), t.document.Fragments, s.operation(t.operation, 2, ""), t.variables, e.Limits.Cost)
		if err != nil {
			return refusal(ctx, fault.All(err)[0])
		}
		s.perRow = max(two.Requested-one, 1)
		s.step = min((e.Limits.Cost-one)/s.perRow+1, tableStep)
		base += one - s.perRow
	}
	x.cost = base
	return nil
}

// form writes lists into a document: of each its beginning, its rows in the order in which they are read, at least once,
// and after all of them the document's end.
type form interface {
	begin(l *listing)
	rows(l *listing, rows []any) *fault.Error
	end(all []*listing) *fault.Error
}

func formOf(out *sheet, all []*listing) form {
	switch out.media {
	case xlsxBook:
		return newBook(out, all)
	case ndJSON:
		return &lines{out: out}
	}
	return &commas{out: out}
}

// lists reads one list after the other into the document.
func (e *endpoint) lists(ctx context.Context, x *exchange, t *tabling, all []*listing, file string, out *sheet) *graphql.Response {
	zone := e.Zone(ctx)
	out.name = file + "-" + e.Now().In(zone).Format(time.DateOnly) + extensionOf[out.media]
	to := formOf(out, all)
	for _, l := range all {
		l.zone = zone
		to.begin(l)
		if refused := e.pages(ctx, x, t, l, to, out); refused != nil {
			return refused
		}
		out.rows += l.count
		out.more, out.cursor = l.more, l.cursor // a page is asked of one list alone
	}
	refused := to.end(all)
	out.finish()
	return e.spoilt(ctx, out, all[len(all)-1], refused)
}

// spoilt is the refusal of a document that could not be written whole; nil where all is well.
func (e *endpoint) spoilt(ctx context.Context, out *sheet, l *listing, refused *fault.Error) *graphql.Response {
	err := out.failed()
	switch {
	case errors.Is(err, errFull):
		return refuse(ctx, fault.New(fault.TableNotWhole, "list", l.path[len(l.path)-1]))
	case err != nil:
		e.Log.ErrorContext(ctx, "table", "request_id", RequestID(ctx), "error", err)
		return refuse(ctx, fault.New(fault.Unavailable))
	case refused != nil:
		return refuse(ctx, refused)
	}
	return nil
}

// pages reads a list into the document. A page whose rows hold too many others for one step is read again in smaller
// ones; a single row that does is refused.
func (e *endpoint) pages(ctx context.Context, x *exchange, t *tabling, l *listing, to form, out *sheet) *graphql.Response {
	for step, cursor := l.step, ""; ; {
		response := t.run(ctx, l.operation(t.operation, int(step), cursor))
		if len(response.Errors) > 0 {
			if step > 1 && codeOf(response.Errors[0]) == string(fault.TableNotWhole) {
				step = max(step/10, 1)
				continue
			}
			return &graphql.Response{Errors: response.Errors}
		}
		var data any
		decoder := json.NewDecoder(bytes.NewReader(response.Data))
		decoder.UseNumber()
		if err := decoder.Decode(&data); err != nil {
			return &graphql.Response{Errors: gqlerror.List{e.present(ctx, err)}}
		}
		p, found := l.page(data)
		if !found {
			return refuse(ctx, fault.New(fault.NotFound, "noun", fault.Term{Value: l.path[0], Label: fault.Text{EN: "record", ZH: "记录"}}))
		}
		rows := make([]any, 0, len(p.rows))
		for _, row := range p.rows {
			rows = append(rows, unfolded(l.row(row), l.unfold)...)
		}
		refused := to.rows(l, rows)
		l.count += len(rows)
		x.cost += int64(len(p.rows)) * l.perRow
		if refused := e.spoilt(ctx, out, l, refused); refused != nil {
			return refused
		}
		if !l.whole || !p.more {
			l.more, l.cursor = p.more, p.cursor
			return nil
		}
		cursor = p.cursor
	}
}

// sheet is a table on its way, in the coding in which it is sent: in memory while it is small, then in a file that has
// no name any more, so that nothing is left of it whatever happens.
type sheet struct {
	media   string
	name    string // of the file
	buffer  bytes.Buffer
	file    *os.File
	spilled int64 // into the file
	size    int64 // as it will be sent
	coding  coding.Coding
	coder   io.WriteCloser // nil up to coding.Least, and without a coding
	plain   int64          // how much was written
	most    int64          // of plain
	// held is what the files of all tables hold, up to heldMost.
	held     *atomic.Int64
	heldMost int64
	err      error
	rows     int
	more     bool
	cursor   string
}

// inMemory is up to where a table needs no file.
const inMemory = 1 << 20

var (
	errFull   = errors.New("the table is larger than a table may be")
	errNoRoom = errors.New("the tables that are being sent leave no room for another one")
)

// write writes what rows hold.
func (s *sheet) write(b []byte) {
	if s.hold(len(b)); s.err == nil {
		_, _ = s.Write(b)
	}
}

// hold counts what rows hold, whatever is sent of it.
func (s *sheet) hold(n int) {
	if s.err != nil {
		return
	}
	if s.plain += int64(n); s.plain > s.most {
		s.err = errFull
	}
}

func (s *sheet) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// Write takes bytes as they are sent, in their coding.
func (s *sheet) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n := len(b)
	switch {
	case s.coder != nil:
		_, s.err = s.coder.Write(b)
	case s.coding != coding.Identity && s.plain >= coding.Least:
		b = append(bytes.Clone(s.buffer.Bytes()), b...)
		s.buffer.Reset()
		s.coder = s.coding.Writer(&s.buffer)
		_, s.err = s.coder.Write(b)
	default:
		s.buffer.Write(b)
	}
	if s.err == nil && s.buffer.Len() >= inMemory {
		s.err = s.spill()
	}
	return n, s.err
}

// finish ends the table: from here on its size is known.
func (s *sheet) finish() {
	if s.coder == nil {
		s.coding = coding.Identity
	} else if err := s.coder.Close(); s.err == nil {
		s.err = err
	}
	s.size = s.spilled + int64(s.buffer.Len())
}

func (s *sheet) failed() error { return s.err }

// spill moves what is in memory to the file.
func (s *sheet) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "huishang-table-*"); err != nil {
			return err
		}
		if err := os.Remove(s.file.Name()); err != nil {
			return err
		}
	}
	n, err := s.buffer.WriteTo(s.file)
	s.spilled += n
	if s.held != nil && s.held.Add(n) > s.heldMost && err == nil {
		err = errNoRoom
	}
	return err
}

func (s *sheet) close() {
	if s.coder != nil {
		_ = s.coder.Close() // a second time where it is finished
	}
	if s.file != nil {
		_ = s.file.Close()
	}
	if s.held != nil {
		s.held.Add(-s.spilled)
		s.held = nil
	}
}

// reader reads the whole table from its beginning.
func (s *sheet) reader() (io.Reader, error) {
	if s.file == nil {
		return &s.buffer, nil
	}
	_, err := s.file.Seek(0, io.SeekStart)
	return io.MultiReader(s.file, &s.buffer), err
}

// A client takes its table at its own pace, but takes some of it each so often.
const (
	tableChunk = 64 << 10
	tablePace  = 30 * time.Second
)

// sendTable sends a table with its length, so that one that was cut is no table to its client.
func (x *exchange) sendTable() {
	defer x.sheet.close()
	from, err := x.sheet.reader()
	if err != nil {
		x.fail(http.StatusServiceUnavailable, fault.New(fault.Unavailable))
		return
	}
	h := x.w.Header()
	h.Set("Content-Type", x.sheet.media)
	if x.sheet.media == csvText {
		h.Set("Content-Type", csvText+"; charset=utf-8")
	}
	h.Set("Content-Disposition", Disposition(x.sheet.name))
	x.sheet.coding.Mark(h)
	h.Set("Content-Length", strconv.FormatInt(x.sheet.size, 10))
	h.Set(rowsHeader, strconv.Itoa(x.sheet.rows))
	h.Set(moreHeader, strconv.FormatBool(x.sheet.more))
	h.Set(costHeader, fmt.Sprint(x.cost))
	if x.sheet.more {
		h.Set(cursorHeader, x.sheet.cursor)
	}
	x.status = http.StatusOK
	deadline := http.NewResponseController(x.w)
	_ = deadline.SetWriteDeadline(time.Now().Add(tablePace)) // a recorder in a test has none
	x.w.WriteHeader(http.StatusOK)
	for err == nil {
		_, err = io.CopyN(x.w, from, tableChunk)
		_ = deadline.SetWriteDeadline(time.Now().Add(tablePace))
	}
}
