"""Measures one session of a kernel as a front end meets it, and prints the figures as JSON: seconds, and megabytes.

session.py KERNEL cold     a cell is sent as soon as the kernel answers
session.py KERNEL rested   the kernel has 1.5 s of rest before the first cell; then later cells, a plot and the memory
"""
import json
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

PATIENCE = 60
REST = 1.5
LATER = 20

SAMPLES = """
var start = DateTimeOffset.UtcNow;
var samples = Enumerable.Range(0, 200).Select(i => new ReplicationLag {
    Time = start.AddMilliseconds(50 * i), Pair = "lab", Node = "node2", State = LagState.Streaming,
    LagBytes = i * 1000, ReplayLag = TimeSpan.FromMilliseconds(i) }).ToList();
"""
PLOT = "samples"


def finish(client, request):
    """Waits for the end of a request; gives the time at which its result or its reply came, whichever was first."""
    shown = None
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "error":
            raise SystemExit("\n".join(content["traceback"]))
        if message["msg_type"] in ("execute_result", "stream", "display_data"):
            shown = shown or time.perf_counter()
        if message["msg_type"] == "status" and content["execution_state"] == "idle":
            return shown or time.perf_counter()


def cell(client, code):
    began = time.perf_counter()
    return finish(client, client.execute(code)) - began


def rss(process):
    with open(f"/proc/{process.pid}/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def later(client, code):
    return statistics.median(cell(client, code) for _ in range(LATER))


def main():
    kernel, kind = sys.argv[1:]
    manager = KernelManager(kernel_name=kernel)
    began = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.kernel_info()
    client.get_shell_msg(timeout=PATIENCE)
    figures = {"ready": time.perf_counter() - began}
    try:
        if kind == "cold":
            cell(client, "1 + 1")
            figures["first-result"] = time.perf_counter() - began
        else:
            time.sleep(REST)
            figures["first"] = cell(client, "1 + 1")
            figures["later"] = later(client, "1 + 1")
            figures["first-pwsh"] = cell(client, "#!pwsh\n1 + 1")
            figures["later-pwsh"] = later(client, "#!pwsh\n1 + 1")
            cell(client, SAMPLES)
            figures["first-plot"] = cell(client, PLOT)
            figures["memory"] = rss(manager.provisioner.process)
            figures["later-plot"] = later(client, PLOT)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    print(json.dumps(figures))


main()
