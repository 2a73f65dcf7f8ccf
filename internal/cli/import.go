package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"huishang/db"
	"huishang/internal/clock"
	"huishang/internal/demo"
	"huishang/internal/fault"
	"huishang/internal/sheet"
)

// importCommand brings a workbook in, or writes an empty one.
type importCommand struct {
	Path     string `arg:"" optional:"" help:"An .xlsx workbook, or a folder of CSV files."`
	Template string `help:"Instead of importing, write an empty workbook to fill in; never over a file that exists." placeholder:"FILE.xlsx"`
	Language string `help:"Language of what is told, zh or en; else that of LC_ALL, LC_MESSAGES or LANG." env:"HUISHANG_LANGUAGE" enum:",zh,en" default:""`
	Marked   string `help:"Where a refused workbook comes back with its bad cells marked; else beside it, as NAME-marked.xlsx." placeholder:"FILE.xlsx"`
}

// Validate wants a workbook or a template, one of them.
func (c importCommand) Validate() error {
	if (c.Path == "") == (c.Template == "") {
		return errors.New("expected the path of a workbook, or --template")
	}
	return nil
}

// Run imports all or nothing. Every bad row is named by sheet, row, column and reason, the last line names the marked
// copy; then it exits with 1. A template needs no database.
func (c importCommand) Run(ctx context.Context, s *Settings) error {
	if c.Template != "" {
		return sheet.Create(c.Template, sheet.Template)
	}
	if _, err := os.Stat(c.Marked); c.Marked != "" && err == nil {
		return fmt.Errorf("%s: %w", c.Marked, fs.ErrExist)
	}
	l := c.locale(os.Getenv)
	book, err := sheet.Open(c.Path)
	if err != nil {
		return told(err, l)
	}
	if len(book.Unread) > 0 {
		fmt.Fprintf(os.Stderr, fault.Text{EN: "not read: %s\n", ZH: "未读取：%s\n"}.In(l), strings.Join(book.Unread, fault.Text{EN: ", ", ZH: "、"}.In(l)))
	}
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	reports, err := sheet.Import(ctx, pools, book, sheet.Lines(os.Stderr, l, time.Now))
	if err == nil && len(reports) == 0 {
		fmt.Fprintln(os.Stderr, fault.Text{EN: "no rows: nothing is imported", ZH: "没有数据行，未导入任何内容"}.In(l))
	}
	var problems sheet.Problems
	if errors.As(err, &problems) {
		return c.mark(book, problems, l)
	}
	return err
}

// locale is the language of what is told: the flag's, else that of the terminal, else English.
func (c importCommand) locale(env func(string) string) fault.Locale {
	said := c.Language
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if said == "" {
			said = env(name)
		}
	}
	if strings.HasPrefix(strings.ToLower(said), "zh") {
		return fault.ZH
	}
	return fault.EN
}

// told is an error in a language, where it has one.
func told(err error, l fault.Locale) error {
	var u *sheet.Unreadable
	if errors.As(err, &u) {
		return errors.New(u.Message(l))
	}
	return err
}

// mark writes the marked copy and adds its path to the problems, which are told whatever becomes of it.
func (c importCommand) mark(book *sheet.Workbook, problems sheet.Problems, l fault.Locale) error {
	write := func(out io.Writer) error { return book.Mark(out, problems) }
	path, err := c.Marked, error(nil)
	if path != "" {
		err = sheet.Create(path, write)
	} else {
		path, err = sheet.CreateBeside(c.Path, write)
	}
	if err != nil {
		return fmt.Errorf(fault.Text{EN: "%s\nno marked copy: %w", ZH: "%s\n没有标注副本：%w"}.In(l), problems.Message(l), told(err, l))
	}
	return fmt.Errorf(fault.Text{EN: "%s\nmarked copy: %s", ZH: "%s\n标注副本：%s"}.In(l), problems.Message(l), path)
}

// demoCommand loads the sample, or with a number of tasks fills a database with invented data.
type demoCommand struct {
	Tasks     int    `help:"Instead of the sample so many tasks of invented provinces, with what they come of and what became of them: into an empty database only, as the login of MIGRATE_DATABASE_URL."`
	Provinces int    `help:"How many provinces, 31 at most; else 1." placeholder:"N"`
	People    int    `help:"How many people in all, 50 at least in each province; else 300 in each." placeholder:"N"`
	Seed      int64  `help:"Where chance begins: the same seed and day give the same rows, ids too." default:"1"`
	Day       string `help:"The day that the data is of, as 2026-11-27; else today in Shanghai." placeholder:"DAY"`
}

// Validate refuses what says how much without --tasks.
func (c demoCommand) Validate() error {
	if c.Tasks < 0 || c.Tasks == 0 && (c.Provinces != 0 || c.People != 0 || c.Day != "") {
		return errors.New("--provinces, --people and --day go with --tasks, which is 1 at least")
	}
	return nil
}

// Run loads the Hainan sample into a database without a province, and does nothing on any other; with --tasks it
// fills an empty one, and refuses any other.
func (c demoCommand) Run(ctx context.Context, s *Settings) error {
	if c.Tasks > 0 {
		return c.fill(ctx, s)
	}
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return demo.All(ctx, pools, os.Stderr)
}

func (c demoCommand) fill(ctx context.Context, s *Settings) error {
	o := db.FillOptions{Tasks: c.Tasks, Provinces: cmp.Or(c.Provinces, 1), Seed: c.Seed, Today: clock.Today(time.Now(), demo.Shanghai)}
	o.People = cmp.Or(c.People, 300*o.Provinces)
	if c.Day != "" {
		day, err := time.Parse(time.DateOnly, c.Day)
		if err != nil {
			return errors.New("--day is a day as 2026-11-27")
		}
		o.Today = clock.DateOf(day.Date())
	}
	d, err := s.openToMigrate(ctx, "the address of the login that migrates")
	if err != nil {
		return err
	}
	defer d.stop()
	return demo.Fill(ctx, d.migrate, o, os.Stderr)
}
