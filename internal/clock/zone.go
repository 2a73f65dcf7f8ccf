package clock

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"huishang/internal/fault"
)

// zoneText lists the zones of the world as IANA's zone.tab has them: an area and a location, one a line.
//
//go:embed zones.txt
var zoneText string

var zones = strings.Fields(zoneText)

// ParseZone finds a province's time zone. It knows areas and locations only: what means the machine's own zone, a
// fixed offset or another spelling of a zone is refused.
func ParseZone(name string) (*time.Location, error) {
	if _, known := slices.BinarySearch(zones, name); !known {
		return nil, fault.New(fault.InvalidValue, "expected", "a time zone as Asia/Shanghai")
	}
	return time.LoadLocation(name)
}
