package demo

import (
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/consultation"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"
	"huishang/internal/task"
)

// The scenes of the sample, each of which begins with its first day: the twelve problems of the reference, consultations of the
// three kinds in every state, tasks in every state. All of it is made up.
var scenes = []func(*player){rulesAndPlan, qionghai, wanning, receivables, comprehensive, electricity, contractors, elections, danzhou, waiting, today}

// problems of the reference, by number.
var matters = map[int]matter{
	1:  {"琼海机房空调采购化整为零规避招标", "PROCUREMENT", "HN-QH", "HN-QH/JS", db.SeveritySerious, []string{"AUDIT", "COMPLAINT"}, ""},
	2:  {"万宁未批先建、补签工单", "ENGINEERING", "HN-WN", "HN-WN/JS", db.SeverityEmerging, []string{"SUPERVISORY_CHECK"}, ""},
	3:  {"虚增土建工程量结算", "ENGINEERING", "HN", "HN/GC", db.SeveritySerious, []string{"AUDIT"}, ""},
	4:  {"智联项目合作方未经比选", "MARKETING", "HN", "HN/HY", db.SeverityEmerging, []string{"DAILY_SUPERVISION"}, ""},
	5:  {"智联应收逾期逾一年", "MARKETING", "HN", "HN/HY", db.SeveritySerious, []string{"PARTY_INSPECTION"}, ""},
	6:  {"干部试用期满考核超期", "APPOINTMENTS", "HN", "HN/RL", db.SeverityGeneral, []string{"PARTY_INSPECTION"}, ""},
	7:  {"区域经理竞聘回避不到位", "APPOINTMENTS", "HN", "HN/RL", db.SeverityEmerging, []string{"COMPLAINT"}, db.SecrecyRestricted},
	8:  {"转供电加价、凭证不全", "SITE_RENT_POWER", "HN", "HN/YW", db.SeveritySerious, []string{"SUPERVISORY_CHECK"}, ""},
	9:  {"代维考核扣款未执行", "MAINTENANCE", "HN-WZS", "HN-WZS/YW", db.SeverityGeneral, []string{"DAILY_SUPERVISION"}, ""},
	10: {"备用金超期未清", "FUNDS", "HN", "HN/CW", db.SeverityGeneral, []string{"AUDIT"}, ""},
	11: {"换电柜点位介绍费标准不一", "ENERGY", "HN", "HN/NY", db.SeverityEmerging, []string{"SUPERVISORY_CHECK"}, ""},
	12: {"儋州未传达自贸港重点保障任务", "POLITICAL_SUPERVISION", "HN-DZ", "HN-DZ/ZH", db.SeverityEmerging, []string{"DAILY_SUPERVISION"}, ""},
}

// dateOf is the last day of a month.
func dateOf(year, month int) clock.Date {
	return clock.DateOf(year, time.Month(month)+1, 1).AddDays(-1)
}

func some[T any](v T) *T { return &v }

// rulesAndPlan: rules of the three kinds and the year's plan, proposed by one office, joined by the other, decided by
// the secretary.
func rulesAndPlan(p *player) {
	p.ago(200)
	for _, r := range []struct {
		kind      db.ConsultationKind
		frequency db.Frequency
		subjects  string
	}{
		{db.KindComprehensive, db.Semiannual, "党委、纪委全体成员"}, {db.KindThematic, db.OnEvent, "分管领导、相关部门负责人"}, {db.KindImmediate, db.OnEvent, "相关部门负责人"},
	} {
		id := ident.Of[ident.ConsultationRuleID](does(p, "DISCIPLINE_OFFICE@HN", auth.PlanPropose, consultation.ConsultationRulePropose, input.ConsultationRuleProposeInput{
			Organisation: p.org("HN"), Kind: r.kind, SuperiorDocument: "样例：集团沟通会商工作指引", Subjects: r.subjects, Content: "样例：通报、研判、建议", Form: db.FormMeeting,
			Procedure: "样例：议题—对标—会商—议定—督办", Frequency: r.frequency, UseOfOutcomes: "样例：议定事项转督办、纳入考核", QuorumPercent: 50,
		}))
		does(p, "PARTY_OFFICE@HN", auth.PlanEndorse, consultation.ConsultationRuleEndorse, input.ConsultationRuleEndorseInput{Rule: id, Version: p.version("consultation_rule", id.UUID())})
		does(p, "PARTY_SECRETARY@HN", auth.PlanDecide, consultation.ConsultationRuleDecide, input.ConsultationRuleDecideInput{Rule: id, Version: p.version("consultation_rule", id.UUID()), Accept: true})
	}
	year := p.day(0).Year()
	in := input.ConsultationPlanProposeInput{Organisation: p.org("HN"), Year: int32(year), IntegrityPlan: "样例：年度党风廉政建设工作要点", SupervisionPlan: "样例：年度监督工作计划"}
	for n, subject := range []string{"一季度专题会商", "上半年综合会商", "三季度专题会商", "下半年综合会商"} {
		kind := db.KindThematic
		if n%2 == 1 {
			kind = db.KindComprehensive
		}
		in.Items = append(in.Items, &input.PlanItemInput{Kind: kind, Subject: subject, DueOn: dateOf(year, 3*n+3)})
	}
	id := ident.Of[ident.ConsultationPlanID](does(p, "PARTY_OFFICE@HN", auth.PlanPropose, consultation.ConsultationPlanPropose, in))
	does(p, "DISCIPLINE_OFFICE@HN", auth.PlanEndorse, consultation.ConsultationPlanEndorse, input.ConsultationPlanEndorseInput{Plan: id, Version: p.version("consultation_plan", id.UUID())})
	does(p, "PARTY_SECRETARY@HN", auth.PlanDecide, consultation.ConsultationPlanDecide, input.ConsultationPlanDecideInput{Plan: id, Version: p.version("consultation_plan", id.UUID()), Accept: true})
}

// thematic plays a thematic consultation with one topic per problem to its conclusion.
func thematic(p *player, at, about, title, business string, of ident.ProblemID, list ...measure) (*session, []ident.TaskID) {
	s := p.draft(at, about, db.KindThematic, db.FormMeeting, title)
	x := s.topic(title, &of, nil)
	s.submit()
	s.settle(x)
	s.open(business)
	s.discuss(x, business, s.measures(of, list...))
	return s, s.conclude()
}

// qionghai: a branch with a commission of its own consults for itself; all is closed.
func qionghai(p *player) {
	p.ago(180)
	of := p.register("HN-QH", matters[1])
	head, one, two := "DEPARTMENT_HEAD@HN-QH/JS", "REGION_MANAGER@HN-QH-1", "REGION_MANAGER@HN-QH-2"
	_, tasks := thematic(p, "HN-QH", "HN-QH", "物资采购专题会商", head, of,
		measure{"重新归集采购计划，追溯两年同类合同", 60, []string{"HN-QH/JS"}}, measure{"逐月公示采购计划", 45, []string{"HN-QH-1", "HN-QH-2"}})
	if len(tasks) != 3 {
		return
	}
	p.ago(178)
	p.accept(head, tasks[0])
	p.accept(one, tasks[1])
	p.accept(two, tasks[2])
	reminder := p.mail("HN-QH", of, db.Reminder, "HN-QH", "HN-QH/JS", head, "关于规范物资采购归集的工作提醒函").issue()
	p.ago(150)
	reminder.sign().reply("已归集两年合同，逐月公示").accept()
	p.report(head, tasks[0], "样例：已归集两年合同 46 份")
	for i, who := range []string{head, one, two} {
		p.ago(138 - i)
		p.finish(who, tasks[i], "样例：公示截图与验收单")
		p.sign("PARTY_OFFICE@HN-QH", db.PartyTrack, tasks[i])
		p.sign("DISCIPLINE_OFFICE@HN-QH", db.DisciplineTrack, tasks[i])
	}
}

// wanning: about a branch without a commission the province consults; extended, returned, submitted again.
func wanning(p *player) {
	p.ago(120)
	of := p.register("HN", matters[2])
	head := "DEPARTMENT_HEAD@HN-WN/JS"
	_, tasks := thematic(p, "HN", "HN-WN", "工程建设专题会商", "DEPARTMENT_HEAD@HN/GC", of,
		measure{"上线开工前置校验", 60, []string{"HN-WN/JS"}}, measure{"补齐在建项目手续", 45, []string{"HN-WN-1", "HN-WN-2"}})
	if len(tasks) != 3 {
		return
	}
	p.accept(head, tasks[0])
	order := p.mail("HN", of, db.FollowUpOrder, "HN-WN", "HN-WN/JS", head, "关于补齐在建项目手续的工作督办单").issue().sign()
	p.accept("REGION_MANAGER@HN-WN-1", tasks[1])
	does(p, "REGION_MANAGER@HN-WN-2", auth.TaskObject, task.TaskObject, input.TaskObjectInput{Task: tasks[2], Version: p.tv(tasks[2]), Kind: db.ObjectionNotOurs, Text: "样例：本区域无在建项目"})
	p.ago(115)
	does(p, "DISCIPLINE_OFFICE@HN", auth.ObjectionDecide, task.ObjectionDecide, input.ObjectionDecideInput{Task: tasks[2], Version: p.tv(tasks[2]), Result: db.ObjectionCancelled, Reason: "样例：经核实无在建项目"})
	p.ago(108)
	order.reply("手续正在补办").giveBack("未列明每个项目的完成时间")
	p.ago(100)
	order.reply("附项目清单与完成时间")
	p.ago(70)
	does(p, head, auth.ExtensionRequest, task.ExtensionRequest, input.ExtensionRequestInput{Task: tasks[0], Version: p.tv(tasks[0]), Until: p.day(60), Reason: "样例：系统改造排期"})
	does(p, "DISCIPLINE_OFFICE@HN", auth.ExtensionDecide, task.ExtensionDecide, input.ExtensionDecideInput{Task: tasks[0], Version: p.tv(tasks[0]), Grant: true})
	p.ago(30)
	p.finish(head, tasks[0], "样例：校验功能截图")
	does(p, "PARTY_OFFICE@HN", auth.TaskReturn, task.TaskReturn, input.TaskReturnInput{Task: tasks[0], Version: p.tv(tasks[0]), Track: db.PartyTrack, Reason: "样例：缺少试运行记录"})
}

// receivables: carried by an external mandate, overdue by now; one joint task reported on.
func receivables(p *player) {
	p.ago(110)
	of := p.register("HN", matters[5])
	does(p, "DISCIPLINE_OFFICE@HN", auth.MandateSet, problem.ProblemSetMandate, input.ProblemSetMandateInput{
		Problem: of, Version: p.version("problem", of.UUID()), Issuer: given("样例：集团党组巡视办"), Document: given("样例：巡视反馈意见〔1〕号"), Item: given("第 12 项"),
	})
	_, tasks := thematic(p, "HN", "HN", "智联应收专题会商", "DEPARTMENT_HEAD@HN/HY", of,
		measure{"一项目一方案清收", 90, []string{"HN/HY"}}, measure{"应收账龄按月通报", 30, []string{"HN/CW"}})
	if len(tasks) != 2 {
		return
	}
	p.accept("DEPARTMENT_HEAD@HN/HY", tasks[0])
	p.accept("DEPARTMENT_HEAD@HN/CW", tasks[1])
	advice := p.mail("HN", of, db.DisciplineRecommendation, "HN", "", "PARTY_OFFICE@HN", "关于清收智联应收的纪检建议书").issue().sign()
	p.ago(95)
	advice.reply("已纳入党委重点工作，逐月调度").accept()
	p.report("DEPARTMENT_HEAD@HN/HY", tasks[0], "样例：12 个项目已制定方案")
	p.ago(85)
	p.finish("DEPARTMENT_HEAD@HN/CW", tasks[1], "样例：账龄通报三期")
	p.sign("DISCIPLINE_OFFICE@HN", db.DisciplineTrack, tasks[1])
	p.sign("PARTY_SECRETARY@HN", db.PartyTrack, tasks[1])
}

// comprehensive: briefing, political environment, integrity situation; a recommendation adopted and one that waits, a
// question to the committee that waits for its resolution.
func comprehensive(p *player) {
	p.ago(90)
	s := p.draft("HN", "HN", db.KindComprehensive, db.FormMeeting, "上半年综合会商")
	var topics []ident.TopicID
	for _, part := range []struct {
		part  db.TopicPart
		title string
	}{{db.PartBriefing, "通报监督执纪问责情况"}, {db.PartPoliticalEnvironment, "政治生态研判"}, {db.PartIntegritySituation, "廉洁形势分析"}} {
		topics = append(topics, s.topic(part.title, nil, some(part.part)))
	}
	s.submit()
	s.settle(topics...)
	business := "DEPARTMENT_HEAD@HN/ZH"
	s.open(business)
	s.discuss(topics[0], business, input.OutcomeRecordInput{Kind: db.OutInformation, Text: given("样例：通报上半年监督执纪情况")})
	s.discuss(topics[1], business, input.OutcomeRecordInput{Kind: db.OutRecommendation, Text: given("样例：建议将一岗双责履职情况纳入季度党委会议题")})
	s.discuss(topics[2], business, input.OutcomeRecordInput{Kind: db.OutToCommittee, Text: given("样例：请党委会研究供应商准入办法修订")})
	s.conclude()
}

// electricity: a task in progress and overdue, one suspended, one accepted and never reported on.
func electricity(p *player) {
	p.ago(75)
	of := p.register("HN", matters[8])
	_, tasks := thematic(p, "HN", "HN", "场租电费专题会商", "DEPARTMENT_HEAD@HN/YW", of,
		measure{"逐站核对转供电加价", 45, []string{"HN/YW"}}, measure{"补齐报账凭证", 60, []string{"HN/CW"}}, measure{"直供改造", 150, []string{"HN/GC"}})
	if len(tasks) != 3 {
		return
	}
	p.accept("DEPARTMENT_HEAD@HN/YW", tasks[0])
	p.accept("DEPARTMENT_HEAD@HN/CW", tasks[1])
	p.accept("DEPARTMENT_HEAD@HN/GC", tasks[2])
	p.mail("HN", of, db.Reminder, "HN", "HN/YW", "DEPARTMENT_HEAD@HN/YW", "关于逐站核对电费的工作提醒函").issue().sign()
	p.ago(60)
	p.report("DEPARTMENT_HEAD@HN/YW", tasks[0], "样例：已核对 312 站")
	does(p, "DISCIPLINE_OFFICE@HN", auth.MilestonesSet, task.MilestonesSet, input.MilestonesSetInput{Task: tasks[2], Version: p.tv(tasks[2]), Milestones: []*input.MilestoneInput{
		{Text: "完成勘察", DueOn: p.day(20)}, {Text: "完成首批改造", DueOn: p.day(90)},
	}})
	does(p, "DISCIPLINE_OFFICE@HN", auth.TaskSuspend, task.TaskSuspend, input.TaskSuspendInput{Task: tasks[2], Version: p.tv(tasks[2]), ReviewOn: p.day(90), Reason: "样例：供电局排期未定"})
}

// contractors: about 五指山, which sees its task and not the deliberation; submitted, signed by one track.
func contractors(p *player) {
	p.ago(50)
	of := p.register("HN", matters[9])
	head := "DEPARTMENT_HEAD@HN-WZS/YW"
	_, tasks := thematic(p, "HN", "HN-WZS", "代维管理专题会商", "DEPARTMENT_HEAD@HN/YW", of, measure{"补扣代维款并公示", 60, []string{"HN-WZS/YW"}})
	if len(tasks) != 1 {
		return
	}
	p.accept(head, tasks[0])
	p.ago(10)
	p.finish(head, tasks[0], "样例：扣款凭证与公示照片")
	p.sign("DISCIPLINE_OFFICE@HN", db.DisciplineTrack, tasks[0])
}

// elections: restricted; a complaint is its source; the task was assigned and waits to be accepted.
func elections(p *player) {
	p.ago(20)
	of := p.register("HN", matters[7])
	thematic(p, "HN", "HN", "选人用人专题会商", "DEPARTMENT_HEAD@HN/RL", of, measure{"复核程序、完善回避申报", 30, []string{"HN/RL"}})
}

// danzhou: immediate consultations: one ratified and concluded, one refused and so cancelled.
func danzhou(p *player) {
	p.ago(15)
	of := p.register("HN", matters[12])
	s := p.draft("HN", "HN-DZ", db.KindImmediate, db.FormRemote, "自贸港重点保障任务即时会商")
	x := s.topic("重点保障任务未传达", &of, nil)
	s.open("DEPARTMENT_HEAD@HN/ZH")
	s.settle(x)
	does(p, "PARTY_SECRETARY@HN", auth.ConsultationRatify, consultation.ConsultationRatify, input.ConsultationRatifyInput{Consultation: s.id, Version: s.v(), Accept: true})
	s.discuss(x, "DEPARTMENT_HEAD@HN/ZH", s.measures(of, measure{"专题补课、倒排工期", 12, []string{"HN-DZ/ZH"}}))
	tasks := s.conclude()
	p.mail("HN", of, db.FollowUpOrder, "HN-DZ", "HN-DZ/ZH", "DEPARTMENT_HEAD@HN-DZ/ZH", "关于传达重点保障任务的工作督办单").issue()
	if len(tasks) == 1 {
		does(p, "DEPARTMENT_HEAD@HN-DZ/ZH", auth.TaskObject, task.TaskObject, input.TaskObjectInput{Task: tasks[0], Version: p.tv(tasks[0]), Kind: db.ObjectionWording, Text: "样例：应表述为分批传达"})
	}
	other := p.draft("HN", "HN", db.KindImmediate, db.FormOneToOne, "规章执行即时会商")
	other.topic("规章执行偏差", nil, nil)
	other.open("DEPARTMENT_HEAD@HN/GC")
	does(p, "PARTY_SECRETARY@HN", auth.ConsultationRatify, consultation.ConsultationRatify, input.ConsultationRatifyInput{Consultation: other.id, Version: other.v(), Accept: false, Reason: some("样例：转专题会商研究")})
}

// waiting: consultations on their way: cancelled, submitted, approved, in session, unratified.
func waiting(p *player) {
	p.ago(8)
	drop := p.draft("HN", "HN", db.KindThematic, db.FormMeeting, "备用金专题会商")
	does(p, "DISCIPLINE_SECRETARY@HN", auth.ConsultationCancel, consultation.ConsultationCancel, input.ConsultationCancelInput{Consultation: drop.id, Version: drop.v(), Reason: "样例：并入财务资金专题会商"})
	next := p.draft("HN", "HN", db.KindThematic, db.FormMeeting, "财务资金专题会商")
	next.topic("备用金超期未清", some(p.register("HN", matters[10])), nil)
	next.submit()
	approved := p.draft("HN", "HN", db.KindThematic, db.FormMeeting, "工程结算专题会商")
	x := approved.topic("虚增土建工程量结算", some(p.register("HN", matters[3])), nil)
	approved.submit()
	approved.settle(x)
	p.ago(3)
	running := p.draft("HN", "HN", db.KindThematic, db.FormMeeting, "能源业务专题会商")
	y := running.topic("换电柜点位介绍费标准不一", some(p.register("HN", matters[11])), nil)
	running.submit()
	running.settle(y)
	running.open("DEPARTMENT_HEAD@HN/NY")
}

// today: a draft with a problem of its own, and an immediate consultation that opened unratified.
func today(p *player) {
	p.ago(1)
	first := p.draft("HN", "HN", db.KindThematic, db.FormMeeting, "智联合作方专题会商")
	first.topic("智联项目合作方未经比选", some(p.register("HN", matters[4])), nil)
	trial := p.register("HN", matters[6])
	p.mail("HN", trial, db.Reminder, "HN", "HN/RL", "DEPARTMENT_HEAD@HN/RL", "关于试用期满考核的工作提醒函")
	p.mail("HN", trial, db.FollowUpOrder, "HN", "HN/RL", "DEPARTMENT_HEAD@HN/RL", "关于试用期满考核的工作督办单").revoke("改用工作提醒函")
	urgent := p.draft("HN", "HN", db.KindImmediate, db.FormMeeting, "台风抢修物资即时会商")
	urgent.topic("抢修物资调拨执行困难", nil, nil)
	urgent.open("DEPARTMENT_HEAD@HN/YW")
}
