import { CloseOutlined, DeleteOutlined, FolderOutlined, TagOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Item, ItemId } from '../../../core/evidence/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { kindName } from './describe.ts';
import { Thumbnail } from './EvidenceCard.tsx';
import { ItemBadges } from './ItemBadges.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { emptySelection } from './selection.ts';
import type { Evidence } from './use-evidence.ts';

/** The facts of what is selected, and what can be done with it. Shows nothing while nothing is selected. */
export function SelectionPanel({ evidence }: { evidence: Evidence }) {
  const texts = useTexts();
  const { selected } = evidence;
  const [first] = selected;
  if (first === undefined) return null;
  const only = selected.length === 1 ? first : undefined;
  return (
    <section className="side-section" aria-label={texts.facts.title} data-testid="selection-panel">
      <div className="row">
        <h2 className="grow">
          {only === undefined ? texts.evidence.selected(selected.length) : texts.facts.title}
        </h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={texts.evidence.clear}
          onClick={() => evidence.select(() => emptySelection)}
        />
      </div>
      {only !== undefined && <OpenPicture item={only} onOpen={() => evidence.view(only.id)} />}
      <Actions evidence={evidence} only={only} />
      {only !== undefined && <KindHint item={only} />}
      {only !== undefined && <NoteEditor key={only.id} item={only} />}
      {only !== undefined && <ItemFacts item={only} isWhole={false} />}
      <RemoveButton evidence={evidence} ids={selected.map((item) => item.id)} testId="item-remove" />
    </section>
  );
}

function OpenPicture({ item, onOpen }: { item: Item; onOpen: () => void }) {
  const texts = useTexts();
  return (
    <div className="item-picture-frame">
      <button
        type="button"
        className="item-picture"
        aria-label={texts.evidence.open}
        data-testid="item-open"
        onClick={onOpen}
      >
        <Thumbnail key={item.id} item={item} />
      </button>
      <ItemBadges item={item} />
    </div>
  );
}

function Actions({ evidence, only }: { evidence: Evidence; only: Item | undefined }) {
  const texts = useTexts();
  const ids = evidence.selected.map((item) => item.id);
  const kindText = only === undefined ? texts.evidence.label : kindName(only.kind, texts);
  return (
    <div className="stack">
      <Button
        icon={<TagOutlined />}
        data-testid="kind-select"
        aria-keyshortcuts="E"
        onClick={() => evidence.ask('kind', ids)}
      >
        <span className="ellipsis">{kindText}</span>
      </Button>
      <Button
        icon={<FolderOutlined />}
        data-testid="assign-open"
        aria-keyshortcuts="O"
        onClick={() => evidence.ask('order', ids)}
      >
        {texts.evidence.assign}
      </Button>
    </div>
  );
}

/** 移除…: opens the dialog that says what it does. */
export function RemoveButton(props: { evidence: Evidence; ids: readonly ItemId[]; testId: string }) {
  const texts = useTexts();
  const isLocked = useAppState().state.lockerProblem !== null;
  return (
    <Button
      type="text"
      danger
      icon={<DeleteOutlined />}
      disabled={isLocked}
      aria-keyshortcuts="Delete"
      data-testid={props.testId}
      style={{ alignSelf: 'flex-start' }}
      onClick={() => props.evidence.ask('remove', props.ids)}
    >
      {texts.proof.removal.action}
    </Button>
  );
}

/** What a picture of this kind must show, so that a poor one is taken again while the page is still there. */
export function KindHint({ item }: { item: Item }) {
  const texts = useTexts();
  if (item.kind === null) return null;
  const { mustShow } = texts.domain.kinds[item.kind];
  if (mustShow.length === 0) return null;
  return (
    <p className="secondary" data-testid="kind-hint">
      {texts.evidence.mustShowFor(mustShow.join(' · '))}
    </p>
  );
}
