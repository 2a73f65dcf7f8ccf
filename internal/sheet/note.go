package sheet

import (
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// markBegins a comment that a marked copy put on a cell; markEnds it, before the comment that was there.
const (
	markBegins = "⚠ 问题 Problem\n"
	markEnds   = "\n―――\n"
)

// note puts a comment on a cell, large enough to be read whole; it is written with the workbook.
func (p *pen) note(sheet, cell, text string) {
	p.hang(sheet, excelize.Comment{Author: author, Cell: cell, Text: text})
}

func (p *pen) hang(sheet string, c excelize.Comment) {
	if p.notes[sheet] == nil {
		p.notes[sheet] = map[string]excelize.Comment{}
	}
	c.Width, c.Height = 340, noteHeight(said(c))
	p.notes[sheet][c.Cell] = c
}

// said is a comment's text.
func said(c excelize.Comment) string {
	var b strings.Builder
	b.WriteString(c.Text)
	for _, run := range c.Paragraph {
		b.WriteString(run.Text)
	}
	return b.String()
}

// noteHeight is in pixels: 17 for a line, of which one holds about 44 columns.
func noteHeight(text string) uint {
	lines, width := 1, 0
	for _, r := range text {
		width += columnsOf(r)
		if r == '\n' || width > 44 {
			lines, width = lines+1, 0
		}
	}
	return uint(20 + 17*lines)
}

// write writes the workbook with its comments.
func (p *pen) write(out io.Writer) error {
	for _, sheet := range p.f.GetSheetList() {
		for _, cell := range slices.Sorted(maps.Keys(p.notes[sheet])) {
			p.do(p.f.AddComment(sheet, p.notes[sheet][cell]))
		}
	}
	if p.err != nil {
		return p.err
	}
	return p.f.Write(out)
}

var (
	relationship  = regexp.MustCompile(`<Relationship\s[^>]*?(?:/>|></Relationship>)`)
	legacyDrawing = regexp.MustCompile(`<(?:\w+:)?legacyDrawing\s[^>]*?\bid="([^"]+)"[^>]*?(?:/>|></(?:\w+:)?legacyDrawing>)`)
	override      = regexp.MustCompile(`<Override\s[^>]*?(?:/>|></Override>)`)
	noNote        = regexp.MustCompile(`ObjectType="(?:[^N]|N[^o])`)
	attribute     = regexp.MustCompile(`\b(Id|Type|Target|PartName)="([^"]*)"`)
)

// liftNotes takes all comments off a workbook that was just opened, to be written anew: excelize adds to those that Excel
// or it wrote, and confuses the parts of those that LibreOffice wrote. Marks of an earlier copy stay off, and their
// colour with them.
func (p *pen) liftNotes() {
	for _, sheet := range p.f.GetSheetList() {
		all, err := p.f.GetComments(sheet)
		p.do(err)
		for _, c := range all {
			p.hang(sheet, c)
		}
	}
	clear(p.f.Comments)
	gone := map[string]bool{}
	p.f.Pkg.Range(func(key, value any) bool {
		if dir, base := path.Split(key.(string)); dir == "xl/worksheets/_rels/" {
			p.f.Relationships.Delete(key)
			p.f.Pkg.Store(key, p.unlink(value.([]byte), "xl/worksheets/"+strings.TrimSuffix(base, ".rels"), gone))
		}
		return true
	})
	for part := range gone {
		p.f.Pkg.Delete(part)
	}
	if types, ok := p.f.Pkg.Load("[Content_Types].xml"); ok {
		p.f.ContentTypes = nil
		p.f.Pkg.Store("[Content_Types].xml", override.ReplaceAllFunc(types.([]byte), func(b []byte) []byte {
			if gone[strings.TrimPrefix(attributes(b)["PartName"], "/")] {
				return nil
			}
			return b
		}))
	}
	p.unmark()
}

// unlink takes the comments and their drawing out of a worksheet, and names the parts that are gone with them.
func (p *pen) unlink(relationships []byte, part string, gone map[string]bool) []byte {
	var drawing string
	if xml, ok := p.f.Pkg.Load(part); ok {
		if m := legacyDrawing.FindSubmatch(xml.([]byte)); m != nil {
			drawing = string(m[1])
			p.f.Pkg.Store(part, legacyDrawing.ReplaceAll(xml.([]byte), nil))
		}
	}
	return relationship.ReplaceAllFunc(relationships, func(b []byte) []byte {
		a := attributes(b)
		kind := path.Base(a["Type"])
		if kind != "comments" && kind != "threadedComment" && (drawing == "" || a["Id"] != drawing) {
			return b
		}
		target := a["Target"]
		if !path.IsAbs(target) {
			target = path.Join("/xl/worksheets", target)
		}
		target = strings.TrimPrefix(target, "/")
		if vml, ok := p.f.Pkg.Load(target); ok && kind == "vmlDrawing" && noNote.Match(vml.([]byte)) {
			p.do(errors.New("the workbook has buttons or other form controls: take them off"))
		}
		gone[target] = true
		return nil
	})
}

func attributes(tag []byte) map[string]string {
	all := map[string]string{}
	for _, m := range attribute.FindAllSubmatch(tag, -1) {
		all[string(m[1])] = string(m[2])
	}
	return all
}

// unmark takes off the marks of an earlier copy: what they say, and the colour that came with them.
func (p *pen) unmark() {
	for sheet, notes := range p.notes {
		for cell, c := range notes {
			if !strings.HasPrefix(said(c), strings.TrimSpace(markBegins)) {
				continue
			}
			delete(notes, cell)
			if _, was, found := strings.Cut(said(c), markEnds); found {
				p.note(sheet, cell, was)
			}
			p.colour(sheet, cell, excelize.Fill{})
		}
	}
}
