package wiring

import (
	"context"

	"huishang/internal/fault"
	"huishang/resolvers"
)

// Labels are what the schema calls the values of one of its enums, in both languages.
func Labels(enum string) (map[string]fault.Text, error) {
	r := &resolvers.Resolver{}
	resolvers.Schema(r) // reads the labels
	labels := map[string]fault.Text{}
	for _, l := range []fault.Locale{fault.EN, fault.ZH} {
		values, err := r.Query().EnumValues(fault.WithLocale(context.Background(), l), enum, nil)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			t := labels[v.Value]
			if l == fault.EN {
				t.EN = v.Label
			} else {
				t.ZH = v.Label
			}
			labels[v.Value] = t
		}
	}
	return labels, nil
}
