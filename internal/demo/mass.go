package demo

import (
	"context"
	"fmt"
	"io"
	"time"

	"huishang/db"
)

// Fill fills an empty database with invented data and tells how far it is: at most once a second, and at the end. When it is
// interrupted it says what is there.
func Fill(ctx context.Context, address string, o db.FillOptions, out io.Writer) error {
	began, told, there := time.Now(), time.Now(), 0
	fmt.Fprintf(out, "filling: %d tasks, %d provinces, %d people, seed %d, day %s\n", o.Tasks, o.Provinces, o.People, o.Seed, o.Today)
	o.Told = func(tasks int) {
		there = tasks
		if tasks < o.Tasks && time.Since(told) < time.Second {
			return
		}
		told = time.Now()
		rate := float64(tasks) / time.Since(began).Seconds()
		left := time.Duration(float64(o.Tasks-tasks) / rate * float64(time.Second)).Round(time.Second)
		fmt.Fprintf(out, "tasks: %d of %d, %.0f a second, %s left\n", tasks, o.Tasks, rate, left)
	}
	err := db.Fill(ctx, address, o)
	if err != nil && there > 0 {
		return fmt.Errorf("%d tasks are there, with all that belongs to them: %w", there, err)
	}
	return err
}
