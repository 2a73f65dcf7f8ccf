package db

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"

	"database/sql"

	"huishang/internal/fault"

	"github.com/lib/pq"
)

// newPool keeps database/sql's name out of driver.go, where "sql" would shadow nothing but confuse.
func newPool(c driver.Connector) *sql.DB { return sql.OpenDB(c) }

// constraintCodes say which refusal a constraint stands for, where rules leave the last word to the table:
// two acts at once can both pass the rule, never both the constraint.
var constraintCodes = map[string]fault.Code{
	"organisation_code_key":                      fault.CodeTaken,
	"organisation_province_id_number_prefix_key": fault.CodeTaken,
	"department_code_key":                        fault.CodeTaken,
	"department_one_office":                      fault.CodeTaken,
	"post_code_key":                              fault.CodeTaken,
	"person_province_id_number_key":              fault.CodeTaken,
	"post_role_open":                             fault.CodeTaken,
	"appointment_one_principal":                  fault.PrincipalTaken,
	"appointment_one_holder":                     fault.Overlap,
	"appointment_post_id_person_id_from_on_key":  fault.Overlap,
	"substitution_one":                           fault.Overlap,
	"portfolio_one_department":                   fault.Overlap,
	"portfolio_one_organisation":                 fault.Overlap,
	"duty_list_draft":                            fault.DraftExists,
	"problem_relation_one":                       fault.NothingChanged,
	"consultation_rule_proposed":                 fault.DraftExists,
	"consultation_plan_proposed":                 fault.DraftExists,
	"consultation_rule_two_people":               fault.SecondPerson,
	"consultation_plan_two_people":               fault.SecondPerson,
	"problem_two_people":                         fault.SecondPerson,
	"topic_settler_compiled":                     fault.SettlerCompiled,
	"consultation_settler_compiled":              fault.SettlerCompiled,
}

// translate turns a database error into a refusal that a client may see: the constraint's code, Timeout,
// Unavailable, or else Internal with the cause kept for the log.
func translate(err error) error {
	if err == nil || errors.Is(err, sql.ErrNoRows) || fault.All(err) != nil {
		return err
	}
	var e *pq.Error
	if errors.As(err, &e) {
		if code, ok := constraintCodes[e.Constraint]; ok {
			return fault.Wrap(err, code)
		}
		switch e.Code {
		case "HS001": // raised by our triggers; the constraint's name is the code
			return fault.Wrap(err, fault.Code(e.Constraint))
		case "42501": // refused by row security: out of the writer's scope
			return fault.Wrap(err, fault.OutOfScope)
		case "57014", "55P03", "25P03":
			return fault.Wrap(err, fault.Timeout)
		case "57P01", "57P02", "57P03", "53300":
			return fault.Wrap(err, fault.Unavailable)
		}
		return err
	}
	var netErr net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return fault.Wrap(err, fault.Timeout)
	case errors.Is(err, driver.ErrBadConn), errors.As(err, &netErr):
		return fault.Wrap(err, fault.Unavailable)
	}
	return err
}

// retryable tells a serialization failure, a deadlock, or another request with the same idempotency key that
// was first: the whole transaction may run again.
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
