package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"huishang/internal/demo"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/alecthomas/kong"
)

// What make run ends with fits a screen: one line a role, one token, how to get the others, the address last.
func TestWelcomeFitsAScreen(t *testing.T) {
	var tokens []*wiring.DevToken
	for _, as := range demo.Grants {
		g, err := wiring.ParseGrant(as)
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, &wiring.DevToken{Role: g.Role, Org: g.Org, Department: g.Dept, Number: "HN0001", Person: "欧阳甲景", Token: strings.Repeat("t", 600)})
	}
	var b bytes.Buffer
	if err := printWelcome(&b, "http://127.0.0.1:8080", true, tokens); err != nil {
		t.Fatal(err)
	}
	said := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(said) > 40 {
		t.Errorf("%d lines:\n%s", len(said), b.String())
	}
	long := 0
	for _, line := range said {
		if utf8.RuneCountInString(line) > 100 {
			long++
		}
	}
	if long != 1 || strings.Count(b.String(), tokens[0].Token) != 1 {
		t.Errorf("%d lines over 100 columns, want one token:\n%s", long, b.String())
	}
	for _, as := range demo.Grants {
		role, place, _ := strings.Cut(as, "@")
		if !strings.Contains(b.String(), role) || !strings.Contains(b.String(), place) {
			t.Errorf("%s is not in the table:\n%s", as, b.String())
		}
	}
	if !strings.Contains(b.String(), "token --as ") || !strings.Contains(said[len(said)-1], "http://127.0.0.1:8080/") {
		t.Errorf("no command for the others, or no address at the end:\n%s", b.String())
	}
}

// An origin that no browser sends is told at the start.
func TestOriginsAreChecked(t *testing.T) {
	for origin, good := range map[string]bool{
		"https://oa.example.cn": true, "http://localhost:5173": true, "http://[::1]:3000": true,
		"https://oa.example.cn/": false, "https://oa.example.cn/app": false, "oa.example.cn": false, "*": false, "https://*.example.cn": false, "null": false, "": false,
	} {
		if err := transport.ParseOrigin(origin); (err == nil) != good {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

// Every command that the READMEs and the operator's pages show is one that the program has, with flags that it has.
func TestCommandsInTheTextsExist(t *testing.T) {
	files, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	k, err := kong.New(new(commands), described...)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]map[string]bool{}
	global := map[string]bool{"help": true}
	for _, f := range k.Model.Flags {
		global[f.Name] = true
	}
	for _, c := range k.Model.Children {
		for _, part := range append(c.Children, c) {
			known[strings.TrimPrefix(part.Path(), "huishang ")] = map[string]bool{}
			for _, f := range part.Flags {
				known[strings.TrimPrefix(part.Path(), "huishang ")][f.Name] = true
			}
		}
	}
	shown := regexp.MustCompile("bin/huishang ((?:--[a-z-]+|[^\\s`\"'$);|<>，。:]+)(?: +(?:--?[^\\s`\"');|，。]+|[^\\s`\"');|，。]+))*)")
	found := 0
	for _, file := range append(files, "README.md", "README.zh-CN.md") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range shown.FindAllStringSubmatch(string(b), -1) {
			words := strings.Fields(m[1])
			command := words[0]
			if strings.HasPrefix(command, "--") || command == strings.ToUpper(command) {
				command = "" // none, or any
			} else if known[command] == nil {
				t.Errorf("%s: %q: no such command", file, m[0])
				continue
			}
			if len(words) > 1 && known[command+" "+words[1]] != nil {
				command += " " + words[1]
			}
			found++
			for _, word := range words {
				name, _, _ := strings.Cut(strings.TrimPrefix(word, "--"), "=")
				if strings.HasPrefix(word, "--") && !global[name] && !known[command][name] {
					t.Errorf("%s: %q: no flag --%s", file, m[0], name)
				}
			}
		}
	}
	if found < 6 {
		t.Errorf("only %d commands were found", found)
	}
}
