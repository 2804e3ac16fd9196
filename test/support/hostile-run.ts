import type { StreamEventBody } from '../../src/events/index.js';

/** Everything that a server may send, with one text wherever a text can stand. All of it but the answer's text. */
export function hostileEvents(text: string, id: string): readonly StreamEventBody[] {
  const [toolId, stepId, checkpointId] = [`${text} ${id} t`, `${text} ${id} s`, `${text} ${id} c`];
  return [
    ...lanes.flatMap((lane): StreamEventBody[] => {
      const textId = `${text} ${id} ${lane}`;
      return [
        { type: 'text.start', textId, messageId: id, lane, role: 'assistant', name: text },
        { type: 'text.end', textId, text },
      ];
    }),
    { type: 'tool.start', toolId, messageId: id, name: text, title: text, runBy: 'agent' },
    { type: 'tool.args', toolId, mode: 'append', text: JSON.stringify({ [text]: text }) },
    {
      ...{ type: 'tool.output', toolId, output: text, text, partial: false, mode: 'replace' },
    },
    { type: 'tool.end', toolId, status: 'failed', error: text },
    { type: 'step.start', stepId, name: text, sort: 'agent', detail: text },
    { type: 'step.end', stepId, status: 'failed', error: text },
    {
      ...{ type: 'progress', progressId: `${text} ${id} p`, operation: text, state: text },
      ...{ message: text, figures: { [text]: text }, percentage: 40 },
    },
    { type: 'status', text, detail: text },
    { type: 'source', sourceId: `${text} ${id}`, url: text, title: text },
    {
      ...{ type: 'artifact', artifactId: `${text} ${id}`, name: text, mode: 'replace', last: true },
      parts: [{ text }, { file: { name: text, url: text, mediaType: text } }],
    },
    { type: 'state', mode: 'set', key: text, value: { [text]: text } },
    { type: 'custom', name: text, data: { [text]: text }, known: false },
    { type: 'trouble', fatal: false, sort: 'error', code: text, text },
    {
      ...{ type: 'checkpoint.open', checkpointId, ask: 'approve', canEdit: false, title: text },
      ...{ text, proposal: { [text]: text, list: [text] }, url: text },
      choices: [{ id: 'approve', label: text }],
      reply: { dialect: 'plain', send: 'post' },
    },
  ];
}

const lanes = ['answer', 'reasoning', 'refusal', 'commentary'] as const;
