import { Component, signal } from '@angular/core';
import type { SseFinishedEvent } from 'sse-elements';
import { SseChat } from 'sse-elements/angular';

const assistant = { endpoint: '/message', dialect: 'assistant-status', params: undefined };
const planner = {
  endpoint: '/api/execute-plan',
  dialect: 'iterative-planning',
  params: { max_iterations: '2', checkpoint_interval: '1' },
};

@Component({
  selector: 'app-root',
  imports: [SseChat],
  template: `
    <h1>Angular</h1>
    <p>
      <button id="plan" (click)="system.set(planner)">Plan something</button>
      <button id="leave" (click)="isHere.set(false)">Leave</button>
      Answers: <output id="count">{{ count() }}</output>
    </p>
    @if (isHere()) {
      <sse-chat
        [endpoint]="system().endpoint"
        [dialect]="system().dialect"
        [params]="system().params"
        (sse-finished)="finish($event)"
      />
    }
  `,
})
export class App {
  protected readonly planner = planner;
  protected readonly system = signal<typeof assistant | typeof planner>(assistant);
  protected readonly count = signal(0);
  protected readonly isHere = signal(true);

  protected finish(event: SseFinishedEvent): void {
    if (event.run.status === 'ok') this.count.update((before) => before + 1);
  }
}
