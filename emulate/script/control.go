package script

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"time"
)

// maxMessage is how long a message of the driver may be.
const maxMessage = 4 << 20

// message is what the driver says; driver.py describes the talk.
type message struct {
	Python   []int
	Now      bool
	Sleep    *float64
	Returned *string
	Large    int64
	Raised   *raised
}

type raised struct {
	Type    string
	Message string
	Frames  []frame
	Behind  *raised
	Cause   bool
}

type frame Frame

// UnmarshalJSON reads a frame, which is a list.
func (f *frame) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&f.File, &f.Line, &f.Function, &f.Code})
}

func (r *raised) exception() *Exception {
	if r == nil {
		return nil
	}
	x := &Exception{Type: r.Type, Message: r.Message, Behind: r.Behind.exception(), Cause: r.Cause}
	for _, f := range r.Frames {
		x.Frames = append(x.Frames, Frame(f))
	}
	return x
}

// start is what the driver is told to run.
type start struct {
	Text       *string          `json:"text"`
	Name       string           `json:"name"`
	Skip       int              `json:"skip"`
	Attachment string           `json:"attachment"`
	Module     string           `json:"module"`
	Handler    string           `json:"handler"`
	Events     json.RawMessage  `json:"events"`
	Context    json.RawMessage  `json:"context"`
	Path       []string         `json:"path"`
	User       int              `json:"user"`
	Limits     map[string]int64 `json:"limits"`
	Largest    int              `json:"largest"`
}

// control is this side of the talk with the driver.
type control struct {
	conn *net.UnixConn
	in   *bufio.Scanner
}

func newControl(conn *net.UnixConn, read io.Reader) *control {
	in := bufio.NewScanner(read)
	in.Buffer(make([]byte, 0, 4096), maxMessage)
	return &control{conn, in}
}

// receive is the next message; io.EOF when there is none.
func (c *control) receive() (message, error) {
	var m message
	if !c.in.Scan() {
		if err := c.in.Err(); errors.Is(err, bufio.ErrTooLong) {
			return m, fmt.Errorf("%w: %w", errForged, err)
		}
		return m, io.EOF
	}
	if err := json.Unmarshal(c.in.Bytes(), &m); err != nil {
		return m, fmt.Errorf("%w: %w", errForged, err)
	}
	if m.Sleep != nil && !(*m.Sleep >= 0 && *m.Sleep < math.MaxInt64/float64(time.Second)) {
		return m, errForged
	}
	return m, nil
}

// errForged says that a message is none of the driver's.
var errForged = errors.New("the script has disturbed what runs it")

func (c *control) send(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = c.conn.Write(append(text, '\n'))
	return err
}

// sendNow tells the time.
func (c *control) sendNow(now time.Time) error {
	return c.send(map[string]json.Number{
		"now": json.Number(fmt.Sprintf("%d.%06d", now.Unix(), now.Nanosecond()/1000)),
	})
}
