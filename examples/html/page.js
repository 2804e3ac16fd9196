const chat = document.querySelector('sse-chat');
const find = (id) => document.getElementById(id);

chat.addEventListener('sse-finished', () => {
  find('count').value = Number(find('count').value) + 1;
});

find('plan').addEventListener('click', () => {
  chat.setAttribute('endpoint', '/api/execute-plan');
  chat.setAttribute('dialect', 'iterative-planning');
  chat.setAttribute('params', '{"max_iterations": "2", "checkpoint_interval": "1"}');
});

find('leave').addEventListener('click', () => chat.remove());
