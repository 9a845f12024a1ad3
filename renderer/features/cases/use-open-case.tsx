import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef } from 'react';
import type { CaseRecord, CaseRecordName, NotedRecord, Situation } from '../../../core/cases/index.ts';
import type { CaseView } from '../../../core/contract/index.ts';
import type { Item, ItemId } from '../../../core/evidence/index.ts';
import type { Order, OrderId } from '../../../core/orders/index.ts';
import type { RuleBook } from '../../../core/rules/index.ts';
import { client } from '../../client.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useReport } from '../../ui/index.ts';
import { newestSituation } from './situation.ts';

interface CaseParts {
  readonly order: Order;
  readonly view: CaseView;
  readonly book: RuleBook;
  /** The order's items, newest first. */
  readonly items: readonly Item[];
  /** Opens the viewer. */
  openItem(itemId: ItemId): void;
}

/** The case that the page is about, and how it is changed. */
export interface OpenCase extends CaseParts {
  readonly isLocked: boolean;
  /** Writes and takes back records, all or nothing; false (and a notice) when it failed. */
  note(noted: readonly CaseRecord[], withdrawn?: readonly CaseRecordName[]): Promise<boolean>;
  /** Changes what the user says happened. */
  changeSituation(change: (situation: Situation) => Situation): Promise<boolean>;
}

const OpenCaseContext = createContext<OpenCase | undefined>(undefined);

/** Gives the case to everything below. */
export function CaseProvider(props: CaseParts & { onChanged: () => void; children: ReactNode }) {
  const { order, view, book, items, openItem, onChanged, children } = props;
  const isLocked = useAppState().state.lockerProblem !== null;
  const notes = useNotes(order.id, view.records, onChanged);
  const access = useMemo(
    () => ({ order, view, book, items, openItem, isLocked, ...notes }),
    [order, view, book, items, openItem, isLocked, notes],
  );
  return <OpenCaseContext value={access}>{children}</OpenCaseContext>;
}

/** The case; only below {@link CaseProvider}. */
export function useOpenCase(): OpenCase {
  const access = useContext(OpenCaseContext);
  if (access === undefined) throw new Error('useOpenCase needs a CaseProvider above it');
  return access;
}

function useNotes(orderId: OrderId, records: readonly NotedRecord[], onChanged: () => void) {
  const report = useReport();
  const texts = useTexts();
  const shown = useRef(records);
  shown.current = records;
  const changed = useRef(onChanged);
  changed.current = onChanged;
  const written = useRef<NotedRecord>(undefined);
  // One after the other: each change of the situation starts from the one before.
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const write = useCallback(
    async (noted: readonly CaseRecord[], withdrawn: readonly CaseRecordName[]) => {
      const answer = await report.settled(
        client().cases.note({
          orderId,
          noted: [...noted],
          withdrawn: withdrawn.map(({ kind, id }) => ({ kind, id })),
        }),
      );
      if (answer === undefined) return false;
      written.current =
        answer.value.records.find(({ record }) => record.kind === 'situation') ?? written.current;
      changed.current();
      return true;
    },
    [orderId, report],
  );
  const note = useCallback(
    async (noted: readonly CaseRecord[], withdrawn: readonly CaseRecordName[] = []) => {
      const isDone = await write(noted, withdrawn);
      if (isDone) report.done(noted.length > 0 ? texts.cases.saved : texts.cases.withdrawn);
      return isDone;
    },
    [write, report, texts],
  );
  const changeSituation = useCallback(
    (change: (situation: Situation) => Situation) => {
      const next = queue.current.then(() =>
        write([change(newestSituation(shown.current, written.current))], []),
      );
      queue.current = next;
      return next;
    },
    [write],
  );
  return useMemo(() => ({ note, changeSituation }), [note, changeSituation]);
}
