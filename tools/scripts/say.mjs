/** Tells the person at the terminal what goes on. Never on stdout, which belongs to the program that is started. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
