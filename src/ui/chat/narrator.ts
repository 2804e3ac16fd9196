import {
  fatalTrouble,
  runsOf,
  systemClock,
  type ChatMessage,
  type Clock,
  type Run,
  type RunTrouble,
  type SessionState,
  type TextPart,
} from '../../session/index.js';
import { AnswerSpeech } from '../answer-speech.js';
import type { Announce } from '../speech-queue.js';
import { spokenName } from '../spoken-name.js';
import { countWords, spokenText } from '../spoken-text.js';
import { strings } from '../strings.js';
import { ThinkingNarrator } from '../thinking-narrator.js';

/** How much is read out: what a page can say. */
export type Narration = 'auto' | 'full' | 'brief' | 'off';

export interface NarratorOptions {
  readonly narration: Narration;
  /** Whether thinking is told of here. */
  readonly withThinking: boolean;
}

/** Characters from which on an answer is too long to be read out without being asked for. */
const LONG = 500;
/** Milliseconds between two looks at an answer that grows. */
const LOOK_AGAIN = 1_000;

/** Tells those who listen what happens in a conversation: that the agent works, what it does and says, how it ends. */
export class Narrator {
  readonly #clock: Clock;
  readonly #announce: Announce;
  readonly #thinking: ThinkingNarrator;
  /** Runs that are known, whether they were told of or not. */
  readonly #known = new Set<string>();
  #hasHeard = false;
  #past: readonly Run[] = [];
  #run: Run | undefined;
  #isOver = false;
  #isLong = false;
  #speaker: string | undefined;
  #notice: RunTrouble | undefined;
  readonly #asked = new Set<number>();
  readonly #speech = new Map<string, AnswerSpeech>();
  readonly #said = new Set<string>();
  #lookedAt = -Infinity;
  #timer: unknown;
  #options: NarratorOptions = { narration: 'auto', withThinking: true };

  constructor(announce: Announce, clock: Clock = systemClock) {
    this.#clock = clock;
    this.#announce = (...words) => this.#options.narration !== 'off' && announce(...words);
    this.#thinking = new ThinkingNarrator(clock, this.#announce);
  }

  /** Takes what is true now. */
  heed(state: SessionState, options: NarratorOptions): void {
    this.#options = options;
    const { run, notice } = state;
    const isOther = state.past !== this.#past || run?.id !== this.#run?.id;
    if (isOther) this.#countHistory(state, !this.#hasHeard);
    this.#hasHeard = true;
    this.#past = state.past;
    if (notice && notice !== this.#notice) this.#announce(notice.text, 'assertive');
    this.#notice = notice;
    if (run && run !== this.#run) this.#heedRun(run);
  }

  /** Nothing more is said. */
  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What comes from history is told of as a number. */
  #countHistory(state: SessionState, isFirst: boolean): void {
    let count = 0;
    for (const each of runsOf(state)) {
      const isHistory = each.startedAt === each.endedAt;
      const isNew =
        !this.#known.has(each.id) && (isHistory || (isFirst && each.status !== 'running'));
      if (isNew) count += each.messages.length + (each.input ? 1 : 0);
      if (isNew || each !== state.run) this.#known.add(each.id);
    }
    if (count > 0) this.#announce(strings.history(count));
  }

  #heedRun(run: Run): void {
    const isOther = run.id !== this.#run?.id;
    this.#run = run;
    if (isOther) this.#begin(run);
    if (this.#isOver) return;
    if (this.#options.withThinking) this.#thinking.heed(run, true);
    for (const { seq, title, decision } of run.checkpoints) {
      if (decision.phase !== 'open' || this.#asked.has(seq)) continue;
      this.#asked.add(seq);
      const text = title === undefined ? strings.waiting : strings.decision(spokenName(title));
      this.#announce(text, 'assertive', `checkpoint ${seq}`);
    }
    this.#listen();
    if (run.status !== 'running') this.#end(run);
  }

  #begin({ id, status }: Run): void {
    this.#isOver = this.#known.has(id);
    this.#known.add(id);
    this.#isLong = false;
    this.#speaker = undefined;
    for (const each of [this.#asked, this.#speech, this.#said]) each.clear();
    this.#lookedAt = -Infinity;
    if (!this.#isOver && status === 'running') this.#announce(strings.working, 'polite', 'working');
  }

  /** Hears what is said in the run, at most once a second. */
  #listen(): void {
    const run = this.#run;
    if (!run || this.#isOver) return;
    const now = this.#clock.now();
    if (run.status === 'running' && now - this.#lookedAt < LOOK_AGAIN) return this.#lookLater();
    this.#lookedAt = now;
    for (const message of run.messages) {
      if (message.role === 'user') continue;
      for (const part of message.parts) {
        if (part.type === 'text' && part.lane !== 'reasoning') this.#hear(message, part, now);
      }
    }
    if ([...this.#speech.values()].some(({ isWaiting }) => isWaiting)) this.#lookLater();
  }

  #lookLater(): void {
    this.#timer ??= this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#listen();
    }, LOOK_AGAIN);
  }

  #hear(message: ChatMessage, part: TextPart, now: number): void {
    const { id, text } = part;
    const isOpen = part.open && message.status === 'open';
    const isCut = message.status === 'cut' || message.status === 'failed';
    if (text === '' || this.#said.has(id)) return;
    const { narration } = this.#options;
    let sentences: string[] = [];
    if (narration === 'full') {
      const speech = this.#speech.get(id) ?? new AnswerSpeech();
      this.#speech.set(id, speech);
      sentences = speech.take(text, isOpen, now);
    } else if (narration === 'brief' || text.length > LONG) this.#isLong = true;
    else if (!isOpen) sentences = spokenText(text, { isOpen: isCut }).split('\n');
    if (!isOpen) this.#said.add(id);
    if (sentences.length === 0) return;
    const { author } = message;
    if (author !== undefined && this.#speaker !== undefined && author !== this.#speaker) {
      this.#announce(strings.speaker(spokenName(author)));
    }
    this.#speaker = author ?? this.#speaker;
    for (const sentence of sentences) this.#announce(sentence);
  }

  #end(run: Run): void {
    this.#isOver = true;
    this.close();
    // What did not even begin is not to be told of after its end.
    this.#announce('', 'polite', 'working');
    if (run.status === 'failed' || run.status === 'cut') {
      this.#announce(fatalTrouble(run)?.text ?? strings.failed, 'assertive');
    } else if (run.status === 'cancelled') this.#announce(strings.stopped);
    else if (run.status === 'paused') {
      if (this.#asked.size === 0) this.#announce(strings.waiting, 'assertive');
    } else this.#announce(this.#completion(run));
  }

  #completion({ messages }: Run): string {
    const answers = messages
      .filter(({ role }) => role !== 'user')
      .flatMap(({ parts }) => parts)
      .map((part) => (part.type === 'text' && part.lane !== 'reasoning' ? part.text : ''))
      .filter((text) => text !== '');
    if (answers.length === 0) return strings.done;
    return this.#isLong ? strings.completeWords(countWords(answers.join('\n'))) : strings.complete;
  }
}
