package db

import (
	"huishang/internal/clock"
	"huishang/internal/ident"
)

// Person is somebody who holds, held or may hold posts; number is unique in the province.
type Person struct {
	ID            ident.PersonID       `db:"id"`
	ProvinceID    ident.OrganisationID `db:"province_id"`
	OrgID         ident.OrganisationID `db:"org_id"`
	Number        string               `db:"number"`
	Name          string               `db:"name"`
	Origin        *Origin              `db:"origin"`
	DeactivatedAt *clock.DateTime      `db:"deactivated_at"`
	Version       int32                `db:"version"`
	CreatedAt     clock.DateTime       `db:"created_at"`
	UpdatedAt     clock.DateTime       `db:"updated_at"`
}

// PersonContact is a person's contacts: rows of their own, for administrators, each read logged (D-GEN-2).
type PersonContact struct {
	PersonID ident.PersonID `db:"person_id"`
	Phone    *string        `db:"phone"`
	Email    *string        `db:"email"`
}

// Active tells whether it is in use.
func (x *Person) Active() bool { return x.DeactivatedAt == nil }
