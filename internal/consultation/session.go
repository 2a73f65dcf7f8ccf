package consultation

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// texts checks a list of documents.
func texts(c *act.Checks, path string, list []string) {
	c.Unless(len(list) > 0, fault.At(path, fault.Required))
	for i, one := range list {
		c.Text(fmt.Sprintf("%s.%d", path, i), one)
	}
}

// AlignmentRecord records the alignment before a consultation: the newest documents, the work reviewed in full
// against them, gaps, follow-up (D-CON-4).
func AlignmentRecord(ctx context.Context, in input.AlignmentRecordInput) (uuid.UUID, error) {
	c, err := need(ctx, auth.AlignmentRecord, in.Consultation, "input.consultation")
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	texts(&checks, "input.documents", in.Documents)
	checks.Text("input.workReviewed", in.WorkReviewed)
	checks.Text("input.gaps", in.Gaps)
	checks.Text("input.followUp", in.FollowUp)
	return keep(ctx, &checks, auth.AlignmentRecord, c, nil, func(t *db.Tx) (act.About, error) {
		was, err := db.AlignmentOf(ctx, c)
		if err != nil {
			return act.About{}, err
		}
		if was == nil {
			was = &db.Alignment{}
		}
		next := *was
		next.Documents, next.WorkReviewed, next.Gaps, next.FollowUp = in.Documents, in.WorkReviewed, in.Gaps, in.FollowUp
		changes, err := replaces("input.version", c.ID, in.Version, was.Version, was, &next)
		if err != nil || len(changes) == 0 {
			return act.About{}, err
		}
		return act.About{Parts: changes}, t.SetAlignment(ctx, c, &next)
	})
}

// replaces lists what a part of a consultation becomes and refuses to write over one that was not read; version is what the
// part is at, 0 where there is none. What stays as it is replaces nothing.
func replaces[T any](path string, record fmt.Stringer, given *int32, version int32, was, next *T) (db.FieldChanges, error) {
	changes := db.Diff(was, next)
	for _, c := range changes {
		if version == 0 {
			c.Old = nil
		}
	}
	if given == nil && len(changes) == 0 {
		return nil, nil
	}
	return changes, act.Replaces(path, record, given, version)
}

// whose says of which part changes are.
func whose(part string, changes db.FieldChanges) db.FieldChanges {
	for _, c := range changes {
		c.Of = &part
	}
	return changes
}

// keep writes a record of a consultation, or of one of its topics, that takes no version. What is done to a topic stands in
// the topic's own history: the consultation's would tell of it to those from whom the topic is kept (D-SEC-1).
func keep(ctx context.Context, checks *act.Checks, a auth.Act, c *db.Consultation, x *db.Topic, write func(*db.Tx) (act.About, error)) (uuid.UUID, error) {
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	about, err := write(db.From(ctx))
	if err != nil {
		return uuid.Nil, err
	}
	if x != nil {
		return c.ID.UUID(), recordTopic(ctx, x, a, nil, x.State, x.State, about)
	}
	return c.ID.UUID(), record(ctx, c, a, nil, c.State, c.State, about)
}

// StudyRecord names the documents that topic 1 studies.
func StudyRecord(ctx context.Context, in input.StudyRecordInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.StudyRecord, in.Topic, nil)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	texts(&checks, "input.documents", in.Documents)
	was, version := *x, x.Version
	if len(x.StudyDocuments) == 0 && in.Version == nil {
		version = 0
	}
	x.StudyDocuments = db.Set(in.Documents)
	_, err = keep(ctx, &checks, auth.StudyRecord, c, x, func(t *db.Tx) (act.About, error) {
		changes, err := replaces("input.version", x.ID, in.Version, version, &was, x)
		if err != nil || len(changes) == 0 {
			return act.About{}, err
		}
		return act.About{Parts: changes}, rewritten(ctx, x)
	})
	return x.ID.UUID(), err
}

// rewritten writes a topic as an act leaves it.
func rewritten(ctx context.Context, x *db.Topic) error {
	rows, err := db.From(ctx).SetTopic(ctx, x, x.State)
	return act.Believe(rows, err, x.ID, x.Version)
}

// ParticipantsInvite invites; from then on they see the consultation (D-CON-9), and of its topics those that who invites
// sees: nobody shows others what is kept from himself (D-SEC-7).
func ParticipantsInvite(ctx context.Context, in input.ParticipantsInviteInput) (uuid.UUID, error) {
	c, err := need(ctx, auth.ParticipantsInvite, in.Consultation, "input.consultation")
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Unless(len(in.Participants) > 0, fault.At("input.participants", fault.Required))
	for i, p := range in.Participants {
		known, err := db.Knows(ctx, db.People, ident.UUIDs([]ident.PersonID{p.Person}))
		if err != nil {
			return uuid.Nil, err
		}
		checks.Unless(known, fault.At(fmt.Sprintf("input.participants.%d.person", i), fault.NotFound, "noun", fault.Noun(db.People.Name)))
	}
	return keep(ctx, &checks, auth.ParticipantsInvite, c, nil, func(t *db.Tx) (act.About, error) {
		present, err := db.ParticipantsOf(ctx, c.ID)
		if err != nil {
			return act.About{}, err
		}
		var people []ident.PersonID
		var all db.FieldChanges
		for i, p := range in.Participants {
			changes, err := invite(ctx, c, present, fmt.Sprintf("input.participants.%d.version", i), p)
			if err != nil {
				return act.About{}, err
			}
			people, all = append(people, p.Person), append(all, changes...)
		}
		return act.About{Parts: all}, t.ShowTopics(ctx, c.ID, people)
	})
}

// invite adds a participant, or changes for which side somebody takes part and whether he counts.
func invite(ctx context.Context, c *db.Consultation, present []*db.Participant, path string, p *input.ParticipantInput) (db.FieldChanges, error) {
	t := db.From(ctx)
	next := db.Participant{PersonID: p.Person, Side: p.Side, Required: p.Required}
	i := slices.IndexFunc(present, func(one *db.Participant) bool { return one.PersonID == p.Person })
	if i < 0 {
		if err := act.Replaces(path, c.ID, p.Version, 0); err != nil {
			return nil, err
		}
		return nil, t.AddParticipant(ctx, c, &next)
	}
	next = *present[i]
	next.Side, next.Required = p.Side, p.Required
	changes, err := replaces(path, next.ID, p.Version, next.Version, present[i], &next)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	name, err := nameOf(ctx, p.Person)
	if err != nil {
		return nil, err
	}
	return whose(name, changes), t.AddParticipant(ctx, c, &next)
}

func nameOf(ctx context.Context, id ident.PersonID) (string, error) {
	p, err := read.One(ctx, db.People, id.UUID())
	if err != nil || p == nil {
		return "", err
	}
	return p.Name, nil
}

// PaperAdd adds a paper as text, as a file of the viewer's own, or both.
func PaperAdd(ctx context.Context, in input.PaperAddInput) (uuid.UUID, error) {
	var c *db.Consultation
	var x *db.Topic
	var err error
	if in.Topic == nil {
		c, err = need(ctx, auth.PaperAdd, in.Consultation, "input.consultation")
	} else {
		c, x, err = topicOf(ctx, auth.PaperAdd, *in.Topic, nil)
	}
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.title", in.Title)
	checks.Optional("input.text", in.Text)
	checks.Unless(in.Text != nil || in.File != nil, fault.At("input.text", fault.Required))
	checks.Unless(c.ID == in.Consultation, fault.At("input.topic", fault.NotFound, "noun", fault.Noun(db.Topics.Name)))
	if err := checks.File(ctx, "input.file", in.File); err != nil {
		return uuid.Nil, err
	}
	p := &db.Paper{ID: ident.Of[ident.PaperID](uuid.New()), TopicID: in.Topic, Title: in.Title, Text: in.Text, FileID: in.File}
	_, err = keep(ctx, &checks, auth.PaperAdd, c, x, func(t *db.Tx) (act.About, error) {
		if err := t.AddPaper(ctx, c, p); err != nil {
			return act.About{}, err
		}
		return act.Of(db.Papers, p.ID.UUID()), act.Attach(ctx, "input.file", p.FileID, db.Attachment{Kind: db.Papers.Name, Record: p.ID.UUID()})
	})
	return p.ID.UUID(), err
}

// AttendanceRecord records whether somebody attends.
func AttendanceRecord(ctx context.Context, in input.AttendanceRecordInput) (uuid.UUID, error) {
	p, err := act.Need(ctx, db.Participants, in.Participant.UUID(), "input.participant")
	if err != nil {
		return uuid.Nil, err
	}
	c, err := need(ctx, auth.AttendanceRecord, p.ConsultationID, "input.participant")
	if err != nil {
		return uuid.Nil, err
	}
	// With its consultation held it is read again, as whoever was first left it.
	if p, err = act.Need(ctx, db.Participants, p.ID.UUID(), "input.participant"); err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	_, err = keep(ctx, &checks, auth.AttendanceRecord, c, nil, func(t *db.Tx) (act.About, error) {
		version := p.Version
		if p.Attended == nil && in.Version == nil {
			version = 0
		}
		next := *p
		next.Attended = &in.Attended
		changes, err := replaces("input.version", p.ID, in.Version, version, p, &next)
		if err != nil || len(changes) == 0 {
			return act.About{}, err
		}
		name, err := nameOf(ctx, p.PersonID)
		if err != nil {
			return act.About{}, err
		}
		return act.About{Subject: act.Of(db.Participants, p.ID.UUID()).Subject, Parts: whose(name, changes)}, t.SetAttendance(ctx, p.ID, in.Attended)
	})
	return p.ID.UUID(), err
}

// TopicRecuse recuses people from a topic: it is hidden from them at once, and they do not count (D-CON-5).
func TopicRecuse(ctx context.Context, in input.TopicRecuseInput) (uuid.UUID, error) {
	_, x, err := topicOf(ctx, auth.TopicRecuse, in.Topic, nil)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.reason", in.Reason)
	checks.Unless(!slices.Contains(in.People, db.From(ctx).Viewer.PersonID), fault.At("input.people", fault.OwnMatter))
	known, err := db.Knows(ctx, db.People, ident.UUIDs(in.People))
	if err != nil {
		return uuid.Nil, err
	}
	checks.Unless(len(in.People) > 0, fault.At("input.people", fault.Required))
	checks.Unless(known, fault.At("input.people", fault.NotFound, "noun", fault.Noun(db.People.Name)))
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	for _, p := range ident.UUIDs(in.People) {
		if !slices.Contains(x.Recused, p) {
			x.Recused = append(x.Recused, p)
		}
	}
	if err := rewritten(ctx, x); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), recordTopic(ctx, x, auth.TopicRecuse, &in.Reason, x.State, x.State)
}

// sideOf is whose view a statement is: each is a participant's of its own side (D-CON-6).
var sideOf = map[db.StatementKind]db.ParticipantSide{db.SaidBusinessView: db.SideBusiness, db.SaidDisciplineView: db.SideDiscipline}

// TopicRecusalUndo lets people back in who were recused, until the topic is discussed: what was said or decided of it was
// said without them (D-CON-5).
func TopicRecusalUndo(ctx context.Context, in input.TopicRecusalUndoInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.TopicRecusalUndo, in.Topic, nil)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	if err := checks.Include("input.topic", unmetOf(ctx, auth.TopicRecusalUndo, c, x)); err != nil {
		return uuid.Nil, err
	}
	checks.Text("input.reason", in.Reason)
	back := ident.UUIDs(in.People)
	for i, p := range back {
		checks.Unless(len(x.Recused) == 0 || slices.Contains(x.Recused, p), fault.At(fmt.Sprintf("input.people.%d", i), fault.NotFound, "noun", fault.Noun(db.People.Name)))
	}
	checks.Unless(len(back) > 0, fault.At("input.people", fault.Required))
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	x.Recused = slices.DeleteFunc(x.Recused, func(p uuid.UUID) bool { return slices.Contains(back, p) })
	if err := rewritten(ctx, x); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), recordTopic(ctx, x, auth.TopicRecusalUndo, &in.Reason, x.State, x.State)
}

// StatementRecord records a report, a view of either side, or dissent.
func StatementRecord(ctx context.Context, in input.StatementRecordInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.StatementRecord, in.Topic, nil)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.text", in.Text)
	present, err := db.ParticipantsOf(ctx, c.ID)
	if err != nil {
		return uuid.Nil, err
	}
	speaks := func(side db.ParticipantSide) bool {
		return slices.ContainsFunc(present, func(p *db.Participant) bool { return p.PersonID == in.Person && (side == "" || p.Side == side) }) && !slices.Contains(x.HiddenFrom, in.Person.UUID())
	}
	checks.Unless(speaks(""), fault.At("input.person", fault.InvalidValue, "expected", "a participant who is not recused"))
	if side, view := sideOf[in.Kind]; view {
		expected := "a participant of the business side"
		if side == db.SideDiscipline {
			expected = "a participant of the discipline side"
		}
		checks.Unless(!speaks("") || speaks(side), fault.At("input.person", fault.InvalidValue, "expected", expected))
	}
	s := &db.Statement{ID: ident.Of[ident.StatementID](uuid.New()), Kind: in.Kind, PersonID: in.Person, Text: in.Text}
	_, err = keep(ctx, &checks, auth.StatementRecord, c, x, func(t *db.Tx) (act.About, error) {
		return act.Of(db.Statements, s.ID.UUID()), t.AddStatement(ctx, x, s)
	})
	return s.ID.UUID(), err
}

// AnswersRecord answers the questions of political supervision (D-CON-8).
func AnswersRecord(ctx context.Context, in input.AnswersRecordInput) (uuid.UUID, error) {
	c, err := need(ctx, auth.AnswersRecord, in.Consultation, "input.consultation")
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Unless(len(in.Answers) > 0, fault.At("input.answers", fault.Required))
	var asked []string
	for i, a := range in.Answers {
		checks.Text(fmt.Sprintf("input.answers.%d.answer", i), a.Answer)
		asked = append(asked, a.Question)
	}
	questions, err := read.Codes(ctx, read.AlignmentQuestions)
	if err != nil {
		return uuid.Nil, err
	}
	for i, q := range asked {
		known := slices.ContainsFunc(questions, func(k *read.Code) bool { return k.Code == q })
		checks.Unless(known, fault.At(fmt.Sprintf("input.answers.%d.question", i), fault.Unknown, "value", fault.Echoed(q), "nearest", read.Nearest(q, questions)))
	}
	act.Distinct(&checks, "input.answers", asked)
	return keep(ctx, &checks, auth.AnswersRecord, c, nil, func(t *db.Tx) (act.About, error) {
		present, err := db.AnswersOf(ctx, c)
		if err != nil {
			return act.About{}, err
		}
		var all db.FieldChanges
		for i, a := range in.Answers {
			was := &db.Answer{QuestionCode: a.Question}
			if n := slices.IndexFunc(present, func(one *db.Answer) bool { return one.QuestionCode == a.Question }); n >= 0 {
				was = present[n]
			}
			next := *was
			next.Answer, next.Deviation = a.Answer, a.Deviation
			changes, err := replaces(fmt.Sprintf("input.answers.%d.version", i), c.ID, a.Version, was.Version, was, &next)
			if err != nil {
				return act.About{}, err
			}
			if len(changes) == 0 {
				continue
			}
			asked := questions[slices.IndexFunc(questions, func(k *read.Code) bool { return k.Code == a.Question })]
			all = append(all, whose(asked.LabelZH, changes)...)
			if err := t.SetAnswer(ctx, c, &next); err != nil {
				return act.About{}, err
			}
		}
		return act.About{Parts: all}, nil
	})
}

// ConsultationOpen opens the session. What stands against it is named all at once: the alignment, topic 1's
// documents, topics not settled, attendance (D-CON-3…5).
func ConsultationOpen(ctx context.Context, in input.ConsultationOpenInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.ConsultationOpen, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := wholly(ctx, auth.ConsultationOpen, c)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	if err := checks.Include("input.consultation", unmet(ctx, auth.ConsultationOpen, c)); err != nil {
		return uuid.Nil, err
	}
	external(ctx, &checks, whose, in.ExternalDocument)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	return move(ctx, c, auth.ConsultationOpen, db.ConsultationInSession, nil)
}

// unopened checks what a session asks before it opens.
func unopened(ctx context.Context, checks *act.Checks, c *db.Consultation, sitting *db.Sitting) error {
	alignment, err := db.AlignmentOf(ctx, c)
	if err != nil {
		return err
	}
	checks.Unless(alignment != nil, fault.At("input.consultation", fault.AlignmentMissing))
	counts, topics := sitting.Counts, sitting.Topics
	checks.Unless(counts[db.TopicApproved]+counts[db.TopicProposed] > 0, fault.At("input.consultation", fault.TopicMissing))
	checks.Unless(c.Kind == db.KindImmediate || counts[db.TopicProposed] == 0, fault.At("input.consultation", fault.TopicUnsettled, "count", counts[db.TopicProposed]))
	for _, x := range topics {
		checks.Unless(!x.Study || len(x.StudyDocuments) > 0, fault.At("input.consultation", fault.StudyMissing))
	}
	if c.Kind == db.KindComprehensive {
		for _, part := range []db.TopicPart{db.PartBriefing, db.PartPoliticalEnvironment, db.PartIntegritySituation} {
			has := slices.ContainsFunc(topics, func(x *db.Topic) bool { return x.Part != nil && *x.Part == part && x.State == db.TopicApproved })
			checks.Unless(has, fault.At("input.consultation", fault.PartMissing, "part", part))
		}
	}
	q, err := db.QuorumOf(ctx, c)
	if err != nil {
		return err
	}
	quorum(checks, c, q, sitting.People, nil)
	return nil
}

// quorum checks attendance: of those required at a meeting or a remote session the quorum attends, of a topic
// without the recused, who count on neither side; a one-to-one has its two sides (D-CON-5).
func quorum(checks *act.Checks, c *db.Consultation, q *db.Quorum, people []*db.Participant, x *db.Topic) {
	name := c.Title
	if x != nil {
		name = x.Title
	}
	attend := func(side db.ParticipantSide) bool {
		return slices.ContainsFunc(people, func(p *db.Participant) bool {
			return p.Side == side && p.Attended != nil && *p.Attended && counts(p, x)
		})
	}
	switch c.Form {
	case db.FormOneToOne:
		checks.Unless(attend(db.SideBusiness) && attend(db.SideDiscipline), fault.At("input.consultation", fault.SidesMissing))
	case db.FormMeeting, db.FormRemote:
		required, present := int32(0), int32(0)
		for _, p := range people {
			if p.Required && counts(p, x) {
				required++
				if p.Attended != nil && *p.Attended {
					present++
				}
			}
		}
		needed := q.Of(required)
		checks.Unless(required > 0 && present >= needed, fault.At("input.consultation", fault.QuorumNotMet, "present", present, "required", required, "needed", max(needed, 1), "topic", name))
	}
}

func counts(p *db.Participant, x *db.Topic) bool {
	return x == nil || !slices.Contains(x.HiddenFrom, p.PersonID.UUID())
}
