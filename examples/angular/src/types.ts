// Never run: what the compiler must refuse, each line for the reason that stands beside it. See check-refused.js.
import { Component } from '@angular/core';
import { SSE_ELEMENTS, SseChat } from 'sse-elements/angular';

@Component({
  selector: 'app-wrong',
  imports: [SseChat],
  template: `
    <sse-chat [endpont]="'/message'" /><!-- NG8002: there is no such property -->
    <sse-chat [endpoint]="5" /><!-- TS2322: an address is a string -->
    <sse-chat [send]="nothing" /><!-- NG8002: a method is not set -->
    <sse-chat (sse-send)="($event.nothing)" /><!-- TS2339: this DOM event has no such member -->
    <sse-source /><!-- NG8001: this component did not import it -->
  `,
})
export class Wrong {
  protected readonly nothing = (): void => {};
}

@Component({
  selector: 'app-right',
  imports: [SSE_ELEMENTS],
  template: `
    <sse-source autoconnect session-id="a" [headers]="headers">
      <sse-progress compact [timeouts]="{ planning: 5000 }" />
      <sse-markdown text="*Hello*" (sse-send)="length($event.text)" />
    </sse-source>
  `,
})
export class Right {
  protected readonly headers = async () => ({ Authorization: 'Bearer x' });
  protected readonly length = (text: string): number => text.length;
}
