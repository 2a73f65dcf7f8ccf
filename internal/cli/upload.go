package cli

import (
	"errors"
	"time"

	"huishang/internal/files"
)

// filesFlags bound what people upload.
type filesFlags struct {
	FilesPerDay   int64 `help:"How many files one person may upload a day; 0 for any number." default:"200" env:"FILES_PER_DAY"`
	FilesMBPerDay int64 `name:"files-mb-per-day" help:"How many MB one person may upload a day; 0 for any number." default:"500" env:"FILES_MB_PER_DAY"`
}

func (f *filesFlags) check() error {
	switch {
	case f.FilesPerDay < 0:
		return errors.New("FILES_PER_DAY is a number of files, or 0 for any number")
	case f.FilesMBPerDay != 0 && f.FilesMBPerDay < files.Limit>>20:
		return errors.New("FILES_MB_PER_DAY is 20 at least, which one file may have, or 0 for any number")
	}
	return nil
}

// limits are those of uploads; what is attached to nothing is kept for so long.
func (f *filesFlags) limits(keep time.Duration) files.Limits {
	l := files.LimitsDefault
	l.KeepUnattached, l.FilesPerDay, l.BytesPerDay = keep, f.FilesPerDay, f.FilesMBPerDay<<20
	return l
}
