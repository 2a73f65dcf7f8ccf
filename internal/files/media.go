package files

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
)

// media is one type that is taken. main is, for a zip of Office Open XML, the content type of its main part and
// the folder that this part lies in.
type media struct {
	mediaType, name string
	extensions      []string
	main, folder    string
}

const office = "application/vnd.openxmlformats-officedocument."

var taken = []media{
	{"application/pdf", "PDF", []string{".pdf"}, "", ""},
	{"image/png", "PNG", []string{".png"}, "", ""},
	{"image/jpeg", "JPEG", []string{".jpg", ".jpeg"}, "", ""},
	{office + "wordprocessingml.document", "DOCX", []string{".docx"}, office + "wordprocessingml.document.main+xml", "/word/"},
	{office + "spreadsheetml.sheet", "XLSX", []string{".xlsx"}, office + "spreadsheetml.sheet.main+xml", "/xl/"},
}

func typeNames() string {
	names := make([]string, len(taken))
	for i, m := range taken {
		names[i] = m.name
	}
	return strings.Join(names, ", ")
}

// typeOf tells a file's media type by its content, "" for what is not taken.
func typeOf(r io.ReaderAt, size int64) string {
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return ""
	}
	sniffed := http.DetectContentType(head)
	if sniffed == "application/zip" {
		return officeType(r, size)
	}
	if slices.ContainsFunc(taken, func(m media) bool { return m.main == "" && m.mediaType == sniffed }) {
		return sniffed
	}
	return ""
}

// zipMax is how much of a zip is read to tell its type, and how long its list of parts may be: zip.Reader takes
// memory for every entry, and 20 MB hold half a million.
const zipMax = 1 << 20

// officeType tells a zip of Office Open XML by its main part, which [Content_Types].xml must name and the zip
// must hold. One with macros names another type, so it is not taken, whatever it is called.
func officeType(r io.ReaderAt, size int64) string {
	z, err := zip.NewReader(&rationed{r, zipMax}, size)
	if err != nil {
		return ""
	}
	list, err := z.Open("[Content_Types].xml")
	if err != nil {
		return ""
	}
	defer list.Close()
	var types struct {
		Override []struct {
			PartName    string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
	}
	if err := xml.NewDecoder(io.LimitReader(list, zipMax)).Decode(&types); err != nil {
		return ""
	}
	for _, part := range types.Override {
		held := slices.ContainsFunc(z.File, func(f *zip.File) bool { return "/"+f.Name == part.PartName })
		for _, m := range taken {
			if m.main != "" && m.main == part.ContentType && strings.HasPrefix(part.PartName, m.folder) && held {
				return m.mediaType
			}
		}
	}
	return ""
}

var errRation = errors.New("too much to tell the type")

// rationed reads so many bytes and no more.
type rationed struct {
	io.ReaderAt
	left int
}

func (r *rationed) ReadAt(p []byte, at int64) (int, error) {
	if r.left -= len(p); r.left < 0 {
		return 0, errRation
	}
	return r.ReaderAt.ReadAt(p, at)
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
