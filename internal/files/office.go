package files

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// What telling a zip's type may take: bytes read of it (zip.Reader takes memory for every entry, and 20 MB hold
// half a million), bytes that its list of types unpacks to, and steps. A workbook of 5,000 parts takes 25,000.
const (
	zipMax   = 1 << 20
	listMax  = 1 << 20
	stepsMax = 100_000
)

var errRation = errors.New("too much to tell the type")

// effort counts the steps of telling a type: one for each entry of the zip, each token of its list of types, and
// each part whose type is looked up. It ends them where they are too many or nobody waits any more.
type effort struct{ steps int }

func (e *effort) step(ctx context.Context) error {
	if e.steps++; e.steps > stepsMax {
		return errRation
	}
	if e.steps%256 == 0 {
		return ctx.Err()
	}
	return nil
}

// rationed reads so many bytes and no more, while somebody waits.
type rationed struct {
	io.ReaderAt
	left    int
	waiting func() error
}

func (r *rationed) ReadAt(p []byte, at int64) (int, error) {
	if err := r.waiting(); err != nil {
		return 0, err
	}
	if r.left -= len(p); r.left < 0 {
		return 0, errRation
	}
	return r.ReaderAt.ReadAt(p, at)
}

// officeType tells a zip of Office Open XML by the type that its list declares for a part which it holds. One
// with macros in any part is not taken, whatever it is called; nor is one of two main types, or with two parts of
// one name, of which programs read now this and now that.
func officeType(ctx context.Context, r io.ReaderAt, size int64, e *effort) string {
	z, err := zip.NewReader(&rationed{r, zipMax, ctx.Err}, size)
	if err != nil {
		return ""
	}
	parts := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		name := partName(f.Name)
		if e.step(ctx) != nil || parts[name] != nil {
			return ""
		}
		parts[name] = f
	}
	const listName = "[content_types].xml"
	if parts[listName] == nil {
		return ""
	}
	types, err := readTypes(ctx, parts[listName], e)
	if err != nil {
		return ""
	}
	delete(parts, listName)
	found := ""
	for name := range parts {
		contentType := types.of(name)
		if e.step(ctx) != nil || path.Base(name) == "vbaproject.bin" || strings.Contains(contentType, "macro") || strings.Contains(contentType, "vba") {
			return ""
		}
		if m := mainOf[contentType]; m != "" {
			if found != "" && found != m {
				return ""
			}
			found = m
		}
	}
	return found
}

// mainOf is the media type whose main part has a content type.
var mainOf = func() map[string]string {
	m := map[string]string{}
	for _, t := range taken {
		if t.main != "" {
			m[t.main] = t.mediaType
		}
	}
	return m
}()

// partName is a part's name as names are compared: without regard to case, and with slashes, of which some
// writers put one before and some turn them round.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// contentTypes is [Content_Types].xml: types of single parts, else of names that end alike.
type contentTypes struct{ override, byDefault map[string]string }

func (c *contentTypes) of(part string) string {
	if t, ok := c.override[part]; ok {
		return t
	}
	return c.byDefault[strings.TrimPrefix(path.Ext(part), ".")]
}

// readTypes reads the list of types, in UTF-8 or UTF-16. One that declares a type twice and differently is refused.
func readTypes(ctx context.Context, list *zip.File, e *effort) (*contentTypes, error) {
	unpacked, err := list.Open()
	if err != nil {
		return nil, err
	}
	defer unpacked.Close()
	text := transform.NewReader(io.LimitReader(unpacked, listMax), unicode.BOMOverride(transform.Nop))
	d := xml.NewDecoder(text)
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "utf-16") || strings.EqualFold(label, "us-ascii") {
			return r, nil // UTF-8 by now
		}
		return nil, fmt.Errorf("a list of types in %s", label)
	}
	c := &contentTypes{map[string]string{}, map[string]string{}}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return c, nil
		}
		if err == nil {
			err = e.step(ctx)
		}
		if start, ok := token.(xml.StartElement); ok && err == nil {
			err = c.declare(start)
		}
		if err != nil {
			return nil, err
		}
	}
}

func (c *contentTypes) declare(element xml.StartElement) error {
	attributes := map[string]string{}
	for _, a := range element.Attr {
		attributes[a.Name.Local] = a.Value
	}
	into, name := c.override, partName(attributes["PartName"])
	switch element.Name.Local {
	case "Override":
	case "Default":
		into, name = c.byDefault, strings.ToLower(attributes["Extension"])
	default:
		return nil
	}
	contentType := strings.ToLower(strings.TrimSpace(attributes["ContentType"]))
	if was, ok := into[name]; ok && was != contentType {
		return fmt.Errorf("two types of %q", name)
	}
	into[name] = contentType
	return nil
}
