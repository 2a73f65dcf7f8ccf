package cli

import (
	"context"
	"fmt"
	"os"

	"huishang/db"
)

// verifyCounters recounts the kept numbers.
type verifyCounters struct{}

// Run names each number that is not what the rows are.
func (verifyCounters) Run(ctx context.Context, s *Settings) error {
	d, err := s.openToMigrate(ctx, "all rows of all provinces are counted, as the owner")
	if err != nil {
		return err
	}
	defer d.stop()
	report, err := db.VerifyCounters(ctx, d.migrate)
	if err != nil {
		return err
	}
	for _, bad := range report.Bad {
		fmt.Fprintln(os.Stderr, bad)
	}
	if len(report.Bad) > 0 {
		return fmt.Errorf("of the kept numbers %d are not what the rows are: huishang rebuild-counters makes them anew", len(report.Bad))
	}
	fmt.Printf("kept numbers right: %s\n", counted(report.Numbers, "number", "numbers"))
	return nil
}

// rebuildCounters makes the kept numbers anew.
type rebuildCounters struct{}

// Run counts all rows; who changes tasks waits meanwhile.
func (rebuildCounters) Run(ctx context.Context, s *Settings) error {
	d, err := s.openToMigrate(ctx, "kept numbers are out of the API's reach")
	if err != nil {
		return err
	}
	defer d.stop()
	n, err := db.RebuildCounters(ctx, d.migrate)
	if err != nil {
		return err
	}
	fmt.Printf("kept anew: %s\n", counted(n, "number", "numbers"))
	return nil
}
