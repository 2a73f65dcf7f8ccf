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

// tableStep is how many rows of a table are read at a time, at most.
const tableStep = cost.PageMax

// tabulate answers an operation with its list as a table. The list is read whole, page by page, in one snapshot and
// into a file, before anything is sent: so a table that cannot be whole is refused with a code, what was read stands
// in the read log before it leaves, a slow client holds no connection of the database, and one that was cut is told
// by the length (docs/decisions/0020). A response is a refusal.
func (e *endpoint) tabulate(ctx context.Context, x *exchange, d *ast.QueryDocument, op *ast.OperationDefinition, run func(context.Context, *ast.OperationDefinition) *graphql.Response, variables map[string]any) *graphql.Response {
	if op.Operation != ast.Query {
		return refuse(ctx, fault.New(fault.BadRequest, "expected", "a query, to be answered as a table"))
	}
	s, wrong := shapeOf(e.Schema.Schema(), selection(nil, op.SelectionSet, variables), variables)
	if wrong != nil {
		return refuse(ctx, wrong)
	}
	step, refused := e.step(ctx, x, d, op, s, variables)
	if refused != nil {
		return &graphql.Response{Errors: gqlerror.List{refused}}
	}
	select {
	case e.tables <- struct{}{}:
		defer func() { <-e.tables }()
	case <-ctx.Done():
		return refuse(ctx, fault.New(fault.Timeout))
	}
	out := &sheet{most: e.Limits.TableSize, coding: coding.Negotiate(x.r)}
	response := e.Table(ctx, func(ctx context.Context) *graphql.Response {
		return e.pages(ctx, x, op, s, step, out, run)
	})
	if response == nil {
		x.sheet = out
	} else {
		out.close()
	}
	return response
}

// step is how many rows the list is read at a time: as many as an operation may cost. One that costs too much with a
// single row is refused.
func (e *endpoint) step(ctx context.Context, x *exchange, d *ast.QueryDocument, op *ast.OperationDefinition, s *shape, variables map[string]any) (int64, *gqlerror.Error) {
	if !s.whole {
		return 0, e.tooCostly(ctx, x, d, op, variables)
	}
	if refused := e.tooCostly(ctx, x, d, s.operation(op, 1, ""), variables); refused != nil {
		return 0, refused
	}
	one := x.cost
	two, err := cost.Of(e.Schema.Schema(), d.Fragments, s.operation(op, 2, ""), variables, e.Limits.Cost)
	if err != nil {
		return 0, refusal(ctx, fault.All(err)[0])
	}
	x.perRow = max(two.Requested-one, 1)
	x.cost = one - x.perRow
	return min((e.Limits.Cost-one)/x.perRow+1, tableStep), nil
}

// pages reads the list into the sheet. A page whose rows hold too many others for one step is read again in smaller
// ones; a single row that does is refused.
func (e *endpoint) pages(ctx context.Context, x *exchange, op *ast.OperationDefinition, s *shape, step int64, out *sheet, run func(context.Context, *ast.OperationDefinition) *graphql.Response) *graphql.Response {
	out.write([]byte("\ufeff"))
	out.write(line(columns("", s.rows)))
	for cursor := ""; ; {
		response := run(ctx, s.operation(op, int(step), cursor))
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
		p, found := s.page(data)
		if !found {
			return refuse(ctx, fault.New(fault.NotFound, "noun", fault.Term{Value: s.path[0], Label: fault.Text{EN: "record", ZH: "记录"}}))
		}
		for _, row := range p.rows {
			out.write(line(s.row(row)))
		}
		out.rows += len(p.rows)
		x.cost += int64(len(p.rows)) * x.perRow
		if !s.whole || !p.more {
			out.finish()
		}
		if err := out.failed(); errors.Is(err, errFull) {
			return refuse(ctx, fault.New(fault.TableNotWhole, "list", s.path[len(s.path)-1]))
		} else if err != nil {
			e.Log.ErrorContext(ctx, "table", "request_id", RequestID(ctx), "error", err)
			return refuse(ctx, fault.New(fault.Unavailable))
		}
		if !s.whole || !p.more {
			out.more, out.cursor = p.more, p.cursor
			return nil
		}
		cursor = p.cursor
	}
}

// sheet is a table on its way, in the coding in which it is sent: in memory while it is small, then in a file that has
// no name any more, so that nothing is left of it whatever happens.
type sheet struct {
	buffer  bytes.Buffer
	file    *os.File
	spilled int64 // into the file
	size    int64 // as it will be sent
	coding  coding.Coding
	coder   io.WriteCloser // nil up to coding.Least, and without a coding
	plain   int64          // how much was written
	most    int64          // of plain
	err     error
	rows    int
	more    bool
	cursor  string
}

// inMemory is up to where a table needs no file.
const inMemory = 1 << 20

var errFull = errors.New("the table is larger than a table may be")

func (s *sheet) write(b []byte) {
	if s.err != nil {
		return
	}
	if s.plain += int64(len(b)); s.plain > s.most {
		s.err = errFull
		return
	}
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
	return err
}

func (s *sheet) close() {
	if s.coder != nil {
		_ = s.coder.Close() // a second time where it is finished
	}
	if s.file != nil {
		_ = s.file.Close()
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
	h.Set("Content-Type", csvText+"; charset=utf-8")
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
