/**
 * A `fetch` whose first stream is cut once this has come.
 *
 * @param asked - Gets the `Last-Event-ID` of each request.
 */
export function cutAfter(what: RegExp, asked: (string | null)[]): typeof fetch {
  return async (input, init) => {
    const isFirst = asked.length === 0;
    asked.push(new Headers(init?.headers).get('Last-Event-ID'));
    const response = await fetch(input, init);
    if (!isFirst || !response.body) return response;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (what.test(text)) {
          await reader.cancel();
          return controller.error(new TypeError('terminated'));
        }
        const { done, value } = await reader.read();
        if (done) return controller.error(new TypeError('The answer was over before the cut'));
        text += decoder.decode(value, { stream: true });
        return controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
    return new Response(body, response);
  };
}
