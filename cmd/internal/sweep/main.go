// Command sweep runs every Automation runbook below some folders with ssmrun, as
// a user would who knows nothing about them, and reports how they end.
//
//	go run ./cmd/internal/sweep -- --fill --allow-scripts --approve --resume -- FOLDER
//
// What stands between the two -- are the flags that ssmrun gets; the report
// is Markdown on standard output. The exit code is 1 when a runbook came to no
// end, which is a fault of ssmrun's unless the runbook is broken.
//
// How a runbook ended is read from the JSON that ssmrun prints, and why from its
// messages: nothing here knows how runs work.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"
)

func main() {
	if err := sweep(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "sweep:", err)
		os.Exit(1)
	}
}

func sweep(args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("sweep", flag.ContinueOnError)
	set.SetOutput(stderr)
	limit := set.Duration("limit", time.Minute, "real time that one runbook may take")
	verbose := set.Bool("v", false, "tell each end on standard error as it comes")
	if err := set.Parse(args); err != nil {
		return err
	}
	flags, folders := split(set.Args())
	if len(folders) == 0 {
		return errors.New("name the folders with runbooks: sweep -- FLAGS OF SSMRUN -- FOLDERS")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	bin, err := os.MkdirTemp("", "sweep")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	build := exec.CommandContext(ctx, "go", "build", "-o", bin, "github.com/ssmkit/ssmkit/cmd/ssmrun")
	build.Stderr = stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build ssmrun: %w", err)
	}
	files, err := runbooks(folders)
	if err != nil {
		return err
	}
	r := runner{ssmrun: filepath.Join(bin, "ssmrun"), flags: flags, limit: *limit}
	if *verbose {
		r.tell = func(e end, took time.Duration) {
			fmt.Fprintf(stderr, "%6.2f s  %-18s  %s\n", took.Seconds(), e.title(), e.file)
		}
	}
	ends := r.all(ctx, files)
	if err := report(stdout, ends); err != nil {
		return err
	}
	if n := count(ends, func(e end) bool { return e.kind == stopped }); n > 0 {
		return fmt.Errorf("%d of %d runbooks came to no end", n, len(ends))
	}
	return nil
}

// split takes the flags of ssmrun apart from the folders: they stand between the
// first "--", which the flag package has taken, and the next one.
func split(args []string) (flags, folders []string) {
	if i := slices.Index(args, "--"); i >= 0 {
		return args[:i], args[i+1:]
	}
	return nil, args
}

// all runs the files, as many at once as there are processors. The ends are in
// the order of the files.
func (r runner) all(ctx context.Context, files []string) []end {
	ends := make([]end, len(files))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				start := time.Now()
				ends[i] = r.run(ctx, files[i])
				if r.tell != nil {
					r.tell(ends[i], time.Since(start))
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	workers.Wait()
	return ends
}

func count(ends []end, want func(end) bool) (n int) {
	for _, e := range ends {
		if want(e) {
			n++
		}
	}
	return n
}
