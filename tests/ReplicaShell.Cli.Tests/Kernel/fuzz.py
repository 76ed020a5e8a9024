"""Sends a kernel thousands of messages that no front end would send, always the same ones, and asks it for a sum afterwards."""
import hashlib
import hmac
import json
import random
import sys

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import KernelManager

COUNT = 4000
MOST_ANSWERS = 200
random.seed(20261125)


def sign(key, parts):
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()


def junk(size=40):
    return bytes(random.getrandbits(8) for _ in range(random.randrange(size)))


def value(depth=0):
    return random.choice(
        [
            lambda: None,
            lambda: random.choice([True, False]),
            lambda: random.randrange(-(2**70), 2**70),
            lambda: random.random() * 1e300,
            lambda: "".join(chr(random.randrange(1, 0xD7FF)) for _ in range(random.randrange(20))),
            lambda: [value(depth + 1) for _ in range(3)] if depth < 4 else [],
            lambda: {str(i): value(depth + 1) for i in range(3)} if depth < 4 else {},
        ]
    )()


TYPES = [
    "execute_request", "complete_request", "inspect_request", "history_request", "is_complete_request", "comm_open",
    "comm_info_request", "kernel_info_request", "interrupt_request", "input_reply", "debug_request", "", "x" * 500,
]
FIELDS = ["code", "cursor_pos", "silent", "store_history", "user_expressions", "n", "hist_access_type", "comm_id", "value"]


def header():
    whole = {"msg_id": "1", "session": "s", "username": "u", "date": "", "msg_type": random.choice(TYPES), "version": "5.3"}
    for name in list(whole):
        chance = random.random()
        if chance < 0.05:
            del whole[name]
        elif chance < 0.1:
            whole[name] = value()
    return whole


def content():
    fields = {name: value() for name in random.sample(FIELDS, random.randrange(len(FIELDS)))}
    # Cells that run are of little use here, and an endless one would be in the way.
    fields["code"] = random.choice([None, 7, "", "1 +", "#!", "#!nothing", "#!share", "\u0000", [], {"a": 1}])
    return fields


def message(key):
    parts = [json.dumps(one).encode() for one in (header(), {}, {}, content())]
    kind = random.randrange(12)
    if kind == 0:
        parts[random.randrange(4)] = junk()
    elif kind == 1:
        parts[random.randrange(4)] = b"[" * random.choice([10, 70, 100000])
    elif kind == 2:
        parts[random.randrange(4)] = json.dumps(value()).encode()
    elif kind == 3:
        parts = parts[: random.randrange(4)]
    elif kind == 4:
        parts[3] = b'{"code":"1","code":"2","silent":true,"silent":false}'
    elif kind == 11:
        # Half a surrogate pair, in each part.
        at = random.randrange(4)
        parts[at] = parts[at][:-1] + (b"," if len(parts[at]) > 2 else b"") + b'"value":"\\ud800","\\udc00":"x"}'
    elif kind == 5:
        parts[0] = parts[0][:-1] + b',"msg_type":"execute_request"}'
    signature = sign(key, parts)
    frames = [b"<IDS|MSG>", signature, *parts]
    if kind == 6:
        frames[1] = random.choice([b"", junk(), sign(b"other", parts)])
    elif kind == 7:
        frames.pop(0)
    elif kind == 8:
        frames += [junk(5000) for _ in range(random.randrange(5))]
    elif kind == 9:
        frames = [junk() for _ in range(random.randrange(1, 9))]
    elif kind == 10:
        frames = [b""] * random.randrange(1, 9)
    return frames


def reply(client, request):
    while True:
        message = client.get_shell_msg(timeout=60)
        if message["parent_header"].get("msg_id") == request:
            return message["content"]


def main():
    manager = KernelManager(kernel_name=sys.argv[1])
    manager.start_kernel()
    client = BlockingKernelClient(connection_file=manager.connection_file)
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    info = manager.get_connection_info()
    context = zmq.Context()
    ports = [info[name] for name in ("shell_port", "control_port", "stdin_port", "hb_port", "iopub_port")]
    sockets = []
    for port in ports:
        socket = context.socket(zmq.DEALER)
        socket.linger = 0
        socket.connect(f"tcp://127.0.0.1:{port}")
        sockets.append(socket)
    for number in range(COUNT):
        try:
            random.choice(sockets[:4]).send_multipart(message(info["key"]), flags=zmq.DONTWAIT)
        except zmq.Again:
            pass
    # More than a frame may have.
    large = context.socket(zmq.DEALER)
    large.linger = 0
    large.connect(f"tcp://127.0.0.1:{ports[0]}")
    large.send_multipart([b"<IDS|MSG>", b"", b"x" * (65 * 1024 * 1024)])
    # A cell that failed before it takes this one along, as it takes all that wait, and an interrupt that is still under way
    # ends it.
    answers, text = [], None
    while "ok" not in answers:
        request = client.execute("40 + 2")
        answers.append(reply(client, request)["status"])
        if len(answers) > MOST_ANSWERS:
            sys.exit(f"It answers no more: {answers}")
    while text is None:
        answer = client.get_iopub_msg(timeout=60)
        if answer["parent_header"].get("msg_id") == request and answer["msg_type"] == "execute_result":
            text = answer["content"]["data"]["text/plain"]
    client.stop_channels()
    context.destroy(linger=0)
    manager.shutdown_kernel()
    print(text)


main()
