import type { ReactNode } from 'react';
import type { CaptureFacts, Item } from '../../../core/evidence/index.ts';
import { useStamping } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import {
  CopyButton,
  formatBytes,
  formatUtcTime,
  HashText,
  LocalTime,
  ProofMark,
  UntrustedText,
} from '../../ui/index.ts';
import { ItemProof, shownProof } from '../proof/index.ts';
import { derivativeExaminerRows, derivativeRows } from './derivative-rows.tsx';
import { environmentRows } from './environment-rows.tsx';
import { area, Code, type Fact, software } from './fact-parts.tsx';
import { recordingExaminerRows, recordingRows } from './recording-rows.tsx';

/** What is known of an item and what it means; `isWhole` adds the facts that only an examiner asks for. */
export function ItemFacts({ item, isWhole }: { item: Item; isWhole: boolean }) {
  const texts = useTexts();
  const proof = shownProof(item, useStamping());
  const facts = [...mainFacts(item, texts, isWhole), ...(isWhole ? examinerFacts(item, texts) : [])];
  return (
    <>
      <div>
        <ProofMark level={proof} />
        <p className="secondary" style={{ marginTop: 4 }}>
          {texts.domain.proofLevels[proof].meaning}
        </p>
      </div>
      <dl className="fact-list" data-testid="item-facts">
        {facts.map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
      </dl>
      <ItemProof item={item} />
      <div className="stack" style={{ gap: 2 }}>
        <span className="tertiary">{texts.facts.hash}</span>
        <HashText hash={item.sha256} />
        {isWhole && <span className="tertiary">{texts.facts.hashHint}</span>}
      </div>
    </>
  );
}

function FactRow({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function mainFacts(item: Item, texts: Texts, isWhole: boolean): readonly Fact[] {
  const facts = [...timeFacts(item, texts), ...sourceFacts(item, texts, isWhole)];
  if (item.image !== undefined) {
    facts.push([texts.facts.pixels, `${item.image.widthPx} × ${item.image.heightPx}`]);
  }
  facts.push([texts.facts.size, formatBytes(item.sizeBytes)]);
  return facts;
}

function timeFacts({ capturedAtUtc, source }: Item, texts: Texts): readonly Fact[] {
  // A recording has a start and an end of its own.
  if (source === 'recording') return [];
  return [
    [texts.facts.time, <LocalTime key="time" iso={capturedAtUtc} withZone />],
    [texts.facts.timeUtc, formatUtcTime(capturedAtUtc)],
  ];
}

function sourceFacts({ provenance }: Item, texts: Texts, isWhole: boolean): readonly Fact[] {
  switch (provenance.source) {
    case 'import':
      return [
        [texts.facts.source, texts.facts.imported],
        [texts.facts.fileName, <UntrustedText key="file" text={provenance.import.fileName} />],
        [
          texts.facts.fileModified,
          <LocalTime key="modified" iso={provenance.import.fileModifiedUtc} withZone />,
        ],
      ];
    case 'capture':
      return captureFacts(provenance.capture, texts);
    case 'recording':
      return recordingRows(provenance, texts);
    case 'derivative':
      return derivativeRows(provenance.derivative, texts);
    case 'environment-check':
      return environmentRows(provenance.check, texts, isWhole);
  }
}

function captureFacts(capture: CaptureFacts, texts: Texts): readonly Fact[] {
  const facts: Fact[] = [[texts.facts.mode, texts.capture.modes[capture.mode]]];
  if (capture.window !== undefined) {
    facts.push([texts.facts.windowTitle, <UntrustedText key="title" text={capture.window.title} />]);
    facts.push([texts.facts.application, <UntrustedText key="app" text={capture.window.application} />]);
  }
  return facts;
}

function examinerFacts(item: Item, texts: Texts): readonly Fact[] {
  const { clock, environment } = item.provenance;
  const facts: Fact[] = [[texts.facts.format, <UntrustedText key="format" text={item.mediaType} />]];
  facts.push(...sourceExaminerFacts(item, texts));
  facts.push([texts.facts.clock, <Code key="clock" text={clock.local} />]);
  if (clock.timeZone !== undefined) facts.push([texts.facts.zone, clock.timeZone]);
  facts.push(
    [texts.facts.monotonic, <Code key="monotonic" text={`${clock.monotonicNs} ns`} />],
    [texts.facts.boot, <Code key="boot" text={clock.bootId} />],
    [texts.facts.software, software(environment.app)],
    [texts.facts.runtime, software(environment.runtime)],
    [texts.facts.system, software(environment.operatingSystem)],
    [texts.facts.seq, <Code key="seq" text={String(item.seq)} />],
    [
      texts.facts.id,
      <span key="id">
        <Code text={item.id} /> <CopyButton text={item.id} what={texts.facts.id} />
      </span>,
    ],
  );
  return facts;
}

function sourceExaminerFacts({ provenance }: Item, texts: Texts): readonly Fact[] {
  switch (provenance.source) {
    case 'import':
      return [];
    case 'capture':
      return grabFacts(provenance.capture, texts);
    case 'recording':
      return recordingExaminerRows(provenance, texts);
    case 'derivative':
      return derivativeExaminerRows(provenance.derivative, texts);
    case 'environment-check':
      return [];
  }
}

function grabFacts(capture: CaptureFacts, texts: Texts): readonly Fact[] {
  const { display } = capture;
  const facts: Fact[] = [
    [texts.facts.trigger, texts.capture.triggers[capture.trigger]],
    [
      texts.facts.display,
      <UntrustedText
        key="display"
        text={`${display.name} · ${area(display.area)} · ×${display.scaleFactor}`}
      />,
    ],
    [texts.facts.area, area(capture.area)],
    [texts.facts.grabber, software(capture.grabber)],
  ];
  if (capture.delaySeconds > 0)
    facts.push([texts.facts.delay, texts.capture.delaySeconds(capture.delaySeconds)]);
  return facts;
}
