/** What an item of evidence is, where it comes from, what kinds there are. Pure. */
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
  type CaptureMode,
  type CaptureTrigger,
  type ClockFacts,
  captureModes,
  captureTriggers,
  type Environment,
  type ImportFacts,
  type Item,
  type ItemId,
  itemIdSchema,
  type ProofLevel,
  type Provenance,
  provenanceSchema,
  type Rectangle,
} from './item.ts';
