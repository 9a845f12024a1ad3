import { Button } from 'antd';
import type { DerivativeFacts, Item } from '../../../core/evidence/index.ts';
import { wallClockAt } from '../../../core/recording/index.ts';
import { client } from '../../client.ts';
import { useOpenItem, useQuery } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatLocalTime, HashText, LocalTime, useReport } from '../../ui/index.ts';
import { placeInOriginal } from './describe.ts';
import { type Fact, software } from './fact-parts.tsx';

/** What an item was made of, and which place of it. */
export function derivativeRows(derivative: DerivativeFacts, texts: Texts): readonly Fact[] {
  const isImport = derivative.ofSource === 'import';
  const rows: Fact[] = [
    [
      texts.facts.source,
      isImport ? texts.facts.derivedImport[derivative.how] : texts.facts.derived[derivative.how],
    ],
    [texts.facts.original, <OriginalLink key="original" derivative={derivative} />],
    [isImport ? texts.facts.placeInFile : texts.facts.placeInRecording, placeInOriginal(derivative)],
  ];
  if (!isImport) rows.push([texts.facts.wallClock, <WallClock key="clock" derivative={derivative} />]);
  return rows;
}

/** What an examiner asks of it. */
export function derivativeExaminerRows(derivative: DerivativeFacts, texts: Texts): readonly Fact[] {
  return [
    [texts.facts.derivedBy, software(derivative.software)],
    [texts.facts.originalHash, <HashText key="hash" hash={derivative.ofSha256} />],
  ];
}

function useOriginal({ of }: DerivativeFacts): Item | undefined {
  return useQuery(`item ${of}`, () => client().evidence.get({ itemId: of })).value?.item;
}

function OriginalLink({ derivative }: { derivative: DerivativeFacts }) {
  const texts = useTexts();
  const report = useReport();
  const open = useOpenItem();
  const original = useOriginal(derivative);
  return (
    <span>
      {original !== undefined && <LocalTime iso={original.capturedAtUtc} />}{' '}
      <Button
        type="link"
        size="small"
        data-testid="item-original"
        onClick={() =>
          void open(derivative.of).then((failure) => {
            if (failure !== undefined) report.failed(failure);
          })
        }
      >
        {texts.facts.openOriginal}
      </Button>
    </span>
  );
}

/** What the clock said then; for a stretch it follows from the pauses of the original. */
function WallClock({ derivative }: { derivative: DerivativeFacts }) {
  const texts = useTexts();
  const original = useOriginal(derivative);
  if (derivative.how === 'frame') {
    return derivative.utc === undefined ? texts.app.none : <LocalTime iso={derivative.utc} withZone />;
  }
  const provenance = original?.provenance;
  if (provenance?.source !== 'recording') return texts.app.none;
  const at = (mediaMs: number) =>
    formatLocalTime(wallClockAt(provenance.clock.utc, provenance.recording, mediaMs));
  return (
    <span className="figures">
      {at(derivative.fromMs)} – {at(derivative.toMs).slice('2026-11-23 '.length)}
    </span>
  );
}
