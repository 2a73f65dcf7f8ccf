package ident

import "io"

// The ids, one type per noun; the letter begins the text form. The two methods of each stand here because
// gqlgen does not look at promoted ones.
type (
	OrganisationID struct{ ID[organisation] }
	DepartmentID   struct{ ID[department] }
	PostID         struct{ ID[post] }
	PostRoleID     struct{ ID[postRole] }
	PersonID       struct{ ID[person] }
	AppointmentID  struct{ ID[appointment] }
	SubstitutionID struct{ ID[substitution] }
	PortfolioID    struct{ ID[portfolio] }
	DutyListID     struct{ ID[dutyList] }
	DutyItemID     struct{ ID[dutyItem] }
	CoverageGapID  struct{ ID[coverageGap] }
	HistoryEventID struct{ ID[historyEvent] }
	FileID         struct{ ID[file] }
)

type (
	organisation struct{}
	department   struct{}
	post         struct{}
	postRole     struct{}
	person       struct{}
	appointment  struct{}
	substitution struct{}
	portfolio    struct{}
	dutyList     struct{}
	dutyItem     struct{}
	coverageGap  struct{}
	historyEvent struct{}
	file         struct{}
)

func (organisation) noun() (string, string) { return "O", "Organisation" }
func (department) noun() (string, string)   { return "D", "Department" }
func (post) noun() (string, string)         { return "P", "Post" }
func (postRole) noun() (string, string)     { return "R", "PostRole" }
func (person) noun() (string, string)       { return "U", "Person" }
func (appointment) noun() (string, string)  { return "A", "Appointment" }
func (substitution) noun() (string, string) { return "S", "Substitution" }
func (portfolio) noun() (string, string)    { return "F", "Portfolio" }
func (dutyList) noun() (string, string)     { return "L", "DutyList" }
func (dutyItem) noun() (string, string)     { return "I", "DutyItem" }
func (coverageGap) noun() (string, string)  { return "G", "CoverageGap" }
func (historyEvent) noun() (string, string) { return "H", "HistoryEvent" }
func (file) noun() (string, string)         { return "X", "File" }

// MarshalGQL writes the text form.
func (i OrganisationID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *OrganisationID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i DepartmentID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *DepartmentID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PostID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PostID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PostRoleID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PostRoleID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PersonID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PersonID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i AppointmentID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *AppointmentID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i SubstitutionID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *SubstitutionID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i PortfolioID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *PortfolioID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i DutyListID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *DutyListID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i DutyItemID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *DutyItemID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i CoverageGapID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *CoverageGapID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i HistoryEventID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *HistoryEventID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// MarshalGQL writes the text form.
func (i FileID) MarshalGQL(w io.Writer) { i.ID.MarshalGQL(w) }

// UnmarshalGQL reads the text form.
func (i *FileID) UnmarshalGQL(v any) error { return i.ID.UnmarshalGQL(v) }

// PrefixOf is the letter that a noun's ids begin with; empty for what has none.
func PrefixOf(name string) string {
	for _, n := range []Noun{organisation{}, department{}, post{}, postRole{}, person{}, appointment{}, substitution{}, portfolio{}, dutyList{}, dutyItem{}, coverageGap{}, historyEvent{}, file{}} {
		if prefix, is := n.noun(); is == name {
			return prefix
		}
	}
	return ""
}
