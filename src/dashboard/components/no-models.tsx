// No models: says that no language model is switched on, and how one is.

export function NoModels() {
  return (
    <p className="notice small words">
      No language model is configured: rules and a small classifier do it all, at no cost. To switch one on,
      set <code>OPENAI_API_KEY</code>, <code>ANTHROPIC_API_KEY</code>,{' '}
      <code>GOOGLE_GENERATIVE_AI_API_KEY</code> or <code>OPENAI_COMPATIBLE_BASE_URL</code> and start the
      server again; <code>docs/brains.md</code> says more.
    </p>
  );
}
