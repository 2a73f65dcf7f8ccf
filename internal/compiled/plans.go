package compiled

import (
	"container/list"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// planMemory bounds the plans that are kept, in bytes as estimated.
const planMemory = 16 << 20

// A plan holds on to its document, which takes many times its text, and has something of its own for each field.
const (
	memoryPerByte  = 24
	memoryPerField = 1 << 10
)

// planKey is what a plan depends on: the document as it was parsed, the operation, the field, and which Boolean variables
// are true.
type planKey struct {
	doc      *ast.QueryDocument
	op       *ast.OperationDefinition
	alias    string
	included string
}

// plans keeps plans, the least recently used leaving first.
type plans struct {
	mu        sync.Mutex
	max, size int
	order     *list.List
	byKey     map[planKey]*list.Element
}

type kept struct {
	key  planKey
	plan *plan
	size int
}

func newPlans(max int) *plans {
	return &plans{max: max, order: list.New(), byKey: map[planKey]*list.Element{}}
}

func (c *plans) get(key planKey) *plan {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*kept).plan
}

func (c *plans) add(key planKey, p *plan) {
	size := memoryPerField * (p.size + 2)
	if at := key.op.Position; at != nil && at.Src != nil {
		size += memoryPerByte * len(at.Src.Input)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[key] != nil || size > c.max {
		return
	}
	c.byKey[key] = c.order.PushFront(&kept{key, p, size})
	c.size += size
	for c.size > c.max {
		last := c.order.Back()
		old := last.Value.(*kept)
		c.order.Remove(last)
		delete(c.byKey, old.key)
		c.size -= old.size
	}
}
