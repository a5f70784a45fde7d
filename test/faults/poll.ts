// Asking again until the answer is there.

/** What `ask` says as soon as it is so. @throws after fifteen seconds, with what it said last */
export async function untilAnswer<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`it stayed at ${JSON.stringify(answer)}`);
    await new Promise((again) => setTimeout(again, 20));
  }
}
