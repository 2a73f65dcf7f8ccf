package sheet

import (
	"fmt"
	"io"
	"strings"

	"huishang/internal/fault"

	"github.com/xuri/excelize/v2"
)

// Limits of a marked copy: cells that are coloured, and problems that are listed. Every comment is compared with those
// before it, so that more of them would take minutes.
const (
	maxMarked = 5_000
	maxListed = 100_000
)

// Mark writes a copy of the workbook with each bad cell coloured and commented, and all problems on a sheet of their
// own; of a folder of CSV files, one workbook made of it. The rest is as it was, but for the marks of an earlier copy.
// A problem of a row or sheet as a whole stands at the row's first cell. What other programs left out is supplied; where
// that is not enough there is no copy, and the error says so.
func (w *Workbook) Mark(out io.Writer, problems Problems) (err error) {
	defer caught(&err)
	p := w.copy()
	if p.f != nil {
		defer p.f.Close()
	}
	if p.err != nil {
		return p.err
	}
	cells := w.cells(problems)
	for _, c := range cells[:min(len(cells), maxMarked)] {
		p.mark(c)
	}
	p.list(w, problems)
	return p.write(out)
}

// copy is the file as it stands, or the folder as a workbook.
func (w *Workbook) copy() *pen {
	if w.path == "" {
		return w.bind()
	}
	f, err := openFile(w.path)
	p := newPen(f)
	if err != nil {
		p.do(err)
		return p
	}
	p.mend()
	p.liftNotes()
	p.views()
	return p
}

// badCell is a cell and what is wrong with it.
type badCell struct {
	worksheet, name string
	says            []string
}

// cells are the bad cells, each once, in the order of the problems.
func (w *Workbook) cells(problems Problems) []*badCell {
	var cells []*badCell
	known := map[[2]string]*badCell{}
	for _, p := range problems {
		worksheet, name := w.cellOf(p)
		c := known[[2]string{worksheet, name}]
		if c == nil {
			c = &badCell{worksheet: worksheet, name: name}
			known[[2]string{worksheet, name}] = c
			cells = append(cells, c)
		}
		c.says = append(c.says, p.Error.Message(fault.ZH)+"\n"+p.Error.Message(fault.EN))
	}
	return cells
}

// cellOf is where a problem stands in the workbook.
func (w *Workbook) cellOf(p Problem) (worksheet, name string) {
	at := w.places[p.Sheet]
	column := 0
	for i, c := range at.columns {
		if c != nil && c.Name == p.Column || c == nil && at.titles[i] != "" && at.titles[i] == p.Column {
			column = i
		}
	}
	name, err := excelize.CoordinatesToCellName(column+1, p.Row)
	if err != nil { // a line of a CSV file that no worksheet has
		name = "A1"
	}
	return at.worksheet, name
}

// mark colours a cell and says why, above the comment that it has.
func (p *pen) mark(c *badCell) {
	text := markBegins + strings.Join(c.says, "\n")
	if was := said(p.notes[c.worksheet][c.name]); was != "" {
		text += markEnds + was
	}
	p.note(c.worksheet, c.name, text)
	p.colour(c.worksheet, c.name, fill(marked))
}

// colour fills a cell and leaves the rest of its style; light text turns dark, to be read on any fill.
func (p *pen) colour(worksheet, name string, with excelize.Fill) {
	id, err := p.f.GetCellStyle(worksheet, name)
	p.do(err)
	style, err := p.f.GetStyle(id)
	if err != nil { // a style that the workbook does not have
		style = &excelize.Style{}
	}
	style.Fill = with
	if style.Font != nil && strings.HasSuffix(style.Font.Color, "FFFFFF") {
		style.Font.Color = dark
	}
	p.do(p.f.SetCellStyle(worksheet, name, name, p.style(*style)))
}

// list writes all problems on a sheet of their own, the first of the workbook, with links to the cells.
func (p *pen) list(w *Workbook, problems Problems) {
	p.do(p.f.DeleteSheet(problemsSheet))
	before := p.f.GetSheetName(0)
	p.sheet(problemsSheet, red)
	if !p.charts { // among charts the library cannot move a sheet
		p.do(p.f.MoveSheet(problemsSheet, before))
	}
	for i, width := range []float64{12, 22, 9, 26, 56, 64} {
		p.width(problemsSheet, i+1, width)
	}
	p.line(problemsSheet, 1, title, fmt.Sprintf("%d 个问题，未导入任何内容 · %d problems; nothing was imported", len(problems), len(problems)))
	p.line(problemsSheet, 2, aside,
		"在本工作簿中改正后再次导入即可；着色、批注和本表不影响导入。 Mend this workbook and import it again; colours, comments and this sheet do not disturb.")
	p.line(problemsSheet, 4, mustHead, "单元格 Cell", "表 Sheet", "行 Row", "栏目 Column", "原因", "Reason")
	for n, one := range problems[:min(len(problems), maxListed)] {
		row := n + 5
		s := sheetOf(one.Sheet)
		column := one.Column
		for _, c := range s.Columns {
			if c.Name == column {
				column = c.ZH + " " + c.Name
			}
		}
		worksheet, name := w.cellOf(one)
		p.line(problemsSheet, row, boxed, name, s.ZH+" "+s.Name, fmt.Sprint(one.Row), column, one.Error.Message(fault.ZH), one.Error.Message(fault.EN))
		if n < maxMarked {
			p.paint(problemsSheet, 1, 1, row, link)
			p.do(p.f.SetCellHyperLink(problemsSheet, p.at(1, row), "'"+worksheet+"'!"+name, "Location"))
		}
	}
	if more := len(problems) - maxListed; more > 0 {
		p.line(problemsSheet, maxListed+5, boxed, fmt.Sprintf("另有 %d 个 · %d more", more, more))
	}
	p.freeze(problemsSheet, 4)
	index, err := p.f.GetSheetIndex(problemsSheet)
	p.do(err)
	if !p.charts {
		p.do(p.f.UngroupSheets())
	}
	p.f.SetActiveSheet(index)
}
