// Plain: the mark of what needs no execution.

/**
 * For a field whose value is a function of its source alone, and a union that tells the type by the value alone: events
 * that are made of nothing else are printed without executing anything (delivery/projection.ts).
 */
export const plain = { extensions: { plain: true } };

/** The same for a field whose value stands in its source, under these names, one within the other. */
export const plainAt = (...path: string[]) => ({
  resolve: (source: unknown) =>
    path.reduce((within, name) => (within as Record<string, unknown>)[name], source),
  extensions: { plain: true, path },
});
