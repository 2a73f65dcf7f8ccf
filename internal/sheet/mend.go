package sheet

import (
	"bytes"

	"github.com/xuri/excelize/v2"
)

// errNoCopy is what is said where the library that writes into a workbook gives up.
var errNoCopy = unreadable("the workbook lacks parts that a spreadsheet writes: open it in one and save it for a marked copy",
	"工作簿缺少电子表格软件所写的部件：请用电子表格软件打开并另存后，方可生成标注副本")

// caught turns a panic of the library into an error: it takes the parts that Excel writes for granted.
func caught(err *error) {
	if recover() != nil {
		*err = errNoCopy
	}
}

const (
	stylesPart     = "xl/styles.xml"
	workbookRels   = "xl/_rels/workbook.xml.rels"
	contentTypes   = "[Content_Types].xml"
	stylesType     = `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
	stylesRelation = `<Relationship Id="huishangStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
)

// mend supplies what other programs leave out and the library's writing functions need: styles, and a font with a name.
func (p *pen) mend() {
	blank := excelize.NewFile()
	defer blank.Close()
	if _, ok := p.f.Pkg.Load(stylesPart); !ok {
		p.insert(contentTypes, "</Types>", stylesType)
		p.insert(workbookRels, "</Relationships>", stylesRelation)
		p.f.ContentTypes = nil
		p.f.Relationships.Delete(workbookRels)
	}
	s, whole := p.f.Styles, blank.Styles
	if s.Fonts == nil || len(s.Fonts.Font) == 0 {
		s.Fonts = whole.Fonts
	}
	if f := s.Fonts.Font[0]; f.Name == nil || f.Name.Val == nil {
		f.Name = whole.Fonts.Font[0].Name
	}
	if s.Fills == nil || len(s.Fills.Fill) == 0 {
		s.Fills = whole.Fills
	}
	if s.Borders == nil || len(s.Borders.Border) == 0 {
		s.Borders = whole.Borders
	}
	if s.CellStyleXfs == nil || len(s.CellStyleXfs.Xf) == 0 {
		s.CellStyleXfs = whole.CellStyleXfs
	}
	if s.CellXfs == nil || len(s.CellXfs.Xf) == 0 {
		s.CellXfs = whole.CellXfs
	}
	if s.CellStyles == nil || len(s.CellStyles.CellStyle) == 0 {
		s.CellStyles = whole.CellStyles
	}
}

// views supplies the views of the sheets. Asking for a view makes one; a chart has none.
func (p *pen) views() {
	for _, sheet := range p.f.GetSheetList() {
		p.charts = p.f.SetSheetView(sheet, 0, &excelize.ViewOptions{}) != nil || p.charts
	}
}

// insert puts something before the end of a part.
func (p *pen) insert(part, end, with string) {
	if b, ok := p.f.Pkg.Load(part); ok && bytes.Contains(b.([]byte), []byte(end)) {
		p.f.Pkg.Store(part, bytes.Replace(b.([]byte), []byte(end), []byte(with), 1))
		return
	}
	p.do(errNoCopy)
}
