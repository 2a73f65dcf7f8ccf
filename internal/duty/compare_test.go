package duty

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huishang/db"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// items makes a list of items by their letters: the same letter is the same item, what follows it is its content.
func items(spec string) []*db.DutyItem {
	var list []*db.DutyItem
	for n, s := range strings.Fields(spec) {
		list = append(list, &db.DutyItem{No: int32(n + 1), Identity: uuid.NewSHA1(uuid.Nil, []byte(s[:1])), Content: s})
	}
	return list
}

// Lists are compared by the identity of their items (D-DUTY-3): one that moved is moved and not changed, one that made way
// is neither, and whatever moved or changed is told once.
func TestListsAreComparedByTheirItems(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"a b c d", "a b c d", "UNCHANGED UNCHANGED UNCHANGED UNCHANGED"},
		{"a b c d", "a c d", "UNCHANGED UNCHANGED UNCHANGED REMOVED"},
		{"a b c d", "x a b c d", "ADDED UNCHANGED UNCHANGED UNCHANGED UNCHANGED"},
		{"a b c d", "d a b c", "MOVED UNCHANGED UNCHANGED UNCHANGED"},
		{"a b c d", "b c d a", "UNCHANGED UNCHANGED UNCHANGED MOVED"},
		{"a b c d", "a2 b c d", "CHANGED UNCHANGED UNCHANGED UNCHANGED"},
		{"a b c d", "b c d a2", "UNCHANGED UNCHANGED UNCHANGED CHANGED"},
		{"a b", "b a", "MOVED UNCHANGED"},
		{"", "a", "ADDED"},
		{"a", "", "REMOVED"},
	} {
		var got []string
		for _, change := range pair(items(c.before), items(c.after)) {
			got = append(got, string(change.Kind))
		}
		if strings.Join(got, " ") != c.want && c.before != "a b" {
			t.Errorf("%q to %q: %v, want %s", c.before, c.after, got, c.want)
		}
		if c.before == "a b" && !slices.Contains([]string{"MOVED UNCHANGED", "UNCHANGED MOVED"}, strings.Join(got, " ")) {
			t.Errorf("%q to %q: %v", c.before, c.after, got)
		}
	}
}

// Whatever two lists are, each item of either stands in the comparison once, and what is not moved has one order in both.
func TestEveryItemIsComparedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := strings.Split("abcdefgh", "")
		draw := func(name string) string {
			some := rapid.Permutation(letters).Draw(t, name)
			return strings.Join(some[:rapid.IntRange(0, 8).Draw(t, name+" length")], " ")
		}
		before, after := items(draw("before")), items(draw("after"))
		seen := map[*db.DutyItem]int{}
		last, unmoved, both := int32(0), 0, 0
		for _, c := range pair(before, after) {
			for _, i := range []*db.DutyItem{c.Before, c.After} {
				if i != nil {
					seen[i]++
				}
			}
			if c.Before == nil || c.After == nil {
				continue
			}
			both++
			if c.Kind == db.ItemUnchanged {
				unmoved++
				if c.Before.No <= last {
					t.Fatalf("%d stands out of order and is not told", c.Before.No)
				}
				last = c.Before.No
			}
		}
		if len(seen) != len(before)+len(after) || both > 0 && unmoved == 0 {
			t.Fatalf("%d of %d items, %d unmoved", len(seen), len(before)+len(after), unmoved)
		}
		for _, n := range seen {
			if n != 1 {
				t.Fatal("an item stands there twice")
			}
		}
	})
}

// New items go on with those of the same name, content or, where nothing else claims it, place (D-DUTY-4).
func TestItemsGoOnWithThoseBefore(t *testing.T) {
	for _, c := range []struct{ own, others, given, want string }{
		{"a b c", "", "b a c", "b a c"},
		{"a b c", "", "a X c", "a b c"},    // rewritten at its place
		{"a b c", "", "a c", "a c"},        // one taken out: those after it are themselves
		{"a b c", "", "a X", "a -"},        // another length: X is new
		{"a c", "a b c", "a b c", "a b c"}, // taken out of the draft, and back
		{"a b", "", "a a", "a b"},          // the same content twice: the second stands at b's place
		{"", "", "a", "-"},
	} {
		given := items(c.given)
		for _, g := range given {
			g.Identity = uuid.Nil
		}
		own, others := items(c.own), items(c.others)
		var got []string
		for _, was := range (Before{own, others}).Identify(given) {
			if was == nil {
				got = append(got, "-")
				continue
			}
			got = append(got, was.Content)
		}
		if fmt.Sprint(got) != fmt.Sprint(strings.Fields(c.want)) {
			t.Errorf("%q after %q and %q: %v, want %s", c.given, c.own, c.others, got, c.want)
		}
	}
}
