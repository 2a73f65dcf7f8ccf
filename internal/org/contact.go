package org

import (
	"net/mail"
	"regexp"
	"strings"

	"huishang/internal/fault"
)

// phoneForms are the numbers that are called: mobile, fixed with an area code and perhaps an extension, those of services
// and inside of a company, and abroad. Spaces do not count.
var phoneForms = []*regexp.Regexp{
	regexp.MustCompile(`^(?:(?:\+|00)?86-?)?1[3-9]\d-?\d{4}-?\d{4}$`),
	regexp.MustCompile(`^(?:(?:(?:\+|00)86-?\(?0?[1-9]\d{1,2}|\(?0[1-9]\d{1,2})\)?-?)?[2-8]\d{2,3}-?\d{4}(?:(?:-|转|ext\.?|#)\d{1,6})?$`),
	regexp.MustCompile(`^[48]00-?\d{3}-?\d{4}$`),
	regexp.MustCompile(`^\d{3,6}$`),
	regexp.MustCompile(`^\+[1-9](?:-?\d){6,14}$`),
}

var phoneSpelling = strings.NewReplacer(" ", "", "\u3000", "", "（", "(", "）", ")", "－", "-", "–", "-", "分机", "转", "Ext", "ext", "EXT", "ext")

// PhoneProblem refuses a text that is no phone number.
func PhoneProblem(phone string) *fault.Error {
	spelt := phoneSpelling.Replace(phone)
	for _, form := range phoneForms {
		if form.MatchString(spelt) {
			return nil
		}
	}
	return fault.New(fault.InvalidValue, "expected", "a phone number, such as 13800000000 or 0898-66800000 or 0898-66800000-8001")
}

var mailDomain = regexp.MustCompile(`^(?:[\pL\pN](?:[\pL\pN-]{0,61}[\pL\pN])?\.)+\pL(?:[\pL\pN-]{0,61}[\pL\pN])?$`)

// EmailProblem refuses a text that is no e-mail address with a domain.
func EmailProblem(email string) *fault.Error {
	a, err := mail.ParseAddress(email)
	if err == nil && a.Name == "" && a.Address == email && mailDomain.MatchString(email[strings.LastIndex(email, "@")+1:]) {
		return nil
	}
	return fault.New(fault.InvalidValue, "expected", "an e-mail address with a domain")
}
