/** Whether a page of another origin holds this one, and could hide what a person presses. */
export function isFramedByOthers(from: Window = window): boolean {
  try {
    for (let inner = from; inner !== inner.parent; inner = inner.parent) {
      // Throws where the origin is another, and so does a sandbox.
      if (inner.parent.location.href === '') return true;
    }
    return false;
  } catch {
    return true;
  }
}
