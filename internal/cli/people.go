package cli

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"huishang/db"
	"huishang/internal/org"
)

// adminCommand makes an administrator where nobody can through the API.
type adminCommand struct {
	Province string `help:"The province, by its code as HN; may be left out where there is one only." placeholder:"CODE"`
	Number   string `help:"The person's number." required:"" placeholder:"NUMBER"`
	Name     string `help:"The person's name, which adds him where nobody has the number."`
	Reason   string `help:"Why, where somebody administers the province already: a second one for a province with one, or one in place of who is out of reach. It stands in the history."`
}

// Run gives the role and prints where, and what an identity provider needs.
func (c adminCommand) Run(ctx context.Context, s *Settings) error {
	var seated *org.Seated
	err := s.operate(ctx, func(ctx context.Context, t *db.Tx) error {
		province, err := only(ctx, t, c.Province)
		if err != nil {
			return err
		}
		seated, err = org.SeatAdministrator(ctx, org.Administrator{Province: province, Number: c.Number, Name: c.Name, Reason: c.Reason})
		return err
	})
	if err == nil {
		fmt.Printf("%s %s is an administrator from today, on the post %s\nuuid: %s\n", seated.Person.Number, seated.Person.Name, seated.Post, seated.Person.ID.UUID())
	}
	return err
}

// peopleCommand lists people for an identity provider.
type peopleCommand struct {
	IDs      bool   `name:"ids" help:"Print number, name and uuid of everybody in use, as CSV." required:""`
	Province string `help:"The province, by its code as HN; may be left out where there is one only." placeholder:"CODE"`
}

// Run prints the list alone.
func (c peopleCommand) Run(ctx context.Context, s *Settings) error {
	var people []*db.PersonID
	err := s.operate(ctx, func(ctx context.Context, t *db.Tx) error {
		province, err := only(ctx, t, c.Province)
		if err == nil {
			people, err = t.PersonIDs(ctx, province)
		}
		return err
	})
	if err != nil {
		return err
	}
	return writePeople(os.Stdout, people)
}

func writePeople(to io.Writer, people []*db.PersonID) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"number", "name", "uuid"}) // the writer keeps its error for the end
	for _, p := range people {
		_ = w.Write([]string{p.Number, p.Name, p.ID})
	}
	w.Flush()
	return w.Error()
}

// only is the province named, or the one that there is.
func only(ctx context.Context, t *db.Tx, named string) (string, error) {
	codes, err := t.ProvinceCodes(ctx)
	if err != nil {
		return "", err
	}
	for _, code := range codes {
		if code == named || named == "" && len(codes) == 1 {
			return code, nil
		}
	}
	if len(codes) == 0 {
		return "", errors.New("there is no province yet: import one first")
	}
	return "", fmt.Errorf("--province is one of %s", strings.Join(codes, ", "))
}

// operate runs f as the operator, in one transaction.
func (s *Settings) operate(ctx context.Context, f func(context.Context, *db.Tx) error) error {
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return pools.System(ctx, f)
}
