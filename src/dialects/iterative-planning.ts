import type { Dialect, RequestTemplate } from './dialect.js';
import { PlanDecoder } from './iterative-planning-decoder.js';
import { buildRequest, postJson } from './request.js';

const NAMES =
  /^(planning_started|iteration_(started|progress)|checkpoint_(reached|approved)|final_plan)$/;

/** A planner that runs iterations and stops at checkpoints for a person's approval. */
export const iterativePlanning: Dialect = {
  name: 'iterative-planning',
  sessionIds: 'client',
  whenClosed: 'reopen',
  opens: true,
  detect: ({ event }) => NAMES.test(event),
  template,
  request(intent, settings) {
    if (intent.text.trim() === '') return buildRequest(intent, settings, template());
    // What a person says is the goal, whatever the page has set.
    const { goal: _, ...params } = settings.params ?? {};
    const endpoint = settings.endpoint.replace(/([?&])goal=[^&#]*&?/g, '$1');
    return buildRequest(intent, { ...settings, endpoint, params }, template());
  },
  propose(intent, settings) {
    const request = iterativePlanning.request(intent, settings);
    if ('type' in request) return undefined;
    // What is approved is what will be sent.
    const query = new URLSearchParams(request.url.replace(/^[^?]*/, ''));
    const text = query.get('proposal')?.trim();
    if (!text) return undefined;
    const [goal, iterations, interval] = ['goal', 'max_iterations', 'checkpoint_interval'].map(
      (name) => query.get(name) ?? undefined,
    );
    const rounds = interval === '1' ? 'iteration' : `${interval} iterations`;
    return {
      ...{ type: 'checkpoint.open', checkpointId: 'proposal', ask: 'approve', text },
      title: 'Proposal: approve to start?',
      proposal: { goal, iterations, checkpoints: interval && `After every ${rounds}` },
      ...{ canEdit: false, canComment: false },
      reply: { dialect: 'iterative-planning', send: 'begin' },
    };
  },
  createDecoder: (sent, hasRejected) => new PlanDecoder(sent, hasRejected),
  answer({ checkpointId, choice, feedback, ...said }, settings) {
    const { endpoint, sessionId, conversationId } = settings;
    // Beside the planner, which need not be at the root; in any case with the same server.
    const [origin = ''] = /^(https?:)?\/\/[^/?#]*/i.exec(endpoint) ?? [];
    const [folder = `${origin}/api/`] = /^[^?#]*\/(?=execute-plan)/.exec(endpoint) ?? [];
    const body = {
      session_id: sessionId ?? conversationId,
      checkpoint: Number(checkpointId.split('/')[1]),
      approved: choice === 'approve',
      feedback,
    };
    // Only a planner that has offered it gets more than that.
    const more = {
      arguments: said.editsText ?? JSON.stringify(said.edits),
      answer: said.answerText ?? JSON.stringify(said.answer),
    };
    return postJson(settings.checkpointEndpoint || `${folder}checkpoint-approval`, body, more);
  },
};

function template(): RequestTemplate {
  return { method: 'GET', body: { goal: '{{message}}', session_id: '{{conversation}}' } };
}
