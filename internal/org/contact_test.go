package org_test

import (
	"testing"

	"huishang/internal/org"
)

// A phone number is one that somebody can call, an e-mail address one that has a domain.
func TestContacts(t *testing.T) {
	for _, phone := range []string{
		"13800000000", "138 0000 0000", "138-0000-0000", "+8613800000000", "+86 138 0000 0000", "+86-13800000000", "0086 13800000000", "8613800000000",
		"0898-66800000", "0898 66800000", "(0898)66800000", "（0898）66800000", "0898-66800000-8001", "0898-66800000转8001", "0898－66800000", "010-12345678"[:4] + "62345678",
		"66800000", "+86-898-66800000", "+86 0898 66800000", "400-800-8820", "4008008820", "12388", "95598", "660123", "+852 2345 6789", "+1-212-555-0100", "0898-66800000 分机 12",
	} {
		if e := org.PhoneProblem(phone); e != nil {
			t.Errorf("%q is refused", phone)
		}
	}
	for _, phone := range []string{"电话", "abc", "1", "12", "1.3800000001E10", "12800000000", "138000000000", "１３８００００００００", "+", "0898-", "13800000000,13900000000", "-13800000000", "0898-66800000-"} {
		if e := org.PhoneProblem(phone); e == nil {
			t.Errorf("%q is taken", phone)
		}
	}
	for _, email := range []string{"a@b.cn", "hn0254@example.invalid", "first.last+tag@sub.example.com", "wang@烟草.中国", "王五@example.cn", "a@xn--fiqs8s.xn--fiqs8s"} {
		if e := org.EmailProblem(email); e != nil {
			t.Errorf("%q is refused", email)
		}
	}
	for _, email := range []string{"not-an-email", "nope", "a@b", "@b.cn", "a@", "a b@c.cn", "王五 <a@b.cn>", "a@b.cn, c@d.cn", "a@b..cn", "a@-b.cn", "a@[127.0.0.1]", "a@b.cn.", "a@1.2.3.4"} {
		if e := org.EmailProblem(email); e == nil {
			t.Errorf("%q is taken", email)
		}
	}
}
