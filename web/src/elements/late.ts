/**
 * Code of a part that stands beneath the pictures, to be asked for once they are drawn. What does not come
 * leaves its place empty, and is asked for again when something else is shown.
 */
export function late(load: () => Promise<unknown>): () => void {
  let isComing = false;
  return () => {
    if (isComing) return;
    isComing = true;
    load().catch(() => {
      isComing = false;
    });
  };
}
