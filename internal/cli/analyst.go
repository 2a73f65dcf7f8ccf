package cli

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"huishang/db"
	"huishang/internal/text"
	"huishang/internal/wiring"
)

// analystCommand makes, lists and removes the logins that read by SQL (docs/sql.md).
type analystCommand struct {
	Add    analystAdd    `cmd:"" help:"Make a login that reads the views for reporting with a person's grants, and print its address with a new password, once."`
	Remove analystRemove `cmd:"" help:"Remove a login: it reads nothing at once, its sessions end, its role is dropped."`
	List   analystList   `cmd:"" help:"List the logins: whose grants each reads with, and its sessions."`
}

const (
	analystNeeds = "logins of the database are made by the login that migrates"
	purposeMax   = 500
)

type analystAdd struct {
	Province string   `help:"The person's province, by its code as HN; may be left out where there is one only." placeholder:"CODE"`
	Number   string   `help:"The number of the person with whose grants it reads; of a service, who answers for it." required:"" placeholder:"NUMBER"`
	Login    string   `help:"The login's name, where it is not to be analyst_NUMBER: small letters, digits, _." placeholder:"NAME"`
	As       []string `help:"Read with these of the person's grants only; left out: with all that the person holds at the time." placeholder:"ROLE@ORG[/DEPARTMENT]"`
	Purpose  string   `help:"What it is for, at most 500 characters; list shows it." placeholder:"TEXT"`
}

// Run prints the login's address alone.
func (c *analystAdd) Run(ctx context.Context, s *Settings) error {
	address, err := c.add(ctx, s)
	if err == nil {
		fmt.Println(address)
	}
	return err
}

func (c *analystAdd) add(ctx context.Context, s *Settings) (string, error) {
	n, err := c.asked()
	if err != nil {
		return "", err
	}
	d, err := s.openToMigrate(ctx, analystNeeds)
	if err != nil {
		return "", err
	}
	defer d.stop()
	if n.Province, err = s.province(ctx, d, c.Province); err != nil {
		return "", err
	}
	login, password, err := db.AddReportingLogin(ctx, d.migrate, n)
	if err != nil {
		return "", err
	}
	address, err := url.Parse(d.migrate)
	if err != nil {
		return "", err
	}
	address.User = url.UserPassword(login, password)
	return address.String(), nil
}

// asked is the login that the command line asks for.
func (c *analystAdd) asked() (db.NewReportingLogin, error) {
	n := db.NewReportingLogin{Login: c.Login, Number: c.Number, Purpose: text.Normal(c.Purpose)}
	for _, as := range c.As {
		grant, err := wiring.ParseGrant(as)
		if err != nil {
			return n, fmt.Errorf("expected %w", err)
		}
		n.Grants = append(n.Grants, grant)
	}
	if e := text.Flaw(n.Purpose, text.Line); e != nil {
		return n, fmt.Errorf("--purpose holds a character that is not allowed: %s, at place %d", e.Params["character"], e.Params["position"])
	}
	if utf8.RuneCountInString(n.Purpose) > purposeMax {
		return n, fmt.Errorf("--purpose has at most %d characters", purposeMax)
	}
	return n, nil
}

// province is the code of the province named, or of the one that there is.
func (s *Settings) province(ctx context.Context, d *database, named string) (code string, err error) {
	pools, err := s.connect(ctx, d, time.Now)
	if err != nil {
		return "", err
	}
	defer pools.Close()
	err = pools.System(ctx, func(ctx context.Context, t *db.Tx) error {
		code, err = only(ctx, t, named)
		return err
	})
	return code, err
}

type analystRemove struct {
	Login string `arg:"" help:"The login, as list shows it."`
}

// Run removes the login.
func (c analystRemove) Run(ctx context.Context, s *Settings) error {
	d, err := s.openToMigrate(ctx, analystNeeds)
	if err != nil {
		return err
	}
	defer d.stop()
	return db.RemoveReportingLogin(ctx, d.migrate, c.Login)
}

type analystList struct{}

// Run prints the logins as a table.
func (analystList) Run(ctx context.Context, s *Settings) error {
	d, err := s.openToMigrate(ctx, analystNeeds)
	if err != nil {
		return err
	}
	defer d.stop()
	logins, err := db.ReportingLogins(ctx, d.migrate)
	if err != nil {
		return err
	}
	return writeLogins(os.Stdout, logins)
}

func writeLogins(to io.Writer, logins []*db.ReportingLogin) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "login\tperson\tname\tgrants\treads now\tsessions\tissued\tpurpose")
	for _, l := range logins {
		purpose := ""
		if l.Purpose != nil {
			purpose = *l.Purpose
		}
		fmt.Fprintf(table, "%s\t%s/%s\t%s\t%s\t%t\t%d\t%s\t%s\n", l.Login, l.Province, l.Number, l.Name, l.Grants, l.Reads, l.Sessions, l.IssuedAt.Format(time.RFC3339), purpose)
	}
	return table.Flush()
}
