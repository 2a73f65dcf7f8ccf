package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"huishang/internal/fault"
)

// Limits of a workbook's parts: bytes of one and of all as they unfold, and how many there are. They are held before
// anything is read: 382 KB may unfold to 380 MB and take ten times that in memory.
const (
	maxPart  = 50 << 20
	maxParts = 200 << 20
	partsMax = 10_000
)

// Unreadable says in both languages why a file is no workbook that can be read.
type Unreadable struct {
	Path string
	Says fault.Text
}

func (u *Unreadable) Error() string { return u.Message(fault.EN) }

// Message is the reason in a language, the file first.
func (u *Unreadable) Message(l fault.Locale) string {
	if u.Path == "" {
		return u.Says.In(l)
	}
	return u.Path + ": " + u.Says.In(l)
}

func unreadable(en, zh string) *Unreadable { return &Unreadable{Says: fault.Text{EN: en, ZH: zh}} }

// archive is an XLSX file's parts by their names, in lower case: spreadsheets do not tell them apart either.
type archive struct {
	file  *os.File
	parts map[string]*zip.File
}

func (a *archive) close() { _ = a.file.Close() }

// openArchive opens an XLSX file and holds it to the limits.
func openArchive(name string) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	a := &archive{file: f, parts: map[string]*zip.File{}}
	if err := a.index(); err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// compound begins the files of Excel 97 to 2003, and those that carry a password.
var compound = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// encrypted is "EncryptedPackage" as such a file names its content.
var encrypted = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

func (a *archive) index() error {
	info, err := a.file.Stat()
	if err != nil {
		return err
	}
	begins := make([]byte, len(compound))
	if _, err := a.file.ReadAt(begins, 0); err == nil && bytes.Equal(begins, compound) {
		all, err := io.ReadAll(io.LimitReader(a.file, maxBytes))
		if err != nil {
			return err
		}
		if bytes.Contains(all, encrypted) {
			return unreadable("the workbook is protected by a password: save it without one", "工作簿设有打开密码：请取消密码后另存")
		}
		return unreadable("this is a workbook of Excel 97–2003 (.xls): save it as .xlsx", "这是 Excel 97–2003 工作簿（.xls）：请另存为 .xlsx")
	}
	z, err := zip.NewReader(a.file, info.Size())
	if err != nil {
		return unreadable("this is no .xlsx workbook, or a damaged one", "不是 .xlsx 工作簿，或文件已损坏")
	}
	if len(z.File) > partsMax {
		return unreadable(fmt.Sprintf("the workbook has more than %d parts", partsMax), fmt.Sprintf("工作簿超过 %d 个部件", partsMax))
	}
	var all uint64
	for _, p := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(p.Name, `\`, "/"), "/")
		if p.UncompressedSize64 > maxPart {
			return unreadable(fmt.Sprintf("%s unfolds to more than %d MB: split the workbook, or import a folder of CSV files", name, maxPart>>20),
				fmt.Sprintf("%s 解压后超过 %d MB：请拆分工作簿，或改用 CSV 文件夹导入", name, maxPart>>20))
		}
		if all += p.UncompressedSize64; all > maxParts {
			return unreadable(fmt.Sprintf("the workbook unfolds to more than %d MB: split it, or import a folder of CSV files", maxParts>>20),
				fmt.Sprintf("工作簿解压后超过 %d MB：请拆分，或改用 CSV 文件夹导入", maxParts>>20))
		}
		a.parts[strings.ToLower(name)] = p
	}
	return nil
}

var errNoPart = errors.New("a part is missing")

// decode reads a part's elements one after the other; visit consumes those that it knows with d.
func (a *archive) decode(name string, visit func(d *xml.Decoder, e xml.StartElement) error) error {
	p := a.parts[strings.ToLower(name)]
	if p == nil {
		return fmt.Errorf("%s: %w", name, errNoPart)
	}
	r, err := p.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	d := xml.NewDecoder(io.LimitReader(r, maxPart))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if c := strings.ToLower(charset); c == "utf8" || c == "us-ascii" {
			return r, nil
		}
		return nil, errors.New("not in UTF-8")
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := visit(d, e); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
}

// related is a part that another one refers to.
type related struct{ kind, target string }

// relations are the parts that a part refers to, by the ids of the references. A part may have none.
func (a *archive) relations(of string) (map[string]related, error) {
	all := map[string]related{}
	folder, base := path.Split(of)
	err := a.decode(path.Join(folder, "_rels", base+".rels"), func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", folder, target)
		}
		all[attr(e, "Id")] = related{path.Base(attr(e, "Type")), strings.TrimPrefix(path.Clean(target), "/")}
		return nil
	})
	if errors.Is(err, errNoPart) {
		return all, nil
	}
	return all, err
}

// attr is an attribute by its local name, empty where it is not given.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
