package sample_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huishang/internal/auth"
	"huishang/sample"
)

// table reads a sheet of the sample as rows by header.
func table(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := sample.Hainan.Open("hainan/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, l := range lines[1:] {
		row := map[string]string{}
		for i, header := range lines[0] {
			row[header] = l[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// The 18 branches stand under their real names, each with two to four regions and its three rooms.
func TestBranches(t *testing.T) {
	regions, rooms := map[string]int{}, map[string][]string{}
	for _, o := range table(t, "organisations") {
		regions[o["parent"]]++
	}
	for _, d := range table(t, "departments") {
		rooms[d["organisation"]] = append(rooms[d["organisation"]], d["name"])
	}
	for _, branch := range strings.Fields("HK海口 SY三亚 DZ儋州 WZS五指山 WC文昌 QH琼海 WN万宁 DF东方 DA定安 TC屯昌 CM澄迈 LG临高 BS白沙 CJ昌江 LD乐东 LS陵水 BT保亭 QZ琼中") {
		name := strings.TrimLeft(branch, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		code := "HN-" + strings.TrimSuffix(branch, name)
		if !slices.ContainsFunc(table(t, "organisations"), func(o map[string]string) bool {
			return o["code"] == code && o["parent"] == "HN" && o["level"] == "BRANCH" && o["name"] == name+"分公司"
		}) {
			t.Errorf("no branch %s %s", code, name)
		}
		if regions[code] < 2 || regions[code] > 4 {
			t.Errorf("%s has %d regions", code, regions[code])
		}
		for _, room := range []string{"综合室", "业务室", "建设维护室"} {
			if !slices.Contains(rooms[code], room) {
				t.Errorf("%s has no %s", code, room)
			}
		}
	}
	if regions["HN"] != 18 {
		t.Errorf("%d branches", regions["HN"])
	}
}

// Every role and every category of post is there, and two administrators of the province, so that one can confirm
// what the other proposes.
func TestRoles(t *testing.T) {
	posts, categories := map[string]int{}, map[string]int{}
	for _, p := range table(t, "posts") {
		for _, role := range strings.Split(p["roles"], ";") {
			posts[role+"@"+p["organisation"]]++
			posts[role]++
		}
		for _, c := range strings.Split(p["categories"], ";") {
			categories[c]++
		}
	}
	for _, role := range auth.Roles {
		if posts[string(role)] == 0 {
			t.Errorf("no post confers %s", role)
		}
	}
	for _, c := range strings.Fields("PRINCIPAL_LEADER LEADERSHIP_MEMBER DISCIPLINE_SECRETARY MIDDLE_MANAGER DEPARTMENT_HEAD REGION_MANAGER KEY_POST STAFF") {
		if categories[c] == 0 {
			t.Errorf("no post of category %s", c)
		}
	}
	if posts["ADMINISTRATOR@HN"] != 2 || posts["ADMINISTRATOR@HN-QH"] != 1 {
		t.Errorf("administrators: %d at HN, %d at HN-QH; want 2 and 1", posts["ADMINISTRATOR@HN"], posts["ADMINISTRATOR@HN-QH"])
	}
}

// The province's lists have the source's 13 items and 8 focuses, and the oversight lists of every organisation
// with departments cover the four mandatory domains (D-DUTY-2).
func TestLists(t *testing.T) {
	items, covered, carried, home := map[string]int{}, map[string]bool{}, map[string]string{}, map[string]string{}
	for _, d := range table(t, "departments") {
		carried[d["code"]], home[d["code"]] = d["risk_domains"], d["organisation"]
	}
	for _, i := range table(t, "items") {
		items[fmt.Sprint(i["kind"], " ", i["holder"])]++
		for _, domain := range strings.Split(i["risk_domains"], ";") {
			if i["kind"] == "OVERSIGHT" && strings.Contains(carried[i["holder"]], domain) {
				covered[home[i["holder"]]+domain] = true
			}
		}
	}
	if items["MAIN HN"] != 13 || items["SUPERVISORY HN"] != 8 {
		t.Errorf("%d main items and %d focuses, want 13 and 8", items["MAIN HN"], items["SUPERVISORY HN"])
	}
	for _, org := range home {
		for _, domain := range strings.Fields("BUSINESS_LINES GENERAL_MANAGEMENT PARTNERS_PROCUREMENT FINANCE") {
			if !covered[org+domain] {
				t.Errorf("nobody at %s oversees %s", org, domain)
			}
		}
	}
}

// People are invented and evidently so: marked, and reachable nowhere.
func TestPeopleAreInvented(t *testing.T) {
	for _, p := range table(t, "people") {
		if p["origin"] != "SAMPLE" || !strings.HasSuffix(p["email"], "@example.invalid") || !strings.HasPrefix(p["phone"], "0898-555") {
			t.Errorf("%v", p)
		}
	}
}
