"""Draws the graph that the NetworkPolicies leave open, and the one that edges.yaml declares."""

import yaml

import services

DNS_NAME = "kubernetes.io/metadata.name"
PORTS = [(8080, "TCP"), (9090, "TCP"), (4222, "TCP"), (6222, "TCP"), (8222, "TCP"), (5432, "TCP"),
         (8000, "TCP"), (9187, "TCP"), (53, "TCP"), (53, "UDP"), (443, "TCP")]


def matches(selector, labels):
    """A label selector without matchExpressions: the chart writes none, and one would be refused here."""
    if set(selector) - {"matchLabels"}:
        raise ValueError(f"this check reads only matchLabels, not {sorted(selector)}")
    return all(labels.get(k) == v for k, v in selector.get("matchLabels", {}).items())


def pods(documents):
    """Every pod that the manifests bring about, by component; the operator's database pods included."""
    found = {}
    for doc in documents:
        if doc["kind"] in ("Deployment", "StatefulSet", "Job"):
            labels = doc["spec"]["template"]["metadata"]["labels"]
            found[labels["app.kubernetes.io/component"]] = labels
        elif doc["kind"] == "Cluster":
            name = doc["metadata"]["name"]
            component = doc["metadata"]["labels"]["app.kubernetes.io/component"].removesuffix("-database")
            found[f"{component}-db"] = {"cnpg.io/cluster": name}
    return found


def outside(peer):
    """The name of a peer that is no pod of this namespace, or None."""
    if "ipBlock" in peer:
        return peer["ipBlock"]["cidr"]
    if "namespaceSelector" in peer:
        name = peer["namespaceSelector"]["matchLabels"][DNS_NAME]
        wanted = peer.get("podSelector", {}).get("matchLabels", {})
        return "/".join([name, *(f"{k}={v}" for k, v in sorted(wanted.items()))])
    return None


def opens(rule, port):
    """Whether a rule opens this port."""
    ports = rule.get("ports")
    return ports is None or port in [(p["port"], p.get("protocol", "TCP")) for p in ports]


def show(source, target, port):
    number, protocol = port
    return (source, target, str(number) if protocol == "TCP" else f"{number}/{protocol}")


def drawn(documents):
    """The open edges, and problems: pods that no policy denies, and edges that only one end allows."""
    nodes = pods(documents)
    policies = [d["spec"] for d in documents if d["kind"] == "NetworkPolicy"]
    ports = set(PORTS)
    for policy in policies:
        for rule in policy.get("ingress", []) + policy.get("egress", []):
            if "ports" not in rule:
                return set(), [f"a rule opens every port: {rule}"]
            ports |= {(p["port"], p.get("protocol", "TCP")) for p in rule["ports"]}

    def rules(labels, direction):
        selected = [p for p in policies if direction in p["policyTypes"] and matches(p["podSelector"], labels)]
        if not selected:
            return None
        return [rule for p in selected for rule in p.get(direction.lower(), [])]

    nodes_and_unknown = {**nodes, "unknown": {"app": "unknown"}}
    out = {n: rules(labels, "Egress") for n, labels in nodes_and_unknown.items()}
    into = {n: rules(labels, "Ingress") for n, labels in nodes_and_unknown.items()}
    problems = [f"{n}: no policy denies its {what}" for what, table in (("egress", out), ("ingress", into))
                for n in nodes if table[n] is None]
    if problems:
        return set(), problems

    def allowed(table, node, key, other, port):
        """True, False, or "anywhere" for a rule that names no peer."""
        if table[node] is None:
            return "anywhere"
        verdict = False
        for rule in table[node]:
            if not opens(rule, port):
                continue
            if not rule.get(key):
                verdict = verdict or "anywhere"
            elif any(outside(p) is None and matches(p["podSelector"], nodes_and_unknown[other]) for p in rule[key]):
                verdict = True
        return verdict

    edges = set()
    for a in nodes_and_unknown:
        for b in nodes:
            for port in ports:
                leaving, entering = allowed(out, a, "to", b, port), allowed(into, b, "from", a, port)
                if leaving and entering:
                    edges.add(show(a, b, port))
                elif leaving is True:
                    problems.append(f"{a} may call {b} on {port[0]}, but {b} does not let it in")
                elif entering:
                    problems.append(f"{b} lets {a} in on {port[0]}, but {a} may not call it")
    for n in nodes:
        for port in ports:
            for rule in out[n]:
                if opens(rule, port):
                    names = [outside(p) for p in rule["to"]] if rule.get("to") else ["any"]
                    edges |= {show(n, name, port) for name in names if name}
            for rule in into[n]:
                if opens(rule, port):
                    names = [outside(p) for p in rule["from"]] if rule.get("from") else ["any"]
                    edges |= {show(name, n, port) for name in names if name}
    return edges, problems


def sets():
    """The names that stand for several pods in edges.yaml."""
    return {
        "backends": [*services.BACKENDS],
        "services": services.ALL,
        "owners": services.OWNERS,
        "migrations": services.migrations(services.OWNERS),
        "bus-migrations": services.migrations(services.BACKENDS),
        "databases": [f"{name}-db" for name in services.OWNERS],
    }


def declared(path, case):
    """The edges of edges.yaml that hold in this case."""
    with open(path, encoding="utf-8") as handle:
        table = yaml.safe_load(handle)
    flags, named = table["cases"][case], sets()
    edges = set()
    for entry in table["edges"]:
        if "when" in entry and entry["when"] not in flags:
            continue
        several = [name for name in named[entry["each"]] if name not in entry.get("except", [])] if "each" in entry else [""]
        for each in several:
            ends = [[m.replace("{each}", each) for name in entry[side] for m in named.get(name, [name])]
                    for side in ("from", "to")]
            edges |= {(a, b, str(p)) for a in ends[0] for b in ends[1] for p in entry["ports"]}
    return edges


def compare(documents, path, case):
    """The number of edges and what is wrong with them."""
    have, problems = drawn(documents)
    want = declared(path, case)
    problems += [f"undeclared edge: {a} -> {b} on {p}" for a, b, p in sorted(have - want)]
    problems += [f"missing edge: {a} -> {b} on {p}" for a, b, p in sorted(want - have)]
    return len(have), problems
