/**
 * Run by a second instance, which must not go on before the first has been told: hands standard input to the first
 * one's socket (the first argument) and waits for its answer. The first may still be starting, so it is tried again.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 5000;
const PAUSE_MS = 50;

const socketPath = process.argv[2] ?? '';
const message = readFileSync(0);
const deadline = Date.now() + PATIENCE_MS;

while (!(await tell()) && Date.now() < deadline) await delay(PAUSE_MS);

function tell(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('data', () => resolve(true));
    socket.on('close', () => resolve(false));
    socket.end(message);
  });
}
