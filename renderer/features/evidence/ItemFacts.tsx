import type { ReactNode } from 'react';
import type { CaptureFacts, Item, Rectangle } from '../../../core/evidence/index.ts';
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

type Fact = readonly [name: string, value: ReactNode];

/** What is known of an item and what it means; `isWhole` adds the facts that only an examiner asks for. */
export function ItemFacts({ item, isWhole }: { item: Item; isWhole: boolean }) {
  const texts = useTexts();
  const facts = [...mainFacts(item, texts), ...(isWhole ? examinerFacts(item, texts) : [])];
  return (
    <>
      <div>
        <ProofMark level={item.proofLevel} />
        <p className="secondary" style={{ marginTop: 4 }}>
          {texts.domain.proofLevels[item.proofLevel].meaning}
        </p>
      </div>
      <dl className="fact-list" data-testid="item-facts">
        {facts.map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
      </dl>
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

function mainFacts(item: Item, texts: Texts): readonly Fact[] {
  const { provenance } = item;
  const facts: Fact[] = [
    [texts.facts.time, <LocalTime key="time" iso={item.capturedAtUtc} withZone />],
    [texts.facts.timeUtc, formatUtcTime(item.capturedAtUtc)],
  ];
  if (provenance.source === 'import') {
    facts.push([texts.facts.source, texts.facts.imported]);
    facts.push([texts.facts.fileName, <UntrustedText key="file" text={provenance.import.fileName} />]);
    facts.push([
      texts.facts.fileModified,
      <LocalTime key="modified" iso={provenance.import.fileModifiedUtc} withZone />,
    ]);
  } else if (provenance.source === 'capture') {
    facts.push(...captureFacts(provenance.capture, texts));
  }
  if (item.image !== undefined) {
    facts.push([texts.facts.pixels, `${item.image.widthPx} × ${item.image.heightPx}`]);
  }
  facts.push([texts.facts.size, formatBytes(item.sizeBytes)]);
  return facts;
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
  if (item.provenance.source === 'capture') facts.push(...grabFacts(item.provenance.capture, texts));
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

function Code({ text }: { text: string }) {
  return (
    <span className="code">
      <UntrustedText text={text} />
    </span>
  );
}

function software({ name, version }: { readonly name: string; readonly version: string }): ReactNode {
  return <UntrustedText text={`${name} ${version}`} />;
}

function area({ x, y, width, height }: Rectangle): string {
  return `${width} × ${height} @ ${x}, ${y}`;
}
