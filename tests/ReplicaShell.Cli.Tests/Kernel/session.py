"""Talks to a kernel as a front end does: reads steps as JSON from standard input, and prints what came back as JSON.

A step is {"run": code}, with "interrupt": "signal" or "message" once the cell has begun, or, with "shown": true, once it
has shown something; {"complete": code}
or {"is_complete": code}, or {"forge": code}: an execute request with a wrong signature, which must go unheard.
"""
import json
import os
import signal
import sys
import time

from jupyter_client.manager import KernelManager

PATIENCE = 60


def collect(client, request, begun=None, begins="execute_input"):
    result = {"outputs": []}
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "status":
            if content["execution_state"] == "idle":
                break
        elif message["msg_type"] == "execute_input":
            result["count"] = content["execution_count"]
        else:
            result["outputs"].append({"type": message["msg_type"], **content})
        if begun and message["msg_type"] == begins:
            begun()
            begun = None
    reply = client.get_shell_msg(timeout=PATIENCE)
    while reply["parent_header"].get("msg_id") != request:
        reply = client.get_shell_msg(timeout=PATIENCE)
    result["reply"] = reply["content"]
    return result


def forge(client, code):
    key, client.session.key = client.session.key, b"another key"
    client.execute(code)
    client.session.key = key


def main():
    manager = KernelManager(kernel_name=sys.argv[1])
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    results = []
    for step in json.load(sys.stdin):
        began = time.time()
        if "forge" in step:
            forge(client, step["forge"])
            continue
        if "run" in step:
            ways = {
                # The kernelspecs ask for messages, so the client itself would send one.
                "signal": lambda: (time.sleep(0.5), os.kill(manager.provisioner.process.pid, signal.SIGINT)),
                "message": lambda: (
                    time.sleep(0.5),
                    client.control_channel.send(client.session.msg("interrupt_request", {})),
                ),
            }
            begins = "display_data" if step.get("shown") else "execute_input"
            result = collect(client, client.execute(step["run"]), ways.get(step.get("interrupt")), begins)
        elif "complete" in step:
            request = client.complete(step["complete"], len(step["complete"]))
            result = collect(client, request)
        else:
            result = collect(client, client.is_complete(step["is_complete"]))
        result["seconds"] = time.time() - began
        results.append(result)
    client.stop_channels()
    manager.shutdown_kernel()
    print(json.dumps({"results": results, "alive": manager.is_alive()}))


main()
