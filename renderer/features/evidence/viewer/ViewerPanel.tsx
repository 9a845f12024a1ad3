import { FolderOutlined, TagOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Item } from '../../../../core/evidence/index.ts';
import { useTexts } from '../../../locales/index.ts';
import { kindName } from '../describe.ts';
import { ItemFacts } from '../ItemFacts.tsx';
import { ItemHistory } from '../ItemHistory.tsx';
import { NoteEditor } from '../NoteEditor.tsx';
import { KindHint, RemoveButton } from '../SelectionPanel.tsx';
import type { Evidence } from '../use-evidence.ts';

/** Everything known of the item: facts, hash, meaning, history; kind, order and note can be changed here. */
export function ViewerPanel({ evidence, item }: { evidence: Evidence; item: Item }) {
  const texts = useTexts();
  return (
    <aside className="viewer-panel" aria-label={texts.viewer.panel} data-testid="viewer-panel">
      <div className="row">
        <Button
          className="grow"
          icon={<TagOutlined />}
          data-testid="viewer-kind"
          aria-keyshortcuts="E"
          onClick={() => evidence.ask('kind', [item.id])}
        >
          <span className="ellipsis">{kindName(item.kind, texts)}</span>
        </Button>
        <Button
          icon={<FolderOutlined />}
          aria-keyshortcuts="O"
          data-testid="viewer-assign"
          onClick={() => evidence.ask('order', [item.id])}
        >
          {texts.evidence.assign}
        </Button>
      </div>
      <KindHint item={item} />
      <NoteEditor key={item.id} item={item} />
      <ItemFacts item={item} isWhole />
      <ItemHistory itemId={item.id} />
      <RemoveButton evidence={evidence} ids={[item.id]} testId="viewer-remove" />
    </aside>
  );
}
