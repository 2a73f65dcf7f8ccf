package tx

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

	"huishang/internal/fault"

	"github.com/lib/pq"
)

// constraintRefusals and triggerRefusals say which refusal a constraint stands for, and a trigger's HS001 by the constraint's name that it gives: the
// program's tables, which know its nouns. They are set once, before the first transaction.
var constraintRefusals, triggerRefusals map[string]*fault.Error

// SetRefusals sets them.
func SetRefusals(constraints, triggers map[string]*fault.Error) {
	constraintRefusals, triggerRefusals = constraints, triggers
}

// translate turns a database error into a refusal that a client may see: the constraint's code, Timeout,
// Unavailable, or else Internal with the cause kept for the log.
func translate(err error) error {
	if err == nil || errors.Is(err, sql.ErrNoRows) || fault.All(err) != nil {
		return err
	}
	var e *pq.Error
	if errors.As(err, &e) {
		if refused, ok := constraintRefusals[e.Constraint]; ok {
			return refused.From(err)
		}
		switch e.Code {
		case "HS001": // raised by our triggers
			if refused, ok := triggerRefusals[e.Constraint]; ok {
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

func ScanJSON(src, into any) error {
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
