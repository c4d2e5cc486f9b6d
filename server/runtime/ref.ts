/**
 * A typed handle made of a contract's method names: each property calls `invoke` with the method and its input.
 * It is not a promise, whatever somebody awaits: `then` is not a method unless the contract says so.
 */
export function methodsOf<T extends object>(
  names: Record<string, unknown>,
  invoke: (method: string, input: unknown) => unknown,
): T {
  const handle: Record<string, (input: unknown) => unknown> = {};
  for (const method of Object.keys(names)) handle[method] = (input) => invoke(method, input);
  return handle as T;
}
