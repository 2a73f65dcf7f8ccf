package cli

import (
	"context"
	"fmt"
	"os"

	"huishang/db"
)

// verifyAudit verifies the audit trail.
type verifyAudit struct{}

// Run verifies chains, live rows and digests as the owner.
func (verifyAudit) Run(ctx context.Context, s *Settings) error {
	d, err := s.openToMigrate(ctx, "the trail is out of the API's reach")
	if err != nil {
		return err
	}
	defer d.stop()
	report, err := db.VerifyAudit(ctx, d.migrate)
	if err != nil {
		return err
	}
	if report.Bad != "" {
		return fmt.Errorf("the audit trail is broken at %s", report.Bad)
	}
	fmt.Printf("audit trail whole: %s, %s, %s\n",
		counted(report.Entries, "entry", "entries"), counted(report.Records, "record", "records"), counted(report.Provinces, "province", "provinces"))
	return nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// verifyFiles compares the bucket with the rows.
type verifyFiles struct {
	Quick bool `help:"Compare sizes only: no file is read."`
}

// Run names each file whose bytes are not those of its row.
func (c verifyFiles) Run(ctx context.Context, s *Settings) error {
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	kept, err := s.files(ctx, pools)
	if err != nil {
		return err
	}
	defer kept.Close()
	bad := 0
	v, err := kept.Verify(ctx, c.Quick, func(f *db.File, why string) {
		bad++
		fmt.Fprintf(os.Stderr, "%s: %s\n", f.ID, why)
	})
	if err != nil {
		return err
	}
	if bad > 0 {
		return fmt.Errorf("of %s %d are not as they were uploaded", counted(v.Files, "file", "files"), bad)
	}
	fmt.Printf("files whole: %s, %s\n", counted(v.Files, "file", "files"), counted(int(v.Bytes), "byte", "bytes"))
	return nil
}
