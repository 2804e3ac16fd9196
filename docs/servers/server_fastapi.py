"""A server for <sse-chat dialect="agent-chat"> in Python with FastAPI.

pip install fastapi uvicorn, then python server_fastapi.py and open http://localhost:8000
(with sse-elements.js beside this file). Run one worker: a run lives in the memory of its process.
"""

import asyncio
import json
import os
import re
import uuid

import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse

PORT = int(os.environ.get("PORT", "8000"))
TOKEN = os.environ.get("TOKEN")
HEARTBEAT = float(os.environ.get("HEARTBEAT", "15"))
GRACE = float(os.environ.get("GRACE", "30"))
PACE = float(os.environ.get("PACE", "0.05"))

PAGE = """<!doctype html>
<script src="sse-elements.js"></script>
<sse-chat endpoint="/chat" resume-endpoint="/chat/{id}/stream" dialect="agent-chat"></sse-chat>"""

app = FastAPI()


async def agent(messages):
    """Your agent: it yields events until the answer is whole. Nobody waits any more: it is cancelled."""
    content = messages[-1]["content"]
    yield "tool_call", {"tool_name": "count_letters", "arguments": {"text": content}}
    yield "tool_result", {"output": len(content)}
    answer = f"You said: {content}"
    for word in re.split(r"(?<= )", answer):
        await asyncio.sleep(PACE)
        yield "message_delta", {"content": word}
    yield "completed", {"final_message": answer}


class Run:
    """One answer. It goes on while a connection is lost, and is kept so that it can be read from any place."""

    def __init__(self, session, messages):
        self.session = session
        self.events = []
        self.is_over = False
        self.readers = 0
        self.news = asyncio.Event()
        if session in runs:
            runs[session].work.cancel()
        runs[session] = self
        self.work = asyncio.create_task(self.play(messages))

    async def play(self, messages):
        try:
            self.add("session_initialized", {"session_id": self.session})
            async for event, data in agent(messages):
                self.add(event, data)
        except Exception as error:
            print("The agent has failed:", error)
            self.add("error", {"status": "error", "message": "The agent has failed."})
        finally:
            self.is_over = True
            self.wake()

    def add(self, event, data):
        number = len(self.events) + 1
        self.events.append(f"id: {number}\nevent: {event}\ndata: {json.dumps(data)}\n\n")
        self.wake()

    def wake(self):
        self.news.set()
        self.news = asyncio.Event()

    async def read(self, seen):
        """Every event after `seen`, as it comes, and a comment when nothing has come for a while."""
        yield ": connected\n\n"
        while True:
            news = self.news
            for event in self.events[seen:]:
                seen += 1
                yield event
            if self.is_over:
                return
            try:
                await asyncio.wait_for(news.wait(), HEARTBEAT)
            except asyncio.TimeoutError:
                yield ": keep-alive\n\n"

    def forget(self):
        if self.readers > 0:
            return
        self.work.cancel()
        if runs.get(self.session) is self:
            del runs[self.session]


# The latest run of each session, until nobody has read it for GRACE seconds.
runs = {}


class Stream(StreamingResponse):
    """A run as it is read. It is over when the run is, and when the client has gone."""

    def __init__(self, run, seen):
        headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
        super().__init__(run.read(seen), media_type="text/event-stream", headers=headers)
        self.run = run

    async def __call__(self, scope, receive, send):
        self.run.readers += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.run.readers -= 1
            # It may be Stop, and it may be a lost connection that comes back.
            asyncio.get_running_loop().call_later(GRACE, self.run.forget)


def check_token(authorization: str = Header("")):
    if TOKEN and authorization != f"Bearer {TOKEN}":
        raise HTTPException(401, "Invalid or expired token")


@app.post("/chat", dependencies=[Depends(check_token)])
async def chat(request: Request):
    try:
        body = await request.json()
        messages = body["messages"]
        session = body.get("session_id") or str(uuid.uuid4())
        is_valid = messages[-1]["role"] == "user" and re.fullmatch(r"[\w-]+", session, re.ASCII)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        is_valid = False
    if not is_valid:
        return JSONResponse({"detail": "Expected messages, the last one of a user"}, 422)
    if body.get("stream", True):
        return Stream(Run(session, messages), 0)
    async for event, data in agent(messages):
        if event == "completed":
            return {"content": data["final_message"]}


@app.get("/chat/{session}/stream", dependencies=[Depends(check_token)])
async def resume(session: str, request: Request):
    run = runs.get(session)
    if run is None:
        # Nothing more will come: 204 keeps a client from asking again.
        return Response(status_code=204)
    seen = request.headers.get("last-event-id", "")
    return Stream(run, int(seen) if seen.isdecimal() else 0)


@app.get("/")
async def index():
    return HTMLResponse(PAGE)


@app.get("/sse-elements.js")
async def script():
    return FileResponse(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sse-elements.js"))


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT)
