package files

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
)

// media is one type that is taken. main is, for a zip of Office Open XML, the content type of its main part.
type media struct {
	mediaType, name string
	extensions      []string
	main            string
}

const (
	office    = "application/vnd.openxmlformats-officedocument."
	mediaPDF  = "application/pdf"
	pdfHeader = "%PDF-"
	// headMax is how far into a file readers look for the header of a PDF.
	headMax = 1024
)

var taken = []media{
	{mediaPDF, "PDF", []string{".pdf"}, ""},
	{"image/png", "PNG", []string{".png"}, ""},
	{"image/jpeg", "JPEG", []string{".jpg", ".jpeg"}, ""},
	{office + "wordprocessingml.document", "DOCX", []string{".docx"}, office + "wordprocessingml.document.main+xml"},
	{office + "spreadsheetml.sheet", "XLSX", []string{".xlsx"}, office + "spreadsheetml.sheet.main+xml"},
}

func typeNames() string {
	names := make([]string, len(taken))
	for i, m := range taken {
		names[i] = m.name
	}
	return strings.Join(names, ", ")
}

// typeOf tells a file's media type by its content, "" for what is not taken. The error is the context's: nobody
// waits for the answer any more.
func typeOf(ctx context.Context, r io.ReaderAt, size int64) (string, error) {
	mediaType := told(ctx, r, size, new(effort))
	return mediaType, ctx.Err()
}

func told(ctx context.Context, r io.ReaderAt, size int64, e *effort) string {
	head := make([]byte, min(size, headMax))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return ""
	}
	sniffed := http.DetectContentType(head)
	switch {
	case sniffed == "application/zip":
		return officeType(ctx, r, size, e)
	case slices.ContainsFunc(taken, func(m media) bool { return m.main == "" && m.mediaType == sniffed }):
		return sniffed
	case isPDF(head):
		return mediaPDF
	}
	return ""
}

// isPDF finds the header behind what mail, printers and editors put before it: a mark of the byte order, line
// ends, any bytes. What is a format of its own up to there is that format.
func isPDF(head []byte) bool {
	before, _, found := bytes.Cut(head, []byte(pdfHeader))
	sniffed := http.DetectContentType(before)
	return found && (sniffed == "application/octet-stream" || strings.HasPrefix(sniffed, "text/plain"))
}

// offered is the name that a download is saved under: the uploader's, with the type's own ending. A picture
// that is called page.html is not saved as a page.
func offered(name, mediaType string) string {
	for _, m := range taken {
		if m.mediaType == mediaType && !slices.Contains(m.extensions, strings.ToLower(path.Ext(name))) {
			return name + m.extensions[0]
		}
	}
	return name
}
