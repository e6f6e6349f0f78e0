"""What every pod must be: restricted, with probes and requests, and given only the settings that it reads."""

import services

VOLUME_TYPES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
                "projected", "secret"}

COMMON = {"MOTCUA_HTTP_LISTEN", "MOTCUA_OPS_LISTEN", "MOTCUA_LOG", "MOTCUA_LOG_FORMAT", "MOTCUA_ISSUER"}
OPTIONAL = {"MOTCUA_OTLP_ENDPOINT"}
DATABASE = {"MOTCUA_DATABASE_URL_FILE"}
BUS = {"MOTCUA_NATS_URL", "MOTCUA_NATS_REPLICAS", "MOTCUA_JWKS_URL"}
LOOKUP = {"MOTCUA_LOOKUP_KEY_FILE"}
PAYMENT = {"MOTCUA_PAYMENT_PAGE_URL", "MOTCUA_PAYMENT_KEY_FILE", "MOTCUA_PAYMENT_RETURN_URL"}

# The program refuses a MOTCUA_ key that it does not know, so this table is as strict as the program.
ENVIRONMENT = {
    "gateway": COMMON | DATABASE | {"MOTCUA_UPSTREAMS", "MOTCUA_ADMIN_PASSWORD_FILE", "MOTCUA_E_IDENTITY"},
    **{name: COMMON | DATABASE | BUS | (LOOKUP if holds.get("lookupKey") else set())
       for name, holds in services.BACKENDS.items()},
    "portal": COMMON | {"MOTCUA_GATEWAY_URL"},
}
MAY_HAVE_CREDENTIALS = set(services.BACKENDS)


def workloads(documents):
    """(kind/name, component, pod spec, is a Job) for every object that brings pods."""
    for doc in documents:
        if doc["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
            template = doc["spec"]["template"]
        elif doc["kind"] == "CronJob":
            template = doc["spec"]["jobTemplate"]["spec"]["template"]
        elif doc["kind"] == "Pod":
            template = doc
        else:
            continue
        component = template["metadata"]["labels"].get("app.kubernetes.io/component", "")
        yield f"{doc['kind']}/{doc['metadata']['name']}", component, template["spec"], doc["kind"] == "Job"


def containers(spec):
    return spec.get("initContainers", []) + spec["containers"] + spec.get("ephemeralContainers", [])


def restricted(where, spec):
    """The Pod Security Standard "restricted", and three requirements of our own."""
    pod = spec.get("securityContext", {})
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(key):
            yield f"{where}: {key}"
    if spec.get("automountServiceAccountToken") is not False:
        yield f"{where}: mounts a token"
    if spec.get("enableServiceLinks") is not False:
        yield f"{where}: takes service links, whose MOTCUA_ variables the program refuses"
    if pod.get("sysctls"):
        yield f"{where}: sysctls"
    for volume in spec.get("volumes", []):
        for kind in set(volume) - {"name"} - VOLUME_TYPES:
            yield f"{where}: volume type {kind}"
    for c in containers(spec):
        at, own = f"{where}/{c['name']}", c.get("securityContext", {})
        both = {**pod, **own}
        if both.get("runAsNonRoot") is not True:
            yield f"{at}: may run as root"
        if not isinstance(both.get("runAsUser"), int) or both["runAsUser"] == 0:
            yield f"{at}: no numeric user above 0"
        if both.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"):
            yield f"{at}: no seccomp profile"
        if own.get("allowPrivilegeEscalation") is not False:
            yield f"{at}: may gain privileges"
        if own.get("privileged"):
            yield f"{at}: privileged"
        if own.get("procMount", "Default") != "Default":
            yield f"{at}: procMount"
        if "ALL" not in own.get("capabilities", {}).get("drop", []):
            yield f"{at}: keeps capabilities"
        if set(own.get("capabilities", {}).get("add", [])) - {"NET_BIND_SERVICE"}:
            yield f"{at}: adds capabilities"
        if own.get("readOnlyRootFilesystem") is not True:
            yield f"{at}: may write its own image"
        mounts = {m["mountPath"]: m["name"] for m in c.get("volumeMounts", [])}
        scratch = [v["name"] for v in spec.get("volumes", []) if "emptyDir" in v]
        if mounts.get("/tmp") not in scratch:
            yield f"{at}: no emptyDir at /tmp"
        if any("hostPort" in p for p in c.get("ports", [])):
            yield f"{at}: hostPort"


def ready_for_work(where, spec, is_job):
    """Requests for every container; probes and a graceful shutdown for those that serve."""
    for c in containers(spec):
        at, requests = f"{where}/{c['name']}", c.get("resources", {}).get("requests", {})
        if not {"cpu", "memory"} <= set(requests):
            yield f"{at}: requests are not set"
        if is_job:
            continue
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            if probe not in c:
                yield f"{at}: no {probe}"
        if "preStop" not in c.get("lifecycle", {}):
            yield f"{at}: has no preStop hook"
    if not is_job and not spec.get("terminationGracePeriodSeconds", 0) >= 30:
        yield f"{where}: too little time to end"


def environment(where, component, spec):
    """Exactly the MOTCUA_ keys that the service reads, and every …_FILE among the mounted files."""
    service = component.removesuffix("-migrate")
    if service not in ENVIRONMENT:
        return
    (container,) = spec["containers"]
    have = {e["name"] for e in container["env"] if e["name"].startswith("MOTCUA_")}
    optional = OPTIONAL | ({"MOTCUA_NATS_CREDENTIALS_FILE"} if service in MAY_HAVE_CREDENTIALS else set())
    if service == "portal":
        optional = optional | {"MOTCUA_PAYMENT_PAGE_URL"}
    if component in ("gateway", "portal"):
        optional = optional | {"MOTCUA_TRUSTED_PROXIES"}
    if service == "intake" and have & PAYMENT:
        # All three or none.
        optional = optional | PAYMENT
        for key in sorted(PAYMENT - have):
            yield f"{where}: {key} is not set, but the others of its group are"
    for key in sorted(ENVIRONMENT[service] - have):
        yield f"{where}: {key} is not set"
    for key in sorted(have - ENVIRONMENT[service] - optional):
        yield f"{where}: {key} is set, and {service} refuses it"
    names = [e["name"] for e in container["env"]]
    for key in sorted({n for n in names if names.count(n) > 1}):
        yield f"{where}: {key} is set twice"
    if container["command"] != [f"/usr/local/bin/motcua-{service}"]:
        yield f"{where}: starts {container['command']}"
    volumes = {v["name"]: v for v in spec["volumes"]}
    files = set()
    for mount in container["volumeMounts"]:
        for source in volumes[mount["name"]].get("projected", {}).get("sources", []):
            files |= {f"{mount['mountPath']}/{i['path']}" for i in source["secret"]["items"]}
    wanted = {e["value"] for e in container["env"] if e["name"].endswith("_FILE")}
    for path in sorted(wanted ^ files):
        yield f"{where}: {path} is {'not mounted' if path in wanted else 'mounted, but not read'}"


def complaints(documents):
    """The number of containers, and every rule that one of the pods breaks."""
    found, count = [], 0
    for where, component, spec, is_job in workloads(documents):
        count += len(containers(spec))
        found += restricted(where, spec)
        found += ready_for_work(where, spec, is_job)
        found += environment(where, component, spec)
    return count, found
