// Documents: what was uploaded; artifacts: what was made.

import type { Session } from '../events/session.ts';
import { artifactKind, type ExecutionStatus, executionStatus } from '../events/shapes.ts';
import type { StoredDocument } from '../log/log.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';
import { plain } from './plain.ts';

/** How far the newest workflow that works on a document came with it. */
function statusOf(session: Session, documentId: string): ExecutionStatus {
  const workflow = session.workflows.findLast((one) =>
    one.request?.documents.some((document) => document.documentId === documentId),
  );
  const leftOut = Object.values(workflow?.recoveries ?? {}).some(
    (recovery) => recovery.id.includes(documentId) && recovery.strategy === 'skip_file',
  );
  if (leftOut) return 'skipped';
  if (workflow?.pipelineStatus.filesProcessed === true) return 'succeeded';
  return workflow === undefined ? 'queued' : workflow.status;
}

export function addDocuments({ builder, derive }: Kit, faults: FaultTypes): void {
  builder.objectType('Document', {
    description: 'A file that was uploaded to a session.',
    interfaces: ['Node'],
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its file name.' }),
      mediaType: t.exposeString('mediaType', { description: 'By its content, not its name.' }),
      kind: t.exposeString('kind', { description: 'What its content is: xlsx, pdf, csv …' }),
      byteSize: t.exposeInt('byteSize', { description: 'Bytes.' }),
      sha256: t.exposeString('sha256', { description: 'SHA-256 of the content, hexadecimal.' }),
      status: t.field({
        type: derive.enumOf(executionStatus),
        description:
          'How far the newest workflow came with it: SUCCEEDED when it was read, SKIPPED when it was left out.',
        resolve: async (one, _args, { services }) =>
          statusOf(await services.sessions.get(one.sessionId), one.id),
      }),
    }),
  });
  const Uploaded = faults.outcome('DocumentUploaded', 'It was stored.', (t) => ({
    session: t.field({
      type: 'Session',
      description: 'The session it was added to.',
      resolve: (one: { session: Session }) => one.session,
    }),
    document: t.field({
      type: 'Document',
      description: 'The document.',
      resolve: (one: { document: StoredDocument }) => one.document,
    }),
  }));
  const Result = faults.resultOf('UploadDocumentResult', 'What became of an upload.', Uploaded, [
    'InvalidInput',
    'NotFound',
  ]);
  builder.mutationField('uploadDocument', (t) =>
    t.field({
      type: Result,
      description: 'Adds a file to a session, or to a new one. The same file twice is one document.',
      args: {
        sessionId: t.arg.id({ description: 'The session; a new one is made when left out.' }),
        file: t.arg({ type: 'File', required: true, description: 'The file.' }),
      },
      resolve: (_root, { sessionId, file }, { services }) =>
        faults.attempt('DocumentUploaded', services, async () => {
          const { commands, intake, sessions } = services;
          // Before a session is made for it: an upload that is refused leaves none behind.
          const title = intake.check({ name: file.name, byteSize: file.size });
          const bytes = await file.bytes();
          const id = sessionId ?? (await commands.createSession(title));
          const document = await intake.add(id, { name: file.name, bytes });
          return { session: await sessions.get(id), document };
        }),
    }),
  );
}

export function addArtifacts({ builder, derive }: Kit): void {
  builder.objectType('Artifact', {
    description: 'A file or data set that an agent made.',
    interfaces: ['Node'],
    fields: (t) => ({
      kind: t.field({
        type: derive.enumOf(artifactKind),
        description: 'What kind of result it is.',
        resolve: (one) => one.kind,
        ...plain,
      }),
      name: t.exposeString('name', { description: 'Its file name.' }),
      mediaType: t.exposeString('mediaType', { description: 'Its media type.' }),
      byteSize: t.exposeInt('byteSize', { description: 'Bytes.' }),
      sha256: t.exposeString('sha256', { description: 'SHA-256 of the content, hexadecimal.' }),
      agentName: t.exposeString('agentName', { description: 'Who made it.' }),
      createdAt: t.field({
        type: 'DateTime',
        description: 'When it was made.',
        resolve: (one) => one.createdAt,
        ...plain,
      }),
      url: t.field({
        type: 'URL',
        description: 'Where to fetch it, relative to this server.',
        resolve: (one) => `/artifacts/${one.id}`,
        ...plain,
      }),
    }),
  });
}
