"""Builds on a real cluster of two nodes, in a process of its own: ``python ray_cluster.py FOLDER OUTPUT-FOLDER``.

Prints a line of JSON for each build: its name and how many documents came out. One loses a worker process, one a node.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import ray
from ray.cluster_utils import Cluster

from fangzhi.run import on_ray
from fangzhi.run.build import Progress, build

NODE: Any = {"num_cpus": 1, "object_store_memory": 80_000_000, "include_dashboard": False}
SOON = {  # a node that is gone is noticed within two seconds, not thirty
    "health_check_initial_delay_ms": 500,
    "health_check_period_ms": 300,
    "health_check_timeout_ms": 300,
    "health_check_failure_threshold": 4,
}


def parent(process: str) -> str:
    """The process that started a process, empty when it is gone."""
    try:
        status = Path("/proc", process, "stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return status.rpartition(")")[2].split()[1]


def is_ours(process: str) -> bool:
    """Whether a process was started by this one, directly or not."""
    while process not in ("", "0", "1"):
        if process == str(os.getpid()):
            return True
        process = parent(process)
    return False


def kill_a_worker() -> bool:
    """Kill one process of Ray that is at a shard."""
    for folder in Path("/proc").iterdir():
        try:
            name = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if folder.name.isdecimal() and name.startswith(b"ray::do_shard") and is_ours(folder.name):
            os.kill(int(folder.name), signal.SIGKILL)
            return True
    return False


def main(documents: str, output: Path) -> None:
    """Three builds on one cluster."""
    on_ray.SHARDS = 2  # for each core: few documents need few
    cluster = Cluster(initialize_head=True, head_node_args={**NODE, "_system_config": SOON})
    second = cluster.add_node(**NODE)
    cluster.wait_for_nodes()

    def run(name: str, hurt: object = None) -> None:
        done: list[object] = []

        def watch(_: Progress) -> None:
            if callable(hurt) and not done:
                done.append(hurt())

        summary = build([documents], output / f"{name}.duckdb", on="ray", address=cluster.address, progress=watch)
        told = {"name": name, "documents": summary.documents, "read": summary.read, "hurt": done}
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()

    run("whole")
    run("worker", kill_a_worker)
    run("node", lambda: cluster.remove_node(second, allow_graceful=False) or True)
    ray.shutdown()
    cluster.shutdown()  # type: ignore[no-untyped-call]  # it has no types


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
