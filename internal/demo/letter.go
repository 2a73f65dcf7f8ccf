package demo

import (
	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/letter"
)

// mail is a letter being played, issued at an organisation.
type mail struct {
	*player
	id ident.LetterID
	// issues does what the issuing side does, acts what its recipient does.
	issues, acts string
}

// mail drafts a letter about a problem to an organisation, or to a department by its code; acts is who acts for it.
func (p *player) mail(at string, of ident.ProblemID, kind db.LetterKind, org, department, acts, title string) *mail {
	m := &mail{player: p, issues: "DISCIPLINE_OFFICE@" + at, acts: acts}
	to := &input.LetterRecipientInput{Department: p.department(department)}
	if department == "" {
		o := p.org(org)
		to.Organisation = &o
	}
	m.id = ident.Of[ident.LetterID](does(p, m.issues, auth.LetterDraft, letter.LetterDraftForProblem, input.LetterDraftForProblemInput{
		Problem: of, Content: &input.LetterContentInput{Kind: kind, Recipient: to, Title: title, Text: "样例：" + title + "，请于期限内整改并书面回复", RectifyBy: p.day(45), ReplyDays: 10},
	}))
	if kind == db.DisciplineRecommendation {
		m.issues = "DISCIPLINE_SECRETARY@" + at
	}
	return m
}

func (m *mail) v() int32 { return m.version("letter", m.id.UUID()) }

func (m *mail) issue() *mail {
	does(m.player, m.issues, auth.LetterIssue, letter.LetterIssue, input.LetterIssueInput{Letter: m.id, Version: m.v()})
	return m
}

func (m *mail) sign() *mail {
	does(m.player, m.acts, auth.LetterAcknowledge, letter.LetterAcknowledge, input.LetterAcknowledgeInput{Letter: m.id, Version: m.v()})
	return m
}

func (m *mail) reply(text string) *mail {
	does(m.player, m.acts, auth.LetterReply, letter.LetterReply, input.LetterReplyInput{Letter: m.id, Version: m.v(), Text: "样例：" + text})
	return m
}

func (m *mail) giveBack(reason string) *mail {
	does(m.player, m.issues, auth.LetterReturn, letter.LetterReturn, input.LetterReturnInput{Letter: m.id, Version: m.v(), Reason: "样例：" + reason})
	return m
}

func (m *mail) accept() {
	does(m.player, m.issues, auth.LetterAccept, letter.LetterAccept, input.LetterAcceptInput{Letter: m.id, Version: m.v()})
}

func (m *mail) revoke(reason string) {
	does(m.player, m.issues, auth.LetterRevoke, letter.LetterRevoke, input.LetterRevokeInput{Letter: m.id, Version: m.v(), Reason: "样例：" + reason})
}
