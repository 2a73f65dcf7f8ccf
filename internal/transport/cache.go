package transport

import (
	"container/list"
	"sync"
)

// documents keeps checked documents by their text, the least recently used leaving first. Its size is an
// estimate of the memory held, in bytes.
type documents struct {
	mu    sync.Mutex
	max   int
	size  int
	order *list.List
	byKey map[string]*list.Element
}

// A parsed document takes many times its text, and something of its own.
const (
	memoryPerByte  = 24
	memoryPerEntry = 2 << 10
)

func newDocuments(max int) *documents {
	return &documents{max: max, order: list.New(), byKey: map[string]*list.Element{}}
}

func (c *documents) get(query string) *document {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[query]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*document)
}

func (c *documents) add(d *document) {
	if d.memory() > c.max {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[d.query] != nil {
		return
	}
	c.byKey[d.query] = c.order.PushFront(d)
	for c.size += d.memory(); c.size > c.max; {
		last := c.order.Back()
		gone := c.order.Remove(last).(*document)
		delete(c.byKey, gone.query)
		c.size -= gone.memory()
	}
}

func (d *document) memory() int { return len(d.query)*memoryPerByte + memoryPerEntry }
