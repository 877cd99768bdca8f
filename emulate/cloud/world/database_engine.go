package world

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// databaseEngine is what is usual with an engine: its port, and a version that is
// in use today.
type databaseEngine struct {
	port    int
	version string
}

// engineOf is the engine of a database or of a snapshot of one.
func engineOf(r *value.Object) databaseEngine {
	switch name := r.Text("Engine"); {
	case name == "docdb":
		return databaseEngine{27017, "5.0.0"}
	case name == "neptune":
		return databaseEngine{8182, "1.3.2.1"}
	case name == "aurora-mysql":
		return databaseEngine{3306, "8.0.mysql_aurora.3.08.2"}
	case name == "mariadb":
		return databaseEngine{3306, "10.11.11"}
	case strings.Contains(name, "postgres"):
		return databaseEngine{5432, "16.8"}
	case strings.HasPrefix(name, "oracle"):
		return databaseEngine{1521, "19.0.0.0.ru-2025-04.rur-2025-04.r1"}
	case strings.HasPrefix(name, "sqlserver"):
		return databaseEngine{1433, "16.00.4195.2.v1"}
	}
	return databaseEngine{3306, "8.0.41"}
}
