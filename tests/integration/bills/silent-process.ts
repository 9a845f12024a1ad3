// Stands in for a reader that a file keeps busy for ever.
process.on('message', () => {
  for (;;);
});
