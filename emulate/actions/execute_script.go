package actions

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/script"
	"github.com/ssmkit/ssmkit/schemas"
)

// executeScript runs a script. Its one output is what the handler returned.
type executeScript struct{}

func (executeScript) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	runtime, err := text(inputs, "Runtime")
	if err != nil {
		return emulate.Result{}, err
	}
	program, err := scriptProgram(inputs, env)
	if err != nil {
		return emulate.Result{}, err
	}
	if program.Handler == "" && emulate.IsPython(runtime) {
		return emulate.Result{}, emulate.Invalid("Missing required input: Handler")
	}
	ran, err := env.RunScript(ctx, runtime, program)
	var never *script.NeverReturnedError
	if errors.As(err, &never) {
		env.Note("%v", never)
		err = env.Expire(ctx)
	}
	var failure *emulate.Failure
	if errors.As(err, &failure) && failure.Status == emulate.TimedOut {
		failure.Doing = emulate.Polling
	}
	switch {
	case err != nil:
		return emulate.Result{}, err
	case ran.Exception != nil:
		return emulate.Result{}, unexpected(emulate.Polling, ran.Exception.Traceback(places(program, env)))
	case ran.Death != "":
		return emulate.Result{}, unexpected(emulate.Polling, emulate.Sentence(ran.Death))
	}
	returned := ran.Returned
	if list, ok := returned.([]any); ok && len(list) > schemas.AllLimits().ScriptResultItems {
		kept := schemas.AllLimits().ScriptResultItems
		env.Note("the script returned a list of %d elements, of which the service keeps %d", len(list), kept)
		returned = list[:kept]
	}
	return scriptResult(returned), nil
}

// scriptResult is the result of a step whose script returned a value. Selectors
// look into an object with the one key Payload.
func scriptResult(returned any) emulate.Result {
	root := value.New("Payload", returned)
	return emulate.Result{Root: root, Outputs: []emulate.Output{
		{Name: "Payload", Type: emulate.TypeOf(returned), Value: returned},
		payload(root),
	}}
}

func scriptProgram(inputs *value.Object, env *emulate.Env) (script.Program, error) {
	var p script.Program
	var err error
	if p.Handler, err = optionalText(inputs, "Handler"); err != nil {
		return p, err
	}
	if p.Text, err = optionalText(inputs, "Script"); err != nil {
		return p, err
	}
	if p.Attachment, err = optionalText(inputs, "Attachment"); err != nil {
		return p, err
	}
	if p.Text == "" && p.Attachment == "" {
		return p, emulate.Invalid("Missing required input: Script or Attachment")
	}
	if p.Events, err = events(inputs); err != nil {
		return p, err
	}
	p.Context = value.New()
	for _, fact := range env.Facts() {
		p.Context.Set(fact[0], fact[1])
	}
	if n := env.Input("Script"); n != nil {
		p.Name = n.Source().Name()
		if n.Style == document.Literal {
			// Each line of the script is one of the file.
			p.Skip = n.PosAt(0).Line - 1
		} else {
			p.Name += " (script)"
		}
	}
	return p, nil
}

// events is the InputPayload. That the text of a JSON object is one as well is
// not documented; the guide calls the input a String, and shows objects only.
func events(inputs *value.Object) (*value.Object, error) {
	v, ok := inputs.Get("InputPayload")
	if !ok || v == nil {
		return value.New(), nil
	}
	if written, ok := v.(string); ok {
		if decoded, err := value.Decode([]byte(written)); err == nil {
			v = decoded
		}
	}
	object, ok := v.(*value.Object)
	if !ok {
		return nil, emulate.Invalid("Input InputPayload is a %s, not a map", emulate.TypeOf(v))
	}
	return object, nil
}

// places tells where the lines of tracebacks are in the runbook.
func places(p script.Program, env *emulate.Env) func(script.Frame) string {
	n := env.Input("Script")
	return func(f script.Frame) string {
		if n == nil || f.File != p.Name || n.Style == document.Literal {
			return f.Plain()
		}
		// The script is written in another way than line by line.
		pos := n.PosAt(codeOffset(n.Text, f.Line))
		return fmt.Sprintf("File %q, line %d, column %d (line %d of the script)", n.Source().Name(), pos.Line, pos.Column, f.Line)
	}
}

// codeOffset is where a line of a script begins, behind its indentation.
func codeOffset(text string, line int) int {
	offset := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(text[offset:], '\n')
		if i < 0 {
			break
		}
		offset += i + 1
	}
	return offset + len(text[offset:]) - len(strings.TrimLeft(text[offset:], " \t"))
}
