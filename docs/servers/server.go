// A server for <sse-chat dialect="agent-chat"> in Go, with the standard library alone.
//
//	go run server.go, then open http://localhost:8000 (with sse-elements.js beside this file)
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

const page = `<!doctype html>
<script src="sse-elements.js"></script>
<sse-chat endpoint="/chat" resume-endpoint="/chat/{id}/stream" dialect="agent-chat"></sse-chat>`

var (
	token     = os.Getenv("TOKEN")
	heartbeat = seconds("HEARTBEAT", 15)
	grace     = seconds("GRACE", 30)
	pace      = seconds("PACE", 0.05)
)

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type object map[string]any

// Your agent: it gives events to say until the answer is whole, or ctx says that nobody waits for it.
func agent(ctx context.Context, messages []message, say func(event string, data object)) error {
	content := messages[len(messages)-1].Content
	say("tool_call", object{"tool_name": "count_letters", "arguments": object{"text": content}})
	say("tool_result", object{"output": len([]rune(content))})
	answer := "You said: " + content
	for _, word := range strings.SplitAfter(answer, " ") {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pace):
		}
		say("message_delta", object{"content": word})
	}
	say("completed", object{"final_message": answer})
	return nil
}

// One answer. It goes on while a connection is lost, and is kept so that it can be read from any place.
type run struct {
	sync.Mutex
	session string
	events  []string
	isOver  bool
	readers int
	news    chan struct{}
	cancel  context.CancelFunc
}

// The latest run of each session, until nobody has read it for grace.
var (
	runs     = map[string]*run{}
	runsLock sync.Mutex
)

func begin(session string, messages []message) *run {
	ctx, cancel := context.WithCancel(context.Background())
	r := &run{session: session, news: make(chan struct{}), cancel: cancel}
	runsLock.Lock()
	if earlier := runs[session]; earlier != nil {
		earlier.cancel()
	}
	runs[session] = r
	runsLock.Unlock()
	go func() {
		r.add("session_initialized", object{"session_id": session})
		if err := agent(ctx, messages, r.add); err != nil && ctx.Err() == nil {
			log.Print(err)
			r.add("error", object{"status": "error", "message": "The agent has failed."})
		}
		r.Lock()
		r.isOver = true
		r.wake()
		r.Unlock()
	}()
	return r
}

func (r *run) add(event string, data object) {
	text, _ := json.Marshal(data)
	r.Lock()
	defer r.Unlock()
	r.events = append(r.events, fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", len(r.events)+1, event, text))
	r.wake()
}

func (r *run) wake() {
	close(r.news)
	r.news = make(chan struct{})
}

// Writes every event after seen, as it comes, and a comment when nothing has come for a while.
func (r *run) read(w http.ResponseWriter, request *http.Request, seen int) {
	r.Lock()
	r.readers++
	r.Unlock()
	defer r.leave()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store, no-transform")
	w.Header().Set("X-Accel-Buffering", "no")
	write := func(text string) {
		fmt.Fprint(w, text)
		w.(http.Flusher).Flush()
	}
	write(": connected\n\n")
	for {
		r.Lock()
		if seen < 0 || seen > len(r.events) {
			seen = 0
		}
		events, isOver, news := r.events[seen:], r.isOver, r.news
		r.Unlock()
		if len(events) > 0 {
			seen += len(events)
			write(strings.Join(events, ""))
			continue
		}
		if isOver {
			return
		}
		select {
		case <-request.Context().Done():
			return
		case <-news:
		case <-time.After(heartbeat):
			write(": keep-alive\n\n")
		}
	}
}

func (r *run) leave() {
	r.Lock()
	r.readers--
	r.Unlock()
	// It may be Stop, and it may be a lost connection that comes back.
	time.AfterFunc(grace, func() {
		r.Lock()
		isRead := r.readers > 0
		r.Unlock()
		if isRead {
			return
		}
		r.cancel()
		runsLock.Lock()
		defer runsLock.Unlock()
		if runs[r.session] == r {
			delete(runs, r.session)
		}
	})
}

var (
	sessionPath = regexp.MustCompile(`^/chat/([\w-]+)/stream$`)
	sessionID   = regexp.MustCompile(`^[\w-]+$`)
)

func chat(w http.ResponseWriter, request *http.Request) {
	body := struct {
		Messages []message `json:"messages"`
		Session  string    `json:"session_id"`
		Stream   *bool     `json:"stream"`
	}{}
	err := json.NewDecoder(request.Body).Decode(&body)
	if body.Session == "" {
		body.Session = newID()
	}
	last := len(body.Messages) - 1
	if err != nil || last < 0 || body.Messages[last].Role != "user" || !sessionID.MatchString(body.Session) {
		send(w, 422, object{"detail": "Expected messages, the last one of a user"})
		return
	}
	if body.Stream == nil || *body.Stream {
		begin(body.Session, body.Messages).read(w, request, 0)
		return
	}
	_ = agent(request.Context(), body.Messages, func(event string, data object) {
		if event == "completed" {
			send(w, 200, object{"content": data["final_message"]})
		}
	})
}

func answer(w http.ResponseWriter, request *http.Request) {
	path := request.URL.Path
	resumed := sessionPath.FindStringSubmatch(path)
	isProtected := token != "" && strings.HasPrefix(path, "/chat")
	switch {
	case isProtected && request.Header.Get("Authorization") != "Bearer "+token:
		send(w, 401, object{"detail": "Invalid or expired token"})
	case request.Method == "POST" && path == "/chat":
		chat(w, request)
	case request.Method == "GET" && resumed != nil:
		runsLock.Lock()
		r := runs[resumed[1]]
		runsLock.Unlock()
		if r == nil {
			// Nothing more will come: 204 keeps a client from asking again.
			w.WriteHeader(204)
			return
		}
		seen, _ := strconv.Atoi(request.Header.Get("Last-Event-ID"))
		r.read(w, request, seen)
	case path == "/":
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, page)
	case path == "/sse-elements.js":
		http.ServeFile(w, request, "sse-elements.js")
	default:
		send(w, 404, object{"detail": "Not Found"})
	}
}

func send(w http.ResponseWriter, status int, body object) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func newID() string {
	bytes := make([]byte, 16)
	_, _ = rand.Read(bytes)
	return fmt.Sprintf("%x", bytes)
}

func seconds(name string, initial float64) time.Duration {
	if value, err := strconv.ParseFloat(os.Getenv(name), 64); err == nil {
		initial = value
	}
	return time.Duration(initial * float64(time.Second))
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8000"
	}
	log.Print("http://localhost:" + port)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, http.HandlerFunc(answer)))
}
