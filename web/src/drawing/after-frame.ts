/** When the next frame is on the screen: for what that frame does not need. */
export const afterFrame = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
