package flags_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
)

// newApp has a bit of everything: flags with and without value, aliases, a list
// flag, a command with flags of its own and one below it. What it is asked to do
// it writes to out.
func newApp(out *strings.Builder) *cli.App {
	tell := func(c *cli.Context) error {
		fmt.Fprintf(out, "%s quiet=%t new=%t instance=%q strict=%t level=%s args=%q", c.Command.Name,
			c.Bool("quiet"), c.Bool("new"), c.StringSlice("instance"), c.Bool("strict"), c.String("level"), c.Args().Slice())
		return nil
	}
	return &cli.App{
		Name: "app", Writer: io.Discard, ErrWriter: io.Discard, HideHelpCommand: true,
		DisableSliceFlagSeparator: true, EnableBashCompletion: true,
		ExitErrHandler: func(*cli.Context, error) {},
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}},
			&cli.BoolFlag{Name: "new", Aliases: []string{"n"}},
			&cli.StringSliceFlag{Name: "instance", Aliases: []string{"i"}},
		},
		Action: tell,
		Commands: []*cli.Command{{
			Name: "check", Aliases: []string{"c"}, HideHelpCommand: true, Action: tell,
			Flags: []cli.Flag{&cli.BoolFlag{Name: "strict", Aliases: []string{"s"}}},
			Subcommands: []*cli.Command{{
				Name: "deep", Action: tell, Flags: []cli.Flag{&cli.StringFlag{Name: "level", Aliases: []string{"l"}}},
			}},
		}},
	}
}

// The tests of this file do not run side by side: urfave/cli keeps its flags for
// help and version in variables of the package, and writes to them in each run.

func TestReorder(t *testing.T) {
	for _, test := range []struct{ name, args, want string }{
		{"nothing", "app", "app"},
		{"flag behind the argument", "app doc.yaml --instance i-1", "app --instance i-1 -- doc.yaml"},
		{"flag before the argument", "app --instance i-1 doc.yaml", "app --instance i-1 -- doc.yaml"},
		{"flags round the argument", "app -q doc.yaml -n", "app --quiet --new -- doc.yaml"},
		{"a flag without value takes none", "app --quiet doc.yaml", "app --quiet -- doc.yaml"},
		{"value behind an equals sign", "app doc.yaml --instance=i-1 -i=i-2", "app --instance=i-1 --instance=i-2 -- doc.yaml"},
		{"an equals sign in the value", "app --instance=a=b x", "app --instance=a=b -- x"},
		{"a value that looks like a flag", "app doc.yaml -i -q", "app --instance -q -- doc.yaml"},
		{"aliases become one name", "app -i a --instance b x", "app --instance a --instance b -- x"},
		{"one dash for a long name", "app x -instance a", "app --instance a -- x"},
		{"letters together", "app x -qn", "app --quiet --new -- x"},
		{"letters together, the last one with a value", "app -qni a x", "app --quiet --new --instance a -- x"},
		{"letters that are not all flags", "app -qx y", "app -qx -- y"},
		{"a letter with a value in the middle", "app -iq y", "app -iq -- y"},
		{"a dash is an argument", "app - -q", "app --quiet -- -"},
		{"what follows two dashes stays", "app -q -- -n --instance", "app --quiet -- -n --instance"},
		{"only two dashes", "app --", "app"},
		{"an unknown flag stays where it is seen", "app x --nope", "app --nope -- x"},
		{"a flag whose value is missing", "app x --instance", "app --instance"},
		{"command", "app check doc.yaml -s", "app check --strict -- doc.yaml"},
		{"command by its alias", "app c -s x", "app check --strict -- x"},
		{"the program's flags behind a command", "app check doc.yaml -s -q", "app --quiet check --strict -- doc.yaml"},
		{"a command below a command", "app check deep x -l 3 -s -q", "app --quiet check --strict deep --level 3 -- x"},
		{"an unknown flag behind a command", "app check --nope x", "app check --nope -- x"},
		{"a command's name as the second argument", "app doc.yaml check", "app -- doc.yaml check"},
		{"help drops the arguments", "app doc.yaml -h", "app --help"},
		{"help of a command", "app check doc.yaml --help", "app check --help"},
		{"version", "app x -v", "app --version -- x"},
		{"completion stays last", "app doc.yaml --ins --generate-bash-completion", "app --ins doc.yaml --generate-bash-completion"},
		{"completion of a command", "app check -q --generate-bash-completion", "app --quiet check --generate-bash-completion"},
		{"wide characters", "app 한국어.yaml -i 예", "app --instance 예 -- 한국어.yaml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := strings.Fields(test.args)
			got := flags.Reorder(newApp(&strings.Builder{}), args)
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(strings.Fields(test.args), args); diff != "" {
				t.Errorf("the arguments were changed (-want +got)\n%s", diff)
			}
		})
	}
}

// TestReorderedLineIsUnderstood pins what the library makes of the order.
func TestReorderedLineIsUnderstood(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"app doc.yaml --instance i-1,i-2 -q", `app quiet=true new=false instance=["i-1,i-2"] strict=false level= args=["doc.yaml"]`},
		{"app -i a - --instance b", `app quiet=false new=false instance=["a" "b"] strict=false level= args=["-"]`},
		{"app check a.yaml -s b.yaml -q", `check quiet=true new=false instance=[] strict=true level= args=["a.yaml" "b.yaml"]`},
		{"app check deep -l 3 x -qn", `deep quiet=true new=true instance=[] strict=false level=3 args=["x"]`},
		{"app -- --new", `app quiet=false new=false instance=[] strict=false level= args=["--new"]`},
	} {
		t.Run(test.args, func(t *testing.T) {
			var out strings.Builder
			app := newApp(&out)
			if err := app.Run(flags.Reorder(app, strings.Fields(test.args))); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestLibraryReportsUnknownFlagAndMissingValue(t *testing.T) {
	for args, want := range map[string]string{
		"app x --nope":     "flag provided but not defined: -nope",
		"app x --instance": "flag needs an argument: -instance",
	} {
		app := newApp(&strings.Builder{})
		err := app.Run(flags.Reorder(app, strings.Fields(args)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want %q", args, err, want)
		}
	}
}

// FuzzReorder asks that nothing gets lost: every argument behind "--" comes out
// at the end, and a second time nothing changes.
func FuzzReorder(f *testing.F) {
	for _, seed := range []string{
		"doc.yaml\n--instance\ni-1", "check\n-sq\nx", "-\n--\n-q", "--=\n-=x\n-", "---q\n-\xff", "-i\n--generate-bash-completion", "x\n-h",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		args := append([]string{"app"}, strings.Split(text, "\n")...)
		once := flags.Reorder(newApp(&strings.Builder{}), args)
		if len(once) == 0 || once[0] != "app" {
			t.Fatalf("%q lost its program: %q", args, once)
		}
		twice := flags.Reorder(newApp(&strings.Builder{}), once)
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Errorf("a second time changes %q (-once +twice)\n%s", args, diff)
		}
	})
}
