"""A server for <sse-chat dialect="agent-chat"> in Python with Flask.

pip install flask, then python server_flask.py and open http://localhost:8000 (with sse-elements.js
beside this file). Each stream takes a thread: with gunicorn use one worker and `--threads 100`.
"""

import json
import os
import re
import threading
import time
import uuid

from flask import Flask, Response, jsonify, request, send_from_directory

PORT = int(os.environ.get("PORT", "8000"))
TOKEN = os.environ.get("TOKEN")
HEARTBEAT = float(os.environ.get("HEARTBEAT", "15"))
GRACE = float(os.environ.get("GRACE", "30"))
PACE = float(os.environ.get("PACE", "0.05"))

PAGE = """<!doctype html>
<script src="sse-elements.js"></script>
<sse-chat endpoint="/chat" resume-endpoint="/chat/{id}/stream" dialect="agent-chat"></sse-chat>"""

app = Flask(__name__)


def agent(messages):
    """Your agent: it yields events until the answer is whole. Nobody waits any more: it is not asked on."""
    content = messages[-1]["content"]
    yield "tool_call", {"tool_name": "count_letters", "arguments": {"text": content}}
    yield "tool_result", {"output": len(content)}
    answer = f"You said: {content}"
    for word in re.split(r"(?<= )", answer):
        time.sleep(PACE)
        yield "message_delta", {"content": word}
    yield "completed", {"final_message": answer}


class Run:
    """One answer. It goes on while a connection is lost, and is kept so that it can be read from any place."""

    def __init__(self, session, messages):
        self.session = session
        self.events = []
        self.is_over = False
        self.is_wanted = True
        self.readers = 0
        self.news = threading.Condition()
        if session in runs:
            runs[session].is_wanted = False
        runs[session] = self
        threading.Thread(target=self.play, args=(messages,), daemon=True).start()

    def play(self, messages):
        try:
            self.add("session_initialized", {"session_id": self.session})
            for event, data in agent(messages):
                if not self.is_wanted:
                    break
                self.add(event, data)
        except Exception as error:
            app.logger.exception(error)
            self.add("error", {"status": "error", "message": "The agent has failed."})
        finally:
            with self.news:
                self.is_over = True
                self.news.notify_all()

    def add(self, event, data):
        with self.news:
            number = len(self.events) + 1
            self.events.append(f"id: {number}\nevent: {event}\ndata: {json.dumps(data)}\n\n")
            self.news.notify_all()

    def read(self, seen):
        """Every event after `seen`, as it comes, and a comment when nothing has come for a while."""
        with self.news:
            self.readers += 1
        try:
            yield ": connected\n\n"
            while True:
                with self.news:
                    if seen == len(self.events) and not self.is_over:
                        self.news.wait(HEARTBEAT)
                    events = self.events[seen:]
                    is_over = self.is_over
                seen += len(events)
                if is_over and not events:
                    return
                yield "".join(events) or ": keep-alive\n\n"
        finally:
            with self.news:
                self.readers -= 1
            # It may be Stop, and it may be a lost connection that comes back.
            timer = threading.Timer(GRACE, self.forget)
            timer.daemon = True
            timer.start()

    def forget(self):
        if self.readers > 0:
            return
        self.is_wanted = False
        if runs.get(self.session) is self:
            del runs[self.session]


# The latest run of each session, until nobody has read it for GRACE seconds.
runs = {}


def stream(run, seen):
    headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
    return Response(run.read(seen), mimetype="text/event-stream", headers=headers)


@app.before_request
def check_token():
    is_protected = TOKEN and request.path.startswith("/chat")
    if is_protected and request.headers.get("Authorization") != f"Bearer {TOKEN}":
        return jsonify(detail="Invalid or expired token"), 401
    return None


@app.post("/chat")
def chat():
    try:
        body = request.get_json(force=True)
        messages = body["messages"]
        session = body.get("session_id") or str(uuid.uuid4())
        is_valid = messages[-1]["role"] == "user" and re.fullmatch(r"[\w-]+", session, re.ASCII)
    except Exception:
        is_valid = False
    if not is_valid:
        return jsonify(detail="Expected messages, the last one of a user"), 422
    if body.get("stream", True):
        return stream(Run(session, messages), 0)
    answers = [data["final_message"] for event, data in agent(messages) if event == "completed"]
    return jsonify(content=answers[-1])


@app.get("/chat/<session>/stream")
def resume(session):
    run = runs.get(session)
    if run is None:
        # Nothing more will come: 204 keeps a client from asking again.
        return "", 204
    seen = request.headers.get("Last-Event-ID", "")
    return stream(run, int(seen) if seen.isdecimal() else 0)


@app.get("/")
def index():
    return PAGE


@app.get("/sse-elements.js")
def script():
    return send_from_directory(os.path.dirname(os.path.abspath(__file__)), "sse-elements.js")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=PORT, threaded=True)
