package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"huishang/internal/fault"
	"huishang/sample"

	"github.com/xuri/excelize/v2"
)

// The sheets besides those of Sheets; an import does not read them.
const (
	guideSheet    = "说明 Read me"
	exampleSheet  = "示例 Examples"
	valueSheet    = "取值 Values"
	problemsSheet = "问题 Problems"
)

const lastRow = excelize.TotalRows

// Template writes an empty workbook to fill in: how to, a sheet per noun with what belongs in each column, examples, and
// the closed values that drop-down lists offer. An import of it as it is changes nothing (D-ORG-7).
func Template(out io.Writer) error {
	p := newBook(nil)
	defer p.f.Close()
	return p.write(out)
}

// newBook is the template, its sheets laid out as the places say.
func newBook(places map[string]place) *pen {
	p := newPen(excelize.NewFile())
	p.do(p.f.SetDefaultFont(family))
	p.do(p.f.SetDocProps(&excelize.DocProperties{Creator: author, Title: "会商导入工作簿 Huishang workbook"}))
	p.do(p.f.SetSheetName("Sheet1", guideSheet))
	p.sheet(guideSheet, grey)
	p.guide()
	for _, s := range Sheets {
		p.sheet(s.ZH, dark)
	}
	p.sheet(exampleSheet, green)
	p.sheet(valueSheet, green)
	p.valueLists()
	for _, s := range Sheets {
		at := places[s.Name]
		if at.columns == nil {
			at = s.place()
		}
		p.page(s, at)
	}
	p.examples()
	p.f.SetActiveSheet(0)
	return p
}

// place is where a sheet stands in the template.
func (s Sheet) place() place {
	at := place{worksheet: s.ZH, line: 1}
	for n := range s.Columns {
		at.columns, at.titles = append(at.columns, &s.Columns[n]), append(at.titles, s.Columns[n].ZH)
	}
	return at
}

// valueLists writes each closed list once; the drop-down lists point there.
func (p *pen) valueLists() {
	for i, width := range []float64{24, 44, 52} {
		p.width(valueSheet, i+1, width)
	}
	p.line(valueSheet, 1, mustHead, "用于 Used in", "填写值 Value", "English")
	row := 2
	for _, s := range Sheets {
		for _, c := range s.Columns {
			name := c.closed()
			if name == "" || p.ranges[name] != "" {
				continue
			}
			list, err := c.choices()
			p.do(err)
			for n, one := range list {
				p.line(valueSheet, row+n, boxed, s.ZH+" · "+c.ZH, one.offered, one.en)
			}
			p.ranges[name] = fmt.Sprintf("'%s'!$B$%d:$B$%d", valueSheet, row, row+len(list)-1)
			p.values[name] = list
			row += len(list)
		}
	}
	p.freeze(valueSheet, 1)
}

// page lays a sheet out: its header with a comment on each cell, and how the cells below are filled in.
func (p *pen) page(s Sheet, at place) {
	for i, c := range at.columns {
		p.text(at.worksheet, i+1, at.line, at.titles[i])
		if c == nil {
			continue
		}
		p.do(p.f.SetColStyle(at.worksheet, p.letter(i+1), p.style(c.below())))
		p.width(at.worksheet, i+1, p.widthOf(c, at.titles[i]))
		if c.Required {
			p.paint(at.worksheet, i+1, i+1, at.line, mustHead)
		} else {
			p.paint(at.worksheet, i+1, i+1, at.line, mayHead)
		}
		p.note(at.worksheet, p.at(i+1, at.line), p.noteOf(s, c))
		if p.ranges[c.closed()] != "" {
			p.dropDown(at.worksheet, c, fmt.Sprintf("%s:%s", p.at(i+1, at.line+1), p.at(i+1, lastRow)))
		}
	}
	p.do(p.f.SetRowHeight(at.worksheet, at.line, 30))
	p.freeze(at.worksheet, at.line)
}

// below is how a column's cells are: text stays as it is typed, days are days.
func (c Column) below() excelize.Style {
	style := excelize.Style{Alignment: wrapped}
	switch c.Kind {
	case Day:
		iso := "yyyy-mm-dd"
		style.CustomNumFmt = &iso
	case Text, Set, YesNo:
		style.NumFmt = 49 // text
	}
	return style
}

// widthOf is a column's width in characters.
func (p *pen) widthOf(c *Column, title string) float64 {
	width := shown(title) + 4
	for _, one := range p.values[c.closed()] {
		width = max(width, shown(one.offered)+4)
	}
	switch {
	case c.Kind == Day:
		width = max(width, 13)
	case c.Max > 1000:
		width = 60
	case c.Max >= 200:
		width = 36
	case c.Form != nil || c.Max >= 40:
		width = max(width, 18)
	}
	return float64(width)
}

// noteOf says what belongs in a column, whether it must be filled, and an example, in both languages.
func (p *pen) noteOf(s Sheet, c *Column) string {
	must := fault.Text{EN: "May stay empty", ZH: "可留空"}
	if c.Required {
		must = fault.Text{EN: "Must be filled in", ZH: "必填"}
	}
	example := c.offer(p.example(s, c), p.values[c.closed()])
	return fmt.Sprintf("%s【%s】%s\n示例：%s\n\n%s (%s): %s\nExample: %s", c.ZH, must.ZH, c.Says.ZH, example, c.Name, must.EN, c.Says.EN, example)
}

// dropDown offers a column's values. One value alone is also held to the list; of several each would be refused, so
// these are the import's to check.
func (p *pen) dropDown(worksheet string, c *Column, cells string) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	v.SetSqrefDropList(p.ranges[c.closed()])
	if c.Kind == Set {
		v.SetInput(c.ZH+" "+c.Name, "可填多个，以分号分隔。Several are separated by semicolons.")
	} else {
		v.SetError(excelize.DataValidationErrorStyleStop, c.ZH+" "+c.Name, "请从下拉列表中选择。Choose from the list.")
	}
	p.do(p.f.AddDataValidation(worksheet, v))
}

// example is the first value that the sample has for a column; else the column's own.
func (p *pen) example(s Sheet, c *Column) string {
	lines := p.sampled(s)
	n := slices.Index(lines[0], c.Name)
	for _, l := range lines[1:] {
		if l[n] != "" {
			return l[n]
		}
	}
	return c.Example
}

// sampled are the sample's lines of a sheet, the header first.
func (p *pen) sampled(s Sheet) [][]string {
	file, err := sample.Hainan.Open("hainan/" + s.Name + ".csv")
	if err != nil {
		p.do(err)
		return [][]string{nil}
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	p.do(err)
	return lines
}

// examples shows some rows of the sample for each sheet, on a sheet that no import reads.
func (p *pen) examples() {
	for i := range 13 {
		p.width(exampleSheet, i+1, 24)
	}
	p.line(exampleSheet, 1, title, "示例，不会导入 · Examples, never imported")
	p.line(exampleSheet, 2, aside,
		"以下各行出自样例，人员均为虚构。本表可保留，也可删除。 These rows are of the sample; its people are invented. Keep this sheet or delete it.")
	row := 4
	for _, s := range Sheets {
		p.line(exampleSheet, row, heading, fmt.Sprintf("%s %s — %s %s", s.ZH, s.Name, s.Says.ZH, s.Says.EN))
		for i, c := range s.Columns {
			style := mayHead
			if c.Required {
				style = mustHead
			}
			p.text(exampleSheet, i+1, row+1, c.ZH)
			p.paint(exampleSheet, i+1, i+1, row+1, style)
		}
		row += 2
		for _, l := range p.pick(s) {
			p.line(exampleSheet, row, boxed, l...)
			row++
		}
		row++
	}
}

// pick takes three lines of the sample that differ in the sheet's first closed value, as far as there are, their cells
// as the drop-down lists offer them.
func (p *pen) pick(s Sheet) [][]string {
	lines := p.sampled(s)
	header, lines := lines[0], lines[1:]
	by := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Required && c.closed() != "" })
	seen := map[string]bool{}
	var first, rest [][]string
	for _, l := range lines {
		shown := make([]string, len(s.Columns))
		for i, c := range s.Columns {
			shown[i] = c.offer(l[slices.Index(header, c.Name)], p.values[c.closed()])
		}
		if by >= 0 && !seen[shown[by]] {
			seen[shown[by]] = true
			first = append(first, shown)
		} else if len(rest) < 3 {
			rest = append(rest, shown)
		}
	}
	return slices.Concat(first, rest)[:3]
}

// guide says how the workbook is filled in and what becomes of it.
func (p *pen) guide() {
	hidden := false
	p.do(p.f.SetSheetView(guideSheet, 0, &excelize.ViewOptions{ShowGridLines: &hidden}))
	for i, width := range []float64{28, 64, 70} {
		p.width(guideSheet, i+1, width)
	}
	p.line(guideSheet, 1, title, "会商导入工作簿 · Huishang workbook")
	row := 3
	for _, part := range guide {
		p.line(guideSheet, row, prose, part[0], part[1], part[2])
		p.paint(guideSheet, 1, 1, row, strong)
		row++
	}
	row++
	p.line(guideSheet, row, mustHead, "表 Sheet", "内容", "What it holds")
	for n, s := range Sheets {
		row++
		var key fault.Text
		for _, name := range s.Key {
			c := s.column(name)
			key.ZH, key.EN = key.ZH+"、"+c.ZH, key.EN+", "+c.Name
		}
		p.line(guideSheet, row, boxed, fmt.Sprintf("%d. %s %s", n+1, s.ZH, s.Name),
			fmt.Sprintf("%s同一行以“%s”识别。", s.Says.ZH, strings.TrimPrefix(key.ZH, "、")),
			fmt.Sprintf("%s A row is known by %s.", s.Says.EN, strings.TrimPrefix(key.EN, ", ")))
		p.paint(guideSheet, 1, 1, row, link)
		p.do(p.f.SetCellHyperLink(guideSheet, p.at(1, row), "'"+s.ZH+"'!A1", "Location"))
	}
}
