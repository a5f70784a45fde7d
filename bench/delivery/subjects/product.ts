// The product as a subject: the whole app, with its doors, authentication, limits, masking and resume.

import { type AppParts, startApp } from '../../../src/app.ts';
import { createLogger } from '../../../src/base/logger.ts';
import { readConfig } from '../../../src/config.ts';
import { openMemoryLog } from '../../../src/log/memory/memory-log.ts';
import type { SubjectOptions } from '../messages.ts';
import { draftOf } from '../moments.ts';
import { createPassingLog } from './passing-log.ts';
import type { Opened } from './subject.ts';

function logOf(kind: SubjectOptions['log'], onError: (error: unknown) => void): Pick<AppParts, 'log'> {
  if (kind === 'full' || kind === 'normal') return {};
  const log = openMemoryLog({ onError });
  return { log: kind === 'memory' ? log : createPassingLog(log) };
}

export async function openProduct({ sessions, log: kind, folder }: SubjectOptions): Promise<Opened> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    DURABILITY: kind === 'full' ? 'full' : 'normal',
    LOG_LEVEL: 'error',
  });
  const logger = createLogger('error');
  const onError = (error: unknown) => logger.error(error);
  const parts: AppParts = {
    logger,
    authenticate: async () => ({ id: 'viewer', name: 'A viewer', kind: 'user' }),
    ...logOf(kind, onError),
  };
  const app = await startApp(config, parts);
  const { log } = app.services;
  const createdAt = new Date().toISOString();
  for (let n = 0; n < sessions; n++) await log.createSession({ id: `s${n}`, title: 'bench', createdAt });
  return {
    port: Number(new URL(app.url).port),
    async emit(sessionId, after, moments) {
      await log.append(
        sessionId,
        after,
        moments.map(({ kind: name, text }) => draftOf(name, text)),
      );
    },
  };
}
