/**
 * Makes this process's clock differ from the machine's. Everybody who asks for `Date` sees it, however often it is moved.
 * Time that passes meanwhile (timers, `performance`) is left alone.
 *
 * @param {() => number} offsetMs how far it is ahead, asked each time
 */
export function shiftDate(offsetMs) {
  const MachineDate = globalThis.Date;
  const now = () => MachineDate.now() + offsetMs();
  globalThis.Date = new Proxy(MachineDate, {
    get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new MachineDate(now()).toString(),
  });
}
