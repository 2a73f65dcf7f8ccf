package wiring

import (
	"context"
	"net/http"
	"strings"

	"huishang/examples"
	"huishang/internal/demo"
	"huishang/internal/explorer"
	"huishang/internal/fault"
	"huishang/resolvers"
)

// Explorer makes the page at "/". In development it offers the sample's roles to act as.
func Explorer(development bool) (http.Handler, error) {
	all, err := examples.All()
	if err != nil {
		return nil, err
	}
	o := explorer.Options{Examples: all}
	if development {
		if o.Grants, err = grants(); err != nil {
			return nil, err
		}
	}
	return explorer.Handler(o)
}

// grants are the sample's, with the labels that the schema gives their roles.
func grants() ([]explorer.Grant, error) {
	r := &resolvers.Resolver{}
	resolvers.Schema(r) // reads the labels
	labels := map[string]fault.Text{}
	for _, l := range []fault.Locale{fault.EN, fault.ZH} {
		roles, err := r.Query().EnumValues(fault.WithLocale(context.Background(), l), "Role", nil)
		if err != nil {
			return nil, err
		}
		for _, v := range roles {
			t := labels[v.Value]
			if l == fault.EN {
				t.EN = v.Label
			} else {
				t.ZH = v.Label
			}
			labels[v.Value] = t
		}
	}
	var all []explorer.Grant
	for _, as := range demo.Grants {
		role, _, _ := strings.Cut(as, "@")
		all = append(all, explorer.Grant{As: as, Label: labels[role]})
	}
	return all, nil
}
