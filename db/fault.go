package db

import (
	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/fault"
)

// constraintFaults say which refusal a constraint stands for, where rules leave the last word to the table: two acts
// at once can both pass the rule, never both the constraint. A path is given where one input field fills the column.
var constraintFaults = map[string]*fault.Error{
	"organisation_code_key":                      fault.At("input.code", fault.CodeTaken),
	"organisation_province_id_number_prefix_key": fault.At("input.numberPrefix", fault.CodeTaken),
	"department_code_key":                        fault.At("input.code", fault.CodeTaken),
	"department_one_office":                      fault.At("input.kind", fault.OfficeTaken),
	"post_code_key":                              fault.At("input.code", fault.CodeTaken),
	"person_province_id_number_key":              fault.At("input.number", fault.CodeTaken),
	"post_role_open":                             fault.At("input.roles", fault.RoleTaken),
	"appointment_one_principal":                  fault.New(fault.PrincipalTaken),
	"appointment_one_holder":                     fault.New(fault.Overlap),
	"appointment_post_id_person_id_from_on_key":  fault.New(fault.Overlap),
	"substitution_one":                           fault.New(fault.Overlap),
	"portfolio_one_department":                   fault.New(fault.Overlap),
	"portfolio_one_organisation":                 fault.New(fault.Overlap),
	"duty_list_draft":                            fault.New(fault.DraftExists),
	"revocation_jti":                             fault.At("input.token", fault.NothingChanged),
	"problem_relation_one":                       fault.At("input.other", fault.AlreadyRelated),
	"consultation_rule_proposed":                 fault.New(fault.ProposalExists, "noun", fault.Noun("ConsultationRule")),
	"consultation_plan_proposed":                 fault.New(fault.ProposalExists, "noun", fault.Noun("ConsultationPlan")),
	"consultation_rule_two_people":               fault.New(fault.SecondPerson),
	"consultation_plan_two_people":               fault.New(fault.SecondPerson),
	"problem_two_people":                         fault.New(fault.SecondPerson),
	"topic_settler_compiled":                     fault.New(fault.SettlerCompiled),
	"consultation_settler_compiled":              fault.New(fault.SettlerCompiled),
	"letter_one_follows":                         fault.At("input.letter", fault.LetterFollowed),

	// The types of texts and days: the doors refuse the same first, with the field and the character; a type knows neither.
	"text_is_not_empty":  fault.New(fault.InvalidValue, "field", aText, "expected", "not empty"),
	"text_is_composed":   fault.New(fault.InvalidValue, "field", aText, "expected", "in composed characters (Unicode normal form C)"),
	"text_is_visible":    fault.New(fault.InvalidValue, "field", aText, "expected", "without control characters and characters that do not show"),
	"text_is_trimmed":    fault.New(fault.InvalidValue, "field", aText, "expected", "without spaces at its beginning or end"),
	"text_is_one_line":   fault.New(fault.InvalidValue, "field", aText, "expected", "on one line, without tabs"),
	"phone_is_called":    fault.New(fault.InvalidValue, "field", aPhone, "expected", "a phone number, such as 13800000000 or 0898-66800000 or 0898-66800000-8001"),
	"email_has_a_domain": fault.New(fault.InvalidValue, "field", anEmail, "expected", "an e-mail address with a domain"),
	"day_is_in_reach":    fault.New(fault.InvalidValue, "field", aDay, "expected", "a day from "+clock.First.String()+" to "+clock.Last.String()),
}

// What a type's refusal speaks of, which does not know the field.
var (
	aText   = fault.Term{Label: fault.Text{EN: "text", ZH: "文本"}}
	aPhone  = fault.Term{Label: fault.Text{EN: "phone", ZH: "电话"}}
	anEmail = fault.Term{Label: fault.Text{EN: "e-mail", ZH: "邮箱"}}
	aDay    = fault.Term{Label: fault.Text{EN: "day", ZH: "日期"}}
)

// triggerFaults say which refusal a trigger's HS001 stands for, by the constraint's name that it gives. The rules refuse
// the same first, with what they know; a trigger has the last word where two acts meet.
var triggerFaults = map[string]*fault.Error{
	"WRONG_STATE": fault.New(fault.Frozen),
	"NOT_FOUND":   fault.At("input.topic", fault.NotFound, "noun", fault.Noun("Topic")),
	"CODE_PREFIX": fault.At("input.code", fault.InvalidValue, "expected", "a code that begins with that of its province or organisation"),
	"WRONG_LEVEL": fault.New(fault.WrongLevel, "expected", "a level that may stand there"),
}

func init() { tx.SetRefusals(constraintFaults, triggerFaults) }
