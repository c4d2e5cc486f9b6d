type Invoke = (method: string, input: unknown) => unknown;
type Handle = { [invoked]: Invoke };

const invoked = Symbol("invoke");
const prototypes = new WeakMap<object, object>();

/**
 * A typed handle made of a contract's method names: each property calls `invoke` with the method and its input.
 * It is not a promise, whatever somebody awaits: `then` is not a method unless the contract says so.
 */
export function methodsOf<T extends object>(names: Record<string, unknown>, invoke: Invoke): T {
  const handle: Handle = Object.create(prototypes.get(names) ?? prototypeOf(names));
  handle[invoked] = invoke;
  return handle as T;
}

/** One for each contract: of a handle's methods one is called most often, and only that one is made. */
function prototypeOf(names: Record<string, unknown>): object {
  const prototype = Object.create(null);
  for (const method of Object.keys(names)) {
    Object.defineProperty(prototype, method, {
      enumerable: true,
      get(this: Handle) {
        const invoke = this[invoked];
        return (input: unknown) => invoke(method, input);
      },
    });
  }
  prototypes.set(names, prototype);
  return prototype;
}
