import { useMemo, useState } from 'react';
import {
  type EvidenceKind,
  evidenceKinds,
  factGroupOf,
  isEvidenceKind,
} from '../../../core/evidence/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { Dialog, type PickGroup, PickList } from '../../ui/index.ts';

const CLEAR = 'none';
const kindIds = Object.keys(evidenceKinds).filter(isEvidenceKind);

interface KindDialogProps {
  readonly count: number;
  /** The kind that all of them have now, if it is one. */
  readonly current: EvidenceKind | null | undefined;
  onPick(kind: EvidenceKind | null): void;
  onClose(): void;
}

/** Names the kind of some items: E01–E25 with what each must show. */
export function KindDialog({ count, current, onPick, onClose }: KindDialogProps) {
  const texts = useTexts();
  const [search, setSearch] = useState('');
  const groups = useMemo(() => kindGroups(search, current, texts), [search, current, texts]);
  return (
    <Dialog title={texts.evidence.labelTitle(count)} footer={null} width={620} onCancel={onClose}>
      <div data-testid="kind-dialog">
        <PickList
          label={texts.evidence.label}
          placeholder={texts.evidence.labelSearch}
          search={search}
          groups={groups}
          emptyText={texts.evidence.labelNone}
          testId="kind"
          onSearch={setSearch}
          onPick={(id) => onPick(isEvidenceKind(id) ? id : null)}
          onCancel={onClose}
        />
      </div>
    </Dialog>
  );
}

function kindGroups(
  search: string,
  current: EvidenceKind | null | undefined,
  texts: Texts,
): readonly PickGroup[] {
  const wanted = search.trim().toLowerCase();
  const matches = kindIds.filter((kind) => matchText(kind, texts).includes(wanted));
  const groups = new Map<number, EvidenceKind[]>();
  for (const kind of matches) groups.set(factGroupOf(kind), [...(groups.get(factGroupOf(kind)) ?? []), kind]);
  const listed: PickGroup[] = [...groups]
    .toSorted(([one], [other]) => one - other)
    .map(([group, kinds]) => ({
      title: texts.domain.groups[group as keyof Texts['domain']['groups']],
      options: kinds.map((kind) => ({
        id: kind,
        content: <KindOption kind={kind} />,
        testId: `kind-option-${kind}`,
        isChosen: kind === current,
      })),
    }));
  const clear = { id: CLEAR, content: texts.evidence.labelClear, testId: 'kind-option-none' };
  return wanted === '' && current !== null ? [...listed, { title: '', options: [clear] }] : listed;
}

function matchText(kind: EvidenceKind, texts: Texts): string {
  const { name, mustShow } = texts.domain.kinds[kind];
  return `${kind} ${Number(kind.slice(1))} ${name} ${mustShow.join(' ')}`.toLowerCase();
}

function KindOption({ kind }: { kind: EvidenceKind }) {
  const texts = useTexts();
  const { name, mustShow } = texts.domain.kinds[kind];
  return (
    <div className="row" style={{ alignItems: 'baseline' }}>
      <span className="code tertiary">{kind}</span>
      <span className="grow">
        {name}
        {mustShow.length > 0 && (
          <span className="secondary kind-hint">{texts.evidence.mustShowFor(mustShow.join(' · '))}</span>
        )}
      </span>
    </div>
  );
}
