import 'sse-elements/define';

const chat = document.querySelector('sse-chat');
const count = document.querySelector<HTMLOutputElement>('#count');

chat?.addEventListener('sse-finished', () => {
  if (count) count.value = String(Number(count.value) + 1);
});

document.querySelector('#plan')?.addEventListener('click', () => {
  chat?.setAttribute('endpoint', '/api/execute-plan');
  chat?.setAttribute('dialect', 'iterative-planning');
  chat?.setAttribute('params', '{"max_iterations": "2", "checkpoint_interval": "1"}');
});

document.querySelector('#leave')?.addEventListener('click', () => chat?.remove());
