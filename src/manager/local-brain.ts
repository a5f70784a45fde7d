// The rules and the small classifier in this process, as a brain among others.

export const localBrain = { model: 'local-rules', provider: 'local', tier: 'local' } as const;
