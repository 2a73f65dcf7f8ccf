# make run    starts Huishang with everything it needs, and its sample
# make test   builds, vets, lints, checks the generated code, runs all tests; its last lines are go test's own
# make audit  the checks that need Node, Chromium, nginx or PgBouncer: the public audits of GraphQL over HTTP, a rolling restart
# make bench  speed, side by side with a hand-written handler; prints the tables of docs/benchmarks.md
# make guards takes each protection away in turn and expects a test to fail

GO ?= go
GOLANGCI_VERSION := v2.15.0
GOLANGCI := .tools/bin/golangci-lint-$(GOLANGCI_VERSION)

.PHONY: run test build vet lint generate fresh unit audit bench guards postgres clean
.NOTPARALLEL:

run: postgres build
	bin/huishang run

test: postgres build vet lint fresh unit

build:
	$(GO) build -o bin/huishang .

vet:
	$(GO) vet ./...

lint: $(GOLANGCI)
	$(GOLANGCI) run

generate:
	$(GO) generate ./...

# Generated code is committed: generating again must change nothing.
fresh:
	scripts/generated-is-fresh $(GO)

unit:
	$(GO) test -timeout 40m ./...

audit: build
	scripts/need-node
	scripts/need-nginx
	scripts/need-pgbouncer
	$(GO) test -count=1 -v -tags audit -timeout 30m -run Audits ./tests/

bench: postgres
	$(GO) test -count=1 -tags bench -timeout 60m -v -run Bench ./tests/

guards: postgres
	scripts/guards $(GO)

# PostgreSQL, through the system's package manager where it may; else the program downloads its own.
postgres:
	scripts/need-postgres

clean:
	rm -rf bin

$(GOLANGCI):
	GOBIN=$(CURDIR)/.tools/bin $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv .tools/bin/golangci-lint $@
