import { useRef } from 'react';

/** The newest value that was there: lists stay on screen while a changed search is answered. */
export function useLatest<Value>(value: Value | undefined): Value | undefined {
  const latest = useRef(value);
  if (value !== undefined) latest.current = value;
  return latest.current;
}
