/** Runs tasks one after the other, in the order given, whatever became of the ones before. */
export type InOrder = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** A fresh, empty line. */
export function inOrder(): InOrder {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
}
