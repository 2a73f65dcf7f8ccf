// Command recompile stands before Go's compiler (go build -toolexec) and hands out what was compiled before where nothing that
// the compiler reads has changed: the package's files, its flags, and what it imports as far as it is exported. The go command
// compiles again whatever imports a changed package, however small the change; make guards changes the body of one function
// some hundreds of times, below an executor that takes half a minute to compile.
//
// KEPT_PACKAGES names the folder of what was compiled. Without it, and for packages of others, the compiler runs as ever.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: go build -toolexec recompile")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:], os.Getenv("KEPT_PACKAGES")); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			os.Exit(exit.ExitCode())
		}
		fmt.Fprintln(os.Stderr, "recompile:", err)
		os.Exit(1)
	}
}

// run does what the tool does. What cannot be kept, for whatever reason, is compiled.
func run(tool string, args []string, kept string) error {
	c, ok := parse(args)
	if kept == "" || strings.TrimSuffix(filepath.Base(tool), ".exe") != "compile" || !ok {
		return call(tool, args)
	}
	key, err := c.key(tool)
	if err != nil {
		return call(tool, args)
	}
	file := filepath.Join(kept, key)
	if found, err := os.ReadFile(file); err == nil {
		if old, pkg, ok := bytes.Cut(found, []byte("\n")); ok && len(old) == len(c.buildID) {
			return os.WriteFile(c.output, bytes.ReplaceAll(pkg, old, []byte(c.buildID)), 0o600)
		}
	}
	if err := call(tool, args); err != nil {
		return err
	}
	pkg, err := os.ReadFile(c.output)
	if err != nil {
		return err
	}
	// Written aside and moved: another compiler may be reading.
	temporary, err := os.CreateTemp(kept, "new")
	if err != nil {
		return err
	}
	if _, err := temporary.Write(append([]byte(c.buildID+"\n"), pkg...)); err != nil {
		return errors.Join(err, temporary.Close())
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}

// call runs the tool itself.
func call(tool string, args []string) error {
	cmd := exec.Command(tool, args...) //nolint:gosec // the go command names the tool
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd.Run()
}

// compilation is one call of the compiler.
type compilation struct {
	output, buildID, imports, embeds string
	flags                            []string // that say how it is compiled
	files                            []string
}

// parse understands the compiler's arguments as the go command gives them for a package of this module; false for others.
func parse(args []string) (compilation, bool) {
	var c compilation
	own := false
	values := map[string]*string{"-o": &c.output, "-buildid": &c.buildID, "-importcfg": &c.imports, "-embedcfg": &c.embeds}
	for i := 0; i < len(args); i++ {
		flag, value, joined := strings.Cut(args[i], "=")
		switch {
		case !strings.HasPrefix(flag, "-"):
			c.files = append(c.files, args[i])
		case values[flag] != nil || flag == "-trimpath" || flag == "-p":
			if !joined {
				i++
				if i == len(args) {
					return c, false
				}
				value = args[i]
			}
			if to := values[flag]; to != nil {
				*to = value
			} else if flag == "-p" {
				own = value == "main" || value == "huishang" || strings.HasPrefix(value, "huishang/")
				c.flags = append(c.flags, "-p="+value)
			}
		case flag == "-asmhdr" || flag == "-symabis" || flag == "-V":
			return c, false
		case flag != "-c": // how many compile at once
			c.flags = append(c.flags, args[i])
		}
	}
	return c, own && c.output != "" && c.buildID != "" && c.imports != "" && len(c.files) > 0
}

// key is a sum over all that the compiler reads.
func (c compilation) key(tool string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, tool, c.flags)
	for _, file := range c.files {
		fmt.Fprintln(h, filepath.Base(file))
		if err := sum(h, file); err != nil {
			return "", err
		}
	}
	if c.embeds != "" {
		content, err := os.ReadFile(c.embeds)
		if err != nil {
			return "", err
		}
		var embeds struct {
			Patterns map[string][]string
			Files    map[string]string
		}
		if err := json.Unmarshal(content, &embeds); err != nil {
			return "", err
		}
		fmt.Fprintln(h, embeds.Patterns) // in the order of the keys
		var names []string
		for name := range embeds.Files {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			fmt.Fprintln(h, name)
			if err := sum(h, embeds.Files[name]); err != nil {
				return "", err
			}
		}
	}
	config, err := os.ReadFile(c.imports)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(config)) {
		what, file, found := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		fmt.Fprintln(h, what)
		if !strings.HasPrefix(what, "packagefile ") {
			fmt.Fprintln(h, file)
			continue
		}
		content, err := exported(file)
		if !found || err != nil {
			return "", fmt.Errorf("%s: %w", file, err)
		}
		h.Write(content)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func sum(h hash.Hash, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = io.Copy(h, f)
	return err
}

// exported is what a compiled package says to those that import it: the first part of its archive, without the build's id.
func exported(file string) ([]byte, error) {
	const magic, head = "!<arch>\n", 60
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(content) < len(magic)+head || string(content[:len(magic)]) != magic || !bytes.HasPrefix(content[len(magic):], []byte("__.PKGDEF")) {
		return nil, errors.New("no compiled package")
	}
	content = content[len(magic):]
	size, err := strconv.Atoi(strings.TrimSpace(string(content[48:58])))
	if err != nil || head+size > len(content) {
		return nil, errors.New("no compiled package")
	}
	def := content[head : head+size]
	start := bytes.Index(def, []byte("\nbuild id "))
	if start < 0 {
		return def, nil
	}
	end := bytes.IndexByte(def[start+1:], '\n')
	if end < 0 {
		return nil, errors.New("no compiled package")
	}
	return append(bytes.Clone(def[:start]), def[start+1+end:]...), nil
}
