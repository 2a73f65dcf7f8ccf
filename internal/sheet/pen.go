package sheet

import (
	"cmp"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// pen writes into a workbook and keeps the first error.
type pen struct {
	f      *excelize.File
	ranges map[string]string // by list of values, the cells that hold it
	values map[string][]choice
	notes  map[string]map[string]excelize.Comment // by sheet and cell, until they are written
	widths map[string]map[int]float64             // by sheet and column, in characters
	charts bool                                   // some sheets have no cells
	err    error
}

func newPen(f *excelize.File) *pen {
	return &pen{
		f: f, ranges: map[string]string{}, values: map[string][]choice{},
		notes: map[string]map[string]excelize.Comment{}, widths: map[string]map[int]float64{},
	}
}

func (p *pen) do(err error) { p.err = cmp.Or(p.err, err) }

// at names a cell by column and row, both from 1.
func (p *pen) at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	p.do(err)
	return name
}

// letter names a column, from 1.
func (p *pen) letter(column int) string {
	name, err := excelize.ColumnNumberToName(column)
	p.do(err)
	return name
}

// text writes text: never a formula, whatever it begins with.
func (p *pen) text(sheet string, column, row int, text string) {
	p.do(p.f.SetCellStr(sheet, p.at(column, row), text))
}

// line writes a row of styled text, high enough for what is wrapped in the widths that are set.
func (p *pen) line(sheet string, row int, style excelize.Style, cells ...string) {
	lines := 1
	for i, c := range cells {
		p.text(sheet, i+1, row, c)
		if width := int(p.widths[sheet][i+1]); width > 0 && style.Alignment != nil {
			lines = max(lines, (shown(c)*11/10+width-1)/width)
		}
	}
	p.paint(sheet, 1, len(cells), row, style)
	p.do(p.f.SetRowHeight(sheet, row, min(float64(max(18, 16*lines+4)), 400)))
}

func (p *pen) style(s excelize.Style) int {
	id, err := p.f.NewStyle(&s)
	p.do(err)
	return id
}

func (p *pen) paint(sheet string, first, last, row int, s excelize.Style) {
	p.do(p.f.SetCellStyle(sheet, p.at(first, row), p.at(last, row), p.style(s)))
}

func (p *pen) width(sheet string, column int, width float64) {
	p.do(p.f.SetColWidth(sheet, p.letter(column), p.letter(column), width))
	if p.widths[sheet] == nil {
		p.widths[sheet] = map[int]float64{}
	}
	p.widths[sheet][column] = width
}

// sheet adds a sheet that is printed across the page, with its tab's colour.
func (p *pen) sheet(name, colour string) {
	_, err := p.f.NewSheet(name)
	p.do(err)
	fit, landscape, a4, one, free := true, "landscape", 9, 1, 0
	p.do(p.f.SetSheetProps(name, &excelize.SheetPropsOptions{TabColorRGB: &colour, FitToPage: &fit}))
	p.do(p.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &free}))
}

// freeze keeps the rows down to a line in sight, and has them printed on every page.
func (p *pen) freeze(sheet string, line int) {
	p.do(p.f.SetPanes(sheet, &excelize.Panes{
		Freeze: true, YSplit: line, TopLeftCell: p.at(1, line+1), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: p.at(1, line+1), ActiveCell: p.at(1, line+1), Pane: "bottomLeft"}},
	}))
}

// columnsOf is how wide a character is shown: Chinese ones take two columns.
func columnsOf(r rune) int {
	if utf8.RuneLen(r) > 2 {
		return 2
	}
	return 1
}

func shown(text string) (columns int) {
	for _, r := range text {
		columns += columnsOf(r)
	}
	return columns
}

const (
	author = "会商 Huishang"
	dark   = "1F4E78"
	light  = "DDEBF7"
	grey   = "7F7F7F"
	green  = "70AD47"
	red    = "C00000"
	marked = "FFC7CE"
	family = "Microsoft YaHei"
)

var (
	thin = []excelize.Border{
		{Type: "left", Color: "BFBFBF", Style: 1}, {Type: "right", Color: "BFBFBF", Style: 1},
		{Type: "top", Color: "BFBFBF", Style: 1}, {Type: "bottom", Color: "BFBFBF", Style: 1},
	}
	wrapped  = &excelize.Alignment{Vertical: "top", WrapText: true}
	centred  = &excelize.Alignment{Vertical: "center", WrapText: true}
	mustHead = excelize.Style{Fill: fill(dark), Font: &excelize.Font{Family: family, Bold: true, Color: "FFFFFF"}, Border: thin, Alignment: centred}
	mayHead  = excelize.Style{Fill: fill(light), Font: &excelize.Font{Family: family, Bold: true, Color: dark}, Border: thin, Alignment: centred}
	strong   = excelize.Style{Font: &excelize.Font{Family: family, Bold: true, Color: dark}, Alignment: wrapped}
	aside    = excelize.Style{Font: &excelize.Font{Family: family, Color: grey}}
	title    = excelize.Style{Font: &excelize.Font{Family: family, Bold: true, Size: 16, Color: dark}}
	heading  = excelize.Style{Font: &excelize.Font{Family: family, Bold: true, Size: 12, Color: dark}}
	prose    = excelize.Style{Alignment: wrapped}
	boxed    = excelize.Style{Border: thin, Alignment: wrapped}
	link     = excelize.Style{Border: thin, Alignment: wrapped, Font: &excelize.Font{Family: family, Underline: "single", Color: "0563C1"}}
)

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
