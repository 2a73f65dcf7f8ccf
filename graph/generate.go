// Package graph is generated from schema.graphqls and gqlgen.yml: nothing in it is written by hand but this line.
package graph

//go:generate sh -c "cd .. && go run ./internal/generate"
