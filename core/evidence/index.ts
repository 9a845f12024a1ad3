/** What an item of evidence is, where it comes from, what kinds there are. Pure. */

export {
  type CaptureMode,
  type CaptureTrigger,
  type ClockFacts,
  captureModes,
  captureTriggers,
  type Environment,
  type Rectangle,
} from './circumstances.ts';
export {
  type EvidenceKind,
  evidenceKindSchema,
  evidenceKinds,
  type FactGroup,
  factGroupNames,
  factGroupOf,
  isEvidenceKind,
} from './evidence-kinds.ts';
export {
  baseProofLevel,
  type CaptureFacts,
  type DerivativeFacts,
  type ImportFacts,
  type Item,
  type ProofLevel,
  type Provenance,
  provenanceSchema,
} from './item.ts';
export { type ItemId, itemIdSchema } from './item-id.ts';
