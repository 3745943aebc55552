/**
 * Makes this process's clock differ from the machine's. All code that uses `Date` gets the changed time, also after
 * later changes of the offset. Durations (timers, `performance`) are not changed.
 * @param {() => number} offsetMs returns how far the clock is ahead; called each time
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
