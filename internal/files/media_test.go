package files

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
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

const (
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
		"pdf":                     {[]byte("%PDF-1.7\n"), "application/pdf"},
		"png":                     {[]byte("\x89PNG\r\n\x1a\n...."), "image/png"},
		"jpeg":                    {[]byte("\xff\xd8\xff\xe0...."), "image/jpeg"},
		"docx":                    {zipped(t, types, naming("/word/document.xml", docxMain), "word/document.xml", "x"), docx},
		"docx, its parts in turn": {zipped(t, "word/document.xml", strings.Repeat("x", 9000), types, naming("/word/document.xml", docxMain)), docx},
		"xlsx":                    {zipped(t, types, naming("/xl/workbook.xml", xlsxMain), "xl/workbook.xml", "x"), xlsx},
		"nothing":                 {nil, ""},
		"one byte":                {[]byte("%"), ""},
		"text":                    {[]byte("hello"), ""},
		"html":                    {[]byte("<html><script>alert(1)</script>"), ""},
		"svg":                     {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), ""},
		"gif":                     {[]byte("GIF89a"), ""},
		"exe":                     {[]byte("MZ\x90\x00\x03"), ""},
		"elf":                     {[]byte("\x7fELF\x02"), ""},
		"html before a pdf":       {[]byte("<html>%PDF-1.7"), ""},
		"zip":                     {zipped(t, "a.exe", "MZ"), ""},
		"zip with a word folder":  {zipped(t, "word/document.xml", "x"), ""},
		"docm":                    {zipped(t, types, naming("/word/document.xml", docmMain), "word/document.xml", "x", "word/vbaProject.bin", "x"), ""},
		"docx without its part":   {zipped(t, types, naming("/word/document.xml", docxMain)), ""},
		"docx in another folder":  {zipped(t, types, naming("/xl/document.xml", docxMain), "xl/document.xml", "x"), ""},
		"docx with bad types":     {zipped(t, types, "<Types><Override", "word/document.xml", "x"), ""},
		"a broken zip":            {zipped(t, types, naming("/word/document.xml", docxMain), "word/document.xml", "x")[:60], ""},
	} {
		if got := typeOf(bytes.NewReader(c.content), int64(len(c.content))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
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
		got := typeOf(bytes.NewReader(content), int64(len(content)))
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 24<<20 {
			t.Errorf("%s: %d MB taken for %q", name, took>>20, got)
		}
		if got != "" {
			t.Errorf("%s: taken as %s", name, got)
		}
	}
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
		if got := disposition(offered(name, "application/pdf")); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
