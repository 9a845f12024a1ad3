import { Button, Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { HiddenCharacters, useReport } from '../../ui/index.ts';

const MAX_NOTE = 4000;

/** What the user has to say about an item. Saved on request, so that the ledger keeps notes, not keystrokes. */
export function NoteEditor({ item }: { item: Item }) {
  const texts = useTexts();
  const report = useReport();
  const id = useId();
  const [text, setText] = useState(item.note);
  // A note that was changed elsewhere is shown, unless this one is being written.
  const [saved, setSaved] = useState(item.note);
  useEffect(() => {
    setText((typed) => (typed === saved ? item.note : typed));
    setSaved(item.note);
  }, [item.note, saved]);

  const save = async () => {
    const done = await report.settled(client().evidence.note({ itemId: item.id, note: text }));
    if (done !== undefined) report.done(texts.facts.noteSaved);
  };
  return (
    <div className="stack" style={{ gap: 4 }}>
      <label htmlFor={id} className="tertiary">
        {texts.facts.note}
      </label>
      <Input.TextArea
        id={id}
        value={text}
        maxLength={MAX_NOTE}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={texts.facts.notePlaceholder}
        data-testid="item-note"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      <HiddenCharacters text={text} />
      {text !== item.note && (
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button size="small" onClick={() => setText(item.note)}>
            {texts.app.cancel}
          </Button>
          <Button size="small" type="primary" data-testid="item-note-save" onClick={() => void save()}>
            {texts.app.save}
          </Button>
        </div>
      )}
    </div>
  );
}
