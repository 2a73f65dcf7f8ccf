package cli

import (
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// gcPercent is how much a server's heap may grow, in percent of what lives in it, until it is collected: an answer's garbage is
// many times what lives on. Below it stands the limit of memory, which makes collecting more frequent when it is near.
const gcPercent = 800

// ofGroup and ofMachine are which part a server may have: of its control group, which is its own, and of a machine that
// PostgreSQL or another server may share.
const (
	ofGroup   = 0.8
	ofMachine = 0.25
)

// tune sets when the garbage collector works, by the memory that the process may have. What the operator sets by GOMEMLIMIT or
// GOGC stands; without a limit that can be found nothing is changed.
func tune(log *slog.Logger, group, machine memlimit.Provider) {
	if os.Getenv("GOMEMLIMIT") == "" {
		limit, err := memlimit.ApplyFallback(memlimit.ApplyRatio(group, ofGroup), memlimit.ApplyRatio(machine, ofMachine))()
		if err != nil {
			log.Info("memory: no limit found, Go's own settings stand", "why", err)
			return
		}
		debug.SetMemoryLimit(int64(limit))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	log.Info("memory", "limit_mb", debug.SetMemoryLimit(-1)>>20)
}
