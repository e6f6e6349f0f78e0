"""Makes k8s/base from the rendered chart: one file for each component, without Helm's own labels."""

import yaml

HELM_LABELS = ("helm.sh/chart", "app.kubernetes.io/managed-by")
HEADER = "# Made from helm/motcua by scripts/charts.sh --update; change the chart or k8s/base-values.yaml instead.\n"


class Dumper(yaml.SafeDumper):
    """Texts of several lines stay readable, and lists stand under their key."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        return True


def text(dumper, value):
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


Dumper.add_representer(str, text)


def without_helm(doc):
    for holder in (doc["metadata"], doc.get("spec", {}).get("template", {}).get("metadata", {})):
        for label in HELM_LABELS:
            holder.get("labels", {}).pop(label, None)
    return doc


def files(documents):
    """The content of k8s/base by file name."""
    parts = {}
    for doc in documents:
        component = doc["metadata"]["labels"]["app.kubernetes.io/component"].removesuffix("-migrate")
        parts.setdefault(f"{component}.yaml", []).append(without_helm(doc))
    made = {}
    for name, members in sorted(parts.items()):
        bodies = [yaml.dump(d, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10**6) for d in members]
        made[name] = HEADER + "---\n".join(bodies)
    kustomization = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization",
                     "resources": sorted(parts)}
    made["kustomization.yaml"] = HEADER + yaml.dump(kustomization, Dumper=Dumper, sort_keys=False)
    return made
