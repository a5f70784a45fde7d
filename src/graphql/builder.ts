// Builder: Pothos with this schema's scalars and objects, and with the types that follow from the event kinds.

import SchemaBuilder from '@pothos/core';
import type { Agent } from '../agents/agent.ts';
import type { Estimate, EstimateIssue, EstimateLine, TradeTotal } from '../estimating/estimate.ts';
import type { Event } from '../events/event.ts';
import type { Artifact, Decision, Recommendation, Session } from '../events/session.ts';
import type { Money } from '../events/shapes.ts';
import type { StoredDocument } from '../log/log.ts';
import type { Template } from '../templates/templates.ts';
import type { Context } from './context.ts';
import type { WorkflowWithin } from './within.ts';

export interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    Decimal: { Input: string; Output: string };
    Cursor: { Input: string; Output: string };
    URL: { Input: string; Output: string };
    File: { Input: File; Output: never };
  };
  Interfaces: { Node: { id: string } };
  Objects: {
    Session: Session;
    Workflow: WorkflowWithin;
    Decision: Decision;
    Document: StoredDocument;
    Artifact: Omit<Artifact, 'workflowId'>;
    Agent: Agent;
    Estimate: Estimate;
    EstimateLine: EstimateLine & { currency: string };
    TradeTotal: TradeTotal & { currency: string };
    EstimateIssue: EstimateIssue;
    Money: Money;
    WorkflowTemplate: Template;
    Recommendation: Recommendation;
  };
}

export type Builder = ReturnType<typeof createBuilder>;

export function createBuilder() {
  return new SchemaBuilder<SchemaTypes>({ defaultFieldNullability: false });
}

/** Any event, whatever kinds the catalog has. */
export type AnyEvent = Event;
