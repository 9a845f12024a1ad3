import { afterAll, describe, expect, it } from 'vitest';
import { ruleBook } from '../cases/rule-book.ts';
import { domain, list, present, type Raw, record, records, textsOf } from './domain.ts';
import { leftOut, ours, reached, reworded } from './domain-differences.ts';

afterAll(() => expect(Object.keys(reworded).filter((text) => !reached.has(text))).toEqual([]));

const strings = (value: unknown) => list(value).map((member) => ours(String(member)));
const said = (value: unknown) => (value === undefined ? undefined : ours(String(value)));
const citationIds = new Set(ruleBook.citations.map(({ id }) => id));
const resolved = (value: unknown) => list(value).filter((id) => citationIds.has(String(id)));

/** Texts of a part of the domain that no text of ours holds. */
function lost(part: unknown, held: unknown): readonly string[] {
  const all = textsOf(held);
  return textsOf(part).filter(
    (text) => !leftOut.includes(text) && !all.some((mine) => mine.includes(ours(text))),
  );
}

describe('laws and citations', () => {
  it('holds every version of every law, with its days and its source', () => {
    const expected = records(domain.law_versions).map(({ id, name, version, src, conf, ...law }) => ({
      id,
      name,
      ...present({ version }),
      inForceFrom: law.in_force_from ?? null,
      inForceTo: law.in_force_to ?? null,
      source: src,
      confidence: conf,
      ...present({ note: law.note ?? law.check }),
    }));
    expect(ruleBook.laws).toMatchObject(expected);
    expect(ruleBook.laws).toHaveLength(expected.length);
  });

  it('holds every citation word for word, and besides them only the figures of the replaced rule', () => {
    const laws = records(domain.citations).map(({ art, conf, ...citation }) => ({
      ...citation,
      lawId: String(citation.id).replace(/-\d+$/, ''),
      article: art,
      confidence: conf,
    }));
    const evidence = records(domain.evidence_law).map(({ id, art, quote, point, conf }) => ({
      id,
      lawId: String(id).replace(/-\d+$/, ''),
      article: String(art).slice(String(art).indexOf('第')),
      quote,
      use: point ?? '电子证据的形式与审查',
      weight: 'support',
      confidence: conf,
    }));
    const old = ruleBook.citations.filter(({ lawId }) => lawId === 'TSB_OLD');
    expect(ruleBook.citations.filter((citation) => !old.includes(citation))).toEqual([...laws, ...evidence]);
    expect(old.map(({ id, quote, confidence }) => [id, quote, confidence])).toEqual([
      ['TSB_OLD-14', '七个工作日', 'V2'],
      ['TSB_OLD-21', '四十五个工作日', 'V2'],
    ]);
  });
});

describe('evidence and scenarios', () => {
  it('holds every kind of evidence with what it must show', () => {
    const expected = Object.entries(record(domain.evidence_kinds)).map(([id, kind]) => {
      const { must_show: mustShow, ...rest } = record(kind);
      return [id, { ...rest, mustShow: list(mustShow) }];
    });
    const held = Object.entries(ruleBook.evidenceKinds).map(([id, { capture, why, ...rest }]) => [id, rest]);
    expect(Object.fromEntries(held)).toEqual(Object.fromEntries(expected));
  });

  it('holds what each side wants besides', () => {
    const expected = Object.entries(record(domain.channel_extra)).map(([audience, extra]) => ({
      audience,
      ...record(extra),
    }));
    expect(ruleBook.channelExtra).toEqual(expected);
  });

  it('holds every scenario whole', () => {
    expect(ruleBook.scenarios.map(({ plainName, plainHint, why, ...rest }) => rest)).toMatchObject(
      records(domain.scenarios).map(scenario),
    );
    expect(ruleBook.scenarios).toHaveLength(records(domain.scenarios).length);
    expect(
      ruleBook.scenarios.flatMap(({ conditionalCites }) => conditionalCites.map(({ when }) => when)),
    ).not.toContain('');
  });

  it('holds every modifier and every pitfall', () => {
    expect(ruleBook.modifiers).toEqual(
      records(domain.modifiers).map(({ add_cites: cites, add_req: req, ...rest }) => ({
        ...rest,
        addCites: list(cites),
        addReq: list(req),
      })),
    );
    expect(ruleBook.pitfalls).toEqual(
      records(domain.pitfalls).map(({ id, name, detect, effect, remedy }) => ({
        id,
        name,
        detect: strings(detect),
        effect: strings(effect),
        remedy: said(remedy),
      })),
    );
  });
});

function scenario(raw: Raw) {
  const { id, seed, name, claim, note } = raw;
  return present({
    id,
    seed,
    name,
    claim,
    note,
    req: list(raw.req),
    any: list(raw.any),
    rec: list(raw.rec),
    checks: records(raw.checks).map((check) =>
      present({
        id: check.id,
        level: check.level,
        rule: check.rule,
        cites: list(check.cite),
        appliesIf: check.applies_if,
      }),
    ),
    claimOptions: list(raw.claim_options),
    cites: list(raw.cites),
    conditionalCites: Object.entries(raw)
      .filter(([key]) => key.startsWith('if_') || key === 'criminal')
      .map(([key, cites]) => ({ condition: key.replace(/^if_/, ''), cites })),
    clocks: list(raw.clocks),
    weakIf: list(raw.weak_if),
  });
}

describe('channels and time', () => {
  it('holds what every channel wants, hands out, refuses and warns of', () => {
    const raw = records(domain.channels);
    expect(ruleBook.channels.map(({ id }) => id)).toEqual(raw.map(({ id }) => id));
    for (const [at, channel] of ruleBook.channels.entries()) {
      const { id, name, url, wants, keep, role, entry, ...rest } = raw[at] ?? {};
      expect(channel, String(id)).toMatchObject(present({ id, name, url, wants, role, entry }));
      expect(channel.keep).toEqual(list(keep));
      expect(channel.askAlso).toEqual(list(rest.ask_also));
      expect(channel.refuseIf).toEqual(list(rest.refuse_if));
      expect(channel.urlConfidence).toBe(rest.url_conf ?? (url === undefined ? undefined : 'V2'));
      expect(channel.cites).toEqual(expect.arrayContaining(resolved(rest.cite ?? rest.legal)));
      expect(channel.next ?? undefined).toBe(nextOf(rest.next));
    }
  });

  it('loses no other word of a channel', () => {
    const words = records(domain.channels).map(({ id, next: _next, legal, cite, ...rest }) => {
      const channel = ruleBook.channels.find((known) => known.id === id);
      const unresolved = [legal, cite].flatMap(list).filter((text) => !citationIds.has(String(text)));
      return { id, texts: lost([withoutMarks(rest), unresolved], channel) };
    });
    expect(words.filter(({ texts }) => texts.length > 0)).toEqual([]);
  });

  it('holds every figure of a time limit in the words about it', () => {
    for (const raw of records(domain.channels)) {
      const channel = ruleBook.channels.find(({ id }) => id === raw.id);
      for (const clock of list(raw.clock)
        .filter((known) => typeof known === 'object')
        .map(record)) {
        const words = channel?.clocks.find(({ what }) => what === clock.what);
        const figures = [clock.days, clock.years, clock.extend].filter((figure) => figure !== undefined);
        if (clock.what === undefined) continue;
        for (const figure of figures) expect(words?.length).toContain(String(figure));
        expect(words?.confidence).toBe(clock.conf ?? 'V');
        expect(words?.cites).toEqual(resolved(clock.cite));
      }
    }
  });

  it('takes for a fact only the one measured limit; all others are defaults', () => {
    const known = ruleBook.channels.flatMap(({ id, limits }) =>
      Object.entries(limits)
        .filter(([, { isDefault }]) => !isDefault)
        .map(([name, { value, confidence }]) => [id, name, value, confidence]),
    );
    expect(known).toEqual([['payment_wechat', 'textChars', 300, 'V']]);
    const defaults = record(domain.engineering_defaults_when_unknown);
    for (const { limits } of ruleBook.channels) {
      expect([defaults.short_text_chars, defaults.long_text_chars]).toContain(limits.textChars.value);
      expect(limits.images.value).toBe(defaults.images_max);
      expect(limits.imageMegabytes.value).toBe(defaults.image_max_mb);
      expect(limits.pdfMegabytes.value).toBe(defaults.pdf_max_mb);
    }
  });

  it('holds the ladder and what excludes each other', () => {
    expect(ruleBook.ladder).toMatchObject(
      records(domain.ladder).map(({ step, channel, wait, exit, parallel_ok: isParallel, ...rest }) => ({
        ...rest,
        step: String(step),
        channels: String(channel).split('|'),
        ...present({ wait: said(wait) }),
        exits: list(exit),
        isParallelAllowed: isParallel ?? false,
      })),
    );
    expect(ruleBook.ladder).toHaveLength(records(domain.ladder).length);
    expect(ruleBook.exclusions).toEqual(
      records(domain.mutual_exclusion).map(({ a, b, reason }) => ({
        a,
        b,
        reason: said(reason),
        cites: ['TSB-16'],
      })),
    );
  });

  it('holds every deadline: figures, units and citations', () => {
    const expected = records(domain.deadlines).map((raw) => {
      const [unit, amounts] = periodOf(raw);
      return present({
        id: raw.id,
        what: raw.what,
        unit,
        amounts,
        extendBy: raw.extend ?? raw.extend_months,
        cites: resolved(raw.cite ?? (raw.id === 'D04' ? 'XFF-24' : undefined)),
        source: said(raw.source ?? raw.src),
        note: raw.note ?? (resolved(raw.cite).length === 0 && raw.cite ? `依据：${raw.cite}` : undefined),
      });
    });
    expect(ruleBook.deadlines.map(({ actor, confidence, earlier, ...rest }) => rest)).toEqual(expected);
  });
});

/** Without confidences, which are compared where they stand. */
function withoutMarks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutMarks);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !/(^|_)conf$/.test(key))
      .map(([key, member]) => [key, withoutMarks(member)]),
  );
}

function nextOf(next: unknown) {
  const names: Readonly<Record<string, string>> = { payment: 'payment_wechat', court: 'court_small_claims' };
  return typeof next === 'string' ? (names[next] ?? next) : undefined;
}

function periodOf(raw: Raw): readonly [string, readonly unknown[]] {
  if (raw.kind === 'merchant_promise') return ['promise', []];
  if (raw.hours !== undefined || raw.default_hours !== undefined) {
    return ['hours', list(raw.hours ?? raw.default_hours)];
  }
  if (raw.months !== undefined) return ['months', [raw.months]];
  if (raw.years !== undefined) return ['years', [raw.years]];
  return [raw.unit === '工作日' ? 'working-days' : 'days', [raw.days]];
}

describe('formats, masks and presentation', () => {
  it('holds every row of the redaction table', () => {
    const { channels, rules } = record(domain.redaction_by_channel);
    expect(ruleBook.redaction).toEqual(
      records(rules).map(({ data, all, ...row }) => ({
        what: data,
        ...(all === undefined
          ? {}
          : Object.fromEntries(Object.keys(record(channels)).map((name) => [name, all]))),
        ...row,
      })),
    );
  });

  it('holds every format with its patterns, and its samples match them', () => {
    const formats = Object.entries(record(domain.field_formats));
    expect(ruleBook.fieldFormats.map(({ id }) => id)).toEqual(formats.map(([id]) => id));
    for (const [id, value] of formats) {
      const raw = record(value);
      const held = ruleBook.fieldFormats.find((format) => format.id === id);
      const patterns = list(raw.patterns).map((one) => (typeof one === 'string' ? one : record(one).regex));
      expect(held?.patterns.map(({ regex }) => regex)).toEqual(
        strings([raw.regex, raw.generic_regex, raw.fallback, ...patterns].filter((one) => one !== undefined)),
      );
      expect(held?.samples).toEqual([...list(raw.samples), ...list(raw.older_samples)]);
      expect(lost([raw.rule, raw.note, raw.checksum, raw.display, raw.design, raw.normalize], held)).toEqual(
        [],
      );
      for (const sample of held?.samples ?? []) {
        expect(held?.patterns.some(({ regex }) => new RegExp(regex, 'u').test(sample))).toBe(true);
      }
    }
  });

  it('loses no rule about screenshots, recordings, calls and privacy', () => {
    const { basis: _basis, ...rules } = record(domain.presentation_rules);
    const {
      legal_test: _test,
      transcript_basis: _also,
      conf: _conf,
      ...recording
    } = record(domain.recording_rule);
    const { court_police_note, method } = record(domain.redaction_by_channel);
    const parts = [rules, recording, records(domain.pipl), court_police_note, method, domain.ocr_checklist];
    expect(lost(withoutMarks(parts), ruleBook.presentation)).toEqual([]);
    for (const rule of records(rules.screenshot)) {
      const held = ruleBook.presentation.find(({ id }) => id === rule.id);
      expect(held).toMatchObject(
        present({ rule: rule.rule, why: said(rule.why), source: rule.src, confidence: rule.conf }),
      );
    }
  });

  it('holds every open item', () => {
    expect(ruleBook.openItems).toEqual(records(domain.open_items));
  });
});
