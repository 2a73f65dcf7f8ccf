package main

import (
	"errors"
	"time"

	"huishang/internal/files"
)

// filesFlags bound what people upload.
type filesFlags struct {
	KeepFiles     time.Duration `name:"files-keep-unattached" help:"How long a file is kept that nothing was attached to." default:"24h" env:"FILES_KEEP_UNATTACHED"`
	FilesPerDay   int64         `help:"How many files one person may upload a day; 0 for any number." default:"200" env:"FILES_PER_DAY"`
	FilesMBPerDay int64         `name:"files-mb-per-day" help:"How many MB one person may upload a day; 0 for any number." default:"500" env:"FILES_MB_PER_DAY"`
}

func (f *filesFlags) check() error {
	switch {
	case f.KeepFiles < time.Hour:
		return errors.New("FILES_KEEP_UNATTACHED is an hour at least: a file is uploaded first and attached afterwards")
	case f.FilesPerDay < 0:
		return errors.New("FILES_PER_DAY is a number of files, or 0 for any number")
	case f.FilesMBPerDay != 0 && f.FilesMBPerDay < files.Limit>>20:
		return errors.New("FILES_MB_PER_DAY is 20 at least, which one file may have, or 0 for any number")
	}
	return nil
}

func (f *filesFlags) limits() files.Limits {
	l := files.LimitsDefault
	l.KeepUnattached, l.FilesPerDay, l.BytesPerDay = f.KeepFiles, f.FilesPerDay, f.FilesMBPerDay<<20
	return l
}

// keepFlags say how long what only piles up is kept.
type keepFlags struct {
	KeepKeys  int `name:"idempotency-keep-days" help:"How many days an idempotency key answers what came of it; 0 for ever." default:"30" env:"IDEMPOTENCY_KEEP_DAYS"`
	KeepReads int `name:"read-log-keep-days" help:"How many days the log of who read what is kept; 0 for ever." default:"1096" env:"READ_LOG_KEEP_DAYS"`
}

// readLogLeast is six months in days: what the Cybersecurity Law asks of logs.
const readLogLeast = 184

func (k *keepFlags) check() error {
	switch {
	case k.KeepKeys < 0:
		return errors.New("IDEMPOTENCY_KEEP_DAYS is a number of days, or 0 for ever")
	case k.KeepReads != 0 && k.KeepReads < readLogLeast:
		return errors.New("READ_LOG_KEEP_DAYS is 184 at least, or 0 for ever: the Cybersecurity Law has logs kept for six months")
	}
	return nil
}
