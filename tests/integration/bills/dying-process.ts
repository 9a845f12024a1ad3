// Stands in for a reader that a file has killed.
process.on('message', () => process.exit(9));
