package fault

// Code is a stable name of a cause. The list is closed: the schema's enum ErrorCode, the entries of messages.go
// and docs/errors.md are held equal to it by tests.
type Code string

// Place says where a client meets a code.
type Place string

// The two places.
const (
	// Payload: what a person can put right stands in the mutation's payload (`errors`).
	Payload Place = "PAYLOAD"
	// TopLevel: a fault of developer or system stands in the response's `errors` with `extensions.code`.
	TopLevel Place = "TOP_LEVEL"
)

// The codes: first those of a request, then those of an act.
const (
	BadRequest         Code = "BAD_REQUEST"
	Unauthenticated    Code = "UNAUTHENTICATED"
	Forbidden          Code = "FORBIDDEN"
	GraphQLParse       Code = "GRAPHQL_PARSE_FAILED"
	GraphQLValidation  Code = "GRAPHQL_VALIDATION_FAILED"
	BadUserInput       Code = "BAD_USER_INPUT"
	OperationNotFound  Code = "OPERATION_NOT_FOUND"
	QueryTooCostly     Code = "QUERY_TOO_COSTLY"
	DocumentTooLarge   Code = "DOCUMENT_TOO_LARGE"
	TableNotWhole      Code = "TABLE_NOT_WHOLE"
	IntrospectionOff   Code = "INTROSPECTION_DISABLED"
	CursorMismatch     Code = "CURSOR_MISMATCH"
	Timeout            Code = "TIMEOUT"
	Unavailable        Code = "UNAVAILABLE"
	OutcomeUnknown     Code = "OUTCOME_UNKNOWN"
	Internal           Code = "INTERNAL"
	FileMalformed      Code = "FILE_MALFORMED"
	FileTooLarge       Code = "FILE_TOO_LARGE"
	FileType           Code = "FILE_TYPE"
	FileSlow           Code = "FILE_SLOW"
	FileQuota          Code = "FILE_QUOTA"
	NotFound           Code = "NOT_FOUND"
	VersionConflict    Code = "VERSION_CONFLICT"
	IdempotencyReused  Code = "IDEMPOTENCY_KEY_REUSED"
	FileAttached       Code = "FILE_ATTACHED"
	Required           Code = "REQUIRED"
	TooLong            Code = "TOO_LONG"
	InvalidValue       Code = "INVALID_VALUE"
	CodeTaken          Code = "CODE_TAKEN"
	CodePrefix         Code = "CODE_PREFIX"
	WrongLevel         Code = "WRONG_LEVEL"
	WrongState         Code = "WRONG_STATE"
	OutOfScope         Code = "OUT_OF_SCOPE"
	OwnMatter          Code = "OWN_MATTER"
	SecondPerson       Code = "SECOND_PERSON_NEEDED"
	SelfAppointment    Code = "SELF_APPOINTMENT"
	DateOrder          Code = "DATE_ORDER"
	FutureDate         Code = "FUTURE_DATE"
	Overlap            Code = "OVERLAP"
	InUse              Code = "IN_USE"
	Inactive           Code = "INACTIVE"
	PrincipalTaken     Code = "PRINCIPAL_LEADER_TAKEN"
	PrincipalRole      Code = "PRINCIPAL_ROLE"
	BodyMissing        Code = "BODY_MISSING"
	DomainsUncovered   Code = "DOMAINS_UNCOVERED"
	DomainNotCarried   Code = "DOMAIN_NOT_CARRIED"
	LooserThanNorm     Code = "LOOSER_THAN_NORM"
	ListEmpty          Code = "LIST_EMPTY"
	ListNotDue         Code = "LIST_NOT_DUE"
	DraftExists        Code = "DRAFT_EXISTS"
	ExternalRecord     Code = "EXTERNAL_RECORD_NEEDED"
	SetInForce         Code = "SET_ONLY"
	NothingChanged     Code = "NOTHING_CHANGED"
	Unknown            Code = "UNKNOWN_REFERENCE"
	AlignmentMissing   Code = "ALIGNMENT_MISSING"
	StudyMissing       Code = "STUDY_MISSING"
	TopicMissing       Code = "TOPIC_MISSING"
	TopicUnsettled     Code = "TOPIC_UNSETTLED"
	NotRatified        Code = "NOT_RATIFIED"
	QuorumNotMet       Code = "QUORUM_NOT_MET"
	SidesMissing       Code = "SIDES_MISSING"
	PartMissing        Code = "PART_MISSING"
	QuestionUnanswered Code = "QUESTION_UNANSWERED"
	TopicIncomplete    Code = "TOPIC_INCOMPLETE"
	SettlerCompiled    Code = "SETTLER_COMPILED"
	OfficeDone         Code = "OFFICE_DONE"
	BothOffices        Code = "BOTH_OFFICES"
	NotHeldHere        Code = "NOT_HELD_HERE"
	EvidenceMissing    Code = "EVIDENCE_MISSING"
	ExtensionUndecided Code = "EXTENSION_UNDECIDED"
	DeadlinePassed     Code = "DEADLINE_PASSED"
	Mandated           Code = "MANDATED"
	MajorDecision      Code = "MAJOR_DECISION"
	ProblemClosed      Code = "PROBLEM_CLOSED"
)
