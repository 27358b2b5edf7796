"""The container's steps, run as a script: files copied, the package put in, its command run.

What a base image brings (Python, useradd) is this machine's; the locked parts are those installed here already.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def steps(verb: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.removeprefix(f"{verb} ").strip() for line in joined.splitlines() if line.startswith(f"{verb} ")]


def copied(to: Path) -> None:
    """Every COPY step."""
    for step in steps("COPY"):
        *sources, target = step.split()
        for source in sources:
            there, here = to / target, ROOT / source
            if here.is_dir():
                shutil.copytree(here, there, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                file = there / here.name if target.endswith("/") else there
                file.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(here, file)


def test_its_steps_make_a_package_whose_commands_run(tmp_path: Path) -> None:
    image, site = tmp_path / "app", tmp_path / "site"
    copied(image)
    install = next(step for step in steps("RUN") if step.endswith("--no-build-isolation ."))
    assert "--no-deps" in install
    uv = [str(ROOT / ".venv/bin/uv"), "pip", "install", "--python", sys.executable, "--target", str(site)]
    subprocess.run([*uv, "--no-deps", "--no-build-isolation", "."], cwd=image, check=True, capture_output=True)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(site),
        "STOCKTAKE_DATABASE_URL": f"sqlite:///{tmp_path}/stocktake.db",
        "STOCKTAKE_HEARTBEAT": str(tmp_path / "alive"),
    }

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-P", "-m", "bot", *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)

    assert "The database is up to date." in run("db", "upgrade").stdout
    assert run("manifest").stdout.startswith("display_information:")
    checked = run("check", str(image / "examples" / "delivery-unit.yaml"))
    assert "can be imported: 5 priorities" in checked.stdout
    assert run("alive").returncode == 1
    (tmp_path / "alive").touch()
    assert run("alive").returncode == 0


def test_only_what_is_locked_is_installed_and_nobody_is_root() -> None:
    assert "pip install --no-cache-dir --require-hashes -r requirements/run.txt" in DOCKERFILE
    user = next(number for number, line in enumerate(DOCKERFILE.splitlines()) if line == "USER stocktake")
    after = DOCKERFILE.splitlines()[user:]
    assert not any(line.startswith(("RUN", "COPY", "USER root")) for line in after)
    assert 'HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["stocktake", "alive"]' in after
    assert 'CMD ["stocktake", "run"]' in after


def test_what_it_copies_is_what_the_context_lets_in() -> None:
    allowed = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.M))
    wanted = {source.split("/")[0] for step in steps("COPY") for source in step.split()[:-1]}
    assert wanted == allowed
