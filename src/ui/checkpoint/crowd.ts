import type { ReactiveControllerHost } from 'lit';
import type { Session } from '../../session/index.js';

type Member = ReactiveControllerHost & Element;

/** Elements on one session, in the order in which they came: the first that can be seen asks. */
const crowds = new WeakMap<Session, Set<Member>>();

/** The elements that could ask what this one asks. */
export class Crowd {
  readonly #member: Member;
  #members = new Set<Member>();

  constructor(member: Member) {
    this.#member = member;
  }

  /** Whether it is this element that asks. */
  get isFirst(): boolean {
    const [first, ...others] = this.#members;
    const asker = [first, ...others].find((each) => each?.checkVisibility()) ?? first;
    return asker === this.#member;
  }

  /** The element looks at another session, or at none. */
  join(session: Session | undefined): void {
    this.#members.delete(this.#member);
    for (const other of this.#members) other.requestUpdate();
    this.#members = (session && crowds.get(session)) ?? new Set();
    if (session) crowds.set(session, this.#members.add(this.#member));
    this.#member.requestUpdate();
  }
}
