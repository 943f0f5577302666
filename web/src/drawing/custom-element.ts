/**
 * Lit's decorator, except that the first wins: a page may load softlook from two addresses, and a name
 * can be defined only once.
 */
export const customElement =
  (name: string) =>
  (element: CustomElementConstructor): void => {
    if (!customElements.get(name)) customElements.define(name, element);
  };
