package world

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/random"
)

// network is the default VPC, which has one subnet in each zone.
type network struct {
	vpc           string
	securityGroup string
	subnets       []subnet
}

type subnet struct {
	id, zone, zoneID string
	// block is the third number of its addresses: 172.31.<block>.0/20.
	block int
	// private tells that instances get no public address.
	private bool
}

func newNetwork(config Config) network {
	r := random.New(config.Seed, config.Account, config.Region, "network")
	n := network{vpc: "vpc-" + r.Hex(17), securityGroup: "sg-" + r.Hex(17)}
	for i, letter := range []string{"a", "b", "c"} {
		n.subnets = append(n.subnets, subnet{
			id: "subnet-" + r.Hex(17), zone: config.Region + letter, zoneID: fmt.Sprintf("%s-az%d", regionCode(config.Region), i+1), block: 16 * i,
		})
	}
	return n
}

// regionCode is how the IDs of zones abbreviate a region: use1, apne2, usgw1.
func regionCode(region string) string {
	words := strings.Split(region, "-")
	code := words[0]
	for _, word := range words[1:] {
		for _, side := range []string{"north", "south"} {
			if rest, ok := strings.CutPrefix(word, side); ok {
				code += side[:1]
				word = rest
			}
		}
		if word != "" {
			code += word[:1]
		}
	}
	return code
}
