import { useAppState } from '../hooks/index.ts';
import { keysOf } from './accelerator.ts';

/** An accelerator as key caps; shows nothing for an empty one. */
export function Keys({ accelerator, isLarge = false }: { accelerator: string; isLarge?: boolean }) {
  const { platform } = useAppState().state;
  return (
    <span className={isLarge ? 'keys keys-large' : 'keys'}>
      {keysOf(accelerator, platform).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
