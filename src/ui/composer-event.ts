/** What a person did in a composer; for the element around it only. */
export class ComposerEvent extends Event {
  readonly action: 'send' | 'stop';
  readonly text: string;

  constructor(action: 'send' | 'stop', text = '') {
    super('composer', { cancelable: true });
    this.action = action;
    this.text = text;
  }
}
