package cli

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthCommand asks a server on this machine, where there is no curl.
type healthCommand struct {
	Host  string `help:"The address that the server listens on." default:"127.0.0.1" env:"HUISHANG_HOST"`
	Port  int    `help:"Its port." default:"8080" env:"PORT"`
	Ready bool   `help:"Ask /readyz in place of /healthz: keys and database too."`
}

// Run is an error unless the server says yes within two seconds.
func (c healthCommand) Run(ctx context.Context) error {
	host, path := c.Host, "/healthz"
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	if c.Ready {
		path = "/readyz"
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, fmt.Sprint(c.Port))+path, http.NoBody)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, res.Status)
	}
	return nil
}
