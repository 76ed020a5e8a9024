"""Talks to a kernel as a front end does: reads steps as JSON from standard input, and prints what came back as JSON.

A step is {"run": code}, with "interrupt": "signal" or "message" once the cell has begun (once it has written "ready", where
"when_ready" is set, or has shown something, where "shown" is), "answers" to its questions (null: it may ask none), "options" of the request, "second": true for another
client; {"complete": code}, {"is_complete": code}, {"inspect": code, "at": cursor}, {"history": options},
{"send": type, "content": {}, "channel": "shell"}, {"restart": true}, or {"forge": code}: an execute request with a wrong
signature, which must go unheard. {"until": text, "of": code}: the cell again and again, until its output has the text.
"""
import json
import os
import queue
import signal
import sys
import time

from jupyter_client import BlockingKernelClient
from jupyter_client.manager import KernelManager

PATIENCE = 60

# A step that goes on for so long was not ended by what should have ended it, such as an interrupt of an endless stream.
LONGEST_STEP = 240

# Whoever starts the tests in the background of a script has them ignore the signal, and the kernel would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def answer(client, result, answers):
    if answers and client.stdin_channel.msg_ready():
        question = client.get_stdin_msg(timeout=PATIENCE)["content"]
        result.setdefault("asked", []).append(question)
        client.input(answers.pop(0))


def collect(client, request, begun=None, answers=None, begins="execute_input", replies=True):
    result = {"outputs": []}
    waited = time.time()
    while True:
        if time.time() - waited > LONGEST_STEP:
            raise TimeoutError(f"The step still goes on after {LONGEST_STEP} s.")
        try:
            message = client.get_iopub_msg(timeout=0.05 if answers else PATIENCE)
        except queue.Empty:
            if time.time() - waited > PATIENCE:
                raise
            answer(client, result, answers)
            continue
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
        if begun and begins in (message["msg_type"], content.get("text", "").strip()):
            begun()
            begun = None
    if not replies:
        return result
    reply = client.get_shell_msg(timeout=PATIENCE)
    while reply["parent_header"].get("msg_id") != request:
        reply = client.get_shell_msg(timeout=PATIENCE)
    result["reply"] = reply["content"]
    return result


def forge(client, code):
    key, client.session.key = client.session.key, b"another key"
    client.execute(code)
    client.session.key = key


def second(manager, others):
    if not others:
        # Of a session of its own, as another window has it.
        others.append(BlockingKernelClient(connection_file=manager.connection_file))
        others[0].load_connection_file()
        others[0].start_channels()
        others[0].wait_for_ready(timeout=PATIENCE)
    return others[0]


def main():
    manager = KernelManager(kernel_name=sys.argv[1])
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    results = []
    others = []
    for step in json.load(sys.stdin):
        began = time.time()
        if "forge" in step:
            forge(client, step["forge"])
            continue
        if "until" in step:
            # Each cell lets the kernel rest for a moment, as people do.
            while time.time() - began < PATIENCE:
                result = collect(client, client.execute(step["of"]))
                if step["until"] in json.dumps(result["outputs"]):
                    break
                time.sleep(0.1)
        elif "run" in step:
            ways = {
                # The kernelspecs ask for messages, so the client itself would send one.
                "signal": lambda: (time.sleep(0.5), os.kill(manager.provisioner.process.pid, signal.SIGINT)),
                "message": lambda: (
                    time.sleep(0.5),
                    client.control_channel.send(client.session.msg("interrupt_request", {})),
                ),
            }
            answers = step.get("answers", [])
            options = {"allow_stdin": answers is not None, **(step.get("options") or {})}
            asker = second(manager, others) if step.get("second") else client
            result = collect(
                asker,
                asker.execute(step["run"], **options),
                ways.get(step.get("interrupt")),
                answers,
                "ready" if step.get("when_ready") else "display_data" if step.get("shown") else "execute_input",
            )
        elif "complete" in step:
            request = client.complete(step["complete"], len(step["complete"]))
            result = collect(client, request)
        elif "inspect" in step:
            result = collect(client, client.inspect(step["inspect"], step["at"]))
        elif "history" in step:
            result = collect(client, client.history(**step["history"]))
        elif "send" in step:
            message = client.session.msg(step["send"], step["content"])
            client.shell_channel.send(message)
            result = collect(client, message["header"]["msg_id"], replies=step["send"].endswith("_request"))
        elif "restart" in step:
            manager.restart_kernel(now=False)
            client.wait_for_ready(timeout=PATIENCE)
            result = {"outputs": []}
        else:
            result = collect(client, client.is_complete(step["is_complete"]))
        result["seconds"] = time.time() - began
        results.append(result)
    for one in [client, *others]:
        one.stop_channels()
    manager.shutdown_kernel()
    print(json.dumps({"results": results, "alive": manager.is_alive()}))


main()
