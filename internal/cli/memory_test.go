package cli

import (
	"bytes"
	"errors"
	"math"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// The collector's limit follows the control group's, else the machine's; what the operator set stands, and where no limit is
// known Go's own settings do.
func TestTheCollectorFollowsTheMemory(t *testing.T) {
	limit, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetMemoryLimit(limit); debug.SetGCPercent(percent) })
	gives := func(n uint64, err error) func() (uint64, error) {
		return func() (uint64, error) { return n, err }
	}
	none := gives(0, errors.New("no group"))
	for what, c := range map[string]struct {
		group, machine      func() (uint64, error)
		memLimit, gogc      string
		wantMB, wantPercent int64
	}{
		"a group of 1000 MB":            {gives(1000<<20, nil), gives(64000<<20, nil), "", "", 800, gcPercent},
		"a group without a limit":       {gives(0, memlimit.ErrNoLimit), gives(4000<<20, nil), "", "", 1000, gcPercent},
		"no group":                      {none, gives(4000<<20, nil), "", "", 1000, gcPercent},
		"neither":                       {none, none, "", "", math.MaxInt64 >> 20, 100},
		"the operator's limit":          {gives(1000<<20, nil), none, "400MiB", "", math.MaxInt64 >> 20, gcPercent},
		"the operator's limit and GOGC": {gives(1000<<20, nil), none, "400MiB", "50", math.MaxInt64 >> 20, 100},
		"the operator's GOGC":           {gives(1000<<20, nil), none, "", "50", 800, 100},
	} {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(100)
		t.Setenv("GOMEMLIMIT", c.memLimit)
		t.Setenv("GOGC", c.gogc)
		var log bytes.Buffer
		tune((&Settings{}).logTo(&log), c.group, c.machine)
		gotPercent := int64(debug.SetGCPercent(100))
		if got := debug.SetMemoryLimit(-1) >> 20; got != c.wantMB || gotPercent != c.wantPercent {
			t.Errorf("%s: limit %d MB, percent %d", what, got, gotPercent)
		}
		if !strings.Contains(log.String(), `"msg":"memory`) {
			t.Errorf("%s: the log: %s", what, log.String())
		}
	}
}
