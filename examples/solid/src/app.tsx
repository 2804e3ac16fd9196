import { createSignal, Show } from 'solid-js';
import 'sse-elements/solid';

const assistant = { endpoint: '/message', dialect: 'assistant-status' };
const planner = {
  endpoint: '/api/execute-plan',
  dialect: 'iterative-planning',
  params: { max_iterations: '2', checkpoint_interval: '1' },
};

export function App() {
  const [system, setSystem] = createSignal<typeof assistant | typeof planner>(assistant);
  const [count, setCount] = createSignal(0);
  const [isHere, setIsHere] = createSignal(true);
  return (
    <>
      <h1>Solid</h1>
      <p>
        <button id="plan" onClick={() => setSystem(planner)}>
          Plan something
        </button>
        <button id="leave" onClick={() => setIsHere(false)}>
          Leave
        </button>
        Answers: <output id="count">{count()}</output>
      </p>
      <Show when={isHere()}>
        <sse-chat {...system()} on:sse-finished={() => setCount((before) => before + 1)} />
      </Show>
    </>
  );
}
