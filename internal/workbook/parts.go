package workbook

import (
	"fmt"
	"strings"
)

// The parts of a workbook beside its sheets.

const (
	head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	office   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages = "http://schemas.openxmlformats.org/package/2006/"
	content  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

const rels = head + `<Relationships xmlns="` + packages + `relationships">` +
	`<Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/>` +
	`<Relationship Id="rId2" Type="` + office + `/extended-properties" Target="docProps/app.xml"/></Relationships>`

// styles are the formats of cells, by their places: 0 as it is, 1 header, 2 day, 3 date and time, 4 amount, 5 text.
const styles = head + `<styleSheet xmlns="` + main + `">` +
	`<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="等线"/><family val="2"/></font><font><b/><sz val="11"/><name val="等线"/><family val="2"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF3"/><bgColor indexed="64"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
	`<border><left/><right/><top/><bottom style="thin"><color rgb="FF7F8FA3"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

func sheetPath(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

func (b *Writer) contentTypes() string {
	text := head + `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + content + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + content + `styles+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>`
	for i := range b.names {
		text += `<Override PartName="/` + sheetPath(i+1) + `" ContentType="` + content + `worksheet+xml"/>`
	}
	return text + `</Types>`
}

func (b *Writer) workbook() string {
	text := head + `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`
	for i, name := range b.names {
		text += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, attribute.Replace(name), i+1, i+1)
	}
	return text + `</sheets></workbook>`
}

var attribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (b *Writer) workbookRels() string {
	text := head + `<Relationships xmlns="` + packages + `relationships">`
	for i := range b.names {
		text += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/worksheet" Target="%s"/>`, i+1, office, strings.TrimPrefix(sheetPath(i+1), "xl/"))
	}
	return text + fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(b.names)+1, office)
}
