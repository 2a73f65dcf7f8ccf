package coding

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// The levels by which answers are compressed while somebody waits: higher ones gain a hundredth of the bytes for twice the
// work (docs/decisions/0044; BenchmarkEncode, and BenchmarkBytes in tests).
const (
	gzipLevel = 3
	zstdLevel = zstd.SpeedFastest
)

// The windows bound what a decoder keeps: browsers refuse more than 8 MB (RFC 9659). An encoder's memory goes with its own.
const (
	window      = 512 << 10
	fixedWindow = 2 << 20
)

var gzips = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzipLevel)
	if err != nil {
		panic(err) // the level is ours
	}
	return w
}}

var zstds = sync.Pool{New: func() any { return newZstd(zstdLevel, 1, window) }}

// whole encodes what is there whole; any number of goroutines ask it.
var whole = sync.OnceValue(func() *zstd.Encoder { return newZstd(zstdLevel, runtime.GOMAXPROCS(0), window) })

func newZstd(level zstd.EncoderLevel, concurrency, window int) *zstd.Encoder {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(concurrency),
		zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are ours
	}
	return w
}

// Encode returns the body in the coding, and the coding that it is in: what is short, or grows, stays as it is.
func (c Coding) Encode(body []byte) ([]byte, Coding) {
	if c == Identity || len(body) < Least {
		return body, Identity
	}
	pad := padOf(body)
	var encoded []byte
	switch c {
	case Gzip:
		var b bytes.Buffer
		b.Grow(len(body)/4 + padMost)
		w := gzips.Get().(*gzip.Writer)
		w.Reset(&b)
		w.Comment = padding[:pad]
		_, _ = w.Write(body) // a Buffer takes everything
		_ = w.Close()
		w.Reset(nil)
		gzips.Put(w)
		encoded = b.Bytes()
	case Zstd:
		encoded = whole().EncodeAll(body, make([]byte, 0, len(body)/4+padMost))
		encoded = appendPad(encoded, pad)
	}
	if len(encoded) >= len(body) {
		return body, Identity
	}
	return encoded, c
}

// An answer's compressed length tells of its content what a chosen text beside a secret can make it tell (BREACH). So
// each is longer by a number of bytes that its reader drops and nobody else knows: a comment in the header of gzip, a
// frame that is skipped at the end of zstd's. The number goes by the whole content under a key of this process: the
// same answer asked again is as long again, so that asking often does not average it away.
const padMost = 64

var (
	padding = strings.Repeat("-", padMost)
	padKey  = maphash.MakeSeed()
)

// padOf is 1 to padMost.
func padOf(body []byte) int { return 1 + int(maphash.Bytes(padKey, body)%padMost) }

// skippable begins a frame that decoders of zstd pass over (RFC 8878, 3.1.2).
const skippable = 0x184D2A50

func appendPad(to []byte, pad int) []byte {
	to = binary.LittleEndian.AppendUint32(to, skippable)
	to = binary.LittleEndian.AppendUint32(to, uint32(pad))
	return append(to, padding[:pad]...)
}

// Writer compresses what is written to it into w, until it is closed; closing it does not close w. Its content is not
// known beforehand, so its padding goes by chance.
func (c Coding) Writer(w io.Writer) io.WriteCloser {
	pad := 1 + rand.IntN(padMost)
	switch c {
	case Gzip:
		g := gzips.Get().(*gzip.Writer)
		g.Reset(w)
		g.Comment = padding[:pad]
		return &pooled{WriteCloser: g, back: func() error { g.Reset(nil); gzips.Put(g); return nil }}
	case Zstd:
		z := zstds.Get().(*zstd.Encoder)
		z.Reset(w)
		return &pooled{WriteCloser: z, back: func() error {
			z.Reset(nil)
			zstds.Put(z)
			_, err := w.Write(appendPad(nil, pad))
			return err
		}}
	}
	return plain{w}
}

// pooled gives its encoder back when it is closed, once.
type pooled struct {
	io.WriteCloser
	back func() error
}

func (p *pooled) Close() error {
	if p.back == nil {
		return nil
	}
	err := p.WriteCloser.Close()
	if again := p.back(); err == nil {
		err = again
	}
	p.back = nil
	return err
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }
