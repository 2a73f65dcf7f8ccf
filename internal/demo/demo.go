// Package demo loads the Hainan sample: it imports the folder that users could import, puts the lists in force and
// plays consultations and their tasks through the same rules that guard them for everybody.
package demo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/duty"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/sheet"
	"huishang/sample"

	"github.com/google/uuid"
)

// Grants are the roles that `run` prints tokens for: one of each family at each level.
var Grants = []string{
	"PARTY_SECRETARY@HN", "PARTY_COMMITTEE_MEMBER@HN", "PARTY_OFFICE@HN", "DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN",
	"LEADERSHIP_MEMBER@HN", "DEPARTMENT_HEAD@HN/CW", "DEPARTMENT_STAFF@HN/CW", "ANALYST@HN", "ADMINISTRATOR@HN",
	"PARTY_SECRETARY@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DEPARTMENT_HEAD@HN-QH/YW", "ADMINISTRATOR@HN-QH",
	"DISCIPLINE_COMMISSIONER@HN-WZS", "REGION_MANAGER@HN-QH-1", "REGION_STAFF@HN-QH-1",
}

// All loads the sample and plays its matters, telling what it does.
func All(ctx context.Context, d *db.DB, out io.Writer) error {
	n, err := d.Provinces(ctx)
	if err != nil {
		return err
	}
	if n > 0 {
		fmt.Fprintln(out, "there is a province already: the sample is not loaded")
		return nil
	}
	if err := Load(ctx, d, out); err != nil {
		return err
	}
	played, err := Play(ctx, d)
	if err == nil {
		fmt.Fprintf(out, "played: %d findings, %d problems, %d consultations, %d tasks, %d letters\n", played.Findings, played.Problems, played.Consultations, played.Tasks, played.Letters)
	}
	return err
}

// Load imports the sample into a database that has no province yet, and puts its lists in force. On one that
// has a province it does nothing.
func Load(ctx context.Context, d *db.DB, out io.Writer) error {
	if n, err := d.Provinces(ctx); err != nil || n > 0 {
		return err
	}
	folder, err := fs.Sub(sample.Hainan, "hainan")
	if err != nil {
		return err
	}
	book, err := sheet.OpenFolder(thisYear{folder, d.Now().Year()})
	if err != nil {
		return err
	}
	if _, err := sheet.Import(ctx, d, book, sheet.Lines(out, fault.EN, d.Now)); err != nil {
		return err
	}
	n, err := Enforce(ctx, d)
	if err == nil {
		fmt.Fprintf(out, "lists put in force: %d\n", n)
	}
	return err
}

// thisYear is the sample with its lists for another year than the one it was written for: whenever it is loaded,
// its lists are the current ones.
type thisYear struct {
	fs.FS
	year int
}

// ReadFile reads a sheet with its lists' year replaced.
func (y thisYear) ReadFile(name string) ([]byte, error) {
	b, err := fs.ReadFile(y.FS, name)
	for _, around := range [][2]string{{",", ","}, {",", "年"}} {
		b = bytes.ReplaceAll(b, []byte(around[0]+sampleYear+around[1]), []byte(around[0]+strconv.Itoa(y.year)+around[1]))
	}
	return b, err
}

// sampleYear is the year that the sample's lists are written for.
const sampleYear = "2026"

// Enforce puts every draft in force, as those who would: each list by whoever has the authority for it, the
// oversight lists as sets.
func Enforce(ctx context.Context, d *db.DB) (int, error) {
	var drafts []*db.DutyList
	err := d.System(ctx, func(ctx context.Context, _ *db.Tx) (err error) {
		drafts, err = db.Drafts(ctx)
		return err
	})
	if err != nil {
		return 0, err
	}
	sets := map[ident.OrganisationID][]*db.DutyList{}
	for _, l := range drafts {
		if l.Kind == db.OversightList {
			sets[l.OrgID] = append(sets[l.OrgID], l)
			continue
		}
		if err := as(ctx, d, l, auth.ListPutInForce, func(ctx context.Context, external *string) (uuid.UUID, error) {
			return duty.PutInForce(ctx, input.DutyListPutInForceInput{List: l.ID, Version: l.Version, ExternalDocument: external})
		}); err != nil {
			return 0, fmt.Errorf("%s %s: %w", l.Kind, l.Title, err)
		}
	}
	for org, lists := range sets {
		in := input.OversightSetPutInForceInput{Organisation: org, Year: lists[0].Year}
		for _, l := range lists {
			in.Lists = append(in.Lists, &input.ListVersionInput{List: l.ID, Version: l.Version})
		}
		if err := as(ctx, d, lists[0], auth.OversightSetPutInForce, func(ctx context.Context, _ *string) (uuid.UUID, error) {
			return duty.PutSetInForce(ctx, in)
		}); err != nil {
			return 0, fmt.Errorf("oversight of %s: %w", org, err)
		}
	}
	return len(drafts), nil
}

// as runs an act as one of those who have the authority for a list.
func as(ctx context.Context, d *db.DB, l *db.DutyList, a auth.Act, do func(context.Context, *string) (uuid.UUID, error)) error {
	var holder *db.ListHolder
	err := d.System(ctx, func(ctx context.Context, t *db.Tx) (err error) {
		holder, err = t.ListHolder(ctx, l)
		return err
	})
	if err != nil {
		return err
	}
	claims := &auth.Claims{Person: holder.Person, TokenID: "demo", Grants: []auth.TokenGrant{{Role: holder.Role, Org: holder.Org}}}
	return d.Change(act.With(ctx, a), claims, "demo", func(ctx context.Context, _ *db.Tx) error {
		var external *string
		if holder.External {
			text := "样例:上级党组织批复〔2026〕1号"
			external = &text
		}
		_, err := do(ctx, external)
		return err
	})
}
