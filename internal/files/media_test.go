package files

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"huishang/internal/transport"
)

// zipped makes a zip of names and contents in turn.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func naming(part, contentType string) string {
	return `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
		<Default Extension="xml" ContentType="application/xml"/><Override PartName="` + part + `" ContentType="` + contentType + `"/></Types>`
}

// byDefault declares a type for an extension, and more.
func byDefault(extension, contentType, more string) string {
	return `<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
		<Default Extension="` + extension + `" ContentType="` + contentType + `"/>` + more + `</Types>`
}

func override(part, contentType string) string {
	return `<Override PartName="` + part + `" ContentType="` + contentType + `"/>`
}

func inUTF16(text string) string {
	b := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.Replace(text, `version="1.0"`, `version="1.0" encoding="UTF-16"`, 1))) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

const (
	xlsmMain = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
	docxMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	xlsxMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	docmMain = "application/vnd.ms-word.document.macroEnabled.main+xml"
	types    = "[Content_Types].xml"
)

// The type is the content's: what is not one of the five is none, however near it comes.
func TestTypeByContent(t *testing.T) {
	docx, xlsx := "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"pdf":                      {[]byte("%PDF-1.7\n"), "application/pdf"},
		"png":                      {[]byte("\x89PNG\r\n\x1a\n...."), "image/png"},
		"jpeg":                     {[]byte("\xff\xd8\xff\xe0...."), "image/jpeg"},
		"docx":                     {zipped(t, types, naming("/word/document.xml", docxMain), "word/document.xml", "x"), docx},
		"docx, its parts in turn":  {zipped(t, "word/document.xml", strings.Repeat("x", 9000), types, naming("/word/document.xml", docxMain)), docx},
		"xlsx":                     {zipped(t, types, naming("/xl/workbook.xml", xlsxMain), "xl/workbook.xml", "x"), xlsx},
		"nothing":                  {nil, ""},
		"one byte":                 {[]byte("%"), ""},
		"text":                     {[]byte("hello"), ""},
		"html":                     {[]byte("<html><script>alert(1)</script>"), ""},
		"svg":                      {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), ""},
		"gif":                      {[]byte("GIF89a"), ""},
		"exe":                      {[]byte("MZ\x90\x00\x03"), ""},
		"elf":                      {[]byte("\x7fELF\x02"), ""},
		"html before a pdf":        {[]byte("<html>%PDF-1.7"), ""},
		"zip":                      {zipped(t, "a.exe", "MZ"), ""},
		"zip with a word folder":   {zipped(t, "word/document.xml", "x"), ""},
		"docm":                     {zipped(t, types, naming("/word/document.xml", docmMain), "word/document.xml", "x", "word/vbaProject.bin", "x"), ""},
		"docx without its part":    {zipped(t, types, naming("/word/document.xml", docxMain)), ""},
		"docx in another folder":   {zipped(t, types, naming("/paper/document.xml", docxMain), "paper/document.xml", "x"), docx},
		"docx with bad types":      {zipped(t, types, "<Types><Override", "word/document.xml", "x"), ""},
		"docx by its extension":    {zipped(t, types, byDefault("xml", docxMain, ""), "word/document.xml", "x"), docx},
		"xlsx by its extension":    {zipped(t, types, byDefault("XML", xlsxMain, ""), "xl/workbook.xml", "x"), xlsx},
		"an override goes before":  {zipped(t, types, byDefault("xml", docxMain, override("/word/document.xml", "application/xml")), "word/document.xml", "x"), ""},
		"an extension of nothing":  {zipped(t, types, byDefault("doc", docxMain, ""), "word/document.xml", "x"), ""},
		"a list of types alone":    {zipped(t, types, byDefault("xml", docxMain, "")), ""},
		"docx in capitals":         {zipped(t, strings.ToUpper(types), naming("/Word/Document.XML", strings.ToUpper(docxMain)), `word\document.xml`, "x"), docx},
		"docx, slashes before":     {zipped(t, "/"+types, naming("/word/document.xml", docxMain), "/word/document.xml", "x"), docx},
		"docx, a mark of order":    {zipped(t, types, "\ufeff"+naming("/word/document.xml", docxMain), "word/document.xml", "x"), docx},
		"docx in UTF-16":           {zipped(t, types, inUTF16(naming("/word/document.xml", docxMain)), "word/document.xml", "x"), docx},
		"docm by its extension":    {zipped(t, types, byDefault("xml", docmMain, ""), "word/document.xml", "x"), ""},
		"docm beside a docx":       {zipped(t, types, byDefault("xml", docmMain, override("/word/a.xml", docxMain)), "word/a.xml", "x", "word/document.xml", "x"), ""},
		"xlsm":                     {zipped(t, types, naming("/xl/workbook.xml", xlsmMain), "xl/workbook.xml", "x"), ""},
		"docx with a macro part":   {zipped(t, types, byDefault("bin", "application/vnd.ms-office.vbaProject", override("/word/document.xml", docxMain)), "word/document.xml", "x", "word/a.bin", "x"), ""},
		"docx with macros by name": {zipped(t, types, naming("/word/document.xml", docxMain), "word/document.xml", "x", "word/VBAProject.bin", "x"), ""},
		"xlsx with a macro sheet":  {zipped(t, types, byDefault("xml", "application/vnd.ms-excel.macrosheet+xml", override("/xl/workbook.xml", xlsxMain)), "xl/workbook.xml", "x", "xl/macrosheets/sheet1.xml", "x"), ""},
		"docx and xlsx at once":    {zipped(t, types, byDefault("xml", docxMain, override("/xl/workbook.xml", xlsxMain)), "xl/workbook.xml", "x", "word/document.xml", "x"), ""},
		"two lists of types":       {zipped(t, types, naming("/word/document.xml", docmMain), types, naming("/word/document.xml", docxMain), "word/document.xml", "x"), ""},
		"a part named twice":       {zipped(t, types, naming("/word/document.xml", docxMain), "word/document.xml", "x", "word/Document.xml", "x"), ""},
		"two types of a part":      {zipped(t, types, byDefault("xml", "application/xml", override("/word/document.xml", docxMain)+override("/word/document.xml", docmMain)), "word/document.xml", "x"), ""},
		"pdf after a BOM":          {[]byte("\ufeff%PDF-1.7\n"), "application/pdf"},
		"pdf after line ends":      {[]byte("\r\n\r\n%PDF-1.7\n"), "application/pdf"},
		"pdf after a print job":    {[]byte("\x1b%-12345X@PJL SET RESOLUTION=600\r\n@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.4\n"), "application/pdf"},
		"pdf after any bytes":      {append(bytes.Repeat([]byte{0, 1, 0xfe}, 339), "%PDF-1.7\n"...), "application/pdf"},
		"pdf in the last bytes":    {[]byte(strings.Repeat("x", 1019) + "%PDF-1.7"), "application/pdf"},
		"pdf too far inside":       {[]byte(strings.Repeat("x", 1020) + "%PDF-1.7"), ""},
		"gif before a pdf":         {[]byte("GIF89a%PDF-1.7"), ""},
		"zip before a pdf":         {[]byte("PK\x03\x04%PDF-1.7"), ""},
		"png before a pdf":         {[]byte("\x89PNG\r\n\x1a\n%PDF-1.7"), "image/png"},
		"a broken zip":             {zipped(t, types, naming("/word/document.xml", docxMain), "word/document.xml", "x")[:60], ""},
	} {
		if got, err := typeOf(t.Context(), bytes.NewReader(c.content), int64(len(c.content))); got != c.want || err != nil {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

// A zip of very many or very large parts is refused before it takes the memory that it asks for.
func TestZipsAreRationed(t *testing.T) {
	var many []string
	for i := range 40_000 {
		many = append(many, fmt.Sprintf("word/%d", i), "")
	}
	large := zipped(t, types, strings.Replace(naming("/word/document.xml", docxMain), "<Override", strings.Repeat(" ", 200<<20)+"<Override", 1), "word/document.xml", "x")
	crowded := zipped(t, append(many, types, naming("/word/document.xml", docxMain), "word/document.xml", "x")...)
	for name, content := range map[string][]byte{"many parts": crowded, "a large list of types": large} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, err := typeOf(t.Context(), bytes.NewReader(content), int64(len(content)))
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 24<<20 {
			t.Errorf("%s: %d MB taken for %q", name, took>>20, got)
		}
		if got != "" || err != nil {
			t.Errorf("%s: taken as %s, %v", name, got, err)
		}
	}
}

// archive is a zip of so many parts, whose list of types declares so many parts and extensions.
func archive(t testing.TB, parts, overrides, defaults int, name string) []byte {
	t.Helper()
	var list strings.Builder
	list.WriteString("<Types>")
	for i := range overrides {
		fmt.Fprintf(&list, `<Override PartName="/%d.xml" ContentType="application/xml"/>`, i)
	}
	for i := range defaults {
		fmt.Fprintf(&list, `<Default Extension="x%d" ContentType="application/xml"/>`, i)
	}
	list.WriteString("</Types>")
	content := []string{types, list.String()}
	for i := range parts {
		content = append(content, fmt.Sprintf("%s%d.xml", name, i), "")
	}
	return zipped(t, content...)
}

// Telling a type takes a bounded number of steps for each part and each declaration, never one for each pair.
// The first seed is an upload that took 11 seconds where each pair was compared.
func FuzzTypeIsToldInLinearTime(f *testing.F) {
	f.Add(uint16(20_000), uint16(17_000), uint16(0), "")
	f.Add(uint16(4_000), uint16(4_000), uint16(4_000), "word/")
	f.Add(uint16(65_535), uint16(1), uint16(1), "x")
	f.Add(uint16(1), uint16(65_535), uint16(65_535), "")
	f.Add(uint16(0), uint16(0), uint16(0), "")
	f.Add(uint16(300), uint16(0), uint16(300), "a/../\u202e\x00")
	f.Fuzz(func(t *testing.T, parts, overrides, defaults uint16, name string) {
		if len(name) > 100 {
			t.Skip("long names make large archives and no more parts")
		}
		content := archive(t, int(parts), int(overrides), int(defaults), name)
		var e effort
		told(t.Context(), bytes.NewReader(content), int64(len(content)), &e)
		if most := min(stepsMax+1, 2*int(parts)+2*int(overrides)+2*int(defaults)+20); e.steps > most {
			t.Errorf("%d steps for %d parts and %d declarations, want at most %d", e.steps, parts, int(overrides)+int(defaults), most)
		}
	})
}

// Whatever the bytes are, telling their type neither fails nor takes more than it may.
func FuzzTypeOfAnything(f *testing.F) {
	f.Add([]byte("%PDF-1.7"))
	f.Add(zipped(f, types, naming("/word/document.xml", docxMain), "word/document.xml", "x"))
	f.Add(zipped(f, types, strings.Repeat("<a>", 300_000), "word/document.xml", "x"))
	f.Add(zipped(f, types, "<Types "+strings.Repeat(`a="" `, 200_000)+"/>", "word/document.xml", "x"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var e effort
		got := told(t.Context(), bytes.NewReader(content), int64(len(content)), &e)
		if e.steps > stepsMax+1 || got != "" && !slices.ContainsFunc(taken, func(m media) bool { return m.mediaType == got }) {
			t.Errorf("%q after %d steps", got, e.steps)
		}
	})
}

// Nobody's upload is worked on: once its context has ended, the steps and the reads do.
func TestTellingATypeEndsWithItsAsker(t *testing.T) {
	content := archive(t, 10_000, 10_000, 0, "")
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if got, err := typeOf(ctx, bytes.NewReader(content), int64(len(content))); got != "" || !errors.Is(err, context.Canceled) {
		t.Errorf("%q, %v", got, err)
	}
	// He leaves while the list of types is read.
	var e effort
	ctx, leave = context.WithCancel(t.Context())
	defer leave()
	told(ctx, &leaving{bytes.NewReader(content), leave, 3}, int64(len(content)), &e)
	if e.steps > 11_000 {
		t.Errorf("%d steps after he had left", e.steps)
	}
	for e = (effort{}); e.steps < 1000; {
		if err := e.step(ctx); err != nil {
			break
		}
	}
	if e.steps > 256 {
		t.Errorf("%d steps until it was noticed", e.steps)
	}
}

// leaving ends a context at one of the reads.
type leaving struct {
	io.ReaderAt
	leave func()
	after int
}

func (l *leaving) ReadAt(p []byte, at int64) (int, error) {
	if l.after--; l.after < 0 {
		l.leave()
	}
	return l.ReaderAt.ReadAt(p, at)
}

// A name is its own part of a path, and shows what it is.
func TestNames(t *testing.T) {
	for given, want := range map[string]string{
		"会议材料（一）.pdf": "会议材料（一）.pdf", "../../etc/passwd": "passwd", `..\..\x.pdf`: "x.pdf", "/etc/x.pdf": "x.pdf", `C:\a\b.docx`: "b.docx",
		"\u200ea.pdf": "a.pdf", "a\x00\r\nb.pdf": "ab.pdf", "a\u202efdp.exe": "afdp.exe", "x..pdf": "x..pdf", ".hidden": ".hidden",
		"": "", ".": "", "..": "", "a/": "", "a/..": "", "\u202e": "", "\xff.pdf": "", strings.Repeat("会", 200): strings.Repeat("会", 200), strings.Repeat("会", 201): "",
	} {
		got, err := cleanName(given)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", given, got, err, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name, err := cleanName(rapid.String().Draw(t, "name"))
		if err == nil && (name == "" || strings.ContainsAny(name, "/\\\x00\r\n") || !utf8.ValidString(name) || utf8.RuneCountInString(name) > nameMax) {
			t.Fatalf("%q", name)
		}
		again, err2 := cleanName(name)
		if err == nil && (again != name || err2 != nil) {
			t.Fatalf("%q, again %q", name, again)
		}
	})
}

// A download's name ends as its type does, and says itself whole in RFC 5987 and in ASCII.
func TestDisposition(t *testing.T) {
	for name, want := range map[string]string{
		"a b.pdf":  `attachment; filename="a b.pdf"`,
		"a.PDF":    `attachment; filename=a.PDF`,
		"page.htm": `attachment; filename=page.htm.pdf`,
		"会议.pdf":   `attachment; filename="__.pdf"; filename*=utf-8''%E4%BC%9A%E8%AE%AE.pdf`,
		`"会"%.pdf`: `attachment; filename="____.pdf"; filename*=utf-8''%22%E4%BC%9A%22%25.pdf`,
	} {
		if got := transport.Disposition(offered(name, "application/pdf")); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
