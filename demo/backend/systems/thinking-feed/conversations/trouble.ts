import { type Scenario, cut, wait } from '../../../wire.js';
import { type Turn, type Workflow, agent, callTool, fail, line, respond } from '../turn.js';

/** Workflows in which something goes wrong: with a tool, the feed or the answer. */
export const troubleWorkflows: readonly Workflow[] = [
  {
    id: 'tool-fails',
    title: 'A tool that fails',
    prompt: 'Who is on call this weekend?',
    note: 'The first tool says that it failed; another one helps out.',
    matches: /on call|weekend/i,
    async *play({ lead }) {
      yield* agent('Roster', async function* work() {
        yield line('Calling get_schedule...');
        yield wait(1200);
        yield line('get_schedule failed: 503 Service Unavailable');
        yield wait(300);
        yield* callTool('read_wiki_page', 900);
      });
      yield respond(
        `${lead}According to the wiki: **Ines** on Saturday, **Tomasz** on Sunday. The schedule itself did not answer, so ask them.`,
      );
    },
  },
  {
    id: 'tool-hangs',
    title: 'A tool that never finishes',
    prompt: 'Restart the build that hangs',
    note: 'A tool and its agent get no closing line; the workflow ends without them.',
    matches: /\bbuild\b|hangs|restart/i,
    async *play({ lead }) {
      yield line('[Triage] agent invoked');
      yield wait(300);
      yield line('[Build] agent invoked');
      yield wait(200);
      yield line('Calling restart_build...');
      yield wait(5000);
      yield line('[Triage] agent finished');
      yield respond(
        `${lead}I asked for a restart, but the build server has not said that it did it. Please look at build 4711 yourself.`,
      );
    },
  },
  {
    id: 'odd-lines',
    title: 'Lines of all kinds',
    prompt: 'Think aloud',
    note: 'Lines that are no agent and no tool, nearly one, or more than one.',
    matches: /aloud|odd lines/i,
    play: thinkAloud,
  },
  {
    id: 'silent',
    title: 'A feed that stays silent',
    prompt: 'Ask the other worker',
    note: 'Another process does the work: the answer arrives, the feed hears nothing.',
    matches: /other worker|silent/i,
    isElsewhere: true,
    async *play({ lead }) {
      yield* agent('Triage', () => callTool('list_change_requests', 2400));
      yield respond(`${lead}No changes are planned for tonight.`);
    },
  },
  {
    id: 'burst',
    title: 'Everything at the end',
    prompt: 'Think behind a buffering proxy',
    note: 'All lines come in one burst, with the answer.',
    matches: /buffer|burst/i,
    async *play({ lead }) {
      yield wait(4200);
      for await (const cue of triageVpn()) if (cue.kind !== 'wait') yield cue;
      yield respond(`${lead}The VPN certificate runs out on Friday. I have opened \`CHG0041902\`.`);
    },
  },
  {
    id: 'limit',
    title: 'A gateway with a limit',
    prompt: 'Look through the logs of the whole week',
    note: 'The feed is cut after 30 seconds, the answer comes after 34.',
    matches: /\blogs?\b|gateway|limit/i,
    async *play({ lead }) {
      yield line('[Logs] agent invoked');
      for (const day of ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) {
        yield* callTool(`read_log_${day}`, 6000);
      }
      yield cut();
      yield wait(4000);
      yield line('[Logs] agent finished');
      yield respond(
        `${lead}Five days, 2.1 million lines, **three** errors. All on Tuesday at 4:00.`,
      );
    },
  },
  {
    id: 'fails',
    title: 'An answer that fails',
    prompt: 'Close all open incidents',
    note: 'The feed works, the POST fails with 500.',
    matches: /incidents|close all/i,
    async *play() {
      yield line('[Triage] agent invoked');
      yield wait(300);
      yield* callTool('list_incidents', 1100);
      yield line('Calling close_incidents...');
      yield wait(1500);
      yield fail('The workflow stopped: close_incidents is not allowed for this account');
    },
  },
  {
    id: 'feed-down',
    title: 'A feed that is down',
    prompt: 'Take the thinking feed down for one message',
    note: 'The feed of your next message is refused with 500; its answer comes all the same.',
    matches: /feed down/i,
    async *play({ lead, breakNextFeed }) {
      breakNextFeed('unavailable');
      yield* agent('Operator', () => callTool('stop_feed', 700));
      yield respond(`${lead}Done. Your **next message** will be answered without its thinking.`);
    },
  },
  {
    id: 'feed-held',
    title: 'A feed that never opens',
    prompt: 'Hold the thinking feed back for one message',
    note: 'The feed of your next message gets no headers; the message goes out after a while.',
    matches: /hold .*feed/i,
    async *play({ lead, breakNextFeed }) {
      breakNextFeed('held');
      yield* agent('Operator', () => callTool('hold_feed', 700));
      yield respond(
        `${lead}Done. The feed of your **next message** will not open, so that message waits for it in vain, and goes out all the same.`,
      );
    },
  },
];

function triageVpn() {
  return agent('Triage', async function* work() {
    yield* agent('ServiceNow', () => callTool('list_change_requests', 1400));
    yield* callTool('read_certificate', 900);
  });
}

async function* thinkAloud({ lead }: Turn): Scenario {
  yield line('[Poet] agent invoked');
  for (const text of [
    'First I look at the question, then at the clock.',
    'A thought\nin two lines',
    '',
    '   indented, with spaces at the end   ',
    '<b>not bold</b> and [a link](javascript:alert(1))',
    'Calling the plumber',
    'dinner is nearly finished',
    '[Poet] agent is thinking',
    '[] agent invoked',
    'never_called finished',
    '[Stranger] agent finished',
    'A sign that turns text around: \u202Egnp.exe',
    'من اليمين إلى اليسار',
    '{"type": "thought", "text": "JSON, of all things"}',
    `A long one: ${'and so on, '.repeat(40)}done.`,
    'Calling a tool with spaces...',
    'a tool with spaces finished',
  ]) {
    yield wait(250);
    yield line(text);
  }
  yield line('[Poet] agent finished');
  yield respond(`${lead}I have said everything that came to my mind.`);
}
