package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"huishang/internal/demo"
	"huishang/internal/sheet"
	"huishang/internal/wiring"
)

// importCommand brings a workbook in, or writes an empty one.
type importCommand struct {
	Path     string `arg:"" optional:"" help:"An .xlsx workbook, or a folder of CSV files."`
	Template string `help:"Instead of importing, write an empty workbook to fill in; never over a file that exists." placeholder:"FILE.xlsx"`
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
		return sheet.Create(c.Template, func(out io.Writer) error { return sheet.Template(out, wiring.Labels) })
	}
	if _, err := os.Stat(c.Marked); c.Marked != "" && err == nil {
		return fmt.Errorf("%s: %w", c.Marked, fs.ErrExist)
	}
	book, err := sheet.Open(c.Path)
	if err != nil {
		return err
	}
	d, err := s.open(ctx, true)
	if err != nil {
		return err
	}
	defer d.stop()
	pools, err := s.connect(ctx, d, time.Now)
	if err != nil {
		return err
	}
	defer pools.Close()
	_, err = sheet.Import(ctx, pools, book, sheet.Lines(os.Stderr, time.Now))
	var problems sheet.Problems
	if errors.As(err, &problems) {
		return c.mark(book, problems)
	}
	return err
}

// mark writes the marked copy and adds its path to the problems.
func (c importCommand) mark(book *sheet.Workbook, problems sheet.Problems) error {
	write := func(out io.Writer) error { return book.Mark(out, problems, wiring.Labels) }
	path, err := c.Marked, error(nil)
	if path != "" {
		err = sheet.Create(path, write)
	} else {
		path, err = sheet.CreateBeside(c.Path, write)
	}
	if err != nil {
		return fmt.Errorf("%w\nno marked copy: %w", problems, err)
	}
	return fmt.Errorf("%w\nmarked copy: %s", problems, path)
}

// demoCommand loads the sample.
type demoCommand struct{}

// Run loads the Hainan sample into a database without a province, and does nothing on any other.
func (demoCommand) Run(ctx context.Context, s *Settings) error {
	d, err := s.open(ctx, true)
	if err != nil {
		return err
	}
	defer d.stop()
	pools, err := s.connect(ctx, d, time.Now)
	if err != nil {
		return err
	}
	defer pools.Close()
	return demo.All(ctx, pools, os.Stderr)
}
