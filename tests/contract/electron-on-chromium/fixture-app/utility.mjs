process.parentPort.on('message', ({ data }) => {
  if (data === 'stop') process.exit(7);
  process.parentPort.postMessage({ echo: data, argv: process.argv.slice(2), type: process.type });
});
