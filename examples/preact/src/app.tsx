import { useState } from 'preact/hooks';
import 'sse-elements/preact';

const assistant = { endpoint: '/message', dialect: 'assistant-status' };
const planner = {
  endpoint: '/api/execute-plan',
  dialect: 'iterative-planning',
  params: { max_iterations: '2', checkpoint_interval: '1' },
};

export function App() {
  const [system, setSystem] = useState<typeof assistant | typeof planner>(assistant);
  const [count, setCount] = useState(0);
  const [isHere, setIsHere] = useState(true);
  return (
    <>
      <h1>Preact</h1>
      <p>
        <button id="plan" onClick={() => setSystem(planner)}>
          Plan something
        </button>
        <button id="leave" onClick={() => setIsHere(false)}>
          Leave
        </button>
        Answers: <output id="count">{count}</output>
      </p>
      {isHere && <sse-chat {...system} onsse-finished={() => setCount((before) => before + 1)} />}
    </>
  );
}
