package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

// check says of a token what a server with the same settings would: by the keys, then by the database where one is given.
// A refusal is the error, so that the exit code tells too.
func (c *tokenCommand) check(ctx context.Context, s *Settings) error {
	raw, err := c.given(os.Stdin)
	if err != nil {
		return err
	}
	verifier, err := c.judge(ctx, s)
	if err != nil {
		return err
	}
	claims, err := verifier.Verify(ctx, raw)
	switch {
	case fault.Is(err, fault.Unavailable):
		return fmt.Errorf("cannot tell, a client gets 503: %w", err)
	case err != nil:
		return fmt.Errorf("refused, a client gets 401: %w", err)
	}
	fmt.Printf("keys and claims: good until %s\n", claims.ExpiresAt.Format(time.RFC3339))
	if s.DatabaseURL == "" && c.JWKS != "" {
		fmt.Println("person and grants: not asked, as DATABASE_URL is not set")
		return nil
	}
	return s.signIn(ctx, claims)
}

// given is the token itself: who copies one takes the scheme and a line end along.
func (c *tokenCommand) given(from io.Reader) (string, error) {
	raw := c.Check
	if raw == "-" {
		b, err := io.ReadAll(io.LimitReader(from, 64<<10))
		if err != nil {
			return "", err
		}
		raw = string(b)
	}
	return strings.TrimPrefix(strings.TrimSpace(raw), "Bearer "), nil
}

// judge is the verifier of the settings: the published keys, or without them the development issuer.
func (c *tokenCommand) judge(ctx context.Context, s *Settings) (*auth.Verifier, error) {
	if c.JWKS != "" {
		return c.verifier(ctx, s.log())
	}
	issuer, err := s.serversIssuer()
	if err != nil {
		return nil, err
	}
	return issuer.Verifier(time.Now)
}

// signIn asks the database who the person is, whether the token was revoked, and what is held of what it claims.
func (s *Settings) signIn(ctx context.Context, claims *auth.Claims) error {
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if claims, err = pools.SignIn(ctx, claims); err == nil {
		err = pools.Read(ctx, claims, "token-check", func(ctx context.Context, t *db.Tx) error {
			fmt.Printf("person: %s\ngrants in effect: %d of %d\n", claims.Person, len(t.Viewer.Grants), len(claims.Grants))
			for _, g := range t.Viewer.Grants {
				o, err := read.One(ctx, db.Organisations, g.OrgID.UUID())
				if err != nil {
					return err
				}
				fmt.Printf("  %s@%s\n", g.Role, o.Code)
			}
			return nil
		})
	}
	if fault.Is(err, fault.Unauthenticated) {
		return fmt.Errorf("refused, a client gets 401: %w", err)
	}
	return err
}
