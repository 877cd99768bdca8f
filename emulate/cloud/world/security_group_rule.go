package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// peerLists are the members of a permission that list peers, each with the member
// of a peer that tells it from others.
func peerLists() [][2]string {
	return [][2]string{
		{"UserIdGroupPairs", "GroupId"}, {"IpRanges", "CidrIp"}, {"Ipv6Ranges", "CidrIpv6"}, {"PrefixListIds", "PrefixListId"},
	}
}

// peer is one rule of a security group: a protocol, ports, and who is on the other
// side. It is a permission with one peer.
type peer struct {
	permission *value.Object // without peers
	list, key  string        // where the peer stands, and what it is called
	shown      *value.Object
}

func (p peer) same(q peer) bool {
	return p.list == q.list && p.key == q.key && value.Equal(p.permission, q.permission)
}

// peers takes permissions apart.
func peers(permissions []any) []peer {
	var out []peer
	for _, v := range permissions {
		permission, _ := v.(*value.Object)
		bare := value.New("IpProtocol", permission.Text("IpProtocol"))
		for _, name := range []string{"FromPort", "ToPort"} {
			if port, ok := permission.Get(name); ok {
				bare.Set(name, port)
			}
		}
		for _, list := range peerLists() {
			for _, shown := range permission.Objects(list[0]) {
				out = append(out, peer{bare, list[0], shown.Text(list[1]), shown})
			}
		}
	}
	return out
}

// permissions puts rules together again: one permission for a protocol and ports.
func permissions(of []peer) []any {
	out := []any{}
	for _, p := range of {
		at := slices.IndexFunc(out, func(v any) bool {
			ports := value.New()
			for _, name := range []string{"IpProtocol", "FromPort", "ToPort"} {
				if port, ok := v.(*value.Object).Get(name); ok {
					ports.Set(name, port)
				}
			}
			return value.Equal(ports, p.permission)
		})
		if at < 0 {
			permission := value.Clone(p.permission).(*value.Object)
			fill(permission, "UserIdGroupPairs", value.List(), "IpRanges", value.List(), "Ipv6Ranges", value.List(), "PrefixListIds", value.List())
			out, at = append(out, permission), len(out)
		}
		permission := out[at].(*value.Object)
		permission.Set(p.list, append(slices.Clone(permission.List(p.list)), p.shown))
	}
	return out
}

// rulesGiven are the rules that a call is about: IpPermissions, or one in
// parameters of its own.
func (w *World) rulesGiven(req cloud.Request) []peer {
	if list := req.Input.List("IpPermissions"); len(list) > 0 {
		return peers(value.Clone(list).([]any))
	}
	permission := value.New("IpProtocol", given(req, "IpProtocol"))
	for _, name := range []string{"FromPort", "ToPort"} {
		if port, ok := req.Input.Get(name); ok {
			permission.Set(name, port)
		}
	}
	if cidr := given(req, "CidrIp"); cidr != "" {
		permission.Set("IpRanges", value.List(value.New("CidrIp", cidr)))
	}
	if name := given(req, "SourceSecurityGroupName"); name != "" {
		pair := value.New("UserId", w.config.Account)
		if g := w.groupCalled(name, w.net.vpc); g != nil {
			pair.Set("GroupId", g.id)
		}
		permission.Set("UserIdGroupPairs", value.List(pair))
	}
	return peers(value.List(permission))
}

// changeRules authorizes or revokes rules of a group, in or out.
func (w *World) changeRules(req cloud.Request) (*value.Object, error) {
	g, err := w.group(req)
	if err != nil {
		return nil, err
	}
	member, egress := "IpPermissions", strings.HasSuffix(req.Operation, "Egress")
	if egress {
		member = "IpPermissionsEgress"
	}
	has, asked := peers(g.shown.List(member)), w.rulesGiven(req)
	for n := range asked {
		if asked[n].list == "UserIdGroupPairs" {
			fill(asked[n].shown, "UserId", w.config.Account)
		}
	}
	if strings.HasPrefix(req.Operation, "Authorize") {
		return w.authorize(req, g, member, has, asked)
	}
	return w.revoke(req, g, member, has, asked)
}

func (w *World) authorize(req cloud.Request, g *item, member string, has, asked []peer) (*value.Object, error) {
	if len(asked) == 0 {
		return nil, refuse("MissingParameter", "The request must contain the parameter ipPermissions")
	}
	for _, p := range asked {
		if slices.ContainsFunc(has, p.same) {
			return nil, refuse("InvalidPermission.Duplicate", fmt.Sprintf("the specified rule \"peer: %s, %s, ALLOW\" already exists", p.key, p.ports()))
		}
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	g.shown.Set(member, permissions(append(has, asked...)))
	rules := []any{}
	for _, p := range asked {
		rules = append(rules, w.describeRule(g, member, p, "GroupOwnerId", w.config.Account))
	}
	return value.New("Return", true, "SecurityGroupRules", rules), nil
}

func (w *World) revoke(req cloud.Request, g *item, member string, has, asked []peer) (*value.Object, error) {
	ids := texts(parameter(req, "SecurityGroupRuleIds"))
	revoked, unknown := []any{}, []peer{}
	for _, p := range asked {
		if !slices.ContainsFunc(has, p.same) {
			unknown = append(unknown, p)
		}
	}
	if len(unknown) > 0 && len(ids) == 0 {
		return nil, refuse("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	var kept []peer
	for _, p := range has {
		if slices.ContainsFunc(asked, p.same) || slices.Contains(ids, w.ruleID(g, member, p)) {
			revoked = append(revoked, w.describeRule(g, member, p))
			continue
		}
		kept = append(kept, p)
	}
	if len(ids) > 0 && len(revoked) == 0 {
		return nil, refuse("InvalidSecurityGroupRuleId.NotFound", fmt.Sprintf("The security group rule ID '%s' does not exist", ids[0]))
	}
	g.shown.Set(member, permissions(kept))
	return value.New("Return", true, "RevokedSecurityGroupRules", revoked), nil
}

// ports is how AWS writes a protocol and ports in an error.
func (p peer) ports() string {
	protocol := p.permission.Text("IpProtocol")
	if protocol == "-1" {
		return "ALL"
	}
	from := valuesAt(p.permission, []string{"FromPort"})
	to := valuesAt(p.permission, []string{"ToPort"})
	return strings.ToUpper(protocol) + ", from port: " + strings.Join(from, "") + ", to port: " + strings.Join(to, "")
}

func (w *World) ruleID(g *item, member string, p peer) string {
	return "sgr-" + w.random("rule", g.id+" "+member+" "+p.list+" "+p.key+" "+p.ports()).Hex(17)
}

// describeRule is a rule as the API shows it by itself, with some members more.
func (w *World) describeRule(g *item, member string, p peer, more ...any) *value.Object {
	described := value.New(
		"SecurityGroupRuleId", w.ruleID(g, member, p), "GroupId", g.id, "IsEgress", member == "IpPermissionsEgress",
		"IpProtocol", p.permission.Text("IpProtocol"), "FromPort", -1, "ToPort", -1,
	)
	for name, port := range p.permission.All() {
		described.Set(name, port)
	}
	switch revoked := len(more) == 0; {
	case p.list == "IpRanges":
		described.Set("CidrIpv4", p.key)
	case p.list == "Ipv6Ranges":
		described.Set("CidrIpv6", p.key)
	case p.list == "PrefixListIds":
		described.Set("PrefixListId", p.key)
	case revoked:
		described.Set("ReferencedGroupId", p.key)
	default:
		described.Set("ReferencedGroupInfo", value.New("GroupId", p.key, "UserId", w.config.Account))
	}
	fill(described, more...)
	return described
}

// describeRules lists the rules of groups by themselves.
func (w *World) describeRules(req cloud.Request) (*value.Object, error) {
	w.addDefaultGroup()
	page, err := newPage(req, ec2Pages("securityGroupRuleIdSet", false))
	if err != nil {
		return nil, err
	}
	filters, err := ec2Filters(req)
	if err != nil {
		return nil, err
	}
	ids, list := texts(parameter(req, "SecurityGroupRuleIds")), []any{}
	for _, g := range w.all(&groups) {
		for _, member := range []string{"IpPermissions", "IpPermissionsEgress"} {
			for _, p := range peers(g.shown.List(member)) {
				shown := w.describeRule(g, member, p, "GroupOwnerId", w.config.Account, "Tags", value.List())
				wanted := len(ids) == 0 || slices.Contains(ids, shown.Text("SecurityGroupRuleId"))
				if wanted && filters.match(shown, map[string]string{"group-id": "GroupId", "security-group-rule-id": "SecurityGroupRuleId"}, nil) {
					list = append(list, shown)
				}
			}
		}
	}
	return page.answer("SecurityGroupRules", list), nil
}
