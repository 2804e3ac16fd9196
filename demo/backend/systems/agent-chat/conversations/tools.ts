import type { Conversation } from '../../../conversation.js';
import { typeText } from '../../../typing.js';
import { type Scenario, comment, message, raw, wait } from '../../../wire.js';
import {
  type Turn,
  agent,
  answer,
  completed,
  delta,
  toolCall,
  toolResult,
  useTool,
  whole,
} from '../turn.js';

/** Conversations about an agent's tools. */
export const toolConversations: readonly Conversation<Turn>[] = [
  {
    id: 'todo',
    title: 'A todo',
    prompt: 'Create a todo for meeting tomorrow',
    note: 'A tool with a secret in its arguments, a batch, the whole message, history.',
    matches: /create .*todo|meeting/i,
    play: createTodo,
  },
  {
    id: 'todo-list',
    title: 'The todos so far',
    prompt: 'What is on my todo list?',
    note: 'The server remembers what was created in this session.',
    matches: /todos?\b/i,
    play: listTodos,
  },
  {
    id: 'weather',
    title: 'Three tools at once',
    prompt: 'What is the weather in Tokyo, Oslo and Nairobi?',
    note: 'Three calls open at the same time; results pair with the oldest.',
    matches: /weather|tokyo|oslo|nairobi/i,
    play: compareWeather,
  },
  {
    id: 'handoff',
    title: 'One agent hands over to another',
    prompt: 'Plan my Thursday and tell the team',
    note: 'Three agents take turns; each message carries its name.',
    matches: /thursday|hand.?over|the team/i,
    play: handOver,
  },
  {
    id: 'ledger',
    title: 'Exact digits',
    prompt: 'Show me the ledger entry as it is',
    note: 'Numbers that a JSON parser would round, keys in the order they came in.',
    matches: /ledger|digits/i,
    async *play(turn) {
      yield agent('Accountant');
      yield raw(
        '{"tool_name": "read_ledger", "arguments": {"entry": 9007199254740993, "rate": 1.10}}',
        'tool_call',
      );
      yield wait(900);
      yield raw(
        '{"output": {"balance": 12345678901234567890.10, "Currency": "EUR", "0": "first"}}',
        'tool_result',
      );
      yield* answer(turn, 'The entry is above, digit by digit. I have not rounded anything.');
    },
  },
  {
    id: 'log',
    title: 'A long result',
    prompt: 'Read the server log',
    note: 'More than 5,000 characters from a tool, and a key in its arguments.',
    matches: /\blog\b/i,
    async *play(turn) {
      const host = { name: 'eu-1', auth: { user: 'deploy', api_key: 'demo-key-not-a-secret' } };
      yield agent('Operator');
      yield* useTool('read_log', { host, lines: 120 }, 1600, serverLog);
      yield* answer(turn, 'Quiet: **120 lines**, one warning, in line 77. A disk is 81 % full.');
    },
  },
  {
    id: 'slow',
    title: 'A slow tool',
    prompt: 'Search the archive for the budget of 2019',
    note: 'One tool takes twelve seconds; only a comment shows that the server lives.',
    matches: /archive|budget|slow/i,
    async *play(turn) {
      yield agent('Archivist');
      const before = `${turn.lead}Let me look in the archive. `;
      const after = 'The budget of 2019 was **4.2 million**, of which 61 % was staff.';
      yield* typeText(before, delta);
      yield toolCall('search_archive', { year: 2019, query: 'budget' });
      yield wait(6000);
      yield comment('keep-alive');
      yield wait(6000);
      yield toolResult({ found: 1, document: 'budget-2019-final-2.pdf', pages: 41 });
      yield* typeText(after, delta);
      yield completed(before + after);
    },
  },
  {
    id: 'fast',
    title: 'Five hundred tokens a second',
    prompt: 'Count to two thousand as fast as you can',
    note: 'Two thousand deltas in four seconds. Not one may be lost.',
    matches: /\bcount|two thousand|\bfast\b/i,
    async *play({ lead }) {
      const numbers = Array.from({ length: 2000 }, (_, index) => `${index + 1} `);
      yield agent('Counter');
      if (lead) yield delta(lead);
      for (const [index, number] of numbers.entries()) {
        if (index % 10 === 0) yield wait(20);
        yield delta(number);
      }
      yield completed(lead + numbers.join(''));
    },
  },
];

const serverLog = Array.from({ length: 120 }, (_, index) => {
  const time = `06:${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`;
  return index === 76
    ? `${time} WARN  disk /var is 81 % full`
    : `${time} INFO  request ${4200 + index} answered 200 in ${12 + ((index * 7) % 40)} ms`;
}).join('\n');

/** Tomorrow at 14:00, UTC, as the calendar writes it. */
function tomorrow(now: number): string {
  return `${new Date(now + 86_400_000).toISOString().slice(0, 10)} 14:00:00`;
}

async function* createTodo({ session, lead, now, createId }: Turn): Scenario {
  const todo = { todo_id: createId(), item: 'Team meeting', start_time: tomorrow(now()) };
  yield agent('TodoAgent');
  if (lead) yield delta(lead);
  yield wait(400);
  yield delta("I'll create a todo ");
  yield wait(40);
  yield delta('for your meeting.');
  yield wait(250);
  yield toolCall('create_todo', {
    item: todo.item,
    start_time: todo.start_time,
    importance: 'high',
    calendar: { access_token: 'tok_5f1c' },
  });
  yield wait(1100);
  session.todos.push(todo);
  yield toolResult({ todo_id: todo.todo_id, status: 'created', item: todo.item });
  yield wait(200);
  yield message('batch', [
    { event: 'message_delta', data: { content: '\n\nDone: ' } },
    { event: 'message_delta', data: { content: 'tomorrow at 14:00.' } },
  ]);
  const text = `${lead}I'll create a todo for your meeting.\n\nDone: tomorrow at 14:00.`;
  yield wait(100);
  yield whole(text);
  yield completed(text);
}

async function* listTodos(turn: Turn): Scenario {
  const { todos } = turn.session;
  yield agent('TodoAgent');
  yield* useTool('list_todos', { limit: 10 }, 800, { todos });
  const lines = todos.map(({ item, start_time: start }) => `- [ ] **${item}**, ${start}`);
  const list = lines.length > 0 ? `You have:\n\n${lines.join('\n')}` : 'Your list is empty.';
  yield* answer(turn, list);
}

async function* compareWeather(turn: Turn): Scenario {
  yield agent('WeatherAgent');
  yield wait(500);
  for (const city of ['Tokyo', 'Oslo', 'Nairobi']) {
    yield toolCall('get_forecast', { city, units: 'metric' });
    yield wait(60);
  }
  yield wait(800);
  yield toolResult({ city: 'Tokyo', temperature: 18, sky: 'clear' });
  yield wait(500);
  yield toolResult({ city: 'Oslo', temperature: -2, sky: 'snow' });
  yield wait(700);
  yield toolResult({ city: 'Nairobi', temperature: 24, sky: 'showers' });
  const text = [
    '| City | Now | Sky |',
    '|---|---:|---|',
    '| Tokyo | 18 °C | clear ☀️ |',
    '| Oslo | −2 °C | snow 🌨️ |',
    '| Nairobi | 24 °C | showers 🌦️ |',
    '',
    'Tokyo is the one to visit today; Oslo if you bring skis.',
  ].join('\n');
  yield* answer(turn, text);
}

async function* handOver(turn: Turn): Scenario {
  const first = `${turn.lead}This is for two colleagues: the calendar first, then the mail.`;
  yield agent('Dispatcher');
  yield* typeText(first, delta);
  yield whole(first);
  yield wait(300);
  yield agent('CalendarAgent');
  const day = { date: '2026-11-26', from: '09:00', to: '17:00' };
  const slots = ['09:30 review', '11:00 design', '15:00 free'];
  yield* useTool('read_calendar', day, 1300, { slots });
  const second = 'Thursday has a **review at 9:30**, **design at 11** and a free afternoon from 3.';
  yield* typeText(second, delta);
  yield whole(second);
  yield wait(300);
  yield agent('MailAgent');
  const mail = {
    to: ['team@example.org'],
    subject: 'Thursday',
    smtp: { password: 'not-a-secret' },
  };
  yield* useTool('send_mail', mail, 1800, { status: 'queued', recipients: 1 });
  const third = 'The team knows. I wrote:\n\n> Review at 9:30, design at 11, and nobody after 3.';
  yield* typeText(third, delta);
  yield completed(third);
}
