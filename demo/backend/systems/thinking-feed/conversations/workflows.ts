import { recall } from '../../../conversation.js';
import { type Scenario, wait } from '../../../wire.js';
import { type Turn, type Workflow, agent, callTool, line, respond } from '../turn.js';

/** Workflows that go as they should. */
export const workflows: readonly Workflow[] = [
  {
    id: 'triage',
    title: 'A triage',
    prompt: 'Why did the payment service slow down last night?',
    note: 'An agent within an agent, two tools, and a line that is neither.',
    matches: /payment|slow down|last night/i,
    play: triage,
  },
  {
    id: 'nested',
    title: 'Agents within agents',
    prompt: 'The Berlin office has no network',
    note: 'Four agents, three deep; two tools run at the same time.',
    matches: /berlin|network/i,
    play: findNetworkFault,
  },
  {
    id: 'long',
    title: 'Many steps',
    prompt: 'Check every service before the release',
    note: 'Thirty tools one after the other: the newest stays in view.',
    matches: /every service|release/i,
    async *play({ lead }) {
      yield* agent('Release', async function* check() {
        for (let service = 1; service <= 30; service += 1) {
          yield* callTool(`check_service_${service}`, 260);
        }
      });
      yield respond(`${lead}All **30 services** are healthy. You can release.`);
    },
  },
  {
    id: 'recall',
    title: 'What the server remembers',
    prompt: 'What did I ask you before?',
    note: 'Hardly any thinking: one agent, no tools.',
    matches: /before|remember/i,
    async *play({ earlier }) {
      yield* agent('Memory', async function* remember() {
        yield wait(600);
      });
      yield respond(recall(earlier));
    },
  },
];

async function* triage({ lead }: Turn): Scenario {
  yield* agent('Triage', async function* work() {
    yield* agent('ServiceNow', async function* search() {
      yield* callTool('list_change_requests', 1400);
      yield wait(150);
      yield* callTool('get_incident', 900);
      yield wait(200);
    });
    yield wait(300);
    yield line("Comparing with last week's window");
    yield wait(1100);
  });
  yield respond(
    [
      `${lead}**Most likely cause:** change \`CHG0041877\`, at 01:30, moved the card tokens to a new database node.`,
      '',
      '| When | What |',
      '|---|---|',
      '| 01:30 | The change begins |',
      '| 01:42 | Incident `INC0092313`: payments take 9 s |',
      '| 02:10 | The node has filled its cache, payments take 0.4 s |',
      '',
      "Last week's window had no such change, and no such delay.",
    ].join('\n'),
  );
}

async function* findNetworkFault({ lead }: Turn): Scenario {
  yield* agent('Triage', async function* work() {
    yield line('Two reports from Berlin within four minutes, so this is not one laptop');
    yield wait(700);
    yield* agent('Network', async function* trace() {
      yield* callTool('ping_gateway', 800);
      yield* agent('Routing', async function* compare() {
        yield line('Calling read_bgp_table...');
        yield wait(250);
        yield line('Calling read_change_log...');
        yield wait(900);
        yield line('read_change_log finished');
        yield wait(700);
        yield line('read_bgp_table finished');
      });
      yield wait(200);
    });
    yield* agent('Provider', async function* ask() {
      yield* callTool('get_provider_status', 1300);
    });
  });
  yield respond(
    `${lead}The provider lost a line at 9:02 and expects it back at **11:30**. Until then, Berlin can use the guest network, which goes over another line.`,
  );
}
