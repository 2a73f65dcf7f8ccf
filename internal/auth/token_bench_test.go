package auth_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"huishang/internal/auth"

	"github.com/google/uuid"
)

// BenchmarkVerify verifies a token of ES256, as each request does, with one grant and with twenty.
func BenchmarkVerify(b *testing.B) {
	issuer, err := auth.OpenIssuer(filepath.Join(b.TempDir(), "issuer.pem"))
	if err != nil {
		b.Fatal(err)
	}
	verifier, err := issuer.Verifier(clock)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprintf("grants=%d", n), func(b *testing.B) {
			grants := make([]auth.TokenGrant, n)
			for i := range grants {
				grants[i] = auth.TokenGrant{Role: auth.DepartmentHead, Org: "HN-QH", Dept: fmt.Sprintf("HN-QH/D%d", i)}
			}
			raw, _, err := issuer.Issue(now, uuid.New(), grants)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := verifier.Verify(b.Context(), raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
