type Module = WebAssembly.Module | undefined;

/** The engine as it is compiled once a page: by the first worker that needs it, for all that come after. */
export class SharedModule {
  private module: Module;
  private turn: Promise<void> = Promise.resolve();

  /**
   * Whoever joins is provided with the module as soon as there is one; or with none, which makes it theirs to
   * compile. The others wait until they call what they were given, with the module, or without if
   * they failed or left.
   */
  join(provide: (module: Module) => void): (compiled?: Module) => void {
    let leave = () => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.turn = this.turn.then(() => {
      provide(this.module);
      return this.module ? undefined : left;
    });
    return (compiled) => {
      this.module ??= compiled;
      leave();
    };
  }
}
