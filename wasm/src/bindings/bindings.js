// What the engine refuses is thrown here, when the call has returned: an exception that leaves
// WebAssembly gives back neither the stack of the call nor what Embind made of the arguments.

/** The sentence of the call that goes on; calls.hpp writes it. */
var refusal = "";

addOnPostRun(() => {
  const asked = (name, call) => {
    const checked = function (...given) {
      if (this?.isDeleted?.()) throw new Error("[session] it was deleted; make another one");
      // Half a character is none: it would take the next one with it.
      given = given.map((one) => (typeof one === "string" ? one.toWellFormed() : one));
      const stack = _emscripten_stack_get_current();
      let result;
      try {
        result = call.apply(this, given);
      } catch (error) {
        __emscripten_stack_restore(stack);
        if (error instanceof WebAssembly.RuntimeError) throw error;
        const why = error?.message ?? error;
        throw new Error(`[session] ${name}() was given what it cannot read: ${why}`);
      }
      if (!refusal) return result;
      const why = refusal;
      refusal = "";
      throw new Error(why);
    };
    // Embind looks up overloads on the function itself.
    return Object.assign(checked, call);
  };
  const { Session } = Module;
  const methods = Session.prototype;
  for (const name of [...Object.getOwnPropertyNames(methods), "delete"]) {
    if (name !== "constructor") methods[name] = asked(name, methods[name]);
  }
  Session.load = asked("load", Session.load);
  Module.catalog = asked("catalog", Module.catalog);
  const make = asked("session", (...given) => new Session(...given));
  Module.Session = new Proxy(Session, { construct: (_, given) => make(...given) });
});
