// Package cassette records the calls of a run with their answers, and replays
// them without a network.
//
//	recorder := cassette.NewRecorder(live, clock, vault, about)
//	... a run with recorder as its Cloud and recorder.Clock() as its Clock
//	err := recorder.Save("recorded")
//
//	replayer, err := cassette.Open("recorded", vault)
//
// A cassette is a folder. cassette.yaml tells when and where the run took place
// and how long each answer took; responses.yaml, and further files when there is
// much, hold the answers in the form of package canned, to be read and edited by
// people. Secrets are masked in them, account IDs are replaced, the same by the
// same. A run that is recorded shows what its replay will show.
//
// It lives here: the folder, recording and replaying. Who answers while a run is
// recorded, and the form of answers, do not.
package cassette
