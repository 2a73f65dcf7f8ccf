// Package workbooktest reads in tests what internal/workbook wrote: by archive/zip and encoding/xml alone, as the standard
// says and not as the writer happens to write.
package workbooktest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Sheet is one sheet as its reader finds it. Rows are without gaps: cells that are not there are empty ones.
type Sheet struct {
	Name   string
	Rows   [][]Cell
	Widths []float64
	Frozen int // rows that stay in sight
}

// Cell is a cell: its type ("s" for a text, "n", "b", "" for none), its value, and the format in which it shows.
type Cell struct {
	Type, Value, Format string
	Formula, Quoted     bool
}

// Time is the instant that a cell of days shows, as clocks have it.
func (c Cell) Time() (time.Time, error) {
	days, err := strconv.ParseFloat(c.Value, 64)
	whole := math.Floor(days)
	ms := math.Round((days - whole) * 86_400_000)
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(whole)).Add(time.Duration(ms) * time.Millisecond), err
}

// Read reads a workbook. What is cut, or is no well-formed XML, is an error.
func Read(file []byte) ([]Sheet, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	part := func(name string, v any) error {
		f, err := z.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		b, err := io.ReadAll(f) // to its end: the checksum is compared there
		if err != nil {
			return err
		}
		return xml.Unmarshal(b, v)
	}
	root, err := related(part, "_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	book := root["/officeDocument"][0].target
	var sheets struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := part(book, &sheets); err != nil {
		return nil, err
	}
	parts, err := related(part, path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), path.Dir(book))
	if err != nil {
		return nil, err
	}
	var s stylesheet
	if err := part(parts["/styles"][0].target, &s); err != nil {
		return nil, err
	}
	all := make([]Sheet, len(sheets.Sheets))
	for i, one := range sheets.Sheets {
		at := slices.IndexFunc(parts["/worksheet"], func(r relation) bool { return r.id == one.ID })
		if at < 0 {
			return nil, fmt.Errorf("no part for the sheet %s", one.Name)
		}
		if all[i], err = worksheetAt(part, parts["/worksheet"][at].target, one.Name, &s); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// worksheetAt reads one sheet, whose part must say what it is.
func worksheetAt(part func(string, any) error, at, name string, s *stylesheet) (Sheet, error) {
	var types struct {
		Overrides []struct {
			PartName    string `xml:",attr"`
			ContentType string `xml:",attr"`
		} `xml:"Override"`
	}
	if err := part("[Content_Types].xml", &types); err != nil {
		return Sheet{}, err
	}
	for _, o := range types.Overrides {
		if o.PartName == "/"+at && strings.HasSuffix(o.ContentType, ".worksheet+xml") {
			var w worksheet
			if err := part(at, &w); err != nil {
				return Sheet{}, fmt.Errorf("%s: %w", at, err)
			}
			return w.sheet(name, s)
		}
	}
	return Sheet{}, fmt.Errorf("%s has no content type", at)
}

type relation struct{ id, target string }

func related(part func(string, any) error, name, dir string) (map[string][]relation, error) {
	var rels struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		} `xml:"Relationship"`
	}
	err := part(name, &rels)
	by := map[string][]relation{}
	for _, r := range rels.All {
		kind := r.Type[strings.LastIndex(r.Type, "/"):]
		by[kind] = append(by[kind], relation{r.ID, path.Join(dir, r.Target)})
	}
	return by, err
}

type stylesheet struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int  `xml:"numFmtId,attr"`
		Quoted bool `xml:"quotePrefix,attr"`
	} `xml:"cellXfs>xf"`
}

// builtIn are the formats that need no declaration (ISO/IEC 29500-1, 18.8.30).
var builtIn = map[int]string{0: "General", 2: "0.00", 4: "#,##0.00", 14: "mm-dd-yy", 22: "m/d/yy h:mm", 49: "@"}

func (s *stylesheet) format(id int) string {
	for _, f := range s.Formats {
		if f.ID == id {
			return strings.ReplaceAll(f.Code, `\`, "")
		}
	}
	return builtIn[id]
}

type worksheet struct {
	Views []struct {
		Panes []struct {
			Rows  int    `xml:"ySplit,attr"`
			State string `xml:"state,attr"`
		} `xml:"pane"`
	} `xml:"sheetViews>sheetView"`
	Columns []struct {
		Min   int     `xml:"min,attr"`
		Max   int     `xml:"max,attr"`
		Width float64 `xml:"width,attr"`
	} `xml:"cols>col"`
	Rows []struct {
		R     int `xml:"r,attr"`
		Cells []struct {
			R       string  `xml:"r,attr"`
			Style   int     `xml:"s,attr"`
			Type    string  `xml:"t,attr"`
			Value   *string `xml:"v"`
			Inline  *string `xml:"is>t"`
			Formula *string `xml:"f"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func (w *worksheet) sheet(name string, styles *stylesheet) (Sheet, error) {
	s := Sheet{Name: name}
	for _, v := range w.Views {
		for _, p := range v.Panes {
			if p.State == "frozen" {
				s.Frozen = p.Rows
			}
		}
	}
	for _, c := range w.Columns {
		for range c.Max - c.Min + 1 {
			s.Widths = append(s.Widths, c.Width)
		}
	}
	for i, row := range w.Rows {
		if row.R != i+1 {
			return s, fmt.Errorf("row %d is numbered %d", i+1, row.R)
		}
		var cells []Cell
		for _, c := range row.Cells {
			at, err := place(c.R, row.R)
			if err != nil || at < len(cells) {
				return s, fmt.Errorf("cell %s of row %d: %v", c.R, row.R, err)
			}
			for len(cells) < at {
				cells = append(cells, Cell{})
			}
			if c.Style >= len(styles.Cells) {
				return s, fmt.Errorf("cell %s has no style %d", c.R, c.Style)
			}
			style := styles.Cells[c.Style]
			cell := Cell{Format: styles.format(style.Format), Quoted: style.Quoted, Formula: c.Formula != nil}
			switch {
			case c.Type == "inlineStr" && c.Inline != nil && c.Value == nil:
				cell.Type, cell.Value = "s", unmarked(*c.Inline)
			case (c.Type == "" || c.Type == "n") && c.Value != nil:
				cell.Type, cell.Value = "n", *c.Value
			case c.Type == "b" && c.Value != nil:
				cell.Type, cell.Value = "b", *c.Value
			default:
				return s, fmt.Errorf("cell %s of type %q", c.R, c.Type)
			}
			cells = append(cells, cell)
		}
		s.Rows = append(s.Rows, cells)
	}
	return s, nil
}

// place is the column of a reference, from 0.
func place(ref string, row int) (int, error) {
	letters := strings.TrimSuffix(ref, strconv.Itoa(row))
	n := 0
	for _, c := range []byte(letters) {
		if c < 'A' || c > 'Z' {
			return 0, fmt.Errorf("%q in row %d", ref, row)
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, nil
}

var mark = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unmarked reads the characters that XML cannot hold (ST_Xstring).
func unmarked(s string) string {
	return mark.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		return string(rune(n))
	})
}
