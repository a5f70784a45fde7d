// What a library user may import: an explicit list.

export {
  type Agent,
  type AgentContext,
  type AgentResult,
  type AgentRun,
  ask,
  defineAgent,
  progress,
} from './agents/agent.ts';
export { roster } from './agents/roster.ts';
export { type App, type AppParts, startApp } from './app.ts';
export { Fault, type FaultCode, isFault } from './base/fault.ts';
export {
  type Brain,
  type BrainFailure,
  type BrainOutcome,
  type BrainRequest,
  type BrainUsage,
  defineBrain,
} from './brains/brain.ts';
export type { OwnAnswer, OwnBrain } from './brains/define-brain.ts';
export { type Config, readConfig } from './config.ts';
export { type Catalog, catalog, createCatalog, type DataOf, type KindName } from './events/catalog.ts';
export type { Draft, Event } from './events/event.ts';
export { defineKind } from './events/kind.ts';
export { emptySession, fold, type Session, type Workflow } from './events/session.ts';
export { fromWire, toWire, type WireMessage } from './events/wire.ts';
export type { Authenticate, Credentials, Identity } from './gateway/authenticate.ts';
export { createSchema } from './graphql/schema.ts';
export type { Log } from './log/log.ts';
export { openMemoryLog } from './log/memory/memory-log.ts';
export type { Check, CheckOptions, Health, HealthChecks } from './telemetry/health.ts';
