"""Every check of `make charts`: one line each, and a count of problems at the end."""

import argparse
import copy
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import kubernetes_validate
import yaml

import base
import network
import pods
import services

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
CHART = ROOT / "helm" / "motcua"
KUBERNETES = ("1.30", "1.37")
OVERLAYS = ("demo",)

# The validator reads its schemas from disk for every object; once is enough.
kubernetes_validate.utils.schema_contents = functools.lru_cache(None)(kubernetes_validate.utils.schema_contents)


class Report:
    """Prints what each check found and keeps the count."""

    def __init__(self):
        self.problems = 0

    def line(self, name, figures, problems):
        problems = list(problems)
        self.problems += len(problems)
        print(f"{'ok  ' if not problems else 'FAIL'} {name}: {figures}", flush=True)
        for problem in problems[:40]:
            print(f"       {problem}")
        if len(problems) > 40:
            print(f"       and {len(problems) - 40} more")


class Tools:
    def __init__(self, folder):
        self.bin, self.venv = folder / "charts-bin", folder / "charts-venv" / "bin"

    def helm(self, *arguments):
        return subprocess.run([self.bin / "helm", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)

    def kustomize(self, folder):
        return subprocess.run([self.bin / "kubectl", "kustomize", str(folder)], cwd=ROOT, capture_output=True,
                              text=True)

    def run(self, program, *arguments, **keywords):
        return subprocess.run([self.venv / program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                              **keywords)

    def template(self, *arguments, chart=CHART, release="motcua"):
        """The rendered manifests as text; raises RuntimeError with the message of Helm."""
        done = self.helm("template", release, chart, "--namespace", "motcua", *arguments)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return done.stdout


def parsed(text):
    return [d for d in yaml.safe_load_all(text) if d]


def with_values(tools, values, *arguments):
    """Renders with these values over the defaults; returns (worked, error text, output)."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as handle:
        yaml.safe_dump(values, handle)
        handle.flush()
        done = tools.helm("template", "motcua", CHART, "-f", handle.name, *arguments)
    return done.returncode == 0, done.stderr, done.stdout


def title(doc):
    return f"{doc['kind']}/{doc['metadata']['name']}"


def lint(report, tools, cases):
    problems, runs = [], 0
    for values in (None, *cases.values()):
        done = tools.helm("lint", "--strict", CHART, *(("-f", values) if values else ()))
        runs += 1
        messages = [m for m in done.stdout.splitlines() + done.stderr.splitlines() if m.startswith("[")]
        problems += [f"{values.name if values else 'defaults'}: {m}" for m in messages]
        if done.returncode and not messages:
            problems.append(done.stdout + done.stderr)
    report.line("helm lint --strict", f"{runs} runs", problems)


def render_twice(report, tools, cases):
    rendered, problems = {}, []
    for name, values in cases.items():
        try:
            first, second = (tools.template("-f", values) for _ in range(2))
        except RuntimeError as error:
            problems.append(f"{name}: {error}")
            continue
        rendered[name] = parsed(first)
        if first != second:
            problems.append(f"{name}: two renders differ")
    objects = sum(map(len, rendered.values()))
    report.line("render twice, byte for byte", f"{len(cases)} values files, {objects} objects", problems)
    return rendered


def package(report, tools, cases):
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        done = tools.helm("package", CHART, "--destination", folder)
        archives = list(pathlib.Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            problems.append(done.stderr)
        else:
            for name, values in cases.items():
                if tools.template("-f", values, chart=archives[0]) != tools.template("-f", values):
                    problems.append(f"{name}: the packaged chart renders otherwise")
    report.line("helm package renders the same", f"{len(cases)} values files", problems)


def determinism(report):
    forbidden = re.compile(r"\{\{[^}]*\b(lookup|now|rand\w+|gen(CA|SelfSigned\w*|Signed\w*|PrivateKey)\w*|uuidv4|"
                           r"htpasswd|bcrypt|derivePassword|getHostByName|encryptAES)\b[^}]*\}\}")
    words = re.compile(r"\{\{-? ?/\*.*?\*/ ?-?\}\}|\"(?:\\.|[^\"\\])*\"", re.S)  # comments and quoted texts
    files = sorted(CHART.rglob("templates/*"))
    problems = [f"{f.relative_to(ROOT)}: {m.group(1)}" for f in files
                for m in forbidden.finditer(words.sub("", f.read_text()))]
    report.line("no random, clock or cluster function", f"{len(files)} templates", problems)


def schema_closed(report):
    problems, count = [], 0

    def walk(node, path):
        nonlocal count
        if isinstance(node, list):
            for i, entry in enumerate(node):
                walk(entry, f"{path}/{i}")
        if not isinstance(node, dict):
            return
        reference = node.get("$ref")
        if isinstance(reference, str) and not reference.startswith("#/definitions/"):
            problems.append(f"{path}: remote $ref {reference}")
        if node.get("type") == "object":
            count += 1
            further = node.get("additionalProperties")
            if further is not False and "$ref" not in (further or {}) \
                    and not node.get("description", "").startswith("Passthrough"):
                problems.append(f"{path}: an open object that is no passthrough")
        for key, value in node.items():
            walk(value, f"{path}/{key}")

    texts = {p: json.loads(p.read_text()) for p in (CHART / "values.schema.json",
                                                    CHART / "charts" / "nats" / "values.schema.json")}
    for path, schema in texts.items():
        jsonschema.Draft7Validator.check_schema(schema)
        walk(schema, path.relative_to(CHART).as_posix())
    parent, child = texts.values()
    if parent["properties"]["nats"]["properties"] != child["properties"]:
        problems.append("the two schemas of nats differ")
    # Every default is described, and every description has a default.
    for chart, schema in ((CHART, parent), (CHART / "charts" / "nats", child)):
        values = yaml.safe_load((chart / "values.yaml").read_text())
        known = set(schema["properties"]) - {"global"}
        for key in sorted(known ^ (set(values) - {"global"})):
            problems.append(f"{chart.name}: {key} is only in the {'schema' if key in known else 'values'}")
    report.line("values.schema.json is closed and local", f"{count} objects", problems)


def schema_refuses(report, tools):
    table = yaml.safe_load((HERE / "mutations.yaml").read_text())
    problems = []
    for values in table["schema"]:
        worked, error, _ = with_values(tools, values)
        if worked or "don't meet the specifications of the schema" not in error:
            problems.append(f"accepted, or refused by another: {json.dumps(values)}")
    report.line("the schema refuses", f"{len(table['schema'])} mutated values", problems)
    problems = []
    for entry in table["sentences"]:
        worked, error, _ = with_values(tools, entry["values"])
        if worked or entry["error"] not in error:
            problems.append(f"{json.dumps(entry['values'])} should fail with {entry['error']!r}: {error.strip()[:300]}")
    report.line("the chart refuses with a sentence", f"{len(table['sentences'])} combinations", problems)


def valid_kubernetes(report, rendered):
    own = {p.stem: jsonschema.Draft7Validator(json.loads(p.read_text())) for p in (HERE / "schemas").glob("*.json")}
    for version in KUBERNETES:
        problems, checked, custom = [], 0, []
        for name, documents in rendered.items():
            for doc in documents:
                try:
                    used = kubernetes_validate.validate(doc, version, strict=True)
                    checked += 1
                    if used != version:
                        problems.append(f"no schemas for {version}; {used} was used")
                except kubernetes_validate.SchemaNotFoundError:
                    custom.append((name, doc))
                except kubernetes_validate.ValidationError as error:
                    problems.append(f"{name}: {title(doc)}: {error.message[:300]}")
        report.line(f"strictly valid on Kubernetes {version}", f"{checked} objects", problems)
    problems, kinds = [], {}
    for name, doc in custom:
        kinds[doc["kind"]] = kinds.get(doc["kind"], 0) + 1
        if doc["kind"] not in own:
            problems.append(f"{name}: {title(doc)}: not validated, no schema")
            continue
        problems += [f"{name}: {title(doc)}: {e.json_path}: {e.message[:200]}" for e in own[doc["kind"]].iter_errors(doc)]
    problems += [f"{kind}: no values file renders it" for kind in own if kind not in kinds]
    report.line("custom kinds against our own small schemas",
                ", ".join(f"{n} {k}" for k, n in sorted(kinds.items())), problems)


def pod_rules(report, rendered):
    problems, count = [], 0
    for name, documents in rendered.items():
        n, found = pods.complaints(documents)
        count += n
        problems += [f"{name}: {p}" for p in found]
    report.line("pods: restricted, requests, probes, environment", f"{count} containers", problems)


def planted_faults(report, documents):
    """The two checks above and below must notice what is broken on purpose."""

    def pod_of(docs, kind):
        return next(d for d in docs if d["kind"] == kind)["spec"]["template"]["spec"]

    def policy(docs, name):
        return next(d for d in docs if d["kind"] == "NetworkPolicy" and d["metadata"]["name"] == name)["spec"]

    def env_of(docs, service):
        load = next(d for d in docs if d["kind"] == "Deployment" and d["metadata"]["name"] == f"motcua-{service}")
        return load["spec"]["template"]["spec"]["containers"][0]["env"]

    def set_in(kind, path, value):
        def plant(docs):
            node = pod_of(docs, kind)
            for step in path[:-1]:
                node = node[step]
            node[path[-1]] = value
        return plant

    first = ["containers", 0]
    for_pods = [
        set_in("Deployment", ["securityContext", "runAsNonRoot"], False),
        set_in("Job", ["securityContext", "runAsUser"], 0),
        set_in("StatefulSet", ["securityContext", "seccompProfile"], {"type": "Unconfined"}),
        set_in("Deployment", [*first, "securityContext", "capabilities"], {"drop": ["NET_RAW"]}),
        set_in("Job", [*first, "securityContext", "allowPrivilegeEscalation"], True),
        set_in("StatefulSet", [*first, "securityContext", "readOnlyRootFilesystem"], False),
        set_in("Deployment", ["automountServiceAccountToken"], True),
        set_in("Job", ["enableServiceLinks"], True),
        set_in("Deployment", ["hostNetwork"], True),
        set_in("Job", ["volumes", 0], {"name": "tmp", "hostPath": {"path": "/tmp"}}),
        set_in("Deployment", [*first, "resources"], {}),
        lambda docs: pod_of(docs, "Deployment")["containers"][0].pop("startupProbe"),
        lambda docs: pod_of(docs, "Deployment")["containers"][0]["env"].append({"name": "MOTCUA_TYPO", "value": "1"}),
        lambda docs: pod_of(docs, "Job")["containers"][0]["env"].pop(0),
        lambda docs: env_of(docs, "catalogue").remove(next(e for e in env_of(docs, "catalogue")
                                                           if e["name"] == "MOTCUA_NATS_REPLICAS")),
    ]
    for_network = [
        lambda docs: docs.remove(next(d for d in docs if d["metadata"]["name"] == "motcua-nats"
                                      and d["kind"] == "NetworkPolicy")),
        lambda docs: policy(docs, "motcua-portal").pop("egress"),
        lambda docs: policy(docs, "motcua-intake")["ingress"].append({"ports": [{"port": 8080}]}),
        lambda docs: policy(docs, "motcua-intake")["egress"].append(
            {"to": [{"podSelector": {"matchLabels": {"app.kubernetes.io/component": "routing"}}}],
             "ports": [{"port": 8080}]}),
        lambda docs: policy(docs, "motcua-ratings")["egress"].append({"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]}),
        lambda docs: policy(docs, "motcua-default-deny").update(policyTypes=["Egress"])
        or policy(docs, "motcua-portal").update(policyTypes=["Egress"]),
    ]
    problems = []
    for i, plant in enumerate(for_pods):
        broken = copy.deepcopy(documents)
        plant(broken)
        if not pods.complaints(broken)[1]:
            problems.append(f"pod fault {i} went unnoticed")
    for i, plant in enumerate(for_network):
        broken = copy.deepcopy(documents)
        plant(broken)
        if not network.compare(broken, HERE / "edges.yaml", "minimal")[1]:
            problems.append(f"network fault {i} went unnoticed")
    report.line("planted faults are noticed", f"{len(for_pods)} in pods, {len(for_network)} in policies", problems)


def network_graph(report, rendered):
    problems, figures = [], []
    for name, documents in rendered.items():
        count, found = network.compare(documents, HERE / "edges.yaml", name)
        figures.append(f"{name} {count}")
        problems += [f"{name}: {p}" for p in found]
    report.line("open edges are the declared ones", ", ".join(figures), problems)


def wiring(report, rendered):
    """Selectors meet exactly one workload, budgets exist where they should, migrations are complete."""
    problems, count = [], 0
    for name, documents in rendered.items():
        loads = [d for d in documents if d["kind"] in ("Deployment", "StatefulSet")]
        labels = {title(d): d["spec"]["template"]["metadata"]["labels"] for d in loads}
        jobs = {title(d): d["spec"]["template"]["metadata"]["labels"] for d in documents if d["kind"] == "Job"}

        def met(selector, among):
            return [t for t, have in among.items() if selector.items() <= have.items()]

        for doc in documents:
            spec, selectors = doc.get("spec", {}), []
            if doc["kind"] == "Service":
                selectors = [spec["selector"]]
                target = met(spec["selector"], labels)
                if len(target) != 1 or met(spec["selector"], jobs):
                    problems.append(f"{name}: {title(doc)} selects {target + met(spec['selector'], jobs)}")
                else:
                    load = next(d for d in loads if title(d) == target[0])
                    ports = {p["name"] for c in load["spec"]["template"]["spec"]["containers"] for p in c["ports"]}
                    problems += [f"{name}: {title(doc)}: no port {p['targetPort']}" for p in spec["ports"]
                                 if p["targetPort"] not in ports]
            elif doc["kind"] in ("Deployment", "StatefulSet", "PodDisruptionBudget"):
                selectors = [spec["selector"]["matchLabels"]]
                selectors += [t["labelSelector"]["matchLabels"] for t in
                              spec.get("template", {}).get("spec", {}).get("topologySpreadConstraints", [])]
                if doc["kind"] == "Deployment" and spec["strategy"]["rollingUpdate"]["maxUnavailable"] != 0:
                    problems.append(f"{name}: {title(doc)} may lose a pod while it rolls")
            elif doc["kind"] == "NetworkPolicy":
                selectors = [spec["podSelector"].get("matchLabels", {})]
            for selector in selectors:
                count += 1
                problems += [f"{name}: {title(doc)} selects by {key}" for key in selector
                             if key in ("helm.sh/chart", "app.kubernetes.io/version", "app.kubernetes.io/managed-by")]
        for load in loads:
            budgets = [d for d in documents if d["kind"] == "PodDisruptionBudget"
                       and met(d["spec"]["selector"]["matchLabels"], {title(load): labels[title(load)]})]
            if len(budgets) != (load["spec"]["replicas"] > 1):
                problems.append(f"{name}: {title(load)} has {load['spec']['replicas']} replicas, {len(budgets)} budgets")
            if load["kind"] == "Deployment" \
                    and len(load["spec"]["template"]["spec"].get("topologySpreadConstraints", [])) != 2:
                problems.append(f"{name}: {title(load)} is not spread")
        migrated = {have["app.kubernetes.io/component"].removesuffix("-migrate") for have in jobs.values()}
        owners = {s for s, keys in pods.ENVIRONMENT.items() if pods.DATABASE <= keys}
        problems += [f"{name}: {s}: no migration, or one too many" for s in sorted(migrated ^ owners)]
        served = {have["app.kubernetes.io/component"] for have in labels.values()} - {"nats"}
        problems += [f"{name}: {s}: no Deployment, or one too many" for s in sorted(served ^ set(pods.ENVIRONMENT))]
        names = [(d["kind"], d["metadata"]["name"]) for d in documents]
        problems += [f"{name}: {n} twice" for n in sorted({n for n in names if names.count(n) > 1})]
    report.line("selectors, budgets, spread, migrations", f"{count} selectors", problems)


def migration_modes(report, rendered):
    expected = {"minimal": "job", "ha": "job", "external-db": "hook", "cnpg": "job", "airgap": "job",
                "gateway-api": "argo"}
    problems = []
    for name, documents in rendered.items():
        for doc in documents:
            if doc["kind"] != "Job":
                continue
            notes = doc["metadata"].get("annotations", {})
            mode = "hook" if "helm.sh/hook" in notes else "argo" if any("argocd" in k for k in notes) else "job"
            if mode != expected[name]:
                problems.append(f"{name}: {title(doc)} is a {mode}, not a {expected[name]}")
    report.line("migrations run as each release needs", str(len(rendered)) + " values files", problems)


def stream_replicas(report, tools, rendered):
    """Each migration has the broker keep as many copies of the events as the release has nodes of the broker."""
    problems, count = [], 0

    def compare(name, documents, expected):
        nonlocal count
        for where, component, spec, _ in pods.workloads(documents):
            if component.removesuffix("-migrate") not in services.BACKENDS:
                continue
            count += 1
            have = [e.get("value") for e in spec["containers"][0]["env"] if e["name"] == "MOTCUA_NATS_REPLICAS"]
            if have != [str(expected)]:
                problems.append(f"{name}: {where}: the streams have {have} copies, not {expected}")

    for name, documents in rendered.items():
        nodes = [d["spec"]["replicas"] for d in documents
                 if d["kind"] == "StatefulSet" and d["metadata"]["name"].endswith("-nats")]
        outside = yaml.safe_load((CHART / "ci" / f"{name}.yaml").read_text()).get("bus", {}) if not nodes else {}
        compare(name, documents, nodes[0] if nodes else outside["streamReplicas"])
    for values, expected in (({"nats": {"replicas": 5}}, 5), ({"nats": {"replicas": 1}}, 1),
                             ({"bus": {"streamReplicas": 1}}, 1), ({"nats": {"replicas": 5}, "bus": {"streamReplicas": 3}}, 3),
                             ({"nats": {"enabled": False}, "bus": {"url": "nats://nats.internal:4222"}}, 1)):
        worked, error, output = with_values(tools, values)
        if not worked:
            problems.append(f"{json.dumps(values)}: {error.strip()[:300]}")
            continue
        compare(json.dumps(values), parsed(output), expected)
    report.line("as many copies of the events as nodes of the broker", f"{count} pods", problems)


def one_more_service(report, tools):
    """A service that is only added to the table of backends has all that the others have."""
    backends = yaml.safe_load((CHART / "values.yaml").read_text())["backends"]
    problems, counts = [], {}
    for name in ("results", "one-more"):
        values = {"backends": backends if name == "results" else [*backends, {"name": name}]}
        worked, error, output = with_values(tools, values, "-f", CHART / "ci" / "cnpg.yaml")
        own = [d for d in parsed(output) if d["metadata"]["name"].startswith(f"motcua-{name}")] if worked else []
        counts[name] = sorted(d["kind"] for d in own)
        if name == "one-more" and "one-more=http://motcua-one-more:8080" not in output:
            problems.append(f"the gateway does not know one-more: {error.strip()[:300]}")
    if counts["results"] != counts["one-more"]:
        problems.append(f"results has {counts['results']}, one-more {counts['one-more']}")
    report.line("a backend needs one line of the values", f"{len(counts['one-more'])} objects", problems)


def secrets(report, rendered):
    problems, names = [], set()
    for name, documents in rendered.items():
        for doc in documents:
            if doc["kind"] == "Secret":
                problems.append(f"{name}: {title(doc)}: the chart makes a Secret")
        for match in re.finditer(r"\b\w+://[^\s/@:\"']+:[^\s/@\"']+@", yaml.safe_dump_all(documents)):
            problems.append(f"{name}: a password in plain text: {match.group(0)}")
        for _, _, spec, _ in pods.workloads(documents):
            for volume in spec.get("volumes", []):
                names |= {s["secret"]["name"] for s in volume.get("projected", {}).get("sources", []) if "secret" in s}
    report.line("secrets only by reference", f"{len(names)} named", problems)


def images_of(documents):
    found = {}
    for where, _, spec, _ in pods.workloads(documents):
        found.update({f"{where}/{c['name']}": c["image"] for c in pods.containers(spec)})
    for doc in documents:
        if doc["kind"] == "Cluster":
            found[title(doc)] = doc["spec"].get("imageName", "")
    return found


def images(report, rendered):
    problems, moved = [], images_of(rendered["airgap"])
    registry = "images.noi-bo.example/motcua/"
    for where, image in moved.items():
        if not image.startswith(registry):
            problems.append(f"{where}: {image} did not move to the one registry")
        if "@sha256:" not in image or ":0.0.0" in image:
            problems.append(f"{where}: {image}: the digest did not win")
    for name, documents in rendered.items():
        problems += [f"{name}: {where}: {image}" for where, image in images_of(documents).items()
                     if image.endswith(":latest") or (image and "@" not in image and ":" not in image)]
    for doc in rendered["airgap"]:
        spec = doc.get("spec", {}).get("template", {}).get("spec", doc.get("spec", {}))
        if (doc["kind"] == "Cluster" or "containers" in spec) and not spec.get("imagePullSecrets"):
            problems.append(f"airgap: {title(doc)}: no pull secret")
    report.line("one key moves every image, a digest wins", f"{len(moved)} images", problems)


def broker(report, tools, rendered):
    """The broker itself reads the rendered configuration."""
    problems, count = [], 0
    for name, documents in rendered.items():
        for doc in documents:
            if doc["kind"] != "ConfigMap" or "nats.conf" not in doc["data"]:
                continue
            count += 1
            text = doc["data"]["nats.conf"]
            if "sync_interval: always" not in text:
                problems.append(f"{name}: the broker may lose acknowledged events in a power cut")
            with tempfile.TemporaryDirectory() as folder:
                place = pathlib.Path(folder)
                # Certificates are read while the file is checked; ours come from a Secret. The rest stands as it is.
                text = re.sub(r"  tls \{.*?\n  \}\n", "", text, flags=re.S)
                (place / "nats.conf").write_text(text)
                (place / "auth").mkdir()
                (place / "auth" / "auth.conf").write_text("accounts { MOTCUA: { jetstream: enabled } }\n")
                done = tools.run("nats-server", "-t", "-c", place / "nats.conf",
                                 env={**os.environ, "POD_NAME": "motcua-nats-0", "JETSTREAM_KEY": "only-for-this-check"})
            if done.returncode:
                problems.append(f"{name}: {(done.stdout + done.stderr).strip()[:300]}")
    report.line("nats-server reads the rendered configuration", f"{count} configurations", problems)


def kustomize(report, tools, update):
    wanted = base.files(parsed(tools.template("-f", ROOT / "k8s" / "base-values.yaml", "--no-hooks")))
    folder = ROOT / "k8s" / "base"
    if update:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in wanted.items():
            (folder / name).write_text(text)
    have = {p.name: p.read_text() for p in folder.iterdir()}
    problems = [f"k8s/base/{n} is not what the chart renders: scripts/charts.sh --update"
                for n in sorted(set(wanted) | set(have)) if wanted.get(n) != have.get(n)]
    report.line("k8s/base is what the chart renders", f"{len(wanted)} files", problems)
    built = {}
    problems = []
    for name in ("k8s/base", *(f"k8s/overlays/{o}" for o in OVERLAYS)):
        done = tools.kustomize(ROOT / name)
        if done.returncode or done.stderr.strip():
            problems.append(f"{name}: {done.stderr.strip()}")
            continue
        built[name] = parsed(done.stdout)
    for name, documents in built.items():
        if name == "k8s/base":
            continue
        # kustomize puts everything into one namespace, which must be there and be restricted.
        spaces = [d for d in documents if d["kind"] == "Namespace"]
        if len(spaces) != 1 or spaces[0]["metadata"]["labels"].get("pod-security.kubernetes.io/enforce") != "restricted":
            problems.append(f"{name}: no namespace that enforces restricted")
        problems += [f"{name}: {title(d)} is in no namespace" for d in documents
                     if d["kind"] != "Namespace" and d["metadata"].get("namespace") != spaces[0]["metadata"]["name"]]
    report.line("kubectl kustomize", ", ".join(f"{n} {len(d)} objects" for n, d in built.items()), problems)
    return built


def linters(report, tools):
    files = sorted([*CHART.rglob("values.yaml"), *CHART.rglob("Chart.yaml"), *(CHART / "ci").glob("*.yaml"),
                    *HERE.glob("*.yaml"), *(ROOT / "k8s").rglob("*.yaml")])
    done = tools.run("yamllint", "--strict", "--format", "parsable", "-c", HERE / "yamllint.yaml", *files)
    report.line("yamllint --strict", f"{len(files)} files", done.stdout.splitlines())
    done = tools.run("hadolint", "--no-color", ROOT / "Containerfile")
    report.line("hadolint", "Containerfile", (done.stdout + done.stderr).splitlines())


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tools", type=pathlib.Path, required=True)
    options.add_argument("--update", action="store_true", help="write k8s/base anew")
    options = options.parse_args()
    report, tools = Report(), Tools(options.tools)
    cases = {p.stem: p for p in sorted((CHART / "ci").glob("*.yaml"))}

    lint(report, tools, cases)
    rendered = render_twice(report, tools, cases)
    if set(rendered) != set(cases):
        print(f"charts: {report.problems} problems")
        return 1
    package(report, tools, cases)
    determinism(report)
    schema_closed(report)
    schema_refuses(report, tools)
    migration_modes(report, rendered)
    images(report, rendered)
    broker(report, tools, rendered)
    stream_replicas(report, tools, rendered)
    one_more_service(report, tools)
    everything = {**rendered, **kustomize(report, tools, options.update)}
    valid_kubernetes(report, everything)
    pod_rules(report, everything)
    network_graph(report, everything)
    planted_faults(report, rendered["minimal"])
    wiring(report, everything)
    secrets(report, everything)
    linters(report, tools)
    print(f"charts: {report.problems} problems")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
