import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { activeKeys, Keys } from '../../ui/index.ts';

const keys = ['record', 'pause', 'mark'] as const;

/** Where our windows would be in the picture: they leave, so the hotkeys that steer it are told before. */
export function OwnWindowsNotice() {
  const texts = useTexts();
  const { hotkeys } = useAppState().state;
  const usable = keys.filter((key) => activeKeys(hotkeys, key) !== '');
  const canStop = usable.includes('record') || usable.includes('pause');
  return (
    <div className="record-notice" data-testid="record-own-windows">
      <p>{texts.recording.ownWindows}</p>
      {usable.length > 0 && <p>{texts.recording.ownWindowsKeys}</p>}
      {usable.length > 0 && (
        <p className="row row-wrap record-keys">
          {usable.map((key) => (
            <span key={key} className="record-key">
              <Keys accelerator={activeKeys(hotkeys, key)} /> {texts.recording.ownWindowsKey[key]}
            </span>
          ))}
        </p>
      )}
      <p>{canStop ? texts.recording.ownWindowsPause : texts.recording.ownWindowsNoKeys}</p>
    </div>
  );
}
