// Faults as data: outcomes that a caller is expected to handle, as members of each mutation's result.

import { Fault, type FaultCode } from '../base/fault.ts';
import type { Decision, Workflow } from '../events/session.ts';
import { decisionById } from '../manager/decide.ts';
import type { Services } from './context.ts';
import type { Kit } from './kit.ts';

type FaultTypeName = 'InvalidInput' | 'NotFound' | 'DecisionClosed' | 'WorkflowConflict';

interface Told {
  typeName: string;
  code?: FaultCode;
  message?: string;
  issues?: { path: string[]; message: string }[];
  decision?: Decision;
  workflow?: Workflow;
}

export interface FaultTypes {
  /** The type of a success. */
  // biome-ignore lint/suspicious/noExplicitAny: Pothos infers field types at each call; here they only pass through
  outcome(name: string, description: string, fields: (t: any) => Record<string, unknown>): never;
  /** The union of a success and what may go wrong. */
  resultOf(name: string, description: string, success: never, faults: FaultTypeName[]): never;
  /** Runs something and tells its success, or the fault that it threw. A bug is thrown on. */
  attempt(success: string, services: Services, run: () => Promise<object>): Promise<never>;
}

const typeNameOf: Partial<Record<FaultCode, FaultTypeName>> = {
  INVALID_INPUT: 'InvalidInput',
  PAYLOAD_TOO_LARGE: 'InvalidInput',
  DOCUMENT_TOO_LARGE: 'InvalidInput',
  DOCUMENT_EMPTY: 'InvalidInput',
  DOCUMENT_UNSUPPORTED: 'InvalidInput',
  DOCUMENT_MISLABELLED: 'InvalidInput',
  TOO_MANY_DOCUMENTS: 'InvalidInput',
  TOO_MANY_WORKFLOWS: 'InvalidInput',
  ADDRESS_REFUSED: 'InvalidInput',
  ADDRESS_UNREACHABLE: 'InvalidInput',
  NOT_FOUND: 'NotFound',
  DECISION_CLOSED: 'DecisionClosed',
  WORKFLOW_CONFLICT: 'WorkflowConflict',
};

export function addFaults({ builder }: Kit): FaultTypes {
  const isTypeOf = (name: string) => (value: unknown) => (value as Told).typeName === name;
  const FaultInterface = builder.interfaceRef<Told>('Fault').implement({
    description:
      'An outcome that the caller is expected to handle. Bugs stay in `errors`, masked, with an incident id.',
    resolveType: (told) => told.typeName,
    fields: (t) => ({
      code: t.string({
        description: 'A code of the table in docs/protocol.md.',
        resolve: (told) => told.code ?? '',
      }),
      message: t.string({
        description: 'What went wrong, for the person who can act on it.',
        resolve: (told) => told.message ?? '',
      }),
    }),
  });
  const InputIssue = builder.objectRef<{ path: string[]; message: string }>('InputIssue').implement({
    description: 'One thing that is wrong with an input.',
    fields: (t) => ({
      path: t.exposeStringList('path', { description: 'Where in the input.' }),
      message: t.exposeString('message', { description: 'What is wrong.' }),
    }),
  });
  const types: Record<FaultTypeName, never> = {
    InvalidInput: builder.objectRef<Told>('InvalidInput').implement({
      description: 'The input cannot be accepted as it is; nothing was changed.',
      interfaces: [FaultInterface],
      isTypeOf: isTypeOf('InvalidInput'),
      fields: (t) => ({
        issues: t.field({
          type: [InputIssue],
          description: 'What is wrong, and where.',
          resolve: (told) => told.issues ?? [],
        }),
      }),
    }) as never,
    NotFound: builder.objectRef<Told>('NotFound').implement({
      description: 'Nothing is known under this id.',
      interfaces: [FaultInterface],
      isTypeOf: isTypeOf('NotFound'),
    }) as never,
    DecisionClosed: builder.objectRef<Told>('DecisionClosed').implement({
      description: 'The decision was made before.',
      interfaces: [FaultInterface],
      isTypeOf: isTypeOf('DecisionClosed'),
      fields: (t) => ({
        decision: t.field({
          type: 'Decision',
          description: 'As it stands.',
          resolve: (told) => told.decision!,
        }),
      }),
    }) as never,
    WorkflowConflict: builder.objectRef<Told>('WorkflowConflict').implement({
      description: 'The session or workflow is not in a state that allows this.',
      interfaces: [FaultInterface],
      isTypeOf: isTypeOf('WorkflowConflict'),
      fields: (t) => ({
        workflow: t.field({
          type: 'Workflow',
          description: 'The workflow that stands in the way.',
          resolve: (told) => told.workflow!,
        }),
      }),
    }) as never,
  };

  return {
    outcome: (name, description, fields) =>
      builder
        .objectRef<Told>(name)
        .implement({ description, isTypeOf: isTypeOf(name), fields: fields as never }) as never,
    resultOf: (name, description, success, faults) =>
      builder.unionType(name, {
        description,
        types: [success, ...faults.map((one) => types[one])],
        resolveType: (told: unknown) => (told as Told).typeName,
      }) as never,
    async attempt(success, services, run) {
      try {
        return { typeName: success, ...(await run()) } as never;
      } catch (error) {
        const typeName = error instanceof Fault ? typeNameOf[error.code] : undefined;
        if (!(error instanceof Fault) || typeName === undefined) throw error;
        services.tally.count('faults', error.code);
        return {
          typeName,
          code: error.code,
          message: error.message,
          ...(await detailOf(services, error)),
        } as never;
      }
    },
  };
}

async function detailOf(
  { log, sessions }: Services,
  { code, message, detail }: Fault,
): Promise<Partial<Told>> {
  if (code === 'DECISION_CLOSED') {
    const sessionId = await log.find(String(detail.decisionId));
    const decision = decisionById(await sessions.get(sessionId ?? ''), String(detail.decisionId));
    return decision === undefined ? {} : { decision };
  }
  if (code === 'WORKFLOW_CONFLICT') {
    const session = await sessions.get(String(detail.sessionId));
    const workflow = session.workflows.find((one) => one.id === detail.workflowId);
    return workflow === undefined ? {} : { workflow };
  }
  if (Array.isArray(detail.issues)) return { issues: detail.issues.map(issueFrom) };
  return { issues: [{ path: Array.isArray(detail.path) ? detail.path.map(String) : [], message }] };
}

/** Of several things that are wrong. */
function issueFrom({ path, message }: { path: unknown; message: string }) {
  return { path: Array.isArray(path) ? path.map(String) : [String(path)], message };
}
