package main

import (
	"context"
	"os"
	"time"

	"huishang/internal/demo"
	"huishang/internal/sheet"
)

// importCommand brings a workbook in.
type importCommand struct {
	Path string `arg:"" help:"An .xlsx workbook, or a folder of CSV files."`
}

// Run imports all or nothing. Every bad row is named by sheet, row, column and reason; then it exits with 1.
func (c importCommand) Run(ctx context.Context, s *Settings) error {
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
	return err
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
