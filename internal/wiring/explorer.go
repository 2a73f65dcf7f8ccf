package wiring

import (
	"net/http"
	"strings"

	"huishang/examples"
	"huishang/internal/demo"
	"huishang/internal/explorer"
	"huishang/internal/fault"
	"huishang/internal/transport"
)

// Explorer makes the page at "/" for a server of these parts. In development it offers the sample's roles to act as.
func Explorer(p Parts) (http.Handler, error) {
	all, err := examples.All()
	if err != nil {
		return nil, err
	}
	o := explorer.Options{Examples: all, SchemaPublic: p.Mode == transport.SchemaPublic}
	if p.Mode != transport.SchemaOff {
		o.Schema = transport.SchemaHash(p.SDL)
	}
	if p.Issuer != nil {
		o.Grants = grants()
	}
	return explorer.Handler(o)
}

// grants are the sample's, with the labels that the schema gives their roles.
func grants() []explorer.Grant {
	var all []explorer.Grant
	for _, as := range demo.Grants {
		role, _, _ := strings.Cut(as, "@")
		all = append(all, explorer.Grant{As: as, Label: fault.Label("Role", role)})
	}
	return all
}
