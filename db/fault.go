package db

import (
	"context"
	"crypto/tls"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"

	"database/sql"

	"huishang/internal/clock"
	"huishang/internal/fault"

	"github.com/lib/pq"
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

// translate turns a database error into a refusal that a client may see: the constraint's code, Timeout,
// Unavailable, or else Internal with the cause kept for the log.
func translate(err error) error {
	if err == nil || errors.Is(err, sql.ErrNoRows) || fault.All(err) != nil {
		return err
	}
	var e *pq.Error
	if errors.As(err, &e) {
		if refused, ok := constraintFaults[e.Constraint]; ok {
			return refused.From(err)
		}
		switch e.Code {
		case "HS001": // raised by our triggers
			if refused, ok := triggerFaults[e.Constraint]; ok {
				return refused.From(err)
			}
		case "42501": // refused by row security: out of the writer's scope
			return fault.Wrap(err, fault.OutOfScope)
		case "57014", "55P03", "25P03":
			return fault.Wrap(err, fault.Timeout)
		}
		if serverAway(e) {
			return fault.Wrap(err, fault.Unavailable)
		}
		return err
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, sql.ErrTxDone):
		return fault.Wrap(err, fault.Timeout)
	case connectionLost(err):
		return fault.Wrap(err, fault.Unavailable)
	}
	return err
}

// serverAway tells the faults of a server that cannot work now and may again, with nothing wrong in the statement:
// connections (class 08), logins refused (28) and databases not there (3D), disk, memory and connections used up (53),
// stopping and starting (57P), its files (58), and a standby where a primary is meant.
func serverAway(e *pq.Error) bool {
	switch e.Code.Class() {
	case "08", "28", "3D", "53", "58":
		return true
	case "57":
		return e.Code != "57014" // a cancelled statement
	}
	switch e.Code {
	case "25006": // a change on a standby, or where the disk's keeper has switched to read only
		return true
	case "0A000":
		// The routine is the same in every language: a statement prepared before a migration, a change on a standby.
		return e.Routine == "RevalidateCachedQuery" || e.Routine == "check_transaction_read_only"
	}
	return false
}

// connectionLost tells that there is no connection, or none any more: away, cut, or not to be trusted (TLS).
func connectionLost(err error) bool {
	var (
		network     net.Error
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
	)
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, pq.ErrSSLNotSupported) || errors.As(err, &network) || errors.As(err, &certificate) || errors.As(err, &record)
}

// unopened translates the failure of a connection that could not be had: whatever it is, nothing was asked yet, and it
// is no fault of the request.
func unopened(err error) error {
	if t := translate(err); errors.Is(err, context.Canceled) || fault.Is(t, fault.Timeout) {
		return t
	}
	return fault.Wrap(err, fault.Unavailable)
}

// committing translates the failure of a commit. Only a report of the server that it rolled back, or an end before the
// commit was sent, says that nothing happened; after all else the change may be there.
func committing(err error) error {
	var reported *pq.Error
	switch {
	case err == nil, errors.Is(err, sql.ErrTxDone), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return translate(err)
	case errors.As(err, &reported) && reported.Code.Class() != "57" && reported.Code.Class() != "08":
		return translate(err)
	}
	return fault.Wrap(err, fault.OutcomeUnknown)
}

// retryable tells a serialization failure, a deadlock, or another request with the same idempotency key that was first: the
// whole transaction may run again.
func retryable(err error) bool {
	var e *pq.Error
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01" || e.Constraint == "idempotency_pkey")
}

func scanJSON(src, into any) error {
	switch s := src.(type) {
	case []byte:
		return json.Unmarshal(s, into)
	case string:
		return json.Unmarshal([]byte(s), into)
	case nil:
		return nil
	}
	return fmt.Errorf("json from %T", src)
}
