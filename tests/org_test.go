package tests

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/wiring"

	"github.com/google/uuid"
)

// told asserts an act's exact refusals; none means that it was done.
func (a *answer) told(t testing.TB, what string, codes ...string) *answer {
	t.Helper()
	got := a.codes()
	slices.Sort(got)
	slices.Sort(codes)
	if !slices.Equal(got, codes) {
		t.Errorf("%s: told %v, want %v\n%s", what, got, codes, a.Body)
	}
	return a
}

func record(a *answer, mutation, noun string) (id string, version any) {
	return a.text(mutation + "." + noun + ".id"), a.get(mutation + "." + noun + ".version")
}

// A committee-family role waits for a second administrator: until then nobody has it, and only administrators
// are told of it; the proposer cannot confirm (decisions.md, D-SEC-6).
func TestSecondAdministrator(t *testing.T) {
	w := newWorld(t)
	first, second := w.as("ADMINISTRATOR@HN"), w.as("ADMINISTRATOR@HN-QH")
	made := first.do("postCreate", "post", map[string]any{
		"organisation": first.id("organisation", "HN-QH"), "code": "HN-QH/JWB.FZ", "name": "纪委办公室副主任", "department": first.id("department", "HN-QH/JWB"),
		"categories": []string{"STAFF"}, "roles": []string{"DISCIPLINE_OFFICE", "DEPARTMENT_STAFF"}}).told(t, "create the post")
	post, _ := record(made, "postCreate", "post")
	roles := `query($id: ID!) { node(id: $id) { ... on Post { roles { id role state version } } } }`
	ask := func(c *client) (id string, version any, shown int) {
		a := c.must(roles, map[string]any{"id": post})
		for _, r := range a.list("node.roles") {
			m := r.(map[string]any)
			if m["role"] == "DISCIPLINE_OFFICE" {
				id, version = m["id"].(string), m["version"]
			}
		}
		return id, version, len(a.list("node.roles"))
	}
	role, version, _ := ask(first)
	if _, _, shown := ask(w.as("PARTY_SECRETARY@HN")); shown != 1 {
		t.Errorf("the Party secretary is shown %d roles, want only the confirmed one", shown)
	}
	confirm := map[string]any{"postRole": role, "version": version}
	first.do("postRoleConfirm", "postRole", confirm).told(t, "the proposer confirms", "SECOND_ADMINISTRATOR_NEEDED")
	second.do("postRoleReject", "postRole", map[string]any{"postRole": role, "version": version, "reason": ""}).told(t, "reject without reason", "REQUIRED")
	second.do("postRoleConfirm", "postRole", confirm).told(t, "the second confirms")
	second.do("postRoleConfirm", "postRole", map[string]any{"postRole": role, "version": 2}).told(t, "confirm twice", "WRONG_STATE")

	person, _ := record(first.do("personCreate", "person", map[string]any{"organisation": first.id("organisation", "HN-QH"), "number": "HN9001", "name": "新人"}).told(t, "create the person"), "personCreate", "person")
	appointed := first.do("appointmentCreate", "appointment", map[string]any{"post": post, "person": person, "kind": "SUBSTANTIVE", "from": "2026-11-01"}).told(t, "appoint")
	appointment, v := record(appointed, "appointmentCreate", "appointment")
	c := w.person(uuid.MustParse(w.uuid("person", "HN9001")), auth.TokenGrant{Role: auth.DisciplineOffice, Org: "HN-QH"})
	// Who holds nothing is let into nothing.
	grants := func() int { return len(c.ask(`{ viewer { grants { role } } }`, nil).list("viewer.grants")) }
	if n := grants(); n != 0 {
		t.Errorf("a proposed appointment already confers %d grants", n)
	}
	second.do("appointmentConfirm", "appointment", map[string]any{"appointment": appointment, "version": v}).told(t, "confirm the appointment")
	if n := grants(); n != 1 {
		t.Errorf("the confirmed appointment confers %d grants, want 1", n)
	}
}

// uuid reads a row's uuid as superuser.
func (w *world) uuid(table, number string) string {
	w.t.Helper()
	column := "code"
	if table == "person" {
		column = "number"
	}
	var id string
	if err := w.store.Super(w.t).QueryRow(`SELECT id FROM `+table+` WHERE `+column+` = $1`, number).Scan(&id); err != nil {
		w.t.Fatal(err)
	}
	return id
}

// An administrator never appoints or substitutes himself, nor changes a post that he holds (D-SEC-6).
func TestAdministratorIsNotHisOwn(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	self := a.must(`{ viewer { person { id number } } }`, nil).text("viewer.person.id")
	own := a.id("post", "HN/ZH.GL1")
	other := a.id("post", "HN/CW.ZG")
	a.do("appointmentCreate", "appointment", map[string]any{"post": other, "person": self, "kind": "ACTING", "from": "2026-12-01"}).told(t, "appoint himself", "SELF_APPOINTMENT")
	a.do("substitutionCreate", "substitution", map[string]any{"post": other, "person": self, "from": "2026-12-01", "to": "2026-12-02", "reason": "x"}).told(t, "substitute himself", "SELF_APPOINTMENT")
	update := map[string]any{"post": own, "version": 1, "organisation": a.id("organisation", "HN"), "department": a.id("department", "HN/ZH"), "name": "系统管理岗一", "categories": []string{"STAFF"}, "roles": []string{"ADMINISTRATOR", "ANALYST"}}
	a.do("postUpdate", "post", update).told(t, "give his own post a role", "SELF_APPOINTMENT")
	update["roles"], update["name"] = []string{"ADMINISTRATOR"}, "系统管理岗(一)"
	a.do("postUpdate", "post", update).told(t, "rename his own post")
	a.do("portfolioCreate", "portfolio", map[string]any{"post": own, "department": a.id("department", "HN/CW"), "from": "2026-12-01"}).told(t, "a portfolio for his own post", "INVALID_VALUE", "SELF_APPOINTMENT")
}

// Authority at a date: the holder; on the days named also the substitute; only where the post is vacant and no
// substitute is named, the next level up (D-ORG-5). What an organisation lacks belongs above (D-ORG-1).
func TestAuthority(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	whose := func(role, org, on string) string {
		r := a.must(`query($r: Role!, $o: ID!, $on: Date) { authority(role: $r, organisation: $o, on: $on) { reason actingOrganisation { code } holders { person { number } capacity onBehalfOf { number } } } }`,
			map[string]any{"r": role, "o": a.id("organisation", org), "on": on})
		text := r.text("authority.reason") + " " + r.text("authority.actingOrganisation.code")
		for _, h := range r.list("authority.holders") {
			m := h.(map[string]any)
			text += " " + m["person"].(map[string]any)["number"].(string) + ":" + m["capacity"].(string)
			if p, ok := m["onBehalfOf"].(map[string]any); ok {
				text += " for " + p["number"].(string)
			}
		}
		return text
	}
	holder := a.must(`{ post(code: "HN-QH.SJ") { holders { person { number } } appointments { nodes { id version } } } }`, nil)
	number := holder.text("post.holders.0.person.number")
	for _, c := range []struct{ role, org, on, want string }{
		{"PARTY_SECRETARY", "HN-QH", "2026-11-18", "HOLDER HN-QH " + number + ":SUBSTANTIVE"},
		{"PARTY_SECRETARY", "HN-QH-1", "2026-11-18", "BODY_ABOVE HN-QH " + number + ":SUBSTANTIVE"},
		{"PARTY_OFFICE", "HN-WZS", "2026-11-18", "BODY_ABOVE HN"},
		{"DISCIPLINE_SECRETARY", "HN-WZS-1", "2026-11-18", "BODY_ABOVE HN"},
		{"PARTY_SECRETARY", "HN-BS", "2025-11-18", "VACANT_ABOVE HN"},
		{"PARTY_SECRETARY", "HN-QH", "2023-11-18", "NOBODY "},
	} {
		if got := whose(c.role, c.org, c.on); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s for %s on %s: %q, want %q", c.role, c.org, c.on, got, c.want)
		}
	}
	if got := whose("PARTY_SECRETARY", "HN-BS", "2026-11-18"); !strings.HasSuffix(got, ":ACTING") || !strings.HasPrefix(got, "HOLDER HN-BS") {
		t.Errorf("an acting head holds where there is no substantive one: %q", got)
	}

	// A substitute on the days named, who says for whom he acts; then the post falls vacant.
	deputy := a.must(`{ post(code: "HN-QH.FZ") { holders { person { id number } } } }`, nil)
	s := a.do("substitutionCreate", "substitution", map[string]any{"post": a.id("post", "HN-QH.SJ"), "person": deputy.text("post.holders.0.person.id"), "from": "2026-11-20", "to": "2026-11-25", "reason": "出差"}).told(t, "name a substitute")
	id, v := record(s, "substitutionCreate", "substitution")
	w.as("ADMINISTRATOR@HN-QH").do("substitutionConfirm", "substitution", map[string]any{"substitution": id, "version": v}).told(t, "confirm the substitute")
	substitute := deputy.text("post.holders.0.person.number") + ":SUBSTITUTE"
	if got, want := whose("PARTY_SECRETARY", "HN-QH", "2026-11-21"), "HOLDER HN-QH "+substitute+" for "+number+" "+number+":SUBSTANTIVE"; got != want {
		t.Errorf("with a substitute: %q, want %q", got, want)
	}
	a.do("appointmentEnd", "appointment", map[string]any{"appointment": holder.text("post.appointments.nodes.0.id"), "version": holder.get("post.appointments.nodes.0.version"), "to": "2026-11-22", "reason": "调离"}).told(t, "end the appointment")
	if got := whose("PARTY_SECRETARY", "HN-QH", "2026-11-24"); got != "HOLDER HN-QH "+substitute {
		t.Errorf("vacant, but a substitute is named: %q", got)
	}
	if got := whose("PARTY_SECRETARY", "HN-QH", "2026-11-26"); !strings.HasPrefix(got, "VACANT_ABOVE HN HN0001") {
		t.Errorf("vacant and no substitute: %q", got)
	}
	// From the next request on, the next level acts for the branch and sees its drafts.
	po := w.as("PARTY_OFFICE@HN-QH")
	l := po.must(`{ dutyLists(filter: { kind: { eq: MAIN }, organisation: { eq: "`+a.id("organisation", "HN-QH")+`" } }) { nodes { id version } } }`, nil)
	draft, dv := record(po.do("dutyListRevise", "dutyList", map[string]any{"list": l.text("dutyLists.nodes.0.id"), "version": l.get("dutyLists.nodes.0.version")}).told(t, "revise"), "dutyListRevise", "dutyList")
	force := map[string]any{"list": draft, "version": dv}
	w.as("PARTY_SECRETARY@HN").do("dutyListPutInForce", "dutyList", force).told(t, "the secretary above, while the post is held", "NOT_FOUND")
	w.clock.Push(8 * 24 * time.Hour)
	w.as("PARTY_SECRETARY@HN").do("dutyListPutInForce", "dutyList", force).told(t, "the secretary above, once it is vacant")
}

// A handover ends the holder's appointment on the day before and leaves the trace; of a post with a role of the
// committee family both wait for a second administrator, so that it is never vacant in between (D-ORG-5).
func TestHandover(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	holders := func(post, on string) string {
		return a.must(`query($on: Date) { post(code: "`+post+`") { holders(on: $on) { person { number } } } }`, map[string]any{"on": on}).text("post.holders.0.person.number")
	}
	for _, c := range []struct {
		post   string
		second bool
	}{{"HN-QH/YW.ZR", false}, {"HN-QH.JW", true}} {
		before := holders(c.post, "2026-11-30")
		person, _ := record(a.do("personCreate", "person", map[string]any{"organisation": a.id("organisation", "HN-QH"), "number": "N-" + strings.ReplaceAll(strings.ReplaceAll(c.post, "/", "-"), ".", "-"), "name": "接任人"}), "personCreate", "person")
		in := map[string]any{"post": a.id("post", c.post), "version": 1, "person": person, "from": "2026-12-01", "reason": "轮岗"}
		a.do("postHandOver", "post", in).told(t, "hand over "+c.post)
		a.do("postHandOver", "post", in).told(t, "hand over again on the old version", "VERSION_CONFLICT")
		if c.second {
			if holders(c.post, "2026-12-05") != before {
				t.Errorf("%s: the holder left before the second administrator confirmed", c.post)
			}
			p := a.must(`{ appointments(filter: { state: { eq: PROPOSED } }) { nodes { id version } } }`, nil)
			w.as("ADMINISTRATOR@HN-QH").do("appointmentConfirm", "appointment", map[string]any{"appointment": p.text("appointments.nodes.0.id"), "version": p.get("appointments.nodes.0.version")}).told(t, "confirm the handover")
		}
		if got := holders(c.post, "2026-11-30"); got != before {
			t.Errorf("%s on the last day: %s, want %s", c.post, got, before)
		}
		if got := holders(c.post, "2026-12-01"); got == before || got == "" {
			t.Errorf("%s on the first day: %q", c.post, got)
		}
	}
	trace := a.must(`{ post(code: "HN-QH/YW.ZR") { appointments { nodes { from to history { nodes { act reason changes { field newValue } actor { number } } } } } } }`, nil)
	if !strings.Contains(trace.Body, "轮岗") || !strings.Contains(trace.Body, "2026-11-30") {
		t.Errorf("the trace of the handover: %s", trace.Body)
	}
}

// Only a region moves, to a branch of its province, with posts and people; its code stays (D-ORG-2).
func TestMove(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	region, qh, wn := a.id("organisation", "HN-QH-1"), a.id("organisation", "HN-QH"), a.id("organisation", "HN-WN")
	manager := w.as("REGION_MANAGER@HN-QH-1")
	lists := func() int {
		return len(manager.must(`{ dutyLists(filter: { organisation: { eq: "`+qh+`" } }) { nodes { id } } }`, nil).list("dutyLists.nodes"))
	}
	if lists() == 0 {
		t.Error("a region manager reads the branch's lists in force")
	}
	move := func(c *client, org, branch string, version int) *answer {
		return c.do("organisationMove", "organisation", map[string]any{"organisation": org, "version": version, "branch": branch, "reason": "区划调整"})
	}
	move(a, qh, wn, 1).told(t, "move a branch", "WRONG_LEVEL")
	move(a, region, a.id("organisation", "HN-WN-1"), 1).told(t, "move below a region", "WRONG_LEVEL")
	move(a, region, qh, 1).told(t, "move to where it is", "INVALID_VALUE")
	move(w.as("ADMINISTRATOR@HN-QH"), region, wn, 1).told(t, "move out of one's own branch", "OUT_OF_SCOPE")
	move(a, region, wn, 1).told(t, "move")
	after := a.must(`{ organisation(code: "HN-QH-1") { code parent { code } counts { posts people } } }`, nil)
	if after.text("organisation.parent.code") != "HN-WN" || after.get("organisation.counts.posts") == float64(0) {
		t.Errorf("after the move: %s", after.Body)
	}
	if lists() != 0 {
		t.Error("the old branch's lists are still read after the move")
	}
	if n := len(w.as("PARTY_SECRETARY@HN-QH").must(`{ dutyLists(filter: { organisation: { eq: "`+region+`" } }) { nodes { id } } }`, nil).list("dutyLists.nodes")); n != 0 {
		t.Errorf("the old branch still sees %d lists of the region", n)
	}
}

// What is in use is not deactivated, what is deactivated confers nothing (D-ORG-2).
func TestDeactivate(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	deactivate := func(mutation, noun, id string, version any) *answer {
		return a.do(mutation, noun, map[string]any{noun: id, "version": version, "reason": "撤并"})
	}
	deactivate("organisationDeactivate", "organisation", a.id("organisation", "HN-QH"), 1).told(t, "a branch in use", "IN_USE", "IN_USE")
	deactivate("departmentDeactivate", "department", a.id("department", "HN/CW"), 1).told(t, "a department in use", "IN_USE")
	deactivate("postDeactivate", "post", a.id("post", "HN.SJ"), 1).told(t, "a post in use", "IN_USE")
	deactivate("personDeactivate", "person", a.id("person", "HN0001"), 1).told(t, "a person in office", "IN_USE")
	deactivate("postDeactivate", "post", a.id("post", "HN-LG.FZ"), 1).told(t, "a vacant post")
	deactivate("postDeactivate", "post", a.id("post", "HN-LG.FZ"), 2).told(t, "twice", "INACTIVE")
}

// A version names what a change is based on; a stale one is answered with the record as it is (D-GEN-3). The
// same idempotency key acts once, and for another input it is refused.
func TestVersionsAndKeys(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	in := map[string]any{"department": a.id("department", "HN/CW"), "version": 1, "name": "财务管理部", "riskDomains": []string{"FINANCE"}}
	a.do("departmentUpdate", "department", in).told(t, "change")
	stale := a.ask(`mutation($in: DepartmentUpdateInput!) { departmentUpdate(input: $in) { department { id } errors { code message ... on VersionConflict { current { id ... on Department { name version } } } } } }`, map[string]any{"in": in})
	if stale.text("departmentUpdate.errors.0.current.name") != "财务管理部" || stale.get("departmentUpdate.errors.0.current.version") != float64(2) {
		t.Errorf("a stale version: %s", stale.Body)
	}
	key := uuid.NewString()
	person := map[string]any{"organisation": a.id("organisation", "HN"), "number": "HN9100", "name": "甲", "idempotencyKey": key}
	first, _ := record(a.do("personCreate", "person", person).told(t, "create"), "personCreate", "person")
	again, _ := record(a.do("personCreate", "person", person).told(t, "the same key again"), "personCreate", "person")
	if first == "" || first != again {
		t.Errorf("the same key made %q and %q", first, again)
	}
	person["name"] = "乙"
	a.do("personCreate", "person", person).told(t, "the key for another input", "IDEMPOTENCY_KEY_REUSED")
	delete(person, "idempotencyKey")
	a.do("personCreate", "person", person).told(t, "a number twice", "CODE_TAKEN")
}

// Refusals speak the client's language and name the field (D-GEN-4).
func TestMessages(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	for lang, want := range map[string]string{"zh-CN": "“编码”须以 HN- 开头。", "en": "\"code\" has to begin with HN-."} {
		a.lang = lang
		r := a.do("organisationCreate", "organisation", map[string]any{"parent": a.id("organisation", "HN"), "code": "XX-NEW", "name": "新", "numberPrefix": "新", "partyOrganisation": "PARTY_BRANCH", "disciplineBody": "NONE"})
		if r.text("organisationCreate.errors.0.message") != want || len(r.list("organisationCreate.errors.0.path")) != 2 {
			t.Errorf("in %s: %s", lang, r.Body)
		}
	}
}

// Contacts are for administrators of the person's organisation and above, and each read leaves a line before
// the answer is written (D-GEN-2).
func TestContactsAreLogged(t *testing.T) {
	w := newWorld(t)
	count := func() (n int) {
		if err := w.store.Super(t).QueryRow(`SELECT count(*) FROM read_log`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	ask := `{ person(number: "HN0103") { name contact { phone } } }`
	for _, v := range viewers {
		before := count()
		shown := w.as(v).must(ask, nil).get("person.contact") != nil
		if want := v == "ADMINISTRATOR@HN" || v == "ADMINISTRATOR@HN-QH"; shown != want {
			t.Errorf("contact shown to %s: %v", v, shown)
		}
		if logged := count() - before; (logged == 1) != shown {
			t.Errorf("%s: %d lines in the read log", v, logged)
		}
	}
	before := count()
	w.as("ADMINISTRATOR@HN").must(`{ people(first: 50) { nodes { contact { email } } } }`, nil)
	if logged := count() - before; logged != 50 {
		t.Errorf("50 contacts read, %d logged", logged)
	}
}

// A revoked token, and every token of a person issued before, ends with the next request (security.md).
func TestRevocation(t *testing.T) {
	w := newWorld(t)
	a, s := w.as("ADMINISTRATOR@HN"), w.as("DEPARTMENT_HEAD@HN/CW")
	s.must(`{ viewer { grants { role } } }`, nil)
	w.clock.Push(time.Second)
	a.do("personRevokeTokens", "person", map[string]any{"person": a.id("person", "HN0015"), "reason": "设备遗失"}).told(t, "revoke")
	if r := s.ask(`{ viewer { grants { role } } }`, nil); r.Status != 401 {
		t.Errorf("a revoked token is answered %d %s", r.Status, r.Body)
	}
	w.clock.Push(31 * time.Second)
	w.as("DEPARTMENT_HEAD@HN/CW").must(`{ viewer { grants { role } } }`, nil)
}

// Who ends a session of his own has done it: the answer says so, shows nothing more, and the token is of no use.
func TestWhoEndsHisOwnSessionIsToldThatItIsDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	me := a.must(`{ viewer { person { id } } }`, nil).text("viewer.person.id")
	w.clock.Push(time.Second)
	r := a.do("personRevokeTokens", "person", map[string]any{"person": me, "reason": "设备遗失"})
	if payload, ok := r.get("personRevokeTokens").(map[string]any); !ok || len(r.Errors) > 0 || len(r.codes()) > 0 || payload["person"] != nil {
		t.Errorf("ending one's own tokens: %s", r.Body)
	}
	if r := a.ask(`{ viewer { grants { role } } }`, nil); r.Status != 401 {
		t.Errorf("a token that its own person ended is answered %d %s", r.Status, r.Body)
	}
}

// A token dated ahead, as far as an issuer's clock may be, does not outlive the revocation of all.
func TestRevocationOfTokensDatedAhead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	ahead, err := wiring.Token(context.Background(), w.db, w.issuer, func() time.Time { return w.clock.Now().Add(29 * time.Second) }, "DEPARTMENT_HEAD@HN/CW", "")
	if err != nil {
		t.Fatal(err)
	}
	s := &client{w, ahead.Token, "en"}
	s.must(`{ viewer { grants { role } } }`, nil)
	a.do("personRevokeTokens", "person", map[string]any{"person": a.id("person", "HN0015"), "reason": "设备遗失"}).told(t, "revoke")
	for _, later := range []time.Duration{0, 29 * time.Second, 2 * time.Second, time.Minute} {
		w.clock.Push(later)
		if r := s.ask(`{ viewer { grants { role } } }`, nil); r.Status != 401 {
			t.Errorf("%s on, a token dated ahead is answered %d %s", later, r.Status, r.Body)
		}
	}
}

// A token is revoked by its id for the person named, in whose scope the administrator acts, and for nobody else: who
// knows the id of another's token ends nothing by naming somebody of his own.
func TestRevocationByIDIsOfThePersonNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	province, branch := w.as("ADMINISTRATOR@HN"), w.as("ADMINISTRATOR@HN-QH")
	victim := w.as("PARTY_SECRETARY@HN")
	of := func(c *client) string {
		body, err := base64.RawURLEncoding.DecodeString(strings.Split(c.token, ".")[1])
		if err != nil {
			t.Fatal(err)
		}
		var claims struct{ Jti string }
		if err := json.Unmarshal(body, &claims); err != nil || claims.Jti == "" {
			t.Fatalf("%s: %v", body, err)
		}
		return claims.Jti
	}
	revoke := func(by *client, number string, token string) *answer {
		return by.do("personRevokeTokens", "person", map[string]any{"person": province.id("person", number), "token": token, "reason": "设备遗失"})
	}
	revoke(branch, "HN0114", of(victim)).told(t, "his own person")
	victim.must(`{ viewer { grants { role } } }`, nil)
	if codes := revoke(branch, "HN0001", of(victim)).codes(); len(codes) == 0 {
		t.Error("a branch's administrator revokes a token of the province's secretary")
	}
	victim.must(`{ viewer { grants { role } } }`, nil)
	revoke(province, "HN0001", of(victim)).told(t, "the person himself")
	if codes := revoke(province, "HN0001", of(victim)).codes(); len(codes) != 1 || codes[0] != "NOTHING_CHANGED" {
		t.Errorf("a token that has ended is ended again: %v", codes)
	}
	if r := victim.ask(`{ viewer { grants { role } } }`, nil); r.Status != 401 {
		t.Errorf("a query with the revoked token: %d %s", r.Status, r.Body)
	}
	if r := victim.do("personCreate", "person", map[string]any{"number": "HN9000", "name": "张三", "organisation": province.id("organisation", "HN")}); r.Status != 401 {
		t.Errorf("an act with the revoked token: %d %s", r.Status, r.Body)
	}
	w.as("PARTY_SECRETARY@HN").must(`{ viewer { grants { role } } }`, nil)
}
